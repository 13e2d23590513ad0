package org.gradus.proof;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.numeric.Enclosure;
import org.gradus.numeric.PointEvaluator;

/**
 * Zero test for real numbers built from rationals by field operations and roots: a number that is not zero is at
 * least as large as its separation bound, so an enclosure around 0 that is smaller proves it zero. Source: Burnikel,
 * Fleischer, Mehlhorn, Schirra, "A strong and easily computable separation bound for arithmetic expressions involving
 * radicals", Algorithmica 27 (2000), Theorem 1, with the exponent D² that holds with divisions too.
 */
final class AlgebraicZero {

  /** Bounds that need more bits are not tried. */
  static final int MAX_BITS = 40_000;

  private AlgebraicZero() {}

  /** log₂ of the numerator and denominator bounds u and l. */
  private record Bound(double u, double l) {}

  /** Thrown inside for what is not an algebraic number written with radicals. */
  private static final class NotRadical extends RuntimeException {
    NotRadical() {
      super(null, null, false, false);
    }
  }

  static boolean is(Expr l, Expr r, Work work) {
    var difference = Exprs.sub(l, r);
    if (!Trees.freeSymbols(difference).isEmpty() || Trees.size(difference, 400) >= 400) {
      return false;
    }
    try {
      var roots = new HashSet<Expr>();
      boolean[] divides = {false};
      var bound = bound(difference, roots, divides);
      double degree = 1;
      for (var root : roots) {
        degree *= ((Expr.Num) ((Expr.Pow) root).exponent()).value().den().doubleValue();
      }
      double exponent = (divides[0] ? degree * degree : degree) - 1;
      double bits = bound.l() + exponent * Math.max(bound.u(), 1) + 8;
      if (roots.isEmpty() || !(bits < MAX_BITS)) {
        return false;
      }
      work.spend((long) (bits * Math.sqrt(bits)));
      int digits = (int) (bits * 0.30103) + 12;
      var enclosure = PointEvaluator.enclose(difference, Map.of(), digits);
      return enclosure != null && within(enclosure, (int) bits);
    } catch (NotRadical _) {
      return false;
    }
  }

  private static boolean within(Enclosure e, int bits) {
    if (!e.isDefined() || e.lower() == null || e.upper() == null) {
      return false;
    }
    var limit = new BigDecimal(BigInteger.ONE).divide(
        new BigDecimal(BigInteger.TWO.pow(bits)), MathContext.DECIMAL128);
    return e.lower().abs().compareTo(limit) < 0 && e.upper().abs().compareTo(limit) < 0
        && e.lower().signum() <= 0 && e.upper().signum() >= 0;
  }

  private static Bound bound(Expr e, Set<Expr> roots, boolean[] divides) {
    return switch (e) {
      case Expr.Num n -> {
        divides[0] |= !n.value().isInteger();
        yield new Bound(bits(n.value().num()), bits(n.value().den()));
      }
      case Expr.Add a -> a.args().stream().map(t -> bound(t, roots, divides)).reduce(
          (x, y) -> new Bound(sum(x.u() + y.l(), x.l() + y.u()), x.l() + y.l())).orElseThrow();
      case Expr.Mul m -> m.args().stream().map(t -> bound(t, roots, divides)).reduce(
          (x, y) -> new Bound(x.u() + y.u(), x.l() + y.l())).orElseThrow();
      case Expr.Pow p when p.exponent() instanceof Expr.Num n -> power(p, n.value(), roots, divides);
      default -> throw new NotRadical();
    };
  }

  private static Bound power(Expr.Pow p, Rational q, Set<Expr> roots, boolean[] divides) {
    if (q.num().bitLength() > 12 || q.den().bitLength() > 8) {
      throw new NotRadical();
    }
    var base = bound(p.base(), roots, divides);
    int k = q.den().intValueExact();
    if (k > 1) {
      roots.add(Exprs.pow(p.base(), Exprs.num(Rational.of(1, k))));
      base = base.u() >= base.l()
          ? new Bound((base.u() + (k - 1) * base.l()) / k, base.l())
          : new Bound(base.u(), ((k - 1) * base.u() + base.l()) / k);
    }
    int n = Math.abs(q.num().intValueExact());
    var result = new Bound(n * base.u(), n * base.l());
    if (q.signum() < 0) {
      divides[0] = true;
      return new Bound(result.l(), result.u());
    }
    return result;
  }

  private static double bits(BigInteger n) {
    return Math.max(n.abs().bitLength(), 0);
  }

  /** log₂(2^a + 2^b), rounded up. */
  private static double sum(double a, double b) {
    return Math.max(a, b) + 1;
  }
}
