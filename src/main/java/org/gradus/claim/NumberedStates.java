package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * Both sides of {@code ∂h_3/∂h_1 = w²(1 − h_3²)(1 − h_2²)}, where h_t = tanh(w·h_{t−1} + …): after the derivatives are carried out every state
 * later than the first one that is left is put in by its definition, on both sides alike.
 */
final class NumberedStates {

  private static final int MAX_STEPS = 12;
  private static final int MAX_SIZE = 4000;

  private final Context context;
  private final UnaryOperator<Expr> meaning;

  /** @param meaning resolves a formula in the names of the document */
  NumberedStates(Context context, UnaryOperator<Expr> meaning) {
    this.context = context;
    this.meaning = meaning;
  }

  /** Whether derivatives by states are spoken of, and no others: what of a state is held fixed where w is varied, its definition does not tell. */
  boolean concern(Expr... sides) {
    var by = new ArrayList<Expr>();
    for (var e : sides) {
      Trees.any(e, x -> x instanceof Expr.Diff d && by.add(d.by()) && false);
    }
    return !by.isEmpty() && by.stream().allMatch(v -> v instanceof Expr.Indexed x && isRecursive(x));
  }

  /** The sides, or null where nothing is to be put in. */
  List<Expr> apart(Expr lhs, Expr rhs, Set<Expr> cut) {
    if (cut.stream().noneMatch(c -> c instanceof Expr.Indexed x && number(x) != null && isRecursive(x))) {
      return null;
    }
    try {
      var sides = new ArrayList<Expr>(List.of(Derivatives.carryOut(written(lhs)), Derivatives.carryOut(written(rhs))));
      var first = new HashMap<String, Rational>();
      for (var x : members(sides)) {
        if (number(x) instanceof Rational at && isRecursive(x)) {
          first.merge(x.base(), at, (a, b) -> a.compareTo(b) < 0 ? a : b);
        }
      }
      for (int i = 0; i < MAX_STEPS; i++) {
        var by = new HashMap<Expr, Expr>();
        for (var x : members(sides)) {
          if (first.containsKey(x.base()) && number(x) instanceof Rational at && at.compareTo(first.get(x.base())) > 0) {
            by.put(x, meaning.apply(context.definition(Target.family(x)).applied(x.sub())));
          }
        }
        if (by.isEmpty()) {
          return sides;
        }
        sides.replaceAll(e -> Trees.substitute(e, by));
        if (sides.stream().anyMatch(e -> Trees.size(e, MAX_SIZE) >= MAX_SIZE)) {
          return null;
        }
      }
      return null;
    } catch (Derivatives.NotDifferentiable | UnresolvedException _) {
      return null;
    }
  }

  private boolean isRecursive(Expr.Indexed x) {
    var d = context.definition(Target.family(x));
    return d != null && d.parameters().size() == 1 && context.isRecursive(d.name()) && (context.rank(x.base(), 1) == null || context.rank(x.base(), 1).isScalar());
  }

  private static Rational number(Expr.Indexed x) {
    return x.sup().isEmpty() && x.sub().size() == 1 && x.sub().getFirst() instanceof Expr.Num n && n.value().isInteger() ? n.value() : null;
  }

  private static Set<Expr.Indexed> members(List<Expr> sides) {
    var found = new HashSet<Expr.Indexed>();
    sides.forEach(e -> Trees.any(e, x -> x instanceof Expr.Indexed i && found.add(i) && false));
    return found;
  }

  /** Products between numbers, factor by factor. */
  private static Expr written(Expr e) {
    if (e instanceof Expr.Big b && b.kind() == Expr.Big.Kind.PRODUCT && b.lower() instanceof Expr.Num l && b.upper() instanceof Expr.Num u
        && l.value().isInteger() && u.value().isInteger() && u.value().minus(l.value()).compareTo(Rational.of(MAX_STEPS)) < 0) {
      var factors = new ArrayList<Expr>();
      for (var i = l.value(); i.compareTo(u.value()) <= 0; i = i.plus(Rational.of(1))) {
        factors.add(Trees.substitute(b.body(), b.index(), Exprs.num(i)));
      }
      return Exprs.mul(factors);
    }
    return e;
  }
}
