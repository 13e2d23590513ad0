package org.gradus.certificate;

import java.util.ArrayList;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/** e^u with the logarithms in u undone: where log v is defined v is positive, and e^{k·log v} is v^k. */
public final class Exponential {

  private Exponential() {}

  /** u of e^u, and 0 of 1; null for another expression. */
  public static Expr exponent(Expr e) {
    return e instanceof Expr.Call c && c.is("exp") ? c.arg() : Exprs.isOne(e) ? Exprs.ZERO : null;
  }

  /** e^{k·u}, where a denominator k of u is left out. */
  public static Expr of(Expr k, Expr u) {
    var under = Exprs.pow(k, -1);
    if (u instanceof Expr.Mul m && m.args().contains(under)) {
      var rest = new ArrayList<>(m.args());
      rest.remove(under);
      return of(Exprs.mul(rest));
    }
    return of(Exprs.mul(k, u));
  }

  public static Expr of(Expr u) {
    return switch (u) {
      case Expr.Add a -> Exprs.mul(a.args().stream().map(Exponential::of).toList());
      case Expr.Call c when c.is("log") -> c.arg();
      case Expr.Mul m when m.args().size() == 2 && m.args().get(0) instanceof Expr.Num k && m.args().get(1) instanceof Expr.Call c && c.is("log") ->
          Exprs.pow(c.arg(), k);
      case Expr.Mul m when m.args().size() == 2 && m.args().get(0) instanceof Expr.Num k && m.args().get(1) instanceof Expr.Add a ->
          Exprs.mul(a.args().stream().map(x -> of(Exprs.mul(k, x))).toList());
      default -> Exprs.exp(u);
    };
  }
}
