package org.gradus.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.expr.Exprs.ONE;
import static org.gradus.expr.Exprs.TWO;
import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.add;
import static org.gradus.expr.Exprs.call;
import static org.gradus.expr.Exprs.div;
import static org.gradus.expr.Exprs.exp;
import static org.gradus.expr.Exprs.log;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.neg;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.or;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.rel;
import static org.gradus.expr.Exprs.sqrt;
import static org.gradus.expr.Exprs.sub;
import static org.gradus.expr.Exprs.sym;
import static org.gradus.expr.RelOp.EQ;
import static org.gradus.expr.RelOp.GE;
import static org.gradus.expr.RelOp.GT;
import static org.gradus.expr.RelOp.LE;
import static org.gradus.expr.RelOp.LT;
import static org.gradus.expr.RelOp.NE;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.junit.jupiter.api.Test;

class RefuterTest {

  private static final Expr X = sym("x");
  private static final Expr Y = sym("y");
  private static final Expr P = sym("p");
  private static final Domain REAL = Domain.reals("x", "y");

  private static Optional<Counterexample> refute(RelOp op, Expr l, Expr r, Domain d) {
    return Refuter.refute(op, l, r, d, Budget.standard());
  }

  private static Expr q(long n, long d) {
    return num(Rational.of(n, d));
  }

  @Test
  void falseIdentitiesAreRefuted() {
    var cases = List.of(
        new Expr[] {sqrt(pow(X, 2)), X},
        new Expr[] {log(add(X, Y)), add(log(X), log(Y))},
        new Expr[] {pow(add(X, Y), 2), add(pow(X, 2), pow(Y, 2))},
        new Expr[] {exp(mul(X, Y)), mul(exp(X), exp(Y))},
        new Expr[] {div(ONE, add(X, Y)), add(div(ONE, X), div(ONE, Y))},
        new Expr[] {call("relu", X), call("abs", X)},
        new Expr[] {call("sigmoid", neg(X)), neg(call("sigmoid", X))},
        new Expr[] {call("sin", X), sub(X, div(pow(X, num(3)), num(6)))},
        new Expr[] {call("softplus", num(50)), num(50)},
        new Expr[] {call("gelu", X), call("gelutanh", X)},
        new Expr[] {call("floor", X), call("ceil", X)},
        new Expr[] {pow(ZERO, X), ZERO},
        new Expr[] {call("sign", X), div(X, add(call("abs", X), q(1, 1_000_000_000)))},
        new Expr[] {exp(mul(Exprs.PI, sqrt(num(58)))), num(Rational.of(24591257752L))});
    for (var c : cases) {
      var found = refute(EQ, c[0], c[1], REAL);
      assertThat(found).as("%s = %s", c[0], c[1]).isPresent();
      assertThat(found.get().lhs()).as("%s = %s", c[0], c[1]).isNotEqualTo(found.get().rhs());
    }
  }

  @Test
  void trueIdentitiesAreNot() {
    var s = call("sigmoid", X);
    var cases = List.of(
        new Expr[] {sqrt(pow(X, 2)), call("abs", X)},
        new Expr[] {log(mul(X, Y)), add(log(X), log(Y))},
        new Expr[] {mul(X, pow(X, -1)), ONE},
        new Expr[] {call("tanh", X), sub(mul(TWO, call("sigmoid", mul(TWO, X))), ONE)},
        new Expr[] {sub(ONE, s), call("sigmoid", neg(X))},
        new Expr[] {add(pow(call("sin", X), 2), pow(call("cos", X), 2)), ONE},
        new Expr[] {call("logit", s), X},
        new Expr[] {call("cbrt", pow(X, num(3))), X},
        new Expr[] {call("max", X, Y), mul(q(1, 2), add(X, Y, call("abs", sub(X, Y))))},
        new Expr[] {call("gamma", add(X, ONE)), mul(X, call("gamma", X))},
        new Expr[] {call("erf", neg(X)), neg(call("erf", X))},
        new Expr[] {sub(call("softplus", X), call("softplus", neg(X))), X},
        new Expr[] {pow(ZERO, -1), pow(ZERO, -1)},
        new Expr[] {call("atan2", Y, X), call("atan2", Y, mul(X, ONE))},
        new Expr[] {call("asinh", X), call("log", add(X, sqrt(add(pow(X, 2), ONE))))});
    for (var c : cases) {
      assertThat(refute(EQ, c[0], c[1], REAL)).as("%s = %s", c[0], c[1]).isEmpty();
      var seen = Sampler.agree(c[0], c[1], REAL);
      assertThat(seen.disagreement()).isEmpty();
    }
  }

  @Test
  void inequalities() {
    assertThat(refute(GT, pow(X, 2), ZERO, REAL).orElseThrow().point()).containsEntry("x", Rational.ZERO);
    assertThat(refute(GE, pow(X, 2), ZERO, REAL)).isEmpty();
    assertThat(refute(LT, X, X, REAL)).isPresent();
    assertThat(refute(LE, X, X, REAL)).isEmpty();
    assertThat(refute(NE, X, call("abs", X), REAL)).isPresent();
    assertThat(refute(GE, exp(X), add(X, ONE), REAL)).isEmpty();
    assertThat(refute(GT, exp(X), add(X, ONE), REAL)).isPresent();
    assertThat(refute(LT, call("sigmoid", X), ONE, REAL)).isEmpty();
    assertThat(refute(LE, call("softplus", X), num(999), REAL)).isPresent();
  }

  @Test
  void theDomainCounts() {
    var positive = Domain.reals("x").where(rel(GT, X, ZERO));
    assertThat(refute(EQ, sqrt(pow(X, 2)), X, positive)).isEmpty();
    var label = new Domain(List.of("y"), List.of(or(List.of(rel(EQ, Y, ZERO), rel(EQ, Y, ONE)))), Set.of());
    assertThat(refute(EQ, pow(Y, 2), Y, label)).isEmpty();
    assertThat(refute(EQ, pow(Y, 2), neg(Y), label).orElseThrow().point()).containsEntry("y", Rational.ONE);
    var simplex = new Domain(List.of("p", "x"),
        List.of(rel(GT, P, ZERO), rel(GT, X, ZERO), rel(EQ, add(P, X), ONE)), Set.of());
    assertThat(refute(EQ, sub(P, X), sub(pow(P, 2), pow(X, 2)), simplex)).isEmpty();
    assertThat(refute(EQ, pow(P, 2), pow(X, 2), simplex)).isPresent();
    var narrow = Domain.reals("x").where(rel(GT, X, q(3, 10)), rel(LT, X, q(31, 100)));
    assertThat(refute(EQ, call("tanh", X), X, narrow)).isPresent();
    var angle = Domain.reals("x").where(rel(GT, X, ZERO), rel(LT, X, div(Exprs.PI, TWO)));
    assertThat(refute(LT, call("tan", X), num(100), angle)).isPresent();
    assertThat(refute(GT, call("tan", X), ZERO, angle)).isEmpty();
    var whole = new Domain(List.of("x"), List.of(rel(GE, X, ONE)), Set.of("x"));
    assertThat(refute(EQ, call("floor", X), X, whole)).isEmpty();
    assertThat(refute(EQ, call("sin", mul(Exprs.PI, X)), ZERO, whole)).isEmpty();
    var none = Domain.reals("x").where(rel(LT, pow(X, 2), ZERO));
    assertThat(refute(EQ, X, add(X, ONE), none)).isEmpty();
    // a name that was not declared is never chosen
    assertThat(refute(EQ, X, sym("delta"), Domain.reals("x"))).isEmpty();
  }

  @Test
  void bothSidesMustExist() {
    assertThat(refute(EQ, pow(X, -1), pow(mul(ZERO, X), -1), REAL)).isEmpty();
    assertThat(refute(EQ, log(neg(pow(X, 2))), X, REAL)).isEmpty();
  }

  @Test
  void aKinkIsFoundAndCanBeAvoided() {
    var kink = call("relu", sub(X, q(17, 100)));
    var wrongThere = Exprs.ite(rel(EQ, X, q(17, 100)), ONE, kink);
    assertThat(refute(EQ, kink, wrongThere, REAL).orElseThrow().point()).containsEntry("x", Rational.of(17, 100));
    assertThat(Refuter.inside(EQ, kink, wrongThere, REAL, Budget.standard())).isEmpty();
  }

  @Test
  void whatIsClaimedOfADerivativeCountsWhereTheFunctionHasNoBorder() {
    var wrongThere = Exprs.ite(rel(EQ, X, q(17, 100)), ONE, mul(TWO, X));
    var smooth = new Differentiated(List.of(pow(X, 2)), List.of(mul(TWO, X)), List.of(X));
    assertThat(Refuter.refute(EQ, mul(TWO, X), wrongThere, REAL, Budget.standard(), smooth).orElseThrow().point())
        .containsEntry("x", Rational.of(17, 100));
    var bordered = new Differentiated(List.of(Exprs.ite(rel(EQ, X, q(17, 100)), ONE, pow(X, 2))), List.of(mul(TWO, X)), List.of(X));
    assertThat(Refuter.refute(EQ, mul(TWO, X), wrongThere, REAL, Budget.standard(), bordered)).isEmpty();
  }

  @Test
  void valuesDifferVisibly() {
    var c = refute(EQ, call("softplus", num(50)), num(50), Domain.reals()).orElseThrow();
    assertThat(c.lhs()).isEqualTo("50.0000000000000000000002");
    assertThat(c.rhs()).isEqualTo("50");
    var d = refute(EQ, div(X, num(3)), X, Domain.reals("x")).orElseThrow();
    assertThat(d.point()).containsEntry("x", Rational.ONE);
    assertThat(d.lhs()).isEqualTo("0.3333");
  }

  @Test
  void budgetAndDeterminism() {
    assertThat(Refuter.refute(EQ, X, Y, REAL, Budget.of(0))).isEmpty();
    assertThat(refute(EQ, log(add(X, Y)), add(log(X), log(Y)), REAL))
        .isEqualTo(refute(EQ, log(add(X, Y)), add(log(X), log(Y)), REAL));
  }

  @Test
  void sampling() {
    var a = Sampler.agree(call("tanh", X), sub(mul(TWO, call("sigmoid", mul(TWO, X))), ONE), Domain.reals("x"));
    assertThat(a.points()).isGreaterThan(50);
    assertThat(a.digits()).isGreaterThanOrEqualTo(50);
    assertThat(Sampler.agree(X, call("abs", X), Domain.reals("x")).disagreement()).isPresent();
    assertThat(Sampler.definedPoint(List.of(log(sub(X, num(3))), pow(sub(X, num(10)), -1)), Domain.reals("x")))
        .isPresent();
    assertThat(Sampler.definedPoint(List.of(log(neg(pow(X, 2)))), Domain.reals("x"))).isEmpty();
  }
}
