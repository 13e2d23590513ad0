package org.gradus.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gradus.expr.Exprs.add;
import static org.gradus.expr.Exprs.call;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.sub;
import static org.gradus.expr.Exprs.sym;

import java.util.List;
import java.util.Map;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.junit.jupiter.api.Test;

class WitnessTest {

  private static final Expr X = sym("x");
  private static final Domain REAL = Domain.reals("x");

  @Test
  void rightDerivativesAreConfirmedAndWrongOnesNot() {
    for (var f : List.of("sigmoid", "tanh", "log", "gelu", "erf", "relu", "abs", "atan", "softplus", "silu", "mish", "exp",
        "sin", "cbrt", "asin", "sinh", "elu", "softsign", "logit", "gamma")) {
      var e = call(f, X);
      var d = Derivatives.of(e, X, 1);
      assertThat(AutoDiff.witness(e, "x", d, REAL)).as(f).isEqualTo("agrees");
      assertThat(FiniteDifferences.witness(e, "x", d, REAL)).as(f).isEqualTo("agrees");
      var wrong = add(d, num(Rational.of(1, 1000)));
      assertThat(AutoDiff.witness(e, "x", wrong, REAL)).as(f).isEqualTo("disagrees");
      assertThat(FiniteDifferences.witness(e, "x", wrong, REAL)).as(f).isEqualTo("disagrees");
    }
  }

  @Test
  void higherOrders() {
    var e = call("sigmoid", X);
    assertThat(AutoDiff.witness(e, "x", 2, Derivatives.of(e, X, 2), REAL)).isEqualTo("agrees");
    assertThat(AutoDiff.witness(e, "x", 2, Derivatives.of(e, X, 1), REAL)).isEqualTo("disagrees");
  }

  @Test
  void automaticDerivativesAreThoseOfTheFormulasAtTheSpecialPointsToo() {
    for (var f : List.of("exp", "log1p", "expm1", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh",
        "asinh", "atanh", "sigmoid", "logsigmoid", "softplus", "erf", "erfc", "erfinv", "erfi", "lambertw", "gelu", "silu",
        "mish", "probit", "dawson")) {
      var e = call(f, X);
      for (int order = 1; order <= 3; order++) {
        var d = Derivatives.of(e, X, order);
        for (double x : new double[] {0, -0.0, 1e-100, -1e-20, 1e-9, 0.01, -0.25, 0.5, 0.75}) {
          double expected = Evaluator.real(d, Map.of("x", x));
          if (Double.isFinite(expected)) {
            assertThat(AutoDiff.derivative(e, "x", order, Map.of("x", x))).as("derivative %d of %s at %s", order, f, x)
                .isCloseTo(expected, within(1e-7 * Math.max(1, Math.abs(expected))));
          }
        }
      }
    }
  }

  @Test
  void whatCannotBeEvaluatedIsNotApplicable() {
    var e = Exprs.apply("f", 0, List.of(X));
    assertThat(AutoDiff.witness(e, "x", X, REAL)).isEqualTo("n/a");
    assertThat(FiniteDifferences.witness(e, "x", X, REAL)).isEqualTo("n/a");
  }

  @Test
  void riddersEstimatesItsError() {
    for (double x : new double[] {0, 0.3, 1, 5, -20, 1000}) {
      var d = FiniteDifferences.derivative(Math::sin, x, 0);
      assertThat(Math.abs(d.value() - Math.cos(x))).isLessThanOrEqualTo(20 * d.error());
      assertThat(d.error()).isLessThan(1e-8);
    }
    var cubic = sub(pow(X, num(3)), mul(num(2), X));
    assertThat(FiniteDifferences.witness(cubic, "x", sub(mul(num(3), pow(X, 2)), num(2)), REAL)).isEqualTo("agrees");
  }
}
