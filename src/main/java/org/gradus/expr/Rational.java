package org.gradus.expr;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact rational number in lowest terms with a positive denominator.
 *
 * @param num the numerator
 * @param den the denominator, positive and coprime to the numerator
 */
public record Rational(BigInteger num, BigInteger den) implements Comparable<Rational> {

  public static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);
  public static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);
  public static final Rational TWO = of(2);
  public static final Rational HALF = of(1, 2);
  public static final Rational MINUS_ONE = of(-1);

  /** Reduces to lowest terms. Throws {@link ArithmeticException} for a zero denominator. */
  public Rational {
    if (den.signum() == 0) {
      throw new ArithmeticException("division by zero");
    }
    if (den.equals(BigInteger.ONE)) {
      den = BigInteger.ONE; // the one that arithmetic looks for
    } else {
      if (den.signum() < 0) {
        num = num.negate();
        den = den.negate();
      }
      if (num.bitLength() < Long.SIZE && den.bitLength() < Long.SIZE) {
        long n = num.longValue();
        long d = den.longValue();
        long gcd = gcd(n, d);
        if (gcd != 1) {
          num = BigInteger.valueOf(n / gcd);
          den = d == gcd ? BigInteger.ONE : BigInteger.valueOf(d / gcd);
        }
      } else {
        var gcd = num.gcd(den);
        if (!gcd.equals(BigInteger.ONE)) {
          num = num.divide(gcd);
          den = den.equals(gcd) ? BigInteger.ONE : den.divide(gcd);
        }
      }
    }
  }

  /** Euclid's greatest common divisor of a number and a positive one. */
  private static long gcd(long a, long b) {
    while (a != 0) {
      long rest = b % a;
      b = a;
      a = rest;
    }
    return Math.abs(b);
  }

  public static Rational of(long n) {
    return new Rational(BigInteger.valueOf(n), BigInteger.ONE);
  }

  public static Rational of(long n, long d) {
    return new Rational(BigInteger.valueOf(n), BigInteger.valueOf(d));
  }

  public static Rational of(BigInteger n) {
    return new Rational(n, BigInteger.ONE);
  }

  /** The exact value of a decimal: {@code 0.1} is 1/10. */
  public static Rational of(BigDecimal d) {
    return d.scale() <= 0
        ? of(d.toBigIntegerExact())
        : new Rational(d.unscaledValue(), BigInteger.TEN.pow(d.scale()));
  }

  /** The exact value of a finite double. */
  public static Rational of(double d) {
    return of(new BigDecimal(d));
  }

  /**
   * The exact value of a decimal as it is written: {@code 12}, {@code 0.5}, {@code 1e-3}. Without {@link BigDecimal}, whose
   * tables of powers take longer to set up than a proof takes.
   *
   * @throws NumberFormatException where it is none
   */
  public static Rational decimal(String text) {
    int e = Math.max(text.indexOf('e'), text.indexOf('E'));
    var mantissa = e < 0 ? text : text.substring(0, e);
    int point = mantissa.indexOf('.');
    var digits = new BigInteger(point < 0 ? mantissa : mantissa.substring(0, point) + mantissa.substring(point + 1));
    int scale = (point < 0 ? 0 : mantissa.length() - point - 1) - (e < 0 ? 0 : Integer.parseInt(text.substring(e + 1)));
    return scale <= 0
        ? of(digits.multiply(BigInteger.TEN.pow(-scale)))
        : new Rational(digits, BigInteger.TEN.pow(scale));
  }

  public Rational plus(Rational o) {
    if (o.num.signum() == 0) {
      return this;
    }
    if (num.signum() == 0) {
      return o;
    }
    return den.equals(o.den)
        ? new Rational(num.add(o.num), den)
        : new Rational(num.multiply(o.den).add(o.num.multiply(den)), den.multiply(o.den));
  }

  public Rational minus(Rational o) {
    return plus(o.negate());
  }

  public Rational times(Rational o) {
    if (den == BigInteger.ONE && o.den == BigInteger.ONE) {
      return num.equals(BigInteger.ONE) ? o : o.num.equals(BigInteger.ONE) ? this : of(num.multiply(o.num));
    }
    return new Rational(num.multiply(o.num), den.multiply(o.den));
  }

  /** Throws {@link ArithmeticException} if {@code o} is zero. */
  public Rational dividedBy(Rational o) {
    return new Rational(num.multiply(o.den), den.multiply(o.num));
  }

  public Rational negate() {
    return num.signum() == 0 ? this : new Rational(num.negate(), den);
  }

  public Rational reciprocal() {
    return new Rational(den, num);
  }

  public Rational abs() {
    return num.signum() < 0 ? negate() : this;
  }

  /** Throws {@link ArithmeticException} for a negative power of zero. */
  public Rational pow(int n) {
    return n >= 0
        ? new Rational(num.pow(n), den.pow(n))
        : new Rational(den.pow(-n), num.pow(-n));
  }

  public int signum() {
    return num.signum();
  }

  public boolean isZero() {
    return num.signum() == 0;
  }

  public boolean isOne() {
    return num.equals(BigInteger.ONE) && den.equals(BigInteger.ONE);
  }

  public boolean isInteger() {
    return den.equals(BigInteger.ONE);
  }

  /** The value as an int, if it is an integer that fits. Throws {@link ArithmeticException} otherwise. */
  public int intValueExact() {
    if (!isInteger()) {
      throw new ArithmeticException("not an integer: " + this);
    }
    return num.intValueExact();
  }

  /** Whether the value is an integer of absolute value at most {@code bound}. */
  public boolean isIntegerWithin(int bound) {
    return isInteger() && num.bitLength() < 31 && Math.abs(num.intValue()) <= bound;
  }

  public BigInteger floor() {
    var qr = num.divideAndRemainder(den);
    return qr[1].signum() < 0 ? qr[0].subtract(BigInteger.ONE) : qr[0];
  }

  public double doubleValue() {
    if (num.bitLength() < 53 && den.bitLength() < 53) {
      return num.doubleValue() / den.doubleValue();
    }
    return new BigDecimal(num).divide(new BigDecimal(den), java.math.MathContext.DECIMAL64).doubleValue();
  }

  @Override
  public int compareTo(Rational o) {
    return den == o.den || num.signum() != o.num.signum()
        ? num.compareTo(o.num)
        : num.multiply(o.den).compareTo(o.num.multiply(den));
  }

  @Override
  public String toString() {
    return isInteger() ? num.toString() : num + "/" + den;
  }
}
