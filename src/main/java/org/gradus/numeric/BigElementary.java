package org.gradus.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.gradus.expr.Rational;

/**
 * Elementary functions on {@link BigInterval}: argument reduction, then Taylor series in outward-rounded arithmetic with
 * the remainder added as an interval. Inverse functions start at the double and correct it by a short series (one step
 * of the bit-burst idea; Brent and Zimmermann, Modern Computer Arithmetic (2010), ch. 4).
 */
final class BigElementary {

  private static final Map<Integer, BigInterval> PI = new ConcurrentHashMap<>();
  private static final Map<Integer, BigInterval> LOG10 = new ConcurrentHashMap<>();

  private static final RecentValues EXP = new RecentValues();
  private static final RecentValues LOG = new RecentValues();

  /** Beyond this the exponential is not computed but bounded. */
  private static final BigDecimal HUGE = BigDecimal.valueOf(100_000_000);
  private static final int HUGE_POWER = 43_000_000;
  /** Arguments of sine and cosine with more digits than this are not reduced. */
  private static final int MAX_REDUCED = 400;

  private final BigArithmetic a;
  private final BigDecimal epsilon;

  BigElementary(BigArithmetic arithmetic) {
    a = arithmetic;
    epsilon = BigDecimal.ONE.scaleByPowerOfTen(-arithmetic.digits() - 6);
  }

  // ---- constants ----

  /** Machin (1706): π = 16 atan(1/5) − 4 atan(1/239). */
  BigInterval pi() {
    return PI.computeIfAbsent(a.digits(), d -> {
      var exact = new BigArithmetic(d + 10);
      return exact.subtract(exact.times(series(5, d, true), 16), exact.times(series(239, d, true), 4));
    });
  }

  /** log 10 = 46 atanh(1/31) + 34 atanh(1/49) + 20 atanh(1/161). */
  BigInterval log10() {
    return LOG10.computeIfAbsent(a.digits(), d -> {
      var exact = new BigArithmetic(d + 10);
      return exact.add(exact.times(series(31, d, false), 46),
          exact.add(exact.times(series(49, d, false), 34), exact.times(series(161, d, false), 20)));
    });
  }

  /** atan(1/n) or atanh(1/n) in fixed point. A term is truncated by less than 3 units, the tail is below one. */
  private static BigInterval series(int n, int digits, boolean alternating) {
    int scale = digits + 20;
    var square = BigInteger.valueOf((long) n * n);
    var term = BigInteger.TEN.pow(scale).divide(BigInteger.valueOf(n));
    var sum = BigInteger.ZERO;
    int k = 0;
    for (; term.signum() != 0; k++) {
      var addend = term.divide(BigInteger.valueOf(2L * k + 1));
      sum = alternating && k % 2 == 1 ? sum.subtract(addend) : sum.add(addend);
      term = term.divide(square);
    }
    var error = BigInteger.valueOf(3L * k + 3);
    return BigInterval.between(new BigDecimal(sum.subtract(error), scale), new BigDecimal(sum.add(error), scale));
  }

  // ---- help ----

  private BigDecimal middle(BigInterval x) {
    return a.lower(x).add(a.upper(x)).divide(BigDecimal.TWO, new MathContext(40, RoundingMode.HALF_EVEN));
  }

  private BigDecimal norm(BigInterval x) {
    return a.lower(x).abs().max(a.upper(x).abs());
  }

  private BigInterval plusMinus(BigDecimal r) {
    return a.between(r.negate(), r);
  }

  private boolean isWide(BigInterval x) {
    return a.upper(x).subtract(a.lower(x), MathContext.DECIMAL32).compareTo(new BigDecimal("0.001")) > 0;
  }

  /** The image of a wide interval under an increasing function. */
  private BigInterval byEnds(BigInterval x, UnaryOperator<BigInterval> f) {
    var low = f.apply(BigArithmetic.point(a.lower(x)));
    var high = f.apply(BigArithmetic.point(a.upper(x)));
    return a.hull(low, high).and(x.definedness());
  }

  // ---- exponential and logarithm ----

  BigInterval exp(BigInterval x) {
    return EXP.of(x, a.digits(), this::expOf);
  }

  private BigInterval expOf(BigInterval x) {
    if (x.isEmpty() || x.isUnbounded()) {
      return x;
    }
    if (x.exact() != null && x.exact().isZero()) {
      return BigInterval.ONE.and(x.definedness());
    }
    var low = a.lower(x);
    var high = a.upper(x);
    if (high.compareTo(HUGE) > 0) {
      return BigInterval.ENTIRE.and(x.definedness());
    }
    if (low.compareTo(HUGE.negate()) < 0) {
      return high.compareTo(HUGE.negate()) < 0
          ? BigInterval.between(BigDecimal.ZERO, BigDecimal.ONE.scaleByPowerOfTen(-HUGE_POWER)).and(x.definedness())
          : BigInterval.between(BigDecimal.ZERO, a.upper(exp(BigArithmetic.point(high)))).and(x.definedness());
    }
    if (isWide(x)) {
      return byEnds(x, this::exp);
    }
    // exp x = 10^k · exp(r); the extra digits make up for those that k·log 10 cancels
    var wide = new BigArithmetic(a.digits() + 12);
    var log10 = new BigElementary(wide).log10();
    int k = (int) Math.rint(middle(x).doubleValue() / Math.log(10));
    var r = wide.subtract(x, wide.times(log10, k));
    int halvings = 4 + (int) Math.sqrt(a.digits()) / 2;
    var s = wide.multiply(r, BigInterval.exactly(Rational.HALF.pow(halvings)));
    var power = taylorExp(wide, s);
    for (int i = 0; i < halvings; i++) {
      power = wide.multiply(power, power);
    }
    return a.between(wide.lower(power).scaleByPowerOfTen(k), wide.upper(power).scaleByPowerOfTen(k))
        .and(x.definedness());
  }

  /** Σ s^n/n! for |s| ≤ 1/4; what is left is below twice the first term left out. */
  private BigInterval taylorExp(BigArithmetic b, BigInterval s) {
    var stop = BigDecimal.ONE.scaleByPowerOfTen(-b.digits() - 6);
    var sum = BigInterval.ONE;
    var term = BigInterval.ONE;
    for (int n = 1; ; n++) {
      term = b.divide(b.multiply(term, s), n);
      var size = b.lower(term).abs().max(b.upper(term).abs());
      if (size.compareTo(stop) < 0) {
        return b.add(sum, b.between(size.negate().multiply(BigDecimal.TWO), size.multiply(BigDecimal.TWO)));
      }
      sum = b.add(sum, term);
    }
  }

  /** exp(x) − 1 to full relative precision near 0. */
  BigInterval expm1(BigInterval x) {
    if (x.isEmpty() || x.isUnbounded() || x.exact() != null && x.exact().isZero()) {
      return x;
    }
    var size = norm(x);
    if (size.compareTo(new BigDecimal("0.1")) > 0 || isWide(x) || a.sign(x) == null) {
      return a.subtract(exp(x), BigInterval.ONE);
    }
    // x (1 + x/2 (1 + x/3 (…))) as a sum, relative to x
    var sum = BigInterval.ONE;
    var term = BigInterval.ONE;
    for (int n = 2; ; n++) {
      term = a.divide(a.multiply(term, x), n);
      var left = norm(term);
      if (left.compareTo(epsilon) < 0) {
        return a.multiply(x, a.add(sum, plusMinus(left.multiply(BigDecimal.TWO))));
      }
      sum = a.add(sum, term);
    }
  }

  BigInterval log(BigInterval x) {
    return LOG.of(x, a.digits(), this::logOf);
  }

  private BigInterval logOf(BigInterval x) {
    if (x.isEmpty() || x.isUnbounded()) {
      return x.isEmpty() ? x : x.perhapsUndefined();
    }
    if (x.exact() != null && x.exact().isOne()) {
      return BigInterval.ZERO.and(x.definedness());
    }
    if (x.exact() != null && x.exact().signum() <= 0 || a.upper(x).signum() <= 0) {
      return BigInterval.EMPTY;
    }
    if (a.lower(x).signum() <= 0) {
      return BigInterval.ENTIRE.perhapsUndefined();
    }
    var one = a.subtract(x, BigInterval.ONE);
    if (norm(one).compareTo(new BigDecimal("0.001")) < 0) {
      return logNear1(one);
    }
    if (a.upper(x).divide(a.lower(x), MathContext.DECIMAL32).compareTo(new BigDecimal("1.001")) > 0) {
      return byEnds(x, this::log);
    }
    // x = 10^k m, log m ≈ y in doubles, log x = k log 10 + y + log(m exp(−y)), the last near 0
    var mid = middle(x);
    int k = mid.precision() - mid.scale() - 1;
    var y = new BigDecimal(Math.log(mid.scaleByPowerOfTen(-k).doubleValue()));
    var m = x.exact() != null
        ? a.divide(x, a.power(BigInterval.exactly(10), BigInteger.valueOf(k)))
        : BigInterval.between(x.lower().scaleByPowerOfTen(-k), x.upper().scaleByPowerOfTen(-k));
    var t = a.multiply(m, exp(BigArithmetic.point(y.negate())));
    var small = logNear1(a.subtract(t, BigInterval.ONE));
    return a.add(a.add(a.times(log10(), k), BigArithmetic.point(y)), small).and(x.definedness());
  }

  /** log(1+u) for |u| ≤ 1/10: 2 atanh z with z = u/(2+u); the tail is below the first term left out over 1 − z². */
  private BigInterval logNear1(BigInterval u) {
    if (u.exact() != null && u.exact().isZero()) {
      return u;
    }
    var z = a.divide(u, a.add(u, BigInterval.exactly(2)));
    var square = a.power(z, BigInteger.TWO);
    var sum = BigInterval.ONE;
    var power = BigInterval.ONE;
    for (int n = 3; ; n += 2) {
      power = a.multiply(power, square);
      var left = norm(power);
      if (left.compareTo(epsilon) < 0) {
        return a.times(a.multiply(z, a.add(sum, plusMinus(left))), 2).and(u.definedness());
      }
      sum = a.add(sum, a.divide(power, n));
    }
  }

  BigInterval log1p(BigInterval x) {
    return x.isEmpty() || x.isUnbounded() || norm(x).compareTo(new BigDecimal("0.1")) > 0
        ? log(a.add(BigInterval.ONE, x)) : logNear1(x);
  }

  // ---- sine and cosine ----

  BigInterval sin(BigInterval x) {
    return x.exact() != null && x.exact().isZero() ? x : wave(x, 0);
  }

  BigInterval cos(BigInterval x) {
    return x.exact() != null && x.exact().isZero() ? BigInterval.ONE.and(x.definedness()) : wave(x, 1);
  }

  /** sin(x + shift·π/2). */
  private BigInterval wave(BigInterval x, int shift) {
    if (x.isEmpty()) {
      return x;
    }
    var all = BigInterval.between(BigDecimal.ONE.negate(), BigDecimal.ONE).and(x.definedness());
    if (x.isUnbounded() || isWide(x)) {
      return all;
    }
    var mid = middle(x);
    int size = Math.max(0, mid.precision() - mid.scale());
    if (size > MAX_REDUCED) {
      return all;
    }
    var wide = new BigArithmetic(a.digits() + size + 6);
    var quarter = wide.divide(new BigElementary(wide).pi(), 2);
    var turns = wide.lower(wide.divide(x, quarter)).add(new BigDecimal("0.5")).setScale(0, RoundingMode.FLOOR)
        .toBigInteger();
    var r = wide.subtract(x, wide.multiply(quarter, BigInterval.exactly(Rational.of(turns))));
    int quadrant = turns.add(BigInteger.valueOf(shift)).mod(BigInteger.valueOf(4)).intValue();
    var value = quadrant % 2 == 0 ? sinSeries(r) : cosSeries(r);
    value = quadrant >= 2 ? a.negate(value) : value;
    return a.between(a.lower(value).max(BigDecimal.ONE.negate()), a.upper(value).min(BigDecimal.ONE))
        .and(x.definedness());
  }

  /** For |r| ≤ 1: terms alternate and decrease, so the tail is below the first term left out. */
  private BigInterval sinSeries(BigInterval r) {
    return a.multiply(r, alternating(r, 2));
  }

  private BigInterval cosSeries(BigInterval r) {
    return alternating(r, 1);
  }

  private BigInterval alternating(BigInterval r, int first) {
    var square = a.negate(a.power(r, BigInteger.TWO));
    var sum = BigInterval.ONE;
    var term = BigInterval.ONE;
    for (int n = first; ; n += 2) {
      term = a.divide(a.multiply(term, square), (long) n * (n + 1));
      var left = norm(term);
      if (left.compareTo(epsilon) < 0) {
        return a.add(sum, plusMinus(left));
      }
      sum = a.add(sum, term);
    }
  }

  // ---- inverse trigonometric ----

  BigInterval atan(BigInterval x) {
    if (x.isEmpty() || x.exact() != null && x.exact().isZero()) {
      return x;
    }
    if (x.isUnbounded()) {
      return BigInterval.between(new BigDecimal("-1.6"), new BigDecimal("1.6")).and(x.definedness());
    }
    if (isWide(x)) {
      return byEnds(x, this::atan);
    }
    // A bound well above 1, for of an interval around 1 the reciprocal is one, too.
    if (norm(x).compareTo(BigDecimal.TWO) > 0) {
      var halfPi = a.divide(pi(), 2);
      return a.subtract(a.lower(x).signum() > 0 ? halfPi : a.negate(halfPi), atan(a.reciprocal(x))).and(x.definedness());
    }
    // atan x = y + atan((x − tan y)/(1 + x tan y)) with y the double
    var y = new BigDecimal(Math.atan(middle(x).doubleValue()));
    var tangent = a.divide(sin(BigArithmetic.point(y)), cos(BigArithmetic.point(y)));
    var z = y.signum() == 0 ? x
        : a.divide(a.subtract(x, tangent), a.add(BigInterval.ONE, a.multiply(x, tangent)));
    return a.add(BigArithmetic.point(y), atanSeries(z)).and(x.definedness());
  }

  private BigInterval atanSeries(BigInterval z) {
    var square = a.negate(a.power(z, BigInteger.TWO));
    var sum = BigInterval.ONE;
    var power = BigInterval.ONE;
    for (int n = 3; ; n += 2) {
      power = a.multiply(power, square);
      var left = norm(power);
      if (left.compareTo(epsilon) < 0) {
        return a.multiply(z, a.add(sum, plusMinus(left)));
      }
      sum = a.add(sum, a.divide(power, n));
    }
  }

  BigInterval asin(BigInterval x) {
    if (x.isEmpty() || x.isUnbounded()) {
      return x.isEmpty() ? x : halfTurn().perhapsUndefined();
    }
    var one = BigDecimal.ONE;
    if (x.exact() != null && x.exact().abs().compareTo(Rational.ONE) >= 0) {
      if (!x.exact().abs().isOne()) {
        return BigInterval.EMPTY;
      }
      var halfPi = a.divide(pi(), 2);
      return (x.exact().signum() > 0 ? halfPi : a.negate(halfPi)).and(x.definedness());
    }
    if (a.lower(x).compareTo(one) > 0 || a.upper(x).compareTo(one.negate()) < 0) {
      return BigInterval.EMPTY;
    }
    if (a.lower(x).compareTo(one.negate()) < 0 || a.upper(x).compareTo(one) > 0) {
      return halfTurn().perhapsUndefined();
    }
    var square = a.subtract(BigInterval.ONE, a.power(x, BigInteger.TWO));
    var s = a.sign(square);
    return s == null || s <= 0 ? halfTurn().and(x.definedness()) : atan(a.divide(x, a.sqrt(square)));
  }

  private BigInterval halfTurn() {
    var halfPi = a.upper(a.divide(pi(), 2));
    return plusMinus(halfPi);
  }

  BigInterval acos(BigInterval x) {
    return x.exact() != null && x.exact().isOne() ? BigInterval.ZERO.and(x.definedness())
        : a.subtract(a.divide(pi(), 2), asin(x));
  }

  /** The angle of the point (x, y); undefined at the origin. */
  BigInterval atan2(BigInterval y, BigInterval x) {
    var d = y.definedness().and(x.definedness());
    var sx = a.sign(x);
    var sy = a.sign(y);
    if (sx != null && sy != null && sx == 0 && sy == 0) {
      return BigInterval.EMPTY;
    }
    if (sx != null && sx > 0) {
      return atan(a.divide(y, x)).and(d);
    }
    if (sy != null && sy != 0) {
      // atan2(y, x) = ±π/2 − atan(x/y)
      var halfPi = a.divide(pi(), 2);
      return a.subtract(sy > 0 ? halfPi : a.negate(halfPi), atan(a.divide(x, y))).and(d);
    }
    if (sy != null && sx != null) { // y = 0, x < 0
      return pi().and(d);
    }
    var all = plusMinus(a.upper(pi())).and(d);
    return sx != null && sx != 0 ? all : all.perhapsUndefined();
  }
}
