package org.gradus.analysis;

import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/**
 * The tails that are left of functions at +∞ when their exp-log part is taken off; each has an asymptotic expansion in
 * 1/v (Abramowitz and Stegun 7.1.23, 6.1.40, 6.3.18):
 * erfc v = e^(−v²)·erfctail v; log Γ v = (v − 1/2) log v − v + log(2π)/2 + stirlingtail v; ψ v = log v − 1/(2v) − psitail v.
 */
final class GruntzTails {

  static final String ERFC = "erfc tail";
  static final String STIRLING = "stirling tail";
  static final String PSI = "psi tail";

  private static final Set<String> ALL = Set.of(ERFC, STIRLING, PSI);
  private static final Rational[] BERNOULLI = {Rational.ONE, Rational.of(1, 6), Rational.of(-1, 30), Rational.of(1, 42),
      Rational.of(-1, 30), Rational.of(5, 66), Rational.of(-691, 2730), Rational.of(7, 6)};

  private GruntzTails() {}

  static boolean isTail(Expr e) {
    return e instanceof Expr.Apply a && ALL.contains(a.name()) && a.args().size() == 1;
  }

  /** The coefficient of v^(−k). */
  static Expr coefficient(String name, int k) {
    if (name.equals(ERFC)) {
      if (k % 2 == 0) {
        return Exprs.ZERO;
      }
      var c = Rational.ONE; // (−1)^j (2j−1)!!/2^j, k = 2j + 1
      for (int i = 1; i < k; i += 2) {
        c = c.times(Rational.of(-i, 2));
      }
      return Exprs.mul(Exprs.num(c), Exprs.pow(Exprs.PI, Exprs.num(Rational.of(-1, 2))));
    }
    int n = name.equals(PSI) ? k : k + 1;
    if (n % 2 != 0 || n < 2) {
      return Exprs.ZERO;
    }
    if (n / 2 >= BERNOULLI.length) {
      throw new GruntzUndecided("no further terms of " + name);
    }
    return Exprs.num(BERNOULLI[n / 2].dividedBy(Rational.of(name.equals(PSI) ? n : (long) n * (n - 1))));
  }
}
