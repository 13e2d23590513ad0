package org.gradus.certificate;

import org.gradus.expr.Rational;

/** re + i·im. */
public record Gauss(Rational re, Rational im) {

  static final Gauss ZERO = of(Rational.ZERO);
  static final Gauss ONE = of(Rational.ONE);
  static final Gauss I = new Gauss(Rational.ZERO, Rational.ONE);

  public static Gauss of(Rational r) {
    return new Gauss(r, Rational.ZERO);
  }

  public boolean isReal() {
    return im.isZero();
  }

  boolean isZero() {
    return re.isZero() && im.isZero();
  }

  Gauss plus(Gauss o) {
    return new Gauss(re.plus(o.re), im.plus(o.im));
  }

  Gauss negate() {
    return new Gauss(re.negate(), im.negate());
  }

  Gauss times(Gauss o) {
    return isReal() && o.isReal() ? of(re.times(o.re))
        : new Gauss(re.times(o.re).minus(im.times(o.im)), re.times(o.im).plus(im.times(o.re)));
  }

  /** Throws {@link ArithmeticException} for zero. */
  Gauss inverse() {
    var n = re.times(re).plus(im.times(im));
    return new Gauss(re.dividedBy(n), im.negate().dividedBy(n));
  }
}
