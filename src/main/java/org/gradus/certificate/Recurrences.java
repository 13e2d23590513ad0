package org.gradus.certificate;

import java.math.BigInteger;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/**
 * Functions by those of another argument or order: ψ⁽ᵐ⁾(u+1) = ψ⁽ᵐ⁾(u) + (−1)^m·m!/u^(m+1) (Abramowitz and Stegun 6.3.5, 6.4.6); J and Y of
 * order −n are (−1)^n times those of order n, I and K are the same (9.1.5, 9.6.6); where the argument is not 0, orders from 2 on are those of
 * order 0 and 1, by J(n+1) = 2n/u·J(n) − J(n−1), likewise Y; I(n+1) = I(n−1) − 2n/u·I(n); K(n+1) = K(n−1) + 2n/u·K(n) (9.1.27, 9.6.26).
 */
final class Recurrences {

  private static final int MAX_ORDER = 24;

  private final Normal normal;
  private final List<Expr.Rel> known;

  Recurrences(Normal normal, List<Expr.Rel> known) {
    this.normal = normal;
    this.known = known;
  }

  /** ψ for m = 0, else its derivative of order m, at base + k. */
  Frac polygamma(int m, Frac base, int k) {
    var sum = normal.opaqueOf("polygamma " + m, List.of(base), null);
    var factorial = BigInteger.ONE;
    for (int i = 2; i <= m; i++) {
      factorial = factorial.multiply(BigInteger.valueOf(i));
    }
    var c = Rational.of(m % 2 == 0 == k > 0 ? factorial : factorial.negate());
    for (int i = Math.min(0, k); i < Math.max(0, k); i++) {
      sum = sum.plus(base.plus(Frac.of(Rational.of(i))).inverse().pow(m + 1).times(Frac.of(c)));
    }
    return sum;
  }

  /** The order as a number, where it is whole and small; else −1. */
  static int order(Expr.Call c) {
    return c.args().getFirst() instanceof Expr.Num n && n.value().isIntegerWithin(MAX_ORDER) && n.value().signum() >= 0
        ? n.value().intValueExact() : -1;
  }

  /** A Bessel function of whole order; any other is a name of its own. */
  Frac bessel(Expr.Call c) {
    var name = c.function().name();
    if (!(c.args().getFirst() instanceof Expr.Num n) || !n.value().isIntegerWithin(MAX_ORDER)) {
      return normal.opaque(name, c.args(), c);
    }
    int k = n.value().intValueExact();
    var value = bessel(name, Math.abs(k), c.args().getLast());
    boolean wave = name.equals("besselj") || name.equals("bessely");
    return wave && k < 0 && k % 2 != 0 ? value.negate() : value;
  }

  private Frac bessel(String name, int n, Expr u) {
    if (n < 2 || (Shape.of(known, u) & Shape.NULL) != 0) {
      return normal.opaque(name, List.of(Exprs.num(n), u), Exprs.call(name, Exprs.num(n), u));
    }
    var over = normal.of(u).cancelled().inverse();
    var before = bessel(name, 0, u);
    var value = bessel(name, 1, u);
    for (int k = 1; k < n; k++) {
      var up = value.times(Frac.of(Rational.of(2L * k))).times(over);
      var next = switch (name) {
        case "besselk" -> before.plus(up);
        case "besseli" -> before.minus(up);
        default -> up.minus(before);
      };
      before = value;
      value = next;
    }
    return value;
  }
}
