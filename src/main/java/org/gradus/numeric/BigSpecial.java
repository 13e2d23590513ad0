package org.gradus.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.UnaryOperator;
import org.gradus.expr.Rational;

/**
 * Error and gamma functions on {@link BigInterval}. The error function by its series of positive terms (Abramowitz and
 * Stegun 7.1.6) and far out by the asymptotic series, which encloses (7.1.23–24); the gamma family by Stirling's series
 * after a shift, where for a real positive argument the first term left out bounds the error (6.1.40–42, 6.3.18, 6.4.11).
 */
final class BigSpecial {

  private static final int MAX_SHIFT = 2_000;
  /** Arguments of the gamma family beyond this are only bounded. */
  private static final BigDecimal MAX_GAMMA = BigDecimal.valueOf(10_000_000);

  private final BigArithmetic a;
  private final BigElementary elementary;
  private final BigDecimal epsilon;

  BigSpecial(BigArithmetic arithmetic, BigElementary elementary) {
    a = arithmetic;
    this.elementary = elementary;
    epsilon = BigDecimal.ONE.scaleByPowerOfTen(-arithmetic.digits() - 5);
  }

  BigInterval call(String function, BigInterval x) {
    if (x.isEmpty()) {
      return x;
    }
    if (x.isUnbounded()) {
      return function.startsWith("erf") ? BigInterval.between(BigDecimal.valueOf(-1), BigDecimal.TWO).and(x.definedness())
          : BigInterval.ENTIRE.perhapsUndefined();
    }
    return switch (function) {
      case "erf" -> x.exact() != null && x.exact().isZero() ? x : monotone(x, this::erf);
      case "erfc" -> x.exact() != null && x.exact().isZero() ? BigInterval.ONE.and(x.definedness())
          : monotone(x, this::erfc);
      case "gamma" -> gamma(x);
      case "loggamma" -> loggamma(x);
      case "digamma" -> digamma(x);
      default -> throw new Unsupported(function + " is not evaluated");
    };
  }

  // ---- error function ----

  private BigInterval monotone(BigInterval x, UnaryOperator<BigInterval> f) {
    var low = f.apply(BigArithmetic.point(a.lower(x)));
    return a.lower(x).compareTo(a.upper(x)) == 0 ? low.and(x.definedness())
        : a.hull(low, f.apply(BigArithmetic.point(a.upper(x)))).and(x.definedness());
  }

  private BigInterval erf(BigInterval x) {
    if (x.lower().signum() < 0) {
      return a.negate(erf(a.negate(x)));
    }
    return x.lower().compareTo(BigDecimal.valueOf(30)) > 0
        ? a.subtract(BigInterval.ONE, erfcFar(x)) : erfSeries(a, elementary, x);
  }

  private BigInterval erfc(BigInterval x) {
    var value = x.lower();
    if (value.compareTo(BigDecimal.valueOf(30)) > 0) {
      return erfcFar(x);
    }
    if (value.signum() <= 0) {
      return a.subtract(BigInterval.ONE, erf(x));
    }
    // 1 − erf x loses about x²/log 10 digits
    int lost = (int) (value.doubleValue() * value.doubleValue() / 2) + 6;
    var wide = new BigArithmetic(a.digits() + lost);
    return wide.subtract(BigInterval.ONE, erfSeries(wide, new BigElementary(wide), x));
  }

  /** erf x = 2/√π · exp(−x²) Σ 2^n x^(2n+1)/(2n+1)!!; once terms fall by half, the tail is below the last one. */
  private static BigInterval erfSeries(BigArithmetic b, BigElementary elementary, BigInterval x) {
    var square = b.power(x, BigInteger.TWO);
    var twice = b.times(square, 2);
    var term = x;
    var sum = x;
    var epsilon = BigDecimal.ONE.scaleByPowerOfTen(-b.digits() - 5);
    for (int n = 1; ; n++) {
      term = b.divide(b.multiply(term, twice), 2L * n + 1);
      sum = b.add(sum, term);
      boolean halving = b.upper(twice).multiply(BigDecimal.TWO).compareTo(BigDecimal.valueOf(2L * n + 3)) < 0;
      if (halving && b.upper(term).compareTo(b.lower(sum).multiply(epsilon)) <= 0) {
        sum = b.add(sum, b.between(BigDecimal.ZERO, b.upper(term)));
        break;
      }
    }
    var factor = b.divide(b.times(elementary.exp(b.negate(square)), 2), b.sqrt(elementary.pi()));
    return b.multiply(factor, sum);
  }

  /** exp(−x²)/(x√π) · [1 − 1/(2x²), 1]. */
  private BigInterval erfcFar(BigInterval x) {
    var square = a.power(x, BigInteger.TWO);
    var front = a.divide(elementary.exp(a.negate(square)), a.multiply(x, a.sqrt(elementary.pi())));
    var least = a.subtract(BigInterval.ONE, a.reciprocal(a.times(square, 2)));
    return a.multiply(front, a.hull(least, BigInterval.ONE));
  }

  // ---- the gamma family ----

  private boolean isPole(BigInterval x) {
    return x.exact() != null && x.exact().isInteger() && x.exact().signum() <= 0;
  }

  private boolean mayBePole(BigInterval x) {
    if (x.exact() != null) {
      return isPole(x);
    }
    var low = x.lower().setScale(0, RoundingMode.CEILING);
    return low.signum() <= 0 && low.compareTo(x.upper()) <= 0;
  }

  private boolean outOfReach(BigInterval x) {
    return a.upper(x).compareTo(MAX_GAMMA) > 0 || a.lower(x).compareTo(BigDecimal.valueOf(-MAX_SHIFT / 2)) < 0
        || a.upper(x).subtract(a.lower(x)).compareTo(BigDecimal.ONE) > 0;
  }

  /** How far to move up so that Stirling's series reaches the precision: e^(−2πz) is its best. */
  private int shift(BigInterval x) {
    int aim = a.digits() / 2 + 12;
    int from = a.lower(x).setScale(0, RoundingMode.FLOOR).intValueExact();
    return Math.max(0, aim - from);
  }

  private BigInterval gamma(BigInterval x) {
    if (isPole(x)) {
      return BigInterval.EMPTY;
    }
    if (mayBePole(x)) {
      return BigInterval.ENTIRE.perhapsUndefined();
    }
    if (outOfReach(x)) {
      return BigInterval.ENTIRE.and(x.definedness());
    }
    if (x.exact() != null && x.exact().isIntegerWithin(300)) {
      var product = BigInteger.ONE;
      for (int i = 2; i < x.exact().intValueExact(); i++) {
        product = product.multiply(BigInteger.valueOf(i));
      }
      return a.of(Rational.of(product)).and(x.definedness());
    }
    int n = shift(x);
    return a.divide(elementary.exp(stirling(up(x, n))), rising(x, n)).and(x.definedness());
  }

  private BigInterval up(BigInterval x, long n) {
    return a.add(x, BigInterval.exactly(n));
  }

  private BigInterval rising(BigInterval x, int n) {
    var product = BigInterval.ONE;
    for (int i = 0; i < n; i++) {
      product = a.multiply(product, up(x, i));
    }
    return product;
  }

  private BigInterval loggamma(BigInterval x) {
    if (a.upper(x).signum() <= 0) {
      return BigInterval.EMPTY;
    }
    if (a.lower(x).signum() <= 0) {
      return BigInterval.ENTIRE.perhapsUndefined();
    }
    if (outOfReach(x)) {
      return BigInterval.ENTIRE.and(x.definedness());
    }
    int n = shift(x);
    return a.subtract(stirling(up(x, n)), elementary.log(rising(x, n))).and(x.definedness());
  }

  /** log Γ(z) = (z−½) log z − z + ½ log 2π + Σ B_2k/(2k(2k−1) z^(2k−1)). */
  private BigInterval stirling(BigInterval z) {
    var half = BigInterval.exactly(Rational.HALF);
    var sum = a.subtract(a.multiply(a.subtract(z, half), elementary.log(z)), z);
    sum = a.add(sum, a.multiply(half, elementary.log(a.times(elementary.pi(), 2))));
    return a.add(sum, tail(z, 1, k -> Rational.of(1, 2L * k * (2L * k - 1))));
  }

  private interface Weight {
    Rational of(int k);
  }

  /** Σ B_2k · weight(k) / z^(2k−2+first), with the first term left out as the error. */
  private BigInterval tail(BigInterval z, int first, Weight weight) {
    var inverse = a.reciprocal(z);
    var square = a.power(inverse, BigInteger.TWO);
    var power = a.power(inverse, BigInteger.valueOf(first));
    var sum = BigInterval.ZERO;
    BigDecimal before = null;
    for (int k = 1; ; k++) {
      var term = a.multiply(power, a.of(Bernoulli.even(k).times(weight.of(k))));
      var size = a.upper(term).abs().max(a.lower(term).abs());
      if (size.compareTo(epsilon) < 0 || before != null && size.compareTo(before) >= 0) {
        return a.add(sum, a.between(size.negate(), size));
      }
      sum = a.add(sum, term);
      before = size;
      power = a.multiply(power, square);
    }
  }

  private BigInterval digamma(BigInterval x) {
    if (isPole(x)) {
      return BigInterval.EMPTY;
    }
    if (mayBePole(x)) {
      return BigInterval.ENTIRE.perhapsUndefined();
    }
    if (outOfReach(x)) {
      return BigInterval.ENTIRE.and(x.definedness());
    }
    int n = shift(x);
    var z = up(x, n);
    var sum = a.subtract(elementary.log(z), a.reciprocal(a.times(z, 2)));
    sum = a.subtract(sum, tail(z, 2, k -> Rational.of(1, 2L * k)));
    for (int i = 0; i < n; i++) {
      sum = a.subtract(sum, a.reciprocal(up(x, i)));
    }
    return sum.and(x.definedness());
  }

  /** The derivative of digamma of order m ≥ 1. */
  BigInterval polygamma(BigInterval order, BigInterval x) {
    var m = a.integer(order);
    if (m == null || m.signum() < 0 || m.bitLength() > 5) {
      throw new Unsupported("polygamma of an order that is not a small integer");
    }
    int n = m.intValue();
    if (n == 0) {
      return call("digamma", x);
    }
    if (x.isUnbounded() || mayBePole(x)) {
      return isPole(x) || x.isEmpty() ? BigInterval.EMPTY : BigInterval.ENTIRE.perhapsUndefined();
    }
    if (outOfReach(x)) {
      return BigInterval.ENTIRE.and(x.definedness());
    }
    int shift = shift(x) + 2 * n;
    var z = up(x, shift);
    var factorial = factorial(n);
    // (−1)^(n+1) [ (n−1)!/z^n + n!/(2 z^(n+1)) + Σ B_2k (2k+n−1)!/((2k)! z^(2k+n)) ]
    var sum = a.multiply(BigInterval.exactly(Rational.of(factorial(n - 1))), a.power(z, BigInteger.valueOf(-n)));
    sum = a.add(sum, a.multiply(BigInterval.exactly(Rational.of(factorial, BigInteger.TWO)),
        a.power(z, BigInteger.valueOf(-n - 1))));
    sum = a.add(sum, tail(z, n + 2, k -> Rational.of(factorial(2 * k + n - 1), factorial(2 * k))));
    for (int i = 0; i < shift; i++) {
      sum = a.add(sum, a.multiply(BigInterval.exactly(Rational.of(factorial)),
          a.power(up(x, i), BigInteger.valueOf(-n - 1))));
    }
    return (n % 2 == 1 ? sum : a.negate(sum)).and(x.definedness());
  }

  /** Σ 1/(k + x)^s over k ≥ 0, which is ±ψ of order s − 1 over (s − 1)!; s is whole, at least 2. */
  BigInterval hzeta(BigInterval s, BigInterval x) {
    var n = a.integer(s);
    if (n == null || n.compareTo(BigInteger.TWO) < 0 || n.bitLength() > 5) {
      throw new Unsupported("the zeta function at an exponent that is not a small integer above 1");
    }
    int m = n.intValue() - 1;
    var value = a.multiply(polygamma(BigInterval.exactly(m), x), BigInterval.exactly(Rational.of(BigInteger.ONE, factorial(m))));
    return m % 2 == 1 ? value : a.negate(value);
  }

  private static BigInteger factorial(int n) {
    var product = BigInteger.ONE;
    for (int i = 2; i <= n; i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return product;
  }
}
