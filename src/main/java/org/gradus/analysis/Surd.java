package org.gradus.analysis;

import java.math.BigInteger;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/** Recognises rational numbers and square roots of them in decimals. What it returns is a guess, to be proved by whoever uses it. */
final class Surd {

  /** Numbers that are closer than one part in so many are taken for the same. */
  private static final BigInteger AGREEING = BigInteger.TEN.pow(18);

  private Surd() {}

  /** p/q or (p/q)·√n close by, or null. */
  static Expr near(Rational v, long denominator) {
    var plain = simplest(v, denominator);
    if (plain != null) {
      return Exprs.num(plain);
    }
    var square = simplest(v.times(v), denominator);
    return square == null || square.signum() <= 0 ? null : root(square, v.signum());
  }

  /** ±√r with the squares taken out and a rational denominator. */
  static Expr root(Rational r, int sign) {
    var outside = Rational.of(sign).dividedBy(Rational.of(r.den()));
    var inside = r.num().multiply(r.den());
    for (long p = 2; p < 1000 && BigInteger.valueOf(p * p).compareTo(inside) <= 0; p++) {
      var square = BigInteger.valueOf(p * p);
      while (inside.mod(square).signum() == 0) {
        inside = inside.divide(square);
        outside = outside.times(Rational.of(p));
      }
    }
    return Exprs.mul(Exprs.num(outside), Exprs.sqrt(Exprs.num(Rational.of(inside))));
  }

  /** The rational with a small denominator that agrees to 18 digits, by continued fractions, or null. */
  static Rational simplest(Rational r, long denominator) {
    // Euclid's algorithm, in whole numbers: none of these quotients need be in lowest terms.
    var dividend = r.num();
    var divisor = r.den();
    var p0 = BigInteger.ZERO;
    var q0 = BigInteger.ONE;
    var p1 = BigInteger.ONE;
    var q1 = BigInteger.ZERO;
    for (int i = 0; i < 40; i++) {
      var rest = dividend.mod(divisor);
      var a = dividend.subtract(rest).divide(divisor);
      var p = a.multiply(p1).add(p0);
      var q = a.multiply(q1).add(q0);
      if (q.bitLength() > 40 || q.longValue() > denominator) {
        return null;
      }
      // |p/q − r| < 1/AGREEING
      var apart = p.multiply(r.den()).subtract(r.num().multiply(q)).abs();
      if (apart.multiply(AGREEING).compareTo(q.multiply(r.den())) < 0) {
        return Rational.of(p, q);
      }
      if (rest.signum() == 0) {
        return null;
      }
      dividend = divisor;
      divisor = rest;
      p0 = p1;
      q0 = q1;
      p1 = p;
      q1 = q;
    }
    return null;
  }
}
