package org.gradus.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.notation.PlainReader;
import org.junit.jupiter.api.Test;

class SpecialFunctionsTest {

  private static final List<String> CALLS = List.of("Si(x)", "Ci(x)", "Ei(x)", "li(x)", "erfi(x)", "dawson(x)", "fresnels(x)", "fresnelc(x)",
      "lambertw(x)", "besselj(0,x)", "besselj(3,x)", "besselj(-2,x)", "bessely(0,x)", "bessely(2,x)", "besseli(0,x)", "besseli(3,x)",
      "besselk(0,x)", "besselk(2,x)", "besselj1(x)", "besselk1(x)", "airyai(x)", "airybi(x)", "airyaiprime(x)", "airybiprime(x)",
      "hzeta(3,x)", "polygamma(2,x)");

  private static final Expr.Sym X = Exprs.sym("x");

  @Test
  void eulersConstantIsMinusDigammaOfOne() {
    var value = PointEvaluator.enclose(PlainReader.parse("-digamma(1)"), Map.of(), 60);
    assertThat(BigSeries.EULER).isBetween(value.lower().subtract(BigSeries.EULER.ulp()), value.upper());
  }

  @Property(tries = 300)
  void derivativesAgreeWithDifferencesOfTheValues(@ForAll @IntRange(max = 25) int i, @ForAll @IntRange(min = -60, max = 60) int n) {
    var f = PlainReader.parse(CALLS.get(i));
    var x = Rational.of(3L * n + 1, 29);
    var h = Rational.of(1).dividedBy(Rational.of(10_000_000_000L));
    var up = PointEvaluator.enclose(f, Map.of("x", x.plus(h)), 60);
    var down = PointEvaluator.enclose(f, Map.of("x", x.minus(h)), 60);
    var slope = PointEvaluator.enclose(Derivatives.of(f, X, 1), Map.of("x", x), 40);
    if (!up.isDefined() || !down.isDefined() || !slope.isDefined()) {
      return;
    }
    var difference = up.middle().subtract(down.middle()).multiply(new BigDecimal("5e9"));
    assertThat(difference.subtract(slope.middle()).abs()).as(f + " at " + x)
        .isLessThan(slope.middle().abs().max(BigDecimal.ONE).multiply(new BigDecimal("1e-9")));
  }

  @Property(tries = 300)
  void intervalsContainTheValuesInside(@ForAll @IntRange(max = 25) int i, @ForAll @IntRange(min = -90, max = 90) int n,
      @ForAll @IntRange(max = 40) int width, @ForAll @IntRange(max = 16) int inside) {
    var f = PlainReader.parse(CALLS.get(i));
    double low = n / 8.0;
    double high = low + width * width / 64.0;
    var box = new Evaluator<>(IntervalNumbers.INSTANCE).value(f, Map.of("x", Interval.of(low, high)));
    var at = Rational.of(low).plus(Rational.of(high).minus(Rational.of(low)).times(Rational.of(inside, 16)));
    var value = PointEvaluator.enclose(f, Map.of("x", at), 40);
    if (value.isDefined()) {
      assertThat(box.isEmpty()).as(f + " on " + low + ", " + high).isFalse();
      assertThat(new BigDecimal(Math.max(-Double.MAX_VALUE, box.lower()))).isLessThanOrEqualTo(value.upper());
      assertThat(new BigDecimal(Math.min(Double.MAX_VALUE, box.upper()))).isGreaterThanOrEqualTo(value.lower());
    }
  }
}
