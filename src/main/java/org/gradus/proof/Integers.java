package org.gradus.proof;

import java.math.BigInteger;
import java.util.TreeMap;
import org.gradus.expr.Rational;

/** Factoring of numbers by trial division; what is left over stands for itself. */
final class Integers {

  private static final int LIMIT = 20_000;

  private Integers() {}

  /** Base → exponent; the bases are primes, except perhaps one large cofactor on either side of the fraction bar. */
  static TreeMap<BigInteger, Integer> factor(Rational positive) {
    var map = new TreeMap<BigInteger, Integer>();
    factor(positive.num(), 1, map);
    factor(positive.den(), -1, map);
    map.values().removeIf(k -> k == 0);
    return map;
  }

  private static void factor(BigInteger n, int sign, TreeMap<BigInteger, Integer> map) {
    var rest = n;
    for (int p = 2; p < LIMIT && !rest.equals(BigInteger.ONE); p += p == 2 ? 1 : 2) {
      var prime = BigInteger.valueOf(p);
      if (prime.multiply(prime).compareTo(rest) > 0) {
        break;
      }
      var qr = rest.divideAndRemainder(prime);
      while (qr[1].signum() == 0) {
        map.merge(prime, sign, Integer::sum);
        rest = qr[0];
        qr = rest.divideAndRemainder(prime);
      }
    }
    if (rest.equals(BigInteger.ONE)) {
      return;
    }
    var root = rest.sqrt();
    if (root.multiply(root).equals(rest)) {
      factor(root, 2 * sign, map);
    } else {
      map.merge(rest, sign, Integer::sum);
    }
  }
}
