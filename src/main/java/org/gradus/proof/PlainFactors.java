package org.gradus.proof;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/**
 * Factors that are plain to see. The oracle takes longer to start than a proof takes, and most of what it is asked is of this
 * kind: sums that are linear in a variable which stands in one term or in all but one, and quadratic polynomials of one variable.
 */
final class PlainFactors {

  private PlainFactors() {}

  /**
   * Whether a polynomial without a monomial that divides it plainly has no factors: it is a·g + b in some generator g, and a or b is
   * a single term. A factor with g would leave one without it that divides a and b; what divides a single term is a monomial.
   *
   * @param scale what the exponents of each generator are multiplied by
   */
  static boolean isPrime(Poly p, Map<Generator, Rational> scale) {
    return scale.entrySet().stream().anyMatch(g -> isLinear(p, g.getKey(), g.getValue()));
  }

  private static boolean isLinear(Poly p, Generator g, Rational scale) {
    int with = 0;
    for (var m : p.terms().keySet()) {
      var k = m.exponent(g).times(scale);
      if (!k.isZero() && !k.isOne()) {
        return false;
      }
      with += k.isOne() ? 1 : 0;
    }
    return with == 1 || with > 0 && p.size() - with == 1;
  }

  /**
   * The factors of a quadratic polynomial in one generator, which is called {@code g0} there: itself without rational roots; null
   * for any other polynomial.
   */
  static Optional<List<Oracle.Factor>> ofQuadratic(Poly p, Generator g, Rational scale) {
    var c = new Rational[] {Rational.ZERO, Rational.ZERO, Rational.ZERO};
    for (var t : p.terms().entrySet()) {
      var k = t.getKey().exponent(g).times(scale);
      if (!k.isIntegerWithin(2)) {
        return null;
      }
      c[k.intValueExact()] = t.getValue().re();
    }
    if (c[2].isZero()) {
      return null;
    }
    var root = root(c[1].times(c[1]).minus(Rational.of(4).times(c[2]).times(c[0])));
    if (root == null) {
      return Optional.empty();
    }
    var half = Rational.of(2).times(c[2]).reciprocal();
    var one = linear(c[1].negate().plus(root).times(half));
    var other = linear(c[1].negate().minus(root).times(half));
    return Optional.of(one.equals(other) ? List.of(new Oracle.Factor(one, 2)) : List.of(new Oracle.Factor(one, 1), new Oracle.Factor(other, 1)));
  }

  private static Expr linear(Rational root) {
    return Exprs.sub(Exprs.sym("g0"), Exprs.num(root));
  }

  /** The square root of the square of a rational number; null for other numbers. */
  private static Rational root(Rational square) {
    if (square.signum() < 0) {
      return null;
    }
    var num = square.num().sqrtAndRemainder();
    var den = square.den().sqrtAndRemainder();
    return num[1].equals(BigInteger.ZERO) && den[1].equals(BigInteger.ZERO) ? Rational.of(num[0], den[0]) : null;
  }
}
