package org.gradus.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.hipparchus.util.Binary64;
import org.hipparchus.util.Binary64Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ComplexStepTest {

  private static final Expr X = Exprs.sym("x");
  private static final Expr Y = Exprs.sym("y");

  /** Analytic on the whole real line, whatever is put in. */
  private static final List<String> WHOLE = List.of("sigmoid", "tanh", "softplus", "sin", "cos", "logsigmoid", "asinh");

  @Provide
  Arbitrary<Expr> analytic() {
    var leaves = Arbitraries.of(X, Y, Exprs.num(2), Exprs.HALF, Exprs.mul(Exprs.MINUS_ONE, X));
    return Arbitraries.recursive(() -> leaves, inner -> Arbitraries.oneOf(
        Combinators.combine(inner, inner).as((a, b) -> Exprs.add(a, b)),
        Combinators.combine(inner, inner).as((a, b) -> Exprs.mul(a, b)),
        Combinators.combine(inner, Arbitraries.integers().between(2, 5)).as((a, n) -> Exprs.pow(Exprs.call("tanh", a), n)),
        Combinators.combine(inner, Arbitraries.of(WHOLE)).as((a, f) -> Exprs.call(f, a)),
        inner.map(a -> Exprs.exp(Exprs.call("sin", a))),
        inner.map(a -> Exprs.log(Exprs.add(Exprs.ONE, Exprs.pow(a, 2)))),
        inner.map(a -> Exprs.sqrt(Exprs.add(Exprs.ONE, Exprs.pow(a, 2)))),
        Combinators.combine(inner, inner).as((a, b) -> Exprs.div(a, Exprs.add(Exprs.TWO, Exprs.call("cos", b))))), 1, 4);
  }

  @Property(tries = 400)
  void of_an_analytic_function_it_is_the_symbolic_derivative_within_the_error_it_tells(@ForAll("analytic") Expr f,
      @ForAll @DoubleRange(min = -3, max = 3) double x, @ForAll @DoubleRange(min = -3, max = 3) double y) {
    var found = ComplexStep.derivative(f, "x", Map.of("x", x, "y", y)).orElseThrow();
    double slope = value(Derivatives.of(f, X, 1), x, y);
    assertThat(found.value()).isCloseTo(slope, Offset.offset(found.error() + 1e-9 * Math.abs(slope) + 1e-11));
    assertThat(found.error()).isLessThan(1e-6 * (1 + Math.abs(slope)) * (1 + Math.abs(value(f, x, y))));
  }

  private static double value(Expr f, double x, double y) {
    var env = new HashMap<String, Binary64>();
    env.put("x", new Binary64(x));
    env.put("y", new Binary64(y));
    return new Evaluator<>(FieldNumbers.like(Binary64Field.getInstance().getZero())).value(f, env).getReal();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abs", "relu", "sign", "floor", "ceil", "atan", "erf", "gamma", "hardtanh"})
  void of_what_is_not_analytic_or_not_computed_there_is_none(String function) {
    assertThat(ComplexStep.derivative(Exprs.add(X, Exprs.call(function, X)), "x", Map.of("x", 0.7))).isEmpty();
  }

  @Test
  void of_max_and_of_cases_there_is_none_even_off_the_kink() {
    assertThat(ComplexStep.derivative(Exprs.call("max", X, Exprs.ZERO), "x", Map.of("x", 2.0))).isEmpty();
    var cases = Exprs.ite(Exprs.rel(RelOp.GT, X, Exprs.ZERO), Exprs.pow(X, 2), X);
    assertThat(ComplexStep.derivative(cases, "x", Map.of("x", 2.0))).isEmpty();
  }

  @Test
  void outside_the_real_domain_there_is_none() {
    assertThat(ComplexStep.derivative(Exprs.log(X), "x", Map.of("x", -1.0))).isEmpty();
    assertThat(ComplexStep.derivative(Exprs.sqrt(X), "x", Map.of("x", -1.0))).isEmpty();
    assertThat(ComplexStep.derivative(Exprs.pow(X, Exprs.MINUS_ONE), "x", Map.of("x", 0.0))).isEmpty();
  }

  @Test
  void far_out_a_saturated_function_still_has_its_slope() {
    var slope = ComplexStep.derivative(Exprs.call("tanh", X), "x", Map.of("x", 25.0)).orElseThrow();
    assertThat(slope.value()).isCloseTo(4 * Math.exp(-50), Offset.offset(1e-30));
    var power = ComplexStep.derivative(Exprs.pow(X, 3), "x", Map.of("x", -2.0)).orElseThrow();
    assertThat(power.value()).isCloseTo(12, Offset.offset(1e-12));
  }
}
