package org.gradus.certificate;

import java.math.BigInteger;
import java.util.TreeMap;
import org.gradus.expr.Rational;

/** Positive rationals as products of powers of whole numbers larger than 1: primes, as far as trial division goes. */
final class Primes {

  private static final int LIMIT = 20_000;

  private Primes() {}

  static TreeMap<BigInteger, Integer> factors(Rational positive) {
    var map = new TreeMap<BigInteger, Integer>();
    divide(positive.num(), 1, map);
    divide(positive.den(), -1, map);
    map.values().removeIf(k -> k == 0);
    return map;
  }

  private static void divide(BigInteger n, int sign, TreeMap<BigInteger, Integer> map) {
    var rest = n;
    for (int p = 2; p < LIMIT; p++) {
      var prime = BigInteger.valueOf(p);
      if (prime.multiply(prime).compareTo(rest) > 0) {
        break;
      }
      while (rest.mod(prime).signum() == 0) {
        map.merge(prime, sign, Integer::sum);
        rest = rest.divide(prime);
      }
    }
    if (rest.equals(BigInteger.ONE)) {
      return;
    }
    var root = rest.sqrt();
    boolean square = root.multiply(root).equals(rest);
    map.merge(square ? root : rest, square ? 2 * sign : sign, Integer::sum);
  }
}
