package org.gradus.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/** Whatever is computed on intervals holds what is computed exactly, or to 50 digits, at the points inside. */
class IntervalInclusionTest {

  private static final double[] CORNERS = {0, -0.0, 1, -1, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL,
      Double.MAX_VALUE, -Double.MAX_VALUE, 1e-300, 1e300, 0.5, 2, -2, Math.PI, Math.PI / 2, -Math.PI, 710, -745.2, 1e15,
      1e22, 0x1p53, 3, -3, 1.4616, 1.46163, 30, -30, 6, 27};

  @Provide
  Arbitrary<Double> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, CORNERS.length - 1).map(i -> CORNERS[i]),
        Arbitraries.integers().between(-20, 20).map(i -> (double) i),
        Arbitraries.doubles().between(-10, 10),
        Arbitraries.doubles().between(-1000, 1000),
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite));
  }

  @Provide
  Arbitrary<Double> moderate() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(-20, 20).map(i -> (double) i),
        Arbitraries.integers().between(-40, 40).map(i -> i / 4.0),
        Arbitraries.doubles().between(-4, 4).ofScale(12),
        Arbitraries.doubles().between(-1e-6, 1e-6).ofScale(15),
        Arbitraries.doubles().between(-800, 800));
  }

  private static Interval over(double a, double b) {
    return Interval.of(Math.min(a, b), Math.max(a, b));
  }

  private static boolean holds(Interval i, Rational r) {
    return (i.lower() == Double.NEGATIVE_INFINITY || Rational.of(i.lower()).compareTo(r) <= 0)
        && (i.upper() == Double.POSITIVE_INFINITY || Rational.of(i.upper()).compareTo(r) >= 0);
  }

  @Property(tries = 250)
  void fourOperations(@ForAll("numbers") double a, @ForAll("numbers") double b, @ForAll("numbers") double c,
      @ForAll("numbers") double d) {
    var x = over(a, b);
    var y = over(c, d);
    for (double u : new double[] {a, b}) {
      for (double v : new double[] {c, d}) {
        var p = Rational.of(u);
        var q = Rational.of(v);
        assertThat(holds(x.add(y), p.plus(q))).isTrue();
        assertThat(holds(x.subtract(y), p.minus(q))).isTrue();
        assertThat(holds(x.multiply(y), p.times(q))).isTrue();
        var quotient = x.divide(y);
        if (q.isZero()) {
          assertThat(quotient.definedness()).isNotEqualTo(Definedness.DEFINED_EVERYWHERE);
        } else {
          assertThat(holds(quotient, p.dividedBy(q))).isTrue();
        }
      }
    }
    assertThat(holds(Interval.point(a).subtract(Interval.point(a)), Rational.ZERO)).isTrue();
  }

  @Property(tries = 200)
  void integerPowers(@ForAll("numbers") double a, @ForAll("numbers") double b) {
    var x = over(a, b);
    for (int n : new int[] {-5, -2, -1, 0, 1, 2, 3, 7, 16, 17, 40}) {
      var p = x.pow(n);
      for (double u : new double[] {a, b}) {
        if (u == 0 && n < 0) {
          assertThat(p.definedness()).isNotEqualTo(Definedness.DEFINED_EVERYWHERE);
        } else {
          assertThat(holds(p, Rational.of(u).pow(n))).as("%s^%d", x, n).isTrue();
        }
      }
    }
  }

  @Property(tries = 250)
  void functions(@ForAll("numbers") double a, @ForAll("numbers") double b) {
    check(a, b, List.of("exp", "log", "log1p", "expm1", "sin", "cos", "asin", "acos", "atan", "abs", "sign", "floor",
        "softplus", "logsigmoid"));
  }

  @Property(tries = 200)
  void functionsAtModerateArguments(@ForAll("moderate") double a, @ForAll("moderate") double b) {
    check(a, b, List.of("exp", "log", "log1p", "expm1", "sin", "cos", "asin", "acos", "atan", "softplus", "logsigmoid"));
  }

  @Property(tries = 60)
  void specialFunctions(@ForAll("moderate") double a, @ForAll("moderate") double b) {
    check(a, b, List.of("erf", "gamma", "loggamma", "digamma"));
    if (Math.abs(a) < 28 && Math.abs(b) < 28) {
      check(a, b, List.of("erfc"));
    }
  }

  private static void check(double a, double b, List<String> functions) {
    for (var f : functions) {
      var image = Exact.interval(f, over(a, b));
      for (double u : new double[] {a, b, over(a, b).midpoint()}) {
        var exact = Exact.call(f, u);
        assertThat(Exact.holds(image, exact)).as("%s(%s) = %s at %s: %s", f, over(a, b), image, u, exact).isTrue();
        assertThat(Exact.holds(Exact.interval(f, Interval.point(u)), exact)).as("%s(%s)", f, u).isTrue();
        if (exact.isEmpty()) {
          assertThat(image.definedness()).as("%s(%s)", f, over(a, b)).isNotEqualTo(Definedness.DEFINED_EVERYWHERE);
        }
        if (image.isEmpty()) {
          assertThat(exact.definedness()).isNotEqualTo(Definedness.DEFINED_EVERYWHERE);
        }
      }
    }
  }

  /** Functions that the intervals know directly and the decimals by their definition in the table. */
  @Property(tries = 60)
  void againstDefinitions(@ForAll("moderate") double a, @ForAll("moderate") double b) {
    var big = new Evaluator<>(Exact.BIG);
    for (var f : List.of("tan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "sigmoid", "logit", "ceil", "gelu",
        "silu", "mish", "cbrt", "sech", "relu", "elu", "softsign", "hardswish", "tanhshrink", "coth", "acot", "Phi")) {
      var e = Exprs.call(f, Exprs.sym("x"));
      var image = new Evaluator<>(IntervalNumbers.INSTANCE).value(e, Map.of("x", over(a, b)));
      for (double u : new double[] {a, b, over(a, b).midpoint()}) {
        var exact = big.value(e, Map.of("x", Exact.of(u)));
        assertThat(Exact.holds(image, exact)).as("%s(%s) = %s at %s: %s", f, over(a, b), image, u, exact).isTrue();
        if (exact.isEmpty()) {
          assertThat(image.definedness()).as("%s(%s)", f, over(a, b)).isNotEqualTo(Definedness.DEFINED_EVERYWHERE);
        }
      }
    }
  }

  @Property(tries = 200)
  void realPowers(@ForAll("moderate") double a, @ForAll("moderate") double b, @ForAll("moderate") double c,
      @ForAll("moderate") double d) {
    var x = over(a, b);
    var y = over(c, d);
    var image = x.pow(y);
    for (double u : new double[] {a, b}) {
      for (double v : new double[] {c, d, Math.rint(c / 2 + d / 2)}) {
        if (y.contains(v)) {
          var exact = Exact.BIG.power(Exact.of(u), Exact.of(v));
          assertThat(Exact.holds(image, exact)).as("%s^%s = %s at %s^%s: %s", x, y, image, u, v, exact).isTrue();
          if (exact.isEmpty()) {
            assertThat(image.definedness()).isNotEqualTo(Definedness.DEFINED_EVERYWHERE);
          }
        }
      }
    }
  }

  @Property(tries = 200)
  void angles(@ForAll("moderate") double a, @ForAll("moderate") double b, @ForAll("moderate") double c,
      @ForAll("moderate") double d) {
    var image = over(a, b).atan2(over(c, d));
    for (double u : new double[] {a, b, over(a, b).midpoint()}) {
      for (double v : new double[] {c, d, over(c, d).midpoint()}) {
        var exact = Exact.call("atan2", u, v);
        assertThat(Exact.holds(image, exact)).as("atan2(%s, %s)", u, v).isTrue();
        if (exact.isEmpty()) {
          assertThat(image.definedness()).isNotEqualTo(Definedness.DEFINED_EVERYWHERE);
        }
      }
    }
  }

  @Property(tries = 200)
  void roots(@ForAll("numbers") double a, @ForAll("numbers") double b) {
    for (int n : new int[] {2, 3, 4, 5, 9}) {
      var image = over(a, b).rootN(n);
      for (double u : new double[] {a, b}) {
        var exact = Exact.BIG.root(Exact.of(u), n);
        assertThat(Exact.holds(image, exact)).as("root(%s, %d)", u, n).isTrue();
      }
    }
  }

  @Property(tries = 500)
  void rationals(@ForAll long a, @ForAll long b, @ForAll int shift) {
    if (b != 0) {
      var r = Rational.of(BigInteger.valueOf(a).shiftLeft(Math.floorMod(shift, 1200)), BigInteger.valueOf(b));
      for (var q : List.of(r, r.isZero() ? r : r.reciprocal())) {
        assertThat(holds(Interval.of(q), q)).isTrue();
      }
    }
  }
}
