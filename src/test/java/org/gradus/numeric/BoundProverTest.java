package org.gradus.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.expr.Exprs.ONE;
import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.add;
import static org.gradus.expr.Exprs.call;
import static org.gradus.expr.Exprs.exp;
import static org.gradus.expr.Exprs.log;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.rel;
import static org.gradus.expr.Exprs.sub;
import static org.gradus.expr.Exprs.sym;
import static org.gradus.expr.RelOp.EQ;
import static org.gradus.expr.RelOp.GE;
import static org.gradus.expr.RelOp.GT;
import static org.gradus.expr.RelOp.LE;
import static org.gradus.expr.RelOp.LT;
import static org.gradus.expr.RelOp.NE;

import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.junit.jupiter.api.Test;

class BoundProverTest {

  private static final Expr X = sym("x");
  private static final Expr Y = sym("y");
  private static final Domain REAL = Domain.reals("x");

  private static boolean proves(RelOp op, Expr l, Expr r, Domain d) {
    return BoundProver.prove(op, l, r, d).isProved();
  }

  private static Expr q(long n, long d) {
    return num(Rational.of(n, d));
  }

  private static Domain between(long a, long b) {
    return REAL.where(rel(GE, X, num(a)), rel(LE, X, num(b)));
  }

  @Test
  void proves() {
    assertThat(proves(GT, add(pow(X, 2), ONE), ZERO, REAL)).isTrue();
    assertThat(proves(LT, mul(call("sigmoid", X), sub(ONE, call("sigmoid", X))), q(26, 100), REAL)).isTrue();
    assertThat(proves(GE, exp(X), add(X, ONE), REAL)).isTrue();
    assertThat(proves(GE, exp(X), add(X, q(99, 100)), REAL)).isTrue();
    assertThat(proves(LE, log(X), sub(X, ONE), REAL.where(rel(GE, X, ONE)))).isTrue();
    assertThat(proves(LE, call("softplus", X), add(X, ONE), REAL.where(rel(GE, X, ZERO)))).isTrue();
    assertThat(proves(LE, call("abs", call("tanh", X)), ONE, REAL)).isTrue();
    assertThat(proves(LE, call("sin", X), X, between(0, 1))).isTrue();
    assertThat(proves(GE, call("relu", X), ZERO, between(-5, 5))).isTrue();
    assertThat(proves(NE, exp(X), ZERO, between(-5, 5))).isTrue();
    var square = Domain.reals("x", "y").where(rel(GE, X, num(-1)), rel(LE, X, ONE), rel(GE, Y, num(-1)), rel(LE, Y, ONE));
    assertThat(proves(GT, add(pow(X, 2), pow(Y, 2), ONE), mul(X, Y), square)).isTrue();
  }

  @Test
  void neverProvesWhatIsFalse() {
    assertThat(proves(GT, exp(X), add(X, ONE), REAL)).isFalse();
    assertThat(proves(GT, pow(X, 2), ZERO, REAL)).isFalse();
    assertThat(proves(LE, call("sin", X), q(99, 100), REAL)).isFalse();
    assertThat(proves(GT, call("step", X), ZERO, between(-1, 1))).isFalse();
    assertThat(proves(LT, call("sigmoid", X), ONE, REAL.where(rel(LT, X, ZERO)))).isTrue();
    assertThat(proves(NE, X, ZERO, between(-1, 1))).isFalse();
    assertThat(proves(LT, call("floor", X), X, between(0, 2))).isFalse();
    assertThat(proves(LE, call("cbrt", X), X, between(-1, 2))).isFalse();
    assertThat(proves(EQ, X, X, REAL)).isFalse();
    // the angle jumps from π to −π, which its partial derivatives do not show
    var left = Domain.reals("x", "y").where(rel(LE, X, num(-1)), rel(GE, X, num(-2)), rel(GE, Y, num(-1)), rel(LE, Y, ONE));
    assertThat(proves(GT, call("atan2", Y, X), ZERO, left)).isFalse();
  }

  @Test
  void pointsWhereASideIsUndefinedArePassedOver() {
    assertThat(proves(GE, log(X), num(-1000), REAL.where(rel(LE, X, num(-1))))).isTrue();
    assertThat(proves(GE, mul(X, pow(X, -1)), ZERO, between(-1, 1))).isTrue();
    assertThat(proves(GE, pow(X, -2), ZERO, between(-1, 1))).isTrue();
  }

  @Test
  void theBudgetEnds() {
    var r = BoundProver.prove(GE, add(pow(call("sin", X), 2), pow(call("cos", X), 2)), ONE, REAL, 100);
    assertThat(r.isProved()).isFalse();
    assertThat(r.boxes()).isEqualTo(101);
  }

  @Test
  void whatIsFalseInTheMiddleOfABoxTakesNoMoreBoxes() {
    assertThat(BoundProver.prove(GE, mul(num(-1), call("sigmoid", X)), ZERO, REAL, 20_000).boxes()).isEqualTo(1);
    assertThat(BoundProver.prove(GT, X, num(3), between(0, 4), 20_000).boxes()).isLessThan(4);
    // what is false outside of the domain only is proved
    assertThat(proves(GT, X, ZERO, REAL.where(rel(GT, pow(X, 3), ONE)))).isEqualTo(proves(GE, X, ZERO, REAL.where(rel(GT, pow(X, 3), ONE)))).isTrue();
  }
}
