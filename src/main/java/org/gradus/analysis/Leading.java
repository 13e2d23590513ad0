package org.gradus.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * A function written a·L + b with a logarithm, arctangent, error function or their like L whose coefficient a varies and
 * which does not occur in a and b.
 */
record Leading(Expr function, Expr coefficient, Expr rest) {

  private static final Set<String> PEELED = Set.of("log", "atan", "asin", "erf", "loggamma", "digamma");

  /** The decomposition by one such function with a coefficient that is not constant; null where there is none. */
  static Leading of(Expr f, Expr.Sym x) {
    if (!(f instanceof Expr.Add sum)) {
      return null;
    }
    var candidates = new LinkedHashSet<Expr>();
    Trees.any(f, e -> {
      if (e instanceof Expr.Call c && PEELED.contains(c.function().name()) && Trees.freeSymbols(c).contains(x)) {
        candidates.add(c);
      }
      return false;
    });
    for (var l : candidates) {
      var with = new ArrayList<Expr>();
      var without = new ArrayList<Expr>();
      boolean linear = true;
      for (var term : sum.args()) {
        var cofactor = cofactor(term, l);
        if (cofactor != null && !contains(cofactor, l)) {
          with.add(cofactor);
        } else if (!contains(term, l)) {
          without.add(term);
        } else {
          linear = false;
        }
      }
      var a = Exprs.add(with);
      if (linear && Trees.freeSymbols(a).contains(x)) {
        return new Leading(l, a, Exprs.add(without));
      }
    }
    return null;
  }

  private static Expr cofactor(Expr term, Expr l) {
    if (term.equals(l)) {
      return Exprs.ONE;
    }
    if (!(term instanceof Expr.Mul m) || !m.args().stream().toList().contains(l)) {
      return null;
    }
    var rest = new ArrayList<>(m.args().stream().toList());
    rest.remove(l);
    return Exprs.mul(rest);
  }

  private static boolean contains(Expr e, Expr l) {
    return Trees.any(e, n -> n.equals(l));
  }
}
