package org.gradus.proof;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/**
 * Bessel functions of whole order. J and Y of order −n are (−1)^n times those of order n, I and K are the same; where the argument
 * is not 0, higher orders are those of order 0 and 1 times rational functions, by f(n+1) = ±f(n−1) ± 2n/u·f(n) (Abramowitz and
 * Stegun 9.1.5, 9.1.27, 9.6.6, 9.6.26).
 */
final class BesselFamily {

  private static final int MAX_ORDER = 24;

  private final Lowering lowering;
  private final Facts facts;
  private final Work work;

  BesselFamily(Lowering lowering, Facts facts, Work work) {
    this.lowering = lowering;
    this.facts = facts;
    this.work = work;
  }

  static boolean is(Expr e) {
    return e instanceof Expr.Call c && (c.is("besselj") || c.is("bessely") || c.is("besseli") || c.is("besselk"));
  }

  /** Whether the order is a whole number: then the function is defined as the table says. */
  static boolean ofWholeOrder(Expr.Call c) {
    return c.args().get(0) instanceof Expr.Num n && n.value().isInteger();
  }

  Fraction of(Expr.Call c) {
    if (!(c.args().get(0) instanceof Expr.Num n) || !n.value().isIntegerWithin(MAX_ORDER)) {
      return lowering.opaque(c.function().name(), c.args(), c);
    }
    int k = n.value().intValueExact();
    var name = c.function().name();
    boolean wave = name.equals("besselj") || name.equals("bessely");
    var value = order(name, Math.abs(k), c.args().get(1));
    return wave && k < 0 && k % 2 != 0 ? value.negate() : value;
  }

  private Fraction order(String name, int n, Expr u) {
    var at = lowering.of(u).cancelled(work);
    if (at.isZero() && (name.equals("besselj") || name.equals("besseli"))) {
      return n == 0 ? Fraction.ONE : Fraction.ZERO;
    }
    if (n < 2 || facts.sign(u).canBeZero() || at.isZero()) {
      var args = List.<Expr>of(Exprs.num(n), u);
      return lowering.opaque(name, args, Exprs.call(name, Exprs.num(n), u));
    }
    var before = order(name, 0, u);
    var value = order(name, 1, u);
    for (int k = 1; k < n; k++) {
      var up = value.times(Fraction.of(Rational.of(2L * k)), work).times(at.reciprocal(work), work);
      var next = switch (name) {
        case "besselk" -> before.plus(up, work);
        case "besseli" -> before.minus(up, work);
        default -> up.minus(before, work);
      };
      before = value;
      value = next;
    }
    return value;
  }
}
