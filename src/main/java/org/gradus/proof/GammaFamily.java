package org.gradus.proof;

import java.math.BigInteger;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;

/**
 * The gamma function and its kin, moved to an argument without an integer summand: Γ(u+1) = u·Γ(u), and what follows from it for
 * log Γ, for ψ and for its derivatives (Abramowitz and Stegun 6.1.15, 6.3.5, 6.4.6). Where the function is defined at u and not at
 * the new argument, a pole, the identity of two sides in these terms holds by continuity.
 */
final class GammaFamily {

  private static final int MAX_ORDER = 20;

  private final Lowering lowering;
  private final Work work;

  GammaFamily(Lowering lowering, Work work) {
    this.lowering = lowering;
    this.work = work;
  }

  /** u = base + k; of an integer u the base is 1. */
  private record Shift(Fraction base, int k) {

    Fraction at(int i, Work work) {
      return base.plus(Fraction.of(Rational.of(i)), work);
    }
  }

  private Shift shift(Expr arg) {
    var u = lowering.of(arg).cancelled(work);
    var r = u.rational();
    if (r != null && r.isInteger() && r.signum() <= 0) {
      throw new Lowering.Refused("Γ has a pole at " + r);
    }
    var constant = u.den().isEmpty() ? u.num().terms().get(Monomial.ONE) : null;
    int k = constant == null || !constant.isReal() || !Definedness.small(Rational.of(constant.re().floor())) ? 0
        : constant.re().floor().intValueExact();
    k -= r != null && r.isInteger() ? 1 : 0;
    return new Shift(u.minus(Fraction.of(Rational.of(k)), work), k);
  }

  Fraction gamma(Expr arg) {
    var s = shift(arg);
    var result = isOne(s.base()) ? Fraction.ONE : name("gamma", s.base());
    for (int i = 0; i < s.k(); i++) {
      result = result.times(s.at(i, work), work);
    }
    for (int i = s.k(); i < 0; i++) {
      result = result.times(s.at(i, work).reciprocal(work), work);
    }
    return result;
  }

  /** log Γ(u), where u > 0 and so Γ(u) > 0: the logarithm of the absolute value. */
  Fraction loggamma(Expr arg) {
    return lowering.logAbs(gamma(arg));
  }

  /** ψ for m = 0, else its derivative of order m. */
  Fraction polygamma(int m, Expr arg) {
    var s = shift(arg);
    var result = name("polygamma" + m, s.base());
    var factorial = BigInteger.ONE;
    for (int i = 2; i <= m; i++) {
      factorial = factorial.multiply(BigInteger.valueOf(i));
    }
    var c = Rational.of(m % 2 == 0 ? factorial : factorial.negate());
    for (int i = Math.min(0, s.k()); i < Math.max(0, s.k()); i++) {
      var term = s.at(i, work).reciprocal(work).pow(m + 1, work).times(Fraction.of(s.k() > 0 ? c : c.negate()), work);
      result = result.plus(term, work);
    }
    return result;
  }

  /** The order of a polygamma function, or −1 if it is not a small whole number. */
  static int order(Expr.Call c) {
    return c.args().get(0) instanceof Expr.Num n && n.value().isIntegerWithin(MAX_ORDER) && n.value().signum() >= 0
        ? n.value().intValueExact() : -1;
  }

  private static boolean isOne(Fraction f) {
    return f.rational() != null && f.rational().isOne();
  }

  private static Fraction name(String function, Fraction base) {
    return Fraction.of(Poly.generator(new Generator(Generator.Kind.FUNCTION, function + "(" + base + ")", null, false)));
  }
}
