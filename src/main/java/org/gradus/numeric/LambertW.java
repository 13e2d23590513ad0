package org.gradus.numeric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The principal branch of Lambert's W, the w ≥ −1 with w·e^w = x, for x ≥ −1/e, on {@link BigInterval}: Newton's method finds a value
 * (Corless, Gonnet, Hare, Jeffrey and Knuth, <i>On the Lambert W function</i>, 1996, §5), and w·e^w, which rises for w > −1,
 * shows on either side of it that it is enclosed.
 */
final class LambertW {

  private static final int STEPS = 60;
  private static final BigDecimal MAX_ARGUMENT = BigDecimal.ONE.scaleByPowerOfTen(300);

  private final BigArithmetic a;
  private final BigArithmetic wide;
  private final BigElementary elementary;
  private final MathContext digits;

  LambertW(BigArithmetic arithmetic) {
    a = arithmetic;
    wide = new BigArithmetic(a.digits() + 14);
    elementary = new BigElementary(wide);
    digits = new MathContext(a.digits() + 8, RoundingMode.HALF_EVEN);
  }

  BigInterval of(BigInterval x) {
    if (x.isEmpty() || x.exact() != null && x.exact().isZero()) {
      return x;
    }
    if (x.isUnbounded()) {
      return BigInterval.ENTIRE.perhapsUndefined();
    }
    var low = a.lower(x);
    var high = a.upper(x);
    var branch = wide.negate(elementary.exp(BigInterval.exactly(-1)));
    if (high.compareTo(wide.lower(branch)) < 0) {
      return BigInterval.EMPTY;
    }
    if (low.compareTo(wide.upper(branch)) <= 0) {
      return high.compareTo(MAX_ARGUMENT) > 0 ? BigInterval.ENTIRE.perhapsUndefined()
          : a.between(BigDecimal.ONE.negate(), high.max(BigDecimal.ONE)).perhapsUndefined(); // W(x) ≤ x for x ≥ 0
    }
    if (high.compareTo(MAX_ARGUMENT) > 0) {
      return BigInterval.ENTIRE.and(x.definedness());
    }
    var left = point(low);
    return low.compareTo(high) == 0 ? left.and(x.definedness()) : a.hull(left, point(high)).and(x.definedness());
  }

  private BigInterval point(BigDecimal x) {
    if (x.signum() == 0) {
      return BigInterval.ZERO;
    }
    var w = start(x.doubleValue());
    for (int i = 0; i < STEPS; i++) {
      var at = BigArithmetic.point(w);
      // w − (w − x·e^−w)/(w + 1)
      var step = wide.divide(wide.subtract(at, wide.multiply(BigArithmetic.point(x), elementary.exp(wide.negate(at)))),
          wide.add(at, BigInterval.ONE));
      if (step.isUnbounded() || step.isEmpty()) {
        return all();
      }
      var middle = wide.lower(step).add(wide.upper(step)).divide(BigDecimal.TWO, digits);
      w = w.subtract(middle, digits);
      if (w.compareTo(BigDecimal.ONE.negate()) <= 0) {
        return all();
      }
      if (middle.abs().compareTo(w.abs().scaleByPowerOfTen(-a.digits() - 4)) <= 0) {
        break;
      }
    }
    for (int slack = a.digits(); slack > 0; slack -= 6) {
      var delta = w.abs().scaleByPowerOfTen(-slack).round(digits);
      var from = w.subtract(delta, digits);
      var to = w.add(delta, digits);
      if (from.compareTo(BigDecimal.ONE.negate()) > 0 && off(from, x) < 0 && off(to, x) > 0) {
        return a.between(from, to);
      }
    }
    return all();
  }

  /** W ≥ −1, and no more is known. */
  private static BigInterval all() {
    return BigInterval.ENTIRE;
  }

  private static BigDecimal start(double x) {
    if (x > 3) {
      double l = Math.log(x);
      return BigDecimal.valueOf(l - Math.log(l));
    }
    double p = Math.sqrt(Math.max(0, 2 * (Math.E * x + 1)));
    double w = x < 0 ? -1 + p - p * p / 3 + 11 * p * p * p / 72 : x / (1 + x) + 0.0;
    return BigDecimal.valueOf(Math.max(w, -1 + 1e-12));
  }

  /** The sign of w·e^w − x if it is certain, else 0. */
  private int off(BigDecimal w, BigDecimal x) {
    var at = BigArithmetic.point(w);
    var d = wide.subtract(wide.multiply(at, elementary.exp(at)), BigArithmetic.point(x));
    return wide.lower(d).signum() > 0 ? 1 : wide.upper(d).signum() < 0 ? -1 : 0;
  }
}
