package org.gradus.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.junit.jupiter.api.Test;

/** The high-precision enclosures against an independent library, and against themselves at higher precision. */
class BigArithmeticTest {

  private static final Map<String, UnaryOperator<Apfloat>> REFERENCE = Map.of(
      "exp", ApfloatMath::exp, "log", ApfloatMath::log, "sin", ApfloatMath::sin, "cos", ApfloatMath::cos,
      "atan", ApfloatMath::atan, "asin", ApfloatMath::asin, "acos", ApfloatMath::acos);

  private static Apfloat apfloat(Rational r) {
    return new Apfloat(r.num(), 90).divide(new Apfloat(r.den(), 90));
  }

  private static BigDecimal decimal(Apfloat x) {
    return new BigDecimal(x.toString(false));
  }

  @Property(tries = 60)
  void againstApfloat(@ForAll @IntRange(min = -3000, max = 3000) int n, @ForAll @IntRange(min = 1, max = 997) int d) {
    var x = Rational.of(n, d);
    var a = new BigArithmetic(50);
    REFERENCE.forEach((f, reference) -> {
      var mine = a.call(f, List.of(BigInterval.exactly(x)));
      boolean turning = x.isZero() || x.abs().isOne(); // apfloat fails there itself
      if (!mine.isEmpty() && !mine.isExact() && !turning) {
        var truth = decimal(reference.apply(apfloat(x)));
        var slack = truth.abs().max(BigDecimal.ONE).scaleByPowerOfTen(-75);
        assertThat(a.lower(mine)).as("%s(%s)", f, x).isLessThanOrEqualTo(truth.add(slack));
        assertThat(a.upper(mine)).as("%s(%s)", f, x).isGreaterThanOrEqualTo(truth.subtract(slack));
        var size = truth.abs().max(new BigDecimal("1e-10"));
        assertThat(a.upper(mine).subtract(a.lower(mine))).as("width of %s(%s)", f, x)
            .isLessThan(size.scaleByPowerOfTen(-45));
      }
    });
  }

  @Property(tries = 60)
  void whatIsKeptIsOfItsDigitsAndSaysNothingOfOtherArguments(@ForAll @IntRange(min = 1, max = 40) int n, @ForAll @IntRange(min = 2, max = 40) int d) {
    var x = BigInterval.exactly(Rational.of(n * d + 1, d));
    for (var f : List.of("exp", "log")) {
      var few = new BigArithmetic(20).call(f, List.of(x));
      var a = new BigArithmetic(60);
      var perhaps = a.call(f, List.of(x.perhapsUndefined()));
      var many = a.call(f, List.of(x));
      assertThat(a.upper(many).subtract(a.lower(many))).isLessThan(a.upper(many).abs().scaleByPowerOfTen(-50));
      assertThat(perhaps.definedness()).isEqualTo(Definedness.POSSIBLY_UNDEFINED);
      assertThat(many.definedness()).isEqualTo(Definedness.DEFINED_EVERYWHERE);
      assertThat(a.lower(many)).isLessThanOrEqualTo(a.upper(few));
      assertThat(a.upper(many)).isGreaterThanOrEqualTo(a.lower(few));
      assertThat(new BigArithmetic(20).call(f, List.of(x))).isEqualTo(few);
      assertThat(a.call("log", List.of(a.negate(x))).isEmpty()).isTrue();
    }
  }

  @Property(tries = 60)
  void narrowIntervalsAroundTurningPointsHaveValuesThatAreEnclosed(@ForAll @IntRange(min = -3, max = 3) int at,
      @ForAll @IntRange(min = 1, max = 60) int digits) {
    var a = new BigArithmetic(50);
    var width = BigDecimal.ONE.movePointLeft(digits);
    var x = a.between(BigDecimal.valueOf(at).subtract(width), BigDecimal.valueOf(at).add(width));
    REFERENCE.keySet().forEach(f -> {
      var whole = a.call(f, List.of(x));
      var middle = a.call(f, List.of(BigInterval.exactly(Rational.of(at))));
      if (!middle.isEmpty() && !whole.isEmpty() && !whole.isUnbounded()) {
        assertThat(a.lower(whole)).as("%s(%s ± 10^-%s)", f, at, digits).isLessThanOrEqualTo(a.upper(middle));
        assertThat(a.upper(whole)).as("%s(%s ± 10^-%s)", f, at, digits).isGreaterThanOrEqualTo(a.lower(middle));
      }
    });
  }

  @Test
  void rootsOfNumbersWithMillionsOfDigitsAreFewDigits() {
    var a = new BigArithmetic(50);
    for (int size : new int[] {10_000_000, 10_000_001, -10_000_001}) {
      var x = BigInterval.between(BigDecimal.TWO.scaleByPowerOfTen(size), new BigDecimal("2.0000000001").scaleByPowerOfTen(size));
      var root = a.sqrt(x);
      assertThat(a.lower(root).precision()).isLessThan(80);
      assertThat(a.lower(root).multiply(a.lower(root))).isLessThanOrEqualTo(x.lower());
      assertThat(a.upper(root).multiply(a.upper(root))).isGreaterThanOrEqualTo(x.upper());
    }
  }

  @Property(tries = 40)
  void morePrecisionLiesWithinLess(@ForAll @IntRange(min = -3000, max = 3000) int n,
      @ForAll @IntRange(min = 1, max = 997) int d) {
    var x = BigInterval.exactly(Rational.of(n, d));
    var coarse = new BigArithmetic(20);
    var fine = new BigArithmetic(70);
    for (var f : List.of("exp", "log", "log1p", "expm1", "sin", "cos", "asin", "acos", "atan", "softplus", "erf", "gamma",
        "loggamma", "digamma")) {
      var c = coarse.call(f, List.of(x));
      var g = fine.call(f, List.of(x));
      assertThat(c.definedness()).as("%s(%s)", f, x).isEqualTo(g.definedness());
      if (!c.isEmpty() && !c.isUnbounded()) {
        assertThat(coarse.lower(c)).as("%s(%s)", f, x).isLessThanOrEqualTo(fine.upper(g));
        assertThat(coarse.upper(c)).as("%s(%s)", f, x).isGreaterThanOrEqualTo(fine.lower(g));
      }
    }
  }

  /** Values to 50 digits from mpmath 1.3.0: function, argument, value. */
  @Test
  void specialFunctions() throws Exception {
    try (var in = getClass().getResourceAsStream("/numeric/special-values.txt")) {
      for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        var word = line.split(" ");
        var parts = word[1].split("/");
        var x = BigInterval.exactly(Rational.of(new BigInteger(parts[0]),
            parts.length > 1 ? new BigInteger(parts[1]) : BigInteger.ONE));
        var truth = new BigDecimal(word[2]);
        var a = new BigArithmetic(40);
        var name = word[0].replaceAll("\\d+$", "");
        var y = name.equals(word[0]) ? a.call(name, List.of(x))
            : a.call(name, List.of(BigInterval.exactly(Integer.parseInt(word[0].substring(name.length()))), x));
        var slack = truth.abs().scaleByPowerOfTen(-48);
        assertThat(y.isUnbounded()).as(line).isFalse();
        assertThat(a.lower(y)).as(line).isLessThanOrEqualTo(truth.add(slack));
        assertThat(a.upper(y)).as(line).isGreaterThanOrEqualTo(truth.subtract(slack));
        assertThat(a.upper(y).subtract(a.lower(y))).as(line)
            .isLessThan(truth.abs().max(BigDecimal.ONE).scaleByPowerOfTen(-25));
      }
    }
  }

  /** Sums and products of decimals of very different size, against exact decimals. */
  @Property(tries = 500)
  void directedRounding(@ForAll BigInteger m, @ForAll BigInteger n,
      @ForAll @IntRange(min = -200, max = 200) int s, @ForAll @IntRange(min = -200, max = 200) int t) {
    var a = new BigArithmetic(15);
    var u = new BigDecimal(m.pow(3), s);
    var v = new BigDecimal(n.pow(3), t);
    var x = BigArithmetic.point(u);
    var y = BigArithmetic.point(v);
    holds(a, a.add(x, y), u.add(v));
    holds(a, a.multiply(x, y), u.multiply(v));
    holds(a, a.power(x, BigInteger.valueOf(5)), u.pow(5));
    if (v.signum() != 0) {
      holds(a, a.multiply(a.divide(x, y), y), u);
    }
    if (u.signum() > 0) {
      holds(a, a.power(a.sqrt(x), BigInteger.TWO), u);
    }
  }

  private static void holds(BigArithmetic a, BigInterval x, BigDecimal value) {
    assertThat(a.lower(x)).isLessThanOrEqualTo(value);
    assertThat(a.upper(x)).isGreaterThanOrEqualTo(value);
  }

  @Test
  void constants() {
    var a = new BigArithmetic(100);
    assertThat(a.lower(a.pi())).isLessThan(decimal(ApfloatMath.pi(120)));
    assertThat(a.upper(a.pi())).isGreaterThan(decimal(ApfloatMath.pi(120)));
    assertThat(a.upper(a.pi()).subtract(a.lower(a.pi()))).isLessThan(new BigDecimal("1e-100"));
  }

  @Test
  void exactWhereRational() {
    var point = Map.<String, Rational>of();
    assertThat(ExactEvaluator.value(Exprs.sqrt(Exprs.num(Rational.of(9, 4))), point)).contains(Rational.of(3, 2));
    assertThat(ExactEvaluator.value(Exprs.call("cbrt", Exprs.num(-8)), point)).contains(Rational.of(-2));
    assertThat(ExactEvaluator.value(Exprs.call("factorial", Exprs.num(5)), point)).contains(Rational.of(120));
    assertThat(ExactEvaluator.value(Exprs.call("sigmoid", Exprs.num(0)), point)).contains(Rational.HALF);
    assertThat(ExactEvaluator.value(Exprs.call("floor", Exprs.num(Rational.of(-1, 2))), point)).contains(Rational.MINUS_ONE);
    assertThat(ExactEvaluator.value(Exprs.pow(Exprs.num(8), Exprs.num(Rational.of(2, 3))), point)).contains(Rational.of(4));
    assertThat(ExactEvaluator.value(Exprs.sqrt(Exprs.num(2)), point)).isEmpty();
  }

  @Test
  void undefinedIsCertain() {
    for (var e : List.of(Exprs.pow(Exprs.ZERO, -1), Exprs.log(Exprs.ZERO), Exprs.sqrt(Exprs.num(-1)),
        Exprs.call("tan", Exprs.log(Exprs.MINUS_ONE)), Exprs.call("gamma", Exprs.num(-3)),
        Exprs.mul(Exprs.ZERO, Exprs.pow(Exprs.ZERO, -1)), Exprs.pow(Exprs.num(-8), Exprs.num(Rational.of(1, 3))),
        Exprs.call("atan2", Exprs.ZERO, Exprs.ZERO), Exprs.call("asin", Exprs.TWO), Exprs.call("acosh", Exprs.ZERO))) {
      assertThat(PointEvaluator.enclose(e, Map.of(), 30).status()).as(e.toString()).isEqualTo(Enclosure.Status.UNDEFINED);
    }
    assertThat(PointEvaluator.enclose(Exprs.call("tan", Exprs.div(Exprs.PI, Exprs.TWO)), Map.of(), 30).status())
        .isEqualTo(Enclosure.Status.UNKNOWN);
  }

  @Test
  void almostAnInteger() {
    var e = Exprs.exp(Exprs.mul(Exprs.PI, Exprs.sqrt(Exprs.num(58))));
    var x = PointEvaluator.enclose(e, Map.of(), 50);
    assertThat(x.upper()).isLessThan(new BigDecimal("24591257752"));
    assertThat(x.lower()).isGreaterThan(new BigDecimal("24591257751.9999998"));
  }

  @Test
  void outOfReachIsUnknown() {
    var tower = Exprs.exp(Exprs.exp(Exprs.exp(Exprs.num(10))));
    assertThat(PointEvaluator.enclose(tower, Map.of(), 30).status()).isEqualTo(Enclosure.Status.UNKNOWN);
    assertThat(PointEvaluator.enclose(Exprs.pow(Exprs.num(10), Exprs.exp(Exprs.num(30))), Map.of(), 30).status())
        .isEqualTo(Enclosure.Status.UNKNOWN);
  }
}
