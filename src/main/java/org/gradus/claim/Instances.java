package org.gradus.claim;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/**
 * One member of a family that has a general formula: h_1 = w_11 x_1 + w_12 x_2 after h_j = Σ_{i≤2} w_ji x_i says nothing new, so it claims
 * something. A member of which the formula does not speak, a_1 where a_k is for k ≥ 2, gets a meaning of its own.
 */
final class Instances {

  private final Context context;

  Instances(Context context) {
    this.context = context;
  }

  /** Whether an equation for the member follows from the formula of its family, or contradicts it. */
  boolean isClaimed(Expr.Indexed member, Expr body) {
    var family = context.definition(Target.family(member));
    if (family == null || !family.family() || !context.isDefinedHere(family.name()) || context.isRecursive(family.name()) || !member.sup().isEmpty()
        || member.sub().size() != family.parameters().size() || !member.sub().stream().allMatch(i -> i instanceof Expr.Num)) {
      return false;
    }
    var by = new HashMap<Expr, Expr>();
    for (int i = 0; i < member.sub().size(); i++) {
      by.put(family.parameters().get(i), member.sub().get(i));
    }
    if (Stream.concat(context.assumptions().stream(), context.hypotheses().faded().stream()).map(Assumption::relation)
        .anyMatch(r -> r != null && by.keySet().stream().anyMatch(k -> Trees.occurs(r, k)) && !isMet(Trees.substitute(r, by)))) {
      return false;
    }
    try {
      var resolver = new Resolver(context, Map.of(), Map.of());
      var general = resolver.resolve(family.applied(member.sub()));
      var special = resolver.resolve(body);
      return !Trees.any(general, Instances::isOpen) && names(general).equals(names(special));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return false;
    }
  }

  /** Whether a restriction of the indices is met, as far as numbers tell. */
  private static boolean isMet(Expr relation) {
    return switch (relation) {
      case Expr.Rel r when r.lhs() instanceof Expr.Num a && r.rhs() instanceof Expr.Num b -> r.op().holdsForSign(a.value().compareTo(b.value()));
      case Expr.Logic l when l.op() == Expr.Logic.Op.AND -> l.args().stream().allMatch(Instances::isMet);
      case Expr.Logic l when l.op() == Expr.Logic.Op.OR -> l.args().stream().anyMatch(Instances::isMet);
      default -> false;
    };
  }

  /** A sum over what is not known, a case, or an entry before the first: who writes this member out may mean another thing. */
  private static boolean isOpen(Expr e) {
    return e instanceof Expr.Big b && !(b.lower() instanceof Expr.Num && b.upper() instanceof Expr.Num)
        || e instanceof Expr.Indexed x && x.sub().stream().anyMatch(i -> i instanceof Expr.Num n && n.value().signum() <= 0);
  }

  /** The names of variables and families. */
  private static Set<String> names(Expr e) {
    var found = new LinkedHashSet<String>();
    var bound = new LinkedHashSet<String>();
    Trees.any(e, x -> {
      if (x instanceof Expr.Indexed i) {
        found.add(i.base());
      } else if (x instanceof Expr.Big b) {
        bound.add(b.index().name());
      }
      return false;
    });
    Trees.freeSymbols(e).stream().map(Expr.Sym::name).filter(n -> !bound.contains(n)).forEach(found::add);
    return found;
  }
}
