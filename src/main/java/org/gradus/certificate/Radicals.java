package org.gradus.certificate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.numeric.PointEvaluator;

/**
 * Shows that a number made of rationals, + − · / and roots is zero: an enclosure around 0 is smaller than the separation
 * bound of Burnikel, Fleischer, Mehlhorn and Schirra (Algorithmica 27, 2000), Theorem 1: with the exponent D − 1 where nothing is divided, with
 * D² − 1, which holds with divisions too, elsewhere.
 */
final class Radicals {

  private static final double MAX_BITS = 40_000;

  /** log₂ of the bounds u and l of the theorem. */
  private record Bound(double u, double l) {
    Bound inverse() {
      return new Bound(l, u);
    }
  }

  private final Set<Expr> roots = new HashSet<>();
  private boolean divides;

  private Radicals() {}

  static boolean isZero(Expr e) {
    var r = new Radicals();
    var bound = r.bound(e);
    double degree = 1;
    for (var root : r.roots) {
      degree *= ((Expr.Num) ((Expr.Pow) root).exponent()).value().den().doubleValue();
    }
    double bits = bound.l() + ((r.divides ? degree * degree : degree) - 1) * Math.max(bound.u(), 1) + 8;
    if (!(bits < MAX_BITS)) {
      return false;
    }
    Meter.spend((long) (bits * Math.sqrt(bits)));
    var x = PointEvaluator.enclose(e, Map.of(), (int) (bits * 0.30103) + 12);
    if (!x.isDefined()) {
      return false;
    }
    var limit = BigDecimal.ONE.divide(new BigDecimal(BigInteger.TWO.pow((int) Math.ceil(bits))), MathContext.DECIMAL128);
    return x.lower().abs().compareTo(limit) < 0 && x.upper().abs().compareTo(limit) < 0;
  }

  private Bound bound(Expr e) {
    return switch (e) {
      case Expr.Num n -> {
        divides |= !n.value().isInteger();
        yield new Bound(n.value().num().bitLength(), n.value().den().bitLength());
      }
      case Expr.Add a -> a.args().stream().map(this::bound).reduce((x, y) ->
          new Bound(Math.max(x.u() + y.l(), x.l() + y.u()) + 1, x.l() + y.l())).orElseThrow();
      case Expr.Mul m -> m.args().stream().map(this::bound).reduce((x, y) ->
          new Bound(x.u() + y.u(), x.l() + y.l())).orElseThrow();
      case Expr.Pow p when p.exponent() instanceof Expr.Num n -> power(p, n.value());
      default -> throw new Rejected(e + " is not made of roots");
    };
  }

  private Bound power(Expr.Pow p, Rational q) {
    if (q.num().bitLength() > 12 || q.den().bitLength() > 8) {
      throw new Rejected("an exponent is too large");
    }
    var b = bound(p.base());
    int k = q.den().intValueExact();
    if (k > 1) {
      roots.add(Exprs.pow(p.base(), Exprs.num(Rational.of(1, k))));
      b = b.u() >= b.l() ? new Bound((b.u() + (k - 1) * b.l()) / k, b.l()) : new Bound(b.u(), ((k - 1) * b.u() + b.l()) / k);
    }
    int n = Math.abs(q.num().intValueExact());
    var result = new Bound(n * b.u(), n * b.l());
    divides |= q.signum() < 0;
    return q.signum() < 0 ? result.inverse() : result;
  }
}
