package org.gradus.proof;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/** A sum as the product of a factor that all its terms have, as they are written, and what is left. */
final class Factored {

  private Factored() {}

  /** The product, or null where the terms have no factor in common that is more than a number. */
  static Expr of(Expr sum) {
    if (!(sum instanceof Expr.Add a)) {
      return null;
    }
    var common = new ArrayList<>(factors(a.args().getFirst()));
    common.removeIf(f -> f instanceof Expr.Num);
    a.args().forEach(t -> common.retainAll(factors(t)));
    if (common.isEmpty()) {
      return null;
    }
    var f = common.getFirst();
    return Exprs.mul(f, Exprs.add(a.args().stream().map(t -> without(t, f)).toList()));
  }

  private static List<Expr> factors(Expr e) {
    return e instanceof Expr.Mul m ? m.args() : List.of(e);
  }

  private static Expr without(Expr term, Expr factor) {
    var rest = new ArrayList<>(factors(term));
    rest.remove(factor);
    return Exprs.mul(rest);
  }
}
