package org.gradus.numeric;

/**
 * Directed rounding of single operations on doubles. {@code + − × ÷ √} are correctly rounded in Java, so the exact
 * result lies within half a unit; where the error term (Dekker 1971, Knuth's TwoSum, the fused multiply-add) says that
 * the result is exact it is left alone, so that integers stay points. The other functions trust the error that
 * {@link StrictMath} documents, doubled.
 */
final class Rounding {

  private static final double SAFE = 0x1p-900;

  private Rounding() {}

  static double down(double x, int ulps) {
    for (int i = 0; i < ulps; i++) {
      x = Math.nextDown(x);
    }
    return x;
  }

  static double up(double x, int ulps) {
    return -down(-x, ulps);
  }

  static double addDown(double a, double b) {
    double s = a + b;
    if (Double.isInfinite(s)) {
      return s > 0 && Double.isFinite(a) && Double.isFinite(b) ? Double.MAX_VALUE : s;
    }
    double bb = s - a;
    double error = (a - (s - bb)) + (b - bb);
    return error >= 0 ? s : Math.nextDown(s); // a NaN (overflow inside) rounds too
  }

  static double addUp(double a, double b) {
    return -addDown(-a, -b);
  }

  static double multiplyDown(double a, double b) {
    if (a == 0 || b == 0) {
      return 0; // an infinite end is not attained, so 0·∞ is 0
    }
    double p = a * b;
    if (Double.isInfinite(p)) {
      return p > 0 && Double.isFinite(a) && Double.isFinite(b) ? Double.MAX_VALUE : p;
    }
    if (Math.abs(p) > SAFE && Math.fma(a, b, -p) >= 0) {
      return p;
    }
    return Math.nextDown(p);
  }

  static double multiplyUp(double a, double b) {
    return -multiplyDown(-a, b);
  }

  /** For a nonzero divisor. */
  static double divideDown(double a, double b) {
    if (a == 0) {
      return 0;
    }
    double q = a / b;
    if (Double.isInfinite(q)) {
      return q > 0 && Double.isFinite(a) ? Double.MAX_VALUE : q;
    }
    if (Double.isInfinite(b)) {
      return q == 0 ? 0 : Math.nextDown(q); // the limit; ends at infinity are not attained
    }
    if (Math.abs(q) > SAFE && Math.abs(a) > SAFE && Math.abs(b) < 1 / SAFE && Math.fma(q, b, -a) == 0) {
      return q;
    }
    return Math.nextDown(q);
  }

  static double divideUp(double a, double b) {
    return -divideDown(-a, b);
  }

  /** For a radicand that is not negative. */
  static double sqrtDown(double a) {
    double s = Math.sqrt(a);
    return exactRoot(s, a) ? s : Math.max(0, Math.nextDown(s));
  }

  static double sqrtUp(double a) {
    double s = Math.sqrt(a);
    return exactRoot(s, a) ? s : Math.nextUp(s);
  }

  private static boolean exactRoot(double s, double a) {
    return a == 0 || Double.isInfinite(a) || a > SAFE && Math.fma(s, s, -a) == 0;
  }

  /** {@code x^n} for {@code x ≥ 0}, {@code n ≥ 1}. */
  static double powerDown(double x, int n) {
    if (n > 16) {
      return realPowerDown(x, n);
    }
    double result = 1;
    for (int i = 0; i < n; i++) {
      result = Math.max(0, multiplyDown(result, x));
    }
    return result;
  }

  static double powerUp(double x, int n) {
    if (n > 16) {
      return realPowerUp(x, n);
    }
    double result = 1;
    for (int i = 0; i < n; i++) {
      result = multiplyUp(result, x);
    }
    return result;
  }

  /** {@code x^y} for {@code x ≥ 0}; either may be an end at infinity. */
  static double realPowerDown(double x, double y) {
    double p = realPower(x, y);
    return exactPower(x, y) ? p : Math.max(0, down(p, 2));
  }

  static double realPowerUp(double x, double y) {
    double p = realPower(x, y);
    return exactPower(x, y) ? p : up(p, 2);
  }

  private static double realPower(double x, double y) {
    return x == 1 || y == 0 ? 1 : StrictMath.pow(x, y);
  }

  private static boolean exactPower(double x, double y) {
    return x == 1 || y == 0 || y == 1 || x == 0 || Double.isInfinite(x) || Double.isInfinite(y);
  }
}
