package org.gradus.claim;

import java.util.HashMap;
import java.util.stream.Stream;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** For which members of a family its general formula is meant: a_1 gets a meaning of its own where a_k is for k ≥ 2. */
final class MembersMeant {

  private final Context context;

  MembersMeant(Context context) {
    this.context = context;
  }

  /** Whether the general formula is for this member, too: it is said for such indices, and speaks of no entry before the first. */
  boolean isSpokenOf(Expr.Indexed member) {
    var family = context.definition(Target.family(member));
    if (family == null || !family.family() || !member.sup().isEmpty() || member.sub().size() != family.parameters().size()) {
      return true;
    }
    var by = new HashMap<Expr, Expr>();
    for (int i = 0; i < member.sub().size(); i++) {
      by.put(family.parameters().get(i), member.sub().get(i));
    }
    return Stream.concat(context.assumptions().stream(), context.hypotheses().faded().stream()).map(Assumption::relation)
            .noneMatch(r -> r != null && by.keySet().stream().anyMatch(k -> Trees.occurs(r, k)) && !isMet(Trees.substitute(r, by)))
        && (context.isRecursive(family.name()) || !Trees.any(family.applied(member.sub()), x -> isBeforeFirst(x) && !context.isDefined(x.toString())));
  }

  /** Whether a restriction of the indices is met, as far as numbers tell. */
  private static boolean isMet(Expr relation) {
    return switch (relation) {
      case Expr.Rel r when r.lhs() instanceof Expr.Num a && r.rhs() instanceof Expr.Num b -> r.op().holdsForSign(a.value().compareTo(b.value()));
      case Expr.Rel r when r.lhs() instanceof Expr.Num a && r.rhs() instanceof Expr.Sym -> a.value().isOne() && r.op() == RelOp.LE; // 1 ≤ n
      case Expr.Logic l when l.op() == Expr.Logic.Op.AND -> l.args().stream().allMatch(MembersMeant::isMet);
      case Expr.Logic l when l.op() == Expr.Logic.Op.OR -> l.args().stream().anyMatch(MembersMeant::isMet);
      default -> false;
    };
  }

  /** An entry before the first: who writes this member out may mean another thing. */
  private static boolean isBeforeFirst(Expr e) {
    return e instanceof Expr.Indexed x && x.sub().stream().anyMatch(i -> i instanceof Expr.Num n && n.value().signum() <= 0);
  }
}
