package org.gradus.numeric;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Rational;

/** The Bernoulli numbers of even index, from the tangent numbers (Brent and Harvey 2011, algorithm TangentNumbers). */
final class Bernoulli {

  private static List<Rational> even = List.of();

  private Bernoulli() {}

  /** {@code B_2k} for {@code k ≥ 1}. */
  static synchronized Rational even(int k) {
    if (k > even.size()) {
      even = compute(Math.max(2 * k, 64));
    }
    return even.get(k - 1);
  }

  private static List<Rational> compute(int n) {
    var t = new BigInteger[n + 1];
    t[1] = BigInteger.ONE;
    for (int k = 2; k <= n; k++) {
      t[k] = t[k - 1].multiply(BigInteger.valueOf(k - 1));
    }
    for (int k = 2; k <= n; k++) {
      for (int j = k; j <= n; j++) {
        t[j] = t[j - 1].multiply(BigInteger.valueOf(j - k)).add(t[j].multiply(BigInteger.valueOf(j - k + 2)));
      }
    }
    var result = new ArrayList<Rational>();
    for (int k = 1; k <= n; k++) {
      // B_2k = (−1)^(k−1) 2k T_k / (4^k (4^k − 1))
      var four = BigInteger.ONE.shiftLeft(2 * k);
      var b = Rational.of(t[k].multiply(BigInteger.valueOf(2L * k)), four.multiply(four.subtract(BigInteger.ONE)));
      result.add(k % 2 == 1 ? b : b.negate());
    }
    return result;
  }
}
