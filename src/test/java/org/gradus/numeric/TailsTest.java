package org.gradus.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.notation.PlainReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailsTest {

  private static final Expr.Sym X = Exprs.sym("x");

  private static Interval enclosed(String text, double low, double high) {
    return Tails.enclose(PlainReader.parse(text), X, Interval.of(low, high), new Evaluator<>(IntervalNumbers.INSTANCE), u -> Derivatives.of(u, X, 1));
  }

  @ParameterizedTest
  @CsvSource({"x*exp(-x^2), 1", "x*(1-sigmoid(x^2))*sigmoid(x), 2", "-x^3*exp(-x), 4", "tanh(x)+x*sech(x)^2, 1", "x*exp(-2*x)/(1+exp(-x)), 3",
      "x^2*sech(x), 4", "(1+x^2)*exp(-x), 2", "exp(-x)*sqrt(x), 1"})
  void theEndDecidesWhereSomethingVanishes(String text, double from) {
    var on = enclosed(text, from, Double.POSITIVE_INFINITY);
    assertThat(on.isBounded()).isTrue();
    holdsValues(text, on, from, 1);
  }

  @ParameterizedTest
  @CsvSource({"x*exp(x), -2", "-x*sigmoid(x), -3", "x^2*sech(x), -4"})
  void andOnTheOtherSide(String text, double to) {
    var on = enclosed(text, Double.NEGATIVE_INFINITY, to);
    assertThat(on.isBounded()).isTrue();
    holdsValues(text, on, to, -1);
  }

  private static void holdsValues(String text, Interval on, double from, int direction) {
    for (double t = 0; t < 60; t = t * 1.3 + 0.01) {
      double v = Evaluator.real(PlainReader.parse(text), Map.of("x", from + direction * t));
      assertThat(v).isBetween(on.lower() - 1e-12, on.upper() + 1e-12);
    }
  }

  /** What still rises at the end, does not vanish, or jumps between. */
  @ParameterizedTest
  @CsvSource({"x*exp(-x), 0.5", "x*exp(-x/100), 2", "x*sigmoid(-x), 0.25", "x*(1+exp(-x)), 2", "x*exp(-floor(x)), 1", "x*exp(sin(x)-x), 1", "x*exp(-abs(x-20)), 1",
      "(x-5)*exp(-x), 1", "x*sigmoid(sign(3-x)*x), 2", "(x+atan(x))*exp(-x), 2", "x*tan(exp(-x))*(x+log(x)), 2"})
  void whatMayRiseIsNotBounded(String text, double from) {
    assertThat(enclosed(text, from, Double.POSITIVE_INFINITY).isBounded()).isFalse();
  }

  @Test
  void boundsWithSuchTailsAreProved() {
    var r = (Expr.Rel) PlainReader.parse("x*(1-sigmoid(x^2))*sigmoid(x) <= 1/4");
    assertThat(BoundProver.prove(r.op(), r.lhs(), r.rhs(), Domain.reals("x")).isProved()).isTrue();
    var sharper = (Expr.Rel) PlainReader.parse("x*(1-sigmoid(x^2))*sigmoid(x) <= 19/100");
    assertThat(BoundProver.prove(sharper.op(), sharper.lhs(), sharper.rhs(), Domain.reals("x")).isProved()).isFalse();
  }
}
