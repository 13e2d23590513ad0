package org.gradus.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.expr.Exprs.add;
import static org.gradus.expr.Exprs.call;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.sub;
import static org.gradus.expr.Exprs.sym;

import java.util.List;
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
