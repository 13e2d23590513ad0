package org.gradus.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import org.gradus.expr.Rational;

/**
 * Functions given by power series that converge everywhere, on {@link BigInterval}: Bessel functions of whole order, Airy functions,
 * the integrals of sin t/t, cos t/t, e^t/t, sin(πt²/2), cos(πt²/2) and e^(t²). The terms are added as intervals until each is at
 * most a quarter of the one before; what is left out is then below the last one. Digits that cancel are worked with on top.
 * Source of the series: Abramowitz and Stegun 5.1.10, 5.2.14–16, 7.3.11–13, 9.1.10–13, 9.6.10–13, 10.4.2–3.
 */
final class BigSeries {

  static final Set<String> NAMES = Set.of("Si", "Ci", "Ei", "erfi", "fresnels", "fresnelc", "airyai", "airybi", "airyaiprime",
      "airybiprime", "besselj", "bessely", "besseli", "besselk");

  /** Larger arguments are only bounded, where a bound is known. */
  private static final BigDecimal MAX_ARGUMENT = BigDecimal.valueOf(100);
  private static final int MAX_ORDER = 60;
  /** Euler's constant, cut off (OEIS A001620). */
  static final BigDecimal EULER = new BigDecimal("0.57721566490153286060651209008240243104215933593992359880576723488486772677766467093694706329174674"
      + "9514631447249807082480960504014486542836224173997644923536253500333742937337737673942792595258247094"
      + "91600873520394816567085323315177661152862119950150798479374508");
  private static final Rational QUARTER = Rational.of(1, 4);
  private static final List<Rational> HARMONIC = new ArrayList<>(List.of(Rational.ZERO));

  private final BigArithmetic a;
  private final BigElementary elementary;

  private BigSeries(BigArithmetic wide) {
    a = wide;
    elementary = new BigElementary(wide);
  }

  /** A function of one argument. */
  static BigInterval call(BigArithmetic arithmetic, String function, BigInterval x) {
    var bounded = outside(arithmetic, function, x, x);
    return bounded != null ? bounded : wide(arithmetic, x, function.startsWith("airy") ? s -> 1.5 * Math.pow(s, 1.5)
        : function.startsWith("fresnel") ? s -> 2 * s * s : s -> s).entire(function, x).and(x.definedness());
  }

  /** A Bessel function of an order that is a whole number. */
  static BigInterval bessel(BigArithmetic arithmetic, String function, BigInterval order, BigInterval x) {
    if (order.isEmpty() || x.isEmpty()) {
      return BigInterval.EMPTY;
    }
    var n = arithmetic.integer(order);
    if (n == null || n.abs().compareTo(BigInteger.valueOf(MAX_ORDER)) > 0) {
      throw new Unsupported("a Bessel function of an order that is not a small integer");
    }
    boolean second = function.equals("bessely") || function.equals("besselk");
    var bounded = outside(arithmetic, function, x, x);
    if (bounded != null) {
      return bounded;
    }
    int k = n.intValue();
    // J and Y of order −k are (−1)^k times those of order k; I and K are the same
    boolean flip = k < 0 && k % 2 != 0 && (function.equals("besselj") || function.equals("bessely"));
    var series = wide(arithmetic, x, s -> second ? 2 * s : s);
    var value = switch (function) {
      case "besselj" -> series.first(Math.abs(k), x, -1);
      case "besseli" -> series.first(Math.abs(k), x, 1);
      default -> series.second(function, Math.abs(k), x);
    };
    return (flip ? series.a.negate(value) : value).and(x.definedness());
  }

  /** What is known where the series is not summed; null where it is. */
  private static BigInterval outside(BigArithmetic a, String function, BigInterval x, BigInterval of) {
    if (x.isEmpty()) {
      return x;
    }
    boolean positive = Set.of("Ci", "bessely", "besselk").contains(function);
    if (x.isUnbounded()) {
      return positive || function.equals("Ei") ? BigInterval.ENTIRE.perhapsUndefined() : bound(function).and(of.definedness());
    }
    if (positive && a.upper(x).signum() <= 0) {
      return BigInterval.EMPTY;
    }
    if (function.equals("Ei") && a.lower(x).signum() == 0 && a.upper(x).signum() == 0) {
      return BigInterval.EMPTY;
    }
    if (positive && a.lower(x).signum() <= 0 || function.equals("Ei") && a.lower(x).signum() <= 0 && a.upper(x).signum() >= 0) {
      return BigInterval.ENTIRE.perhapsUndefined();
    }
    var size = a.upper(x).abs().max(a.lower(x).abs());
    var most = function.startsWith("airy") ? BigDecimal.valueOf(40) : function.startsWith("fresnel") || function.equals("erfi")
        ? BigDecimal.valueOf(12) : MAX_ARGUMENT;
    return size.compareTo(most) > 0 ? bound(function).and(of.definedness()) : null;
  }

  private static BigInterval bound(String function) {
    return switch (function) {
      case "besselj", "fresnels", "fresnelc" -> BigInterval.between(BigDecimal.ONE.negate(), BigDecimal.ONE);
      case "Si" -> BigInterval.between(BigDecimal.valueOf(-2), BigDecimal.valueOf(2));
      default -> BigInterval.ENTIRE;
    };
  }

  /** With as many digits more as may cancel. @param log the logarithm of the largest term, at least, for arguments of that size */
  private static BigSeries wide(BigArithmetic a, BigInterval x, DoubleUnaryOperator log) {
    double size = a.upper(x).abs().max(a.lower(x).abs()).doubleValue();
    return new BigSeries(new BigArithmetic(a.digits() + 12 + (int) (log.applyAsDouble(size) / 2)));
  }

  /** Σ w_k·t_k with t_{k+1} = t_k·x·r_k; r_k falls, and w_k grows at most twofold from one to the next. */
  private BigInterval sum(BigInterval first, BigInterval x, IntFunction<Rational> ratio, IntFunction<Rational> weight) {
    // fractions would grow
    first = a.between(a.lower(first), a.upper(first));
    x = a.between(a.lower(x), a.upper(x));
    var epsilon = BigDecimal.ONE.scaleByPowerOfTen(-a.digits() - 4);
    var size = a.upper(x).abs().max(a.lower(x).abs());
    var sum = BigInterval.ZERO;
    var t = first;
    for (int k = 0; ; k++) {
      var term = a.multiply(t, decimal(weight.apply(k)));
      sum = a.add(sum, term);
      var r = ratio.apply(k);
      var last = a.upper(term).abs().max(a.lower(term).abs());
      // from here on each term is at most half the one before
      if (last.compareTo(epsilon) < 0 && Rational.of(size).times(r.abs()).compareTo(QUARTER) <= 0 && k > 1) {
        return a.add(sum, a.between(last.negate(), last));
      }
      t = a.multiply(a.multiply(t, x), decimal(r));
    }
  }

  private BigInterval decimal(Rational r) {
    var exact = a.of(r);
    return a.between(a.lower(exact), a.upper(exact));
  }

  private BigInterval square(BigInterval x) {
    return a.power(x, BigInteger.TWO);
  }

  private static Rational one(long denominator) {
    return Rational.of(1, denominator);
  }

  private BigInterval entire(String function, BigInterval x) {
    return switch (function) {
      case "Si" -> sum(x, square(x), k -> one(-(2L * k + 2) * (2L * k + 3)), k -> one(2L * k + 1));
      case "erfi" -> a.multiply(a.divide(BigInterval.exactly(2), a.sqrt(elementary.pi())),
          sum(x, square(x), k -> one(k + 1L), k -> one(2L * k + 1)));
      case "Ci" -> a.add(a.add(euler(), elementary.log(x)),
          sum(a.divide(a.negate(square(x)), 2), square(x), k -> one(-(2L * k + 3) * (2L * k + 4)), k -> one(2L * k + 2)));
      case "Ei" -> a.add(a.add(euler(), elementary.log(a.abs(x))), sum(x, x, k -> one(k + 2L), k -> one(k + 1L)));
      case "fresnels" -> fresnel(a.divide(a.multiply(elementary.pi(), a.power(x, BigInteger.valueOf(3))), 2), x, 3);
      case "fresnelc" -> fresnel(x, x, 1);
      default -> airy(function, x);
    };
  }

  /** Terms are (πx²/2)^m/m! times x, m of one parity; each is divided by its power of x. */
  private BigInterval fresnel(BigInterval first, BigInterval x, int power) {
    var u = a.divide(a.multiply(elementary.pi(), square(x)), 2);
    int m = (power - 1) / 2;
    return sum(first, square(u), k -> one(-(2L * k + m + 1) * (2L * k + m + 2)), k -> one(4L * k + power));
  }

  private BigInterval airy(String function, BigInterval x) {
    boolean slope = function.endsWith("prime");
    var cube = a.power(x, BigInteger.valueOf(3));
    var f = slope ? sum(a.divide(square(x), 2), cube, k -> one((3L * k + 3) * (3L * k + 5)), _ -> Rational.ONE)
        : sum(BigInterval.ONE, cube, k -> one((3L * k + 2) * (3L * k + 3)), _ -> Rational.ONE);
    var g = slope ? sum(BigInterval.ONE, cube, k -> one((3L * k + 1) * (3L * k + 3)), _ -> Rational.ONE)
        : sum(x, cube, k -> one((3L * k + 3) * (3L * k + 4)), _ -> Rational.ONE);
    var third = a.power(BigInterval.exactly(3), Rational.of(1, 3));
    var left = a.divide(f, a.multiply(square(third), gamma(Rational.of(2, 3))));
    var right = a.divide(g, a.multiply(third, gamma(Rational.of(1, 3))));
    return function.startsWith("airyai") ? a.subtract(left, right) : a.multiply(a.sqrt(BigInterval.exactly(3)), a.add(left, right));
  }

  private BigInterval gamma(Rational at) {
    return a.call("gamma", List.of(a.of(at)));
  }

  /** Euler's constant. */
  private BigInterval euler() {
    return a.between(EULER, EULER.add(EULER.ulp()));
  }

  // ---- Bessel functions ----

  /** J (sign −1) or I (sign 1) of order n ≥ 0. */
  private BigInterval first(int n, BigInterval x, int sign) {
    return kernel(n, x, sign, _ -> Rational.ONE);
  }

  /** Σ w_k (sign)^k (x/2)^(2k+n)/(k!(k+n)!). */
  private BigInterval kernel(int n, BigInterval x, int sign, IntFunction<Rational> weight) {
    var start = a.power(a.divide(x, 2), BigInteger.valueOf(n));
    for (int i = 2; i <= n; i++) {
      start = a.divide(start, i);
    }
    return sum(start, square(x), k -> Rational.of(sign, 4L * (k + 1) * (n + k + 1L)), weight);
  }

  /** 1 + 1/2 + … + 1/n. */
  private static Rational harmonic(int n) {
    synchronized (HARMONIC) {
      while (HARMONIC.size() <= n) {
        HARMONIC.add(HARMONIC.getLast().plus(one(HARMONIC.size())));
      }
      return HARMONIC.get(n);
    }
  }

  /** Y or K of order n ≥ 0, for x > 0: of orders 0 and 1 by their series, then upwards, which is stable. */
  private BigInterval second(String function, int n, BigInterval x) {
    boolean y = function.equals("bessely");
    var before = zeroth(y, x);
    if (n == 0) {
      return before;
    }
    var value = firstOrder(y, x);
    for (int k = 1; k < n; k++) {
      var next = a.multiply(a.divide(BigInterval.exactly(2L * k), x), value);
      next = y ? a.subtract(next, before) : a.add(next, before);
      before = value;
      value = next;
    }
    return value;
  }

  private BigInterval log(BigInterval x) {
    return a.add(elementary.log(a.divide(x, 2)), euler());
  }

  private BigInterval zeroth(boolean y, BigInterval x) {
    var sum = kernel(0, x, y ? -1 : 1, BigSeries::harmonic);
    var front = a.multiply(log(x), first(0, x, y ? -1 : 1));
    return y ? a.multiply(a.divide(BigInterval.exactly(2), elementary.pi()), a.subtract(front, sum)) : a.subtract(sum, front);
  }

  private BigInterval firstOrder(boolean y, BigInterval x) {
    var sum = a.divide(kernel(1, x, y ? -1 : 1, k -> harmonic(k).plus(harmonic(k + 1))), 2);
    var front = a.multiply(log(x), first(1, x, y ? -1 : 1));
    var pole = a.reciprocal(x);
    return y ? a.multiply(a.divide(BigInterval.exactly(2), elementary.pi()), a.subtract(a.subtract(front, sum), pole))
        : a.add(pole, a.subtract(front, sum));
  }
}
