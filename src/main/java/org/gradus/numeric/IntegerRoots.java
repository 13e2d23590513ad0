package org.gradus.numeric;

import java.math.BigInteger;

/** Roots of natural numbers, rounded down. */
final class IntegerRoots {

  /** A root with fewer bits starts from a double. */
  private static final int SHORT = 40;

  private IntegerRoots() {}

  /**
   * The largest integer whose power is at most n, by Newton's iteration from above on half the digits first (Brent and
   * Zimmermann, Modern Computer Arithmetic (2010), §1.5.2).
   *
   * @param n      not negative
   * @param degree at least 1
   */
  static BigInteger floor(BigInteger n, int degree) {
    if (degree == 1 || n.signum() == 0) {
      return n;
    }
    if (degree == 2) {
      return n.sqrt();
    }
    var x = above(n, degree);
    while (true) {
      var next = x.multiply(BigInteger.valueOf(degree - 1)).add(n.divide(x.pow(degree - 1))).divide(BigInteger.valueOf(degree));
      if (next.compareTo(x) >= 0) {
        return x;
      }
      x = next;
    }
  }

  /** A number not smaller than the root, and not much larger. */
  private static BigInteger above(BigInteger n, int degree) {
    int bits = n.bitLength();
    if (bits / degree > SHORT) {
      int cut = bits / degree / 2 - 2;
      return floor(n.shiftRight(degree * cut), degree).add(BigInteger.ONE).shiftLeft(cut);
    }
    int dropped = Math.max(0, bits - 62);
    double log = (Math.log(n.shiftRight(dropped).doubleValue() + 1) + dropped * Math.log(2)) / degree;
    return BigInteger.valueOf((long) Math.ceil(Math.exp(log) * (1 + 1e-9)) + 1);
  }
}
