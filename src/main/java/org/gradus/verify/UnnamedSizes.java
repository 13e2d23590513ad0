package org.gradus.verify;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.tensor.Outcome;
import org.gradus.tensor.Tensors;
import org.gradus.tensor.Typing;

/** Sizes that the document does not name: of what a/K is added to, there may be K. */
final class UnnamedSizes {

  private UnnamedSizes() {}

  /** The number that has to be such a size if the claim, which fails with other sizes, is to hold; null if there is none. */
  static String meant(List<Expr> sides, Typing typing, List<Expr> assumptions, Outcome.Refuted failure, Tensors tensors) {
    var names = new LinkedHashSet<Expr.Sym>();
    sides.forEach(side -> names.addAll(Trees.freeSymbols(side)));
    for (var size : failure.sizes().keySet()) {
      var unnamed = Exprs.sym(size);
      if (names.contains(unnamed)) {
        continue;
      }
      for (var count : divisors(sides)) {
        if (!failure.sizes().containsKey(count.name()) && holds(sides, typing, assumptions, count, unnamed, tensors)) {
          return count.name();
        }
      }
    }
    return null;
  }

  private static boolean holds(List<Expr> sides, Typing typing, List<Expr> assumptions, Expr.Sym count, Expr.Sym size, Tensors tensors) {
    var outcome = tensors.equal(Trees.substitute(sides.get(0), count, size), Trees.substitute(sides.get(1), count, size), typing,
        assumptions.stream().map(a -> Trees.substitute(a, count, size)).toList());
    return outcome instanceof Outcome.Proved || outcome instanceof Outcome.Tested;
  }

  /** Letters that something is divided by. */
  private static Set<Expr.Sym> divisors(List<Expr> sides) {
    var found = new LinkedHashSet<Expr.Sym>();
    sides.forEach(side -> Trees.any(side, x -> x instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && n.value().signum() < 0
        && p.base() instanceof Expr.Sym s && s.name().length() == 1 && found.add(s) && false));
    return found;
  }
}
