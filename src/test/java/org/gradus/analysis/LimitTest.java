package org.gradus.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.notation.PlainReader;
import org.gradus.numeric.Enclosure;
import org.gradus.numeric.PointEvaluator;
import org.gradus.proof.Kernel;
import org.gradus.symbolic.JasFactors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

  private static final Kernel KERNEL = new Kernel(new JasFactors());
  private static final Expr.Sym X = Exprs.sym("x");

  /** Small expressions that tend to something, more or less slowly. */
  @Provide
  Arbitrary<String> expressions() {
    var atom = Arbitraries.of("1/x", "exp(-x)", "sigmoid(x)", "tanh(x)", "x*exp(-x)", "softplus(x)-x", "sin(x)/x", "(x+1)/(x+2)", "atan(x)",
        "sqrt(x+1)-sqrt(x)", "x*(exp(1/x)-1)", "cos(x)*exp(-x)", "log(x+1)/x", "3", "-2", "x^2*exp(-x)", "relu(x)/x", "floor(x)/x");
    return atom.flatMap(a -> atom.flatMap(b -> atom.flatMap(c -> Arbitraries.of(
        "(%s)+(%s)*(%s)", "((%s)+(%s))*(%s)", "(%s)/(2+(%s)^2)-(%s)", "exp((%s)*(%s))-(%s)", "sigmoid((%s)-(%s))+(%s)", "abs((%s)-(%s))*(%s)")
        .map(f -> f.formatted(a, b, c)))));
  }

  @Property(tries = 60)
  void a_limit_is_what_values_far_out_come_near_to(@ForAll("expressions") String text) {
    var e = PlainReader.parse(text);
    var limit = LimitFinder.of(e, X, Exprs.INFINITY, 0, KERNEL, List.of());
    Assume.that(limit != null && limit.infinite() == 0);
    var value = PointEvaluator.enclose(limit.finite(), Map.of(), 40);
    double last = Double.MAX_VALUE;
    for (long far : new long[] {1_000, 1_000_000, 1_000_000_000}) {
      var there = PointEvaluator.enclose(e, Map.of("x", Rational.of(far).plus(Rational.of(1, 3))), 60);
      Assume.that(there.isDefined());
      last = middle(there).subtract(middle(value)).abs().doubleValue();
      assertThat(last).as(text + " at " + far).isLessThan(60 / Math.sqrt(far));
    }
    assertThat(last).isLessThan(0.01);
  }

  private static BigDecimal middle(Enclosure v) {
    return v.exact() != null ? new BigDecimal(v.exact().num()).divide(new BigDecimal(v.exact().den()), MathContext.DECIMAL128) : v.middle();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"sin(x) | oo", "x*cos(x) | -oo", "sin(1/x) | 0", "tan(x) | oo", "sin(x)+sin(2*x) | oo", "cos(x)-cos(x+1) | oo"})
  void an_oscillation_that_stays_has_no_limit(String f, String to) {
    assertThat(Oscillations.nowhere(PlainReader.parse(f), X, PlainReader.parse(to), 0, KERNEL, List.of())).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sin(pi*floor(x))", "sin(x)/x", "sin(x)^2+cos(x)^2", "x+sin(x)", "sin(x)-sin(x+2*pi)", "floor(sin(x)/(x+1)+1/2)", "sin(x)*0"})
  void an_oscillation_that_dies_is_not_held_against_the_limit(String f) {
    assertThat(Oscillations.nowhere(PlainReader.parse(f), X, Exprs.INFINITY, 0, KERNEL, List.of())).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/sin(x)^2", "sqrt(sin(x))*0+1/x", "x^sin(x)", "exp(x*sin(x))", "log(1+sin(x))/x", "asin(sin(x))/x*1", "x*(1+sin(x))"})
  void what_an_oscillation_leaves_open_gets_no_limit(String f) {
    var value = LimitFinder.of(PlainReader.parse(f), X, Exprs.INFINITY, 0, KERNEL, List.of());
    assertThat(value == null || f.startsWith("sqrt") || f.startsWith("asin")).isTrue();
  }

  @org.junit.jupiter.api.Test
  void names_of_the_algorithm_are_names_like_any_other() {
    var f = PlainReader.parse("x/gruntz_x");
    assertThat(LimitFinder.of(f, X, Exprs.INFINITY, 0, KERNEL, List.of())).isNull();
  }

  private static LimitAnswer search(String f, String to, String... assumptions) {
    char last = to.charAt(to.length() - 1);
    int side = last == '+' ? 1 : last == '-' ? -1 : 0;
    return LimitSearch.of(PlainReader.parse(f), X, PlainReader.parse(side == 0 ? to : to.substring(0, to.length() - 1)), side, false,
        KERNEL, Arrays.stream(assumptions).map(PlainReader::parse).toList());
  }

  private static String shown(LimitAnswer a) {
    return switch (a) {
      case LimitAnswer.Found f -> f.value().toString();
      case LimitAnswer.Nowhere _ -> "none";
      case LimitAnswer.Undefined _ -> "undefined";
      case LimitAnswer.Unknown _ -> "unknown";
      case LimitAnswer.ByCases c -> String.join("; ", c.cases().stream().map(Object::toString).toList());
    };
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "1/(1+exp(-a*x)) | oo | a > 0: 1; a = 0: 1/2; a < 0: 0",
      "x^a | 0+ | a > 0: 0; a = 0: 1; a < 0: oo",
      "tanh(a*x) | oo | a > 0: 1; a = 0: 0; a < 0: -1",
      "1/x | a | a > 0: 1/a; a = 0: does not exist; a < 0: 1/a",
      "a+1/x | a | a > 0: a+1/a; a = 0: does not exist; a < 0: a+1/a",
      "sin(a*x)/(b*x) | 0 | b > 0: a/b; b = 0: not defined; b < 0: a/b",
      "log(a*x)-log(x) | oo | a > 0: log(a); a = 0: not defined; a < 0: not defined",
      "exp(a*x)/exp(b*x) | oo | a > b: oo; a = b: 1; a < b: 0"})
  void a_limit_that_depends_on_parameters_is_told_case_by_case(String f, String to, String cases) {
    assertThat(shown(search(f, to))).isEqualTo(cases);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "sqrt(x) | 0 | 0", "acosh(x) | 1 | 0", "x*log(x) | 0 | 0", "sqrt(x) | 0- | undefined", "sqrt(x) | -1 | undefined",
      "1/x | 0 | none", "abs(x)/x | 0 | none", "sin(x) | oo | none", "sin(x)^2+cos(x)^2 | oo | 1", "log(abs(x)) | 0 | -oo",
      "1/(1+exp(1/x)) | 0 | none", "tan(x) | pi/2 | none", "x^2 | x | unknown"})
  void at_an_end_of_its_domain_a_function_has_the_limit_from_inside(String f, String to, String value) {
    assertThat(shown(search(f, to))).isEqualTo(value);
  }

  @org.junit.jupiter.api.Test
  void what_is_assumed_of_the_variable_tells_the_side() {
    assertThat(shown(search("1/x", "0", "x > 0"))).isEqualTo("oo");
    assertThat(shown(search("1/x", "0", "x < 0"))).isEqualTo("-oo");
  }
}
