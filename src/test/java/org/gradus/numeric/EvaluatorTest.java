package org.gradus.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gradus.expr.Exprs.ONE;
import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.add;
import static org.gradus.expr.Exprs.call;
import static org.gradus.expr.Exprs.indexed;
import static org.gradus.expr.Exprs.ite;
import static org.gradus.expr.Exprs.log;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.product;
import static org.gradus.expr.Exprs.rel;
import static org.gradus.expr.Exprs.sum;
import static org.gradus.expr.Exprs.sym;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Functions;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final Expr X = sym("x");

  private static Enclosure at(Expr e, Rational x) {
    return PointEvaluator.enclose(e, Map.of("x", x), 30);
  }

  /** Doubles, intervals and decimals on every scalar function of the table. */
  @Test
  void theThreeKindsOfNumbersAgree() {
    var points = List.of(Rational.of(1, 3), Rational.of(-7, 4), Rational.of(2), Rational.ZERO, Rational.of(-1),
        Rational.of(5, 2), Rational.of(9, 10));
    int compared = 0;
    for (var f : Functions.all()) {
      if (!f.scalar() || f.name().equals("indicator") || f.name().equals("polygamma")) {
        continue;
      }
      for (int shift = 0; shift < points.size(); shift++) {
        var args = new ArrayList<Expr>();
        for (int i = 0; i < f.minArity(); i++) {
          args.add(f.name().equals("root") && i == 1 ? num(3) : i == 0 && (f.name().startsWith("bessel") || f.name().equals("hzeta"))
              && f.minArity() == 2 ? num(2) : num(points.get((shift + 2 * i) % points.size())));
        }
        var e = Exprs.call(f, args);
        double real = Evaluator.real(e, Map.of());
        var interval = new Evaluator<>(IntervalNumbers.INSTANCE).value(e, Map.of());
        var exact = new Evaluator<>(Exact.BIG).value(e, Map.of());
        assertThat(Exact.holds(interval, exact)).as("%s: %s, %s", e, interval, exact).isTrue();
        if (exact.definedness() == Definedness.DEFINED_EVERYWHERE) {
          var middle = Exact.BIG.lower(exact).doubleValue();
          assertThat(Math.abs(real - middle)).as("%s = %s, not %s", e, middle, real)
              .isLessThanOrEqualTo(1e-11 * Math.max(1, Math.abs(middle)));
          compared++;
        } else if (exact.isEmpty()) {
          assertThat(real).as(e.toString()).isNaN();
          assertThat(interval.definedness()).as(e.toString()).isNotEqualTo(Definedness.DEFINED_EVERYWHERE);
        }
      }
    }
    assertThat(compared).isGreaterThan(350);
  }

  @Test
  void casesAreDecidedExactlyAtTheBorder() {
    var relu = call("relu", X);
    assertThat(at(relu, Rational.ZERO).exact()).isEqualTo(Rational.ZERO);
    var step = ite(rel(RelOp.GE, mul(num(3), X), ONE), ONE, ZERO);
    assertThat(at(step, Rational.of(1, 3)).exact()).isEqualTo(Rational.ONE);
    // only the branch that is taken has to exist
    var safe = ite(rel(RelOp.EQ, X, ZERO), ONE, pow(X, -1));
    assertThat(at(safe, Rational.ZERO).exact()).isEqualTo(Rational.ONE);
    var partial = Exprs.cases(List.of(rel(RelOp.GT, X, ZERO)), List.of(X), null);
    assertThat(at(partial, Rational.MINUS_ONE).status()).isEqualTo(Enclosure.Status.UNDEFINED);
  }

  @Test
  void undecidedCasesGiveTheHull() {
    var step = call("step", X);
    var value = new Evaluator<>(IntervalNumbers.INSTANCE).value(step, Map.of("x", Interval.of(-1, 1)));
    assertThat(value).isEqualTo(Interval.of(0, 1));
    var half = ite(rel(RelOp.GT, X, ZERO), log(X), ZERO);
    assertThat(new Evaluator<>(IntervalNumbers.INSTANCE).value(half, Map.of("x", Interval.of(-1, 1))).definedness())
        .isEqualTo(Definedness.POSSIBLY_UNDEFINED);
  }

  @Test
  void anUndefinedConditionLeavesTheValueUndefined() {
    var e = ite(rel(RelOp.GT, log(X), ZERO), ONE, ZERO);
    assertThat(at(e, Rational.MINUS_ONE).status()).isEqualTo(Enclosure.Status.UNDEFINED);
    var both = ite(Exprs.and(List.of(rel(RelOp.LT, X, ZERO), rel(RelOp.GT, log(X), ZERO))), ONE, ZERO);
    assertThat(at(both, Rational.MINUS_ONE).status()).isEqualTo(Enclosure.Status.UNDEFINED);
    // false and undefined: left open
    var open = ite(Exprs.and(List.of(rel(RelOp.GT, X, ZERO), rel(RelOp.GT, log(X), ZERO))), ONE, ZERO);
    assertThat(at(open, Rational.MINUS_ONE).status()).isEqualTo(Enclosure.Status.UNKNOWN);
  }

  @Test
  void sumsAndProducts() {
    var k = sym("k");
    assertThat(at(sum(pow(k, 2), k, ONE, num(10)), Rational.ZERO).exact()).isEqualTo(Rational.of(385));
    assertThat(at(product(k, k, ONE, num(5)), Rational.ZERO).exact()).isEqualTo(Rational.of(120));
    assertThat(at(sum(k, k, ONE, ZERO), Rational.ZERO).exact()).isEqualTo(Rational.ZERO);
    assertThat(at(sum(mul(k, sum(k, k, ONE, k)), k, ONE, num(3)), Rational.ZERO).exact()).isEqualTo(Rational.of(25));
    assertThat(at(sum(k, k, ONE, X), Rational.of(4)).exact()).isEqualTo(Rational.of(10));
    assertThat(at(sum(k, k, ONE, X), Rational.HALF).status()).isEqualTo(Enclosure.Status.UNKNOWN);
    var component = sum(indexed("x", List.of(k), List.of()), k, ONE, num(2));
    assertThat(PointEvaluator.enclose(component, Map.of("x[1]", Rational.of(3), "x[2]", Rational.of(4)), 20).exact())
        .isEqualTo(Rational.of(7));
  }

  @Test
  void whatIsNoNumberSaysSo() {
    for (var e : List.of(Exprs.diff(pow(X, 2), X, 1), Exprs.limit(X, X, ZERO, 0), Exprs.INFINITY,
        Exprs.apply("f", 0, List.of(X)), sym("unknown"), Exprs.matrix(List.of(List.of(X))))) {
      assertThatThrownBy(() -> Evaluator.real(e, Map.of("x", 1.0))).isInstanceOf(Unsupported.class);
      assertThat(at(e, Rational.ONE).status()).isEqualTo(Enclosure.Status.UNKNOWN);
      assertThat(at(e, Rational.ONE).reason()).isNotBlank();
    }
    Expr deep = X;
    for (int i = 0; i < 3_000; i++) {
      deep = call("sin", deep);
    }
    assertThat(at(deep, Rational.ONE).reason()).contains("deep");
  }

  @Test
  void automaticDifferentiation() {
    var e = mul(call("sigmoid", X), sym("w"));
    var point = new HashMap<String, Double>(Map.of("x", 0.0, "w", 3.0));
    var g = AutoDiff.gradient(e, List.of("x", "w"), point);
    assertThat(g.getValue()).isEqualTo(1.5);
    assertThat(g.getPartialDerivative(0)).isEqualTo(0.75);
    assertThat(g.getPartialDerivative(1)).isEqualTo(0.5);
    assertThat(AutoDiff.derivative(pow(X, 3), "x", 2, Map.of("x", 2.0))).isEqualTo(12);
  }

  @Test
  void realSemantics() {
    assertThat(Evaluator.real(pow(X, -1), Map.of("x", 0.0))).isNaN();
    assertThat(Evaluator.real(log(X), Map.of("x", 0.0))).isNaN();
    assertThat(Evaluator.real(pow(X, num(Rational.of(1, 3))), Map.of("x", -8.0))).isNaN();
    assertThat(Evaluator.real(call("root", X, num(3)), Map.of("x", -8.0))).isEqualTo(-2);
    assertThat(Evaluator.real(pow(X, add(X, X)), Map.of("x", 0.0))).isEqualTo(1);
    assertThat(Evaluator.real(pow(X, X), Map.of("x", -2.0))).isEqualTo(0.25);
    assertThat(Evaluator.real(call("sigmoid", X), Map.of("x", -800.0))).isZero();
    assertThat(Evaluator.real(call("softplus", X), Map.of("x", 800.0))).isEqualTo(800);
  }
}
