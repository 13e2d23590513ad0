package org.gradus.mutation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Rational;

/** Bernoulli numbers by their recurrence. */
final class Bernoulli {

  private static final List<Rational> KNOWN = new ArrayList<>();

  private Bernoulli() {}

  static synchronized Rational of(int n) {
    while (KNOWN.size() <= n) {
      int m = KNOWN.size();
      if (m == 0) {
        KNOWN.add(Rational.ONE);
        continue;
      }
      // Σ binomial(m + 1, k) B_k = 0 over k = 0..m
      var sum = Rational.ZERO;
      var binomial = BigInteger.ONE;
      for (int k = 0; k < m; k++) {
        sum = sum.plus(KNOWN.get(k).times(Rational.of(binomial)));
        binomial = binomial.multiply(BigInteger.valueOf(m + 1 - k)).divide(BigInteger.valueOf(k + 1));
      }
      KNOWN.add(sum.negate().dividedBy(Rational.of(m + 1)));
    }
    return KNOWN.get(n);
  }
}
