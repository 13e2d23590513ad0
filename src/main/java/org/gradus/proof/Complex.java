package org.gradus.proof;

import org.gradus.expr.Rational;

/** An exact complex number with rational parts; the coefficients of the normal form, so that sin and cos are exponentials. */
record Complex(Rational re, Rational im) implements Comparable<Complex> {

  static final Complex ZERO = of(Rational.ZERO);
  static final Complex ONE = of(Rational.ONE);
  static final Complex MINUS_ONE = of(Rational.MINUS_ONE);
  static final Complex I = new Complex(Rational.ZERO, Rational.ONE);

  static Complex of(Rational r) {
    return new Complex(r, Rational.ZERO);
  }

  boolean isReal() {
    return im.isZero();
  }

  boolean isZero() {
    return re.isZero() && im.isZero();
  }

  boolean isOne() {
    return re.isOne() && im.isZero();
  }

  Complex plus(Complex o) {
    return isReal() && o.isReal() ? of(re.plus(o.re)) : new Complex(re.plus(o.re), im.plus(o.im));
  }

  Complex negate() {
    return new Complex(re.negate(), im.negate());
  }

  Complex times(Complex o) {
    if (isReal() && o.isReal()) {
      return of(re.times(o.re));
    }
    return new Complex(re.times(o.re).minus(im.times(o.im)), re.times(o.im).plus(im.times(o.re)));
  }

  /** Throws {@link ArithmeticException} for zero. */
  Complex reciprocal() {
    if (isReal()) {
      return of(re.reciprocal());
    }
    var n = re.times(re).plus(im.times(im));
    return new Complex(re.dividedBy(n), im.negate().dividedBy(n));
  }

  @Override
  public int compareTo(Complex o) {
    int byRe = re.compareTo(o.re);
    return byRe != 0 ? byRe : im.compareTo(o.im);
  }

  @Override
  public String toString() {
    return isReal() ? re.toString() : "(" + re + "," + im + ")";
  }
}
