package org.gradus.expr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact rational number in lowest terms with a positive denominator. Where numerator and denominator fit they are kept as longs,
 * and arithmetic falls back to large integers where it would overflow; which of the two does not show.
 */
public final class Rational implements Comparable<Rational> {

  private static final int MOST_SHARED = 64;
  /** The whole numbers that are needed all the time. */
  private static final Rational[] SHARED = shared();

  public static final Rational ZERO = of(0);
  public static final Rational ONE = of(1);
  public static final Rational TWO = of(2);
  public static final Rational HALF = of(1, 2);
  public static final Rational MINUS_ONE = of(-1);

  /** Numerator and denominator, if both fit; the denominator is 0 if not. */
  private final long n;
  private final long d;
  /** The same if they do not both fit, else null. */
  private final BigInteger num;
  private final BigInteger den;

  private Rational(long n, long d) {
    this.n = n;
    this.d = d;
    this.num = null;
    this.den = null;
  }

  /** Of coprime numbers that do not both fit. */
  private Rational(BigInteger num, BigInteger den) {
    this.n = 0;
    this.d = 0;
    this.num = num;
    this.den = den;
  }

  private static Rational[] shared() {
    var all = new Rational[2 * MOST_SHARED + 1];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Rational(i - MOST_SHARED, 1);
    }
    return all;
  }

  public static Rational of(long n) {
    return -MOST_SHARED <= n && n <= MOST_SHARED ? SHARED[(int) n + MOST_SHARED]
        : n == Long.MIN_VALUE ? of(BigInteger.valueOf(n), BigInteger.ONE) : new Rational(n, 1);
  }

  /** The quotient. Throws {@link ArithmeticException} for a zero denominator. */
  public static Rational of(long n, long d) {
    if (d == 0) {
      throw new ArithmeticException("division by zero");
    }
    if (n == Long.MIN_VALUE || d == Long.MIN_VALUE) {
      return of(BigInteger.valueOf(n), BigInteger.valueOf(d));
    }
    long gcd = gcd(n, d);
    long sign = d < 0 ? -gcd : gcd;
    return reduced(n / sign, d / sign);
  }

  private static Rational reduced(long n, long d) {
    return d == 1 ? of(n) : new Rational(n, d);
  }

  public static Rational of(BigInteger n) {
    return fits(n) ? of(n.longValue()) : new Rational(n, BigInteger.ONE);
  }

  /** The quotient. Throws {@link ArithmeticException} for a zero denominator. */
  public static Rational of(BigInteger num, BigInteger den) {
    if (fits(num) && fits(den)) {
      return of(num.longValue(), den.longValue());
    }
    if (den.signum() == 0) {
      throw new ArithmeticException("division by zero");
    }
    var gcd = num.gcd(den);
    if (den.signum() < 0) {
      gcd = gcd.negate();
    }
    var n = num.divide(gcd);
    var d = den.divide(gcd);
    return fits(n) && fits(d) ? reduced(n.longValue(), d.longValue()) : new Rational(n, d);
  }

  /** Whether it is a long that can be negated. */
  private static boolean fits(BigInteger x) {
    return x.bitLength() < Long.SIZE && x.longValue() != Long.MIN_VALUE;
  }

  /** Whether numerator and denominator are longs. */
  private boolean small() {
    return d != 0;
  }

  /** The numerator. */
  public BigInteger num() {
    return small() ? BigInteger.valueOf(n) : num;
  }

  /** The denominator, positive and coprime to the numerator. */
  public BigInteger den() {
    return small() ? BigInteger.valueOf(d) : den;
  }

  /** Euclid's greatest common divisor of two numbers that are not both 0. */
  private static long gcd(long a, long b) {
    while (a != 0) {
      long rest = b % a;
      b = a;
      a = rest;
    }
    return Math.abs(b);
  }

  /** The exact value of a decimal: {@code 0.1} is 1/10. */
  public static Rational of(BigDecimal d) {
    return d.scale() <= 0
        ? of(d.toBigIntegerExact())
        : of(d.unscaledValue(), BigInteger.TEN.pow(d.scale()));
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
        : of(digits, BigInteger.TEN.pow(scale));
  }

  public Rational plus(Rational o) {
    if (small() && o.small()) {
      if (d == o.d) {
        long sum = n + o.n;
        // an overflow has a sign that neither has
        if (((n ^ sum) & (o.n ^ sum)) >= 0) {
          return d == 1 ? of(sum) : of(sum, d);
        }
      } else if (half(n) && half(d) && half(o.n) && half(o.d)) {
        return of(n * o.d + o.n * d, d * o.d);
      }
    }
    return isZero() ? o : o.isZero() ? this
        : of(num().multiply(o.den()).add(o.num().multiply(den())), den().multiply(o.den()));
  }

  /** Whether the product of two such numbers, and the sum of two of these, is a long. */
  private static boolean half(long x) {
    return -1L << 30 < x && x < 1L << 30;
  }

  public Rational minus(Rational o) {
    return plus(o.negate());
  }

  public Rational times(Rational o) {
    if (small() && o.small()) {
      if (half(n) && half(d) && half(o.n) && half(o.d)) {
        return d == 1 && o.d == 1 ? of(n * o.n) : of(n * o.n, d * o.d);
      }
      if (d == 1 && o.d == 1) {
        long high = Math.multiplyHigh(n, o.n);
        long low = n * o.n;
        if (high == low >> Long.SIZE - 1) {
          return of(low);
        }
      }
    }
    return of(num().multiply(o.num()), den().multiply(o.den()));
  }

  /** Throws {@link ArithmeticException} if {@code o} is zero. */
  public Rational dividedBy(Rational o) {
    return times(o.reciprocal());
  }

  public Rational negate() {
    return small() ? n == 0 ? this : reduced(-n, d) : new Rational(num.negate(), den);
  }

  /** Throws {@link ArithmeticException} for zero. */
  public Rational reciprocal() {
    if (isZero()) {
      throw new ArithmeticException("division by zero");
    }
    if (small()) {
      return n < 0 ? reduced(-d, -n) : reduced(d, n);
    }
    return num.signum() < 0 ? new Rational(den.negate(), num.negate()) : new Rational(den, num);
  }

  public Rational abs() {
    return signum() < 0 ? negate() : this;
  }

  /** Throws {@link ArithmeticException} for a negative power of zero. */
  public Rational pow(int k) {
    if (k == 1) {
      return this;
    }
    return k >= 0 ? of(num().pow(k), den().pow(k)) : of(den().pow(-k), num().pow(-k));
  }

  public int signum() {
    return small() ? Long.signum(n) : num.signum();
  }

  public boolean isZero() {
    return n == 0 && d == 1;
  }

  public boolean isOne() {
    return n == 1 && d == 1;
  }

  public boolean isInteger() {
    return small() ? d == 1 : den.equals(BigInteger.ONE);
  }

  /** The value as an int, if it is an integer that fits. Throws {@link ArithmeticException} otherwise. */
  public int intValueExact() {
    if (!isInteger()) {
      throw new ArithmeticException("not an integer: " + this);
    }
    return num().intValueExact();
  }

  /** Whether the value is an integer of absolute value at most {@code bound}. */
  public boolean isIntegerWithin(int bound) {
    return d == 1 && Math.abs(n) <= bound;
  }

  public BigInteger floor() {
    if (small()) {
      return BigInteger.valueOf(Math.floorDiv(n, d));
    }
    var qr = num.divideAndRemainder(den);
    return qr[1].signum() < 0 ? qr[0].subtract(BigInteger.ONE) : qr[0];
  }

  public double doubleValue() {
    if (small() && exact(n) && exact(d)) {
      return (double) n / d;
    }
    return new BigDecimal(num()).divide(new BigDecimal(den()), MathContext.DECIMAL64).doubleValue();
  }

  /** Whether it is a double. */
  private static boolean exact(long x) {
    return -1L << 52 <= x && x < 1L << 52;
  }

  @Override
  public int compareTo(Rational o) {
    if (small() && o.small()) {
      if (d == o.d) {
        return Long.compare(n, o.n);
      }
      if (half(n) && half(d) && half(o.n) && half(o.d)) {
        return Long.compare(n * o.d, o.n * d);
      }
    }
    return signum() != o.signum() ? Integer.compare(signum(), o.signum())
        : num().multiply(o.den()).compareTo(o.num().multiply(den()));
  }

  @Override
  public boolean equals(Object o) {
    return this == o || o instanceof Rational r && n == r.n && d == r.d && (d != 0 || num.equals(r.num) && den.equals(r.den));
  }

  @Override
  public int hashCode() {
    return small() ? 31 * Long.hashCode(n) + Long.hashCode(d) : 31 * num.hashCode() + den.hashCode();
  }

  @Override
  public String toString() {
    return small() ? d == 1 ? Long.toString(n) : n + "/" + d : isInteger() ? num.toString() : num + "/" + den;
  }
}
