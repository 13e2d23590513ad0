package org.gradus.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.Budget;
import org.gradus.numeric.Domain;
import org.gradus.numeric.Refuter;

class KernelPropertiesTest {

  private static final Expr.Sym X = Exprs.sym("x");
  private static final Expr.Sym Y = Exprs.sym("y");
  private final Kernel kernel = new Kernel(null);

  @Provide
  Arbitrary<Expr> expressions() {
    return expression(3);
  }

  private Arbitrary<Expr> expression(int depth) {
    Arbitrary<Expr> leaf = Arbitraries.of(X, Y, Exprs.ONE, Exprs.TWO, Exprs.HALF, Exprs.num(-3));
    if (depth == 0) {
      return leaf;
    }
    var inner = expression(depth - 1);
    return Arbitraries.oneOf(leaf,
        inner.list().ofSize(2).map(Exprs::add),
        inner.list().ofSize(2).map(Exprs::mul),
        inner.map(e -> Exprs.pow(e, 2)),
        inner.map(Exprs::exp),
        inner.map(e -> Exprs.call("sigmoid", e)),
        inner.map(e -> Exprs.call("tanh", e)),
        inner.map(e -> Exprs.call("abs", e)),
        inner.map(e -> Exprs.call("sin", e)));
  }

  @Property(tries = 150)
  void aProvedEqualityIsNeverRefutedByNumbers(@ForAll("expressions") Expr a, @ForAll("expressions") Expr b) {
    var l = Exprs.mul(Exprs.add(a, b), Exprs.sub(a, b));
    var r = Exprs.sub(Exprs.pow(a, 2), Exprs.pow(b, 2));
    if (kernel.equal(l, r, List.of()).proved()) {
      assertThat(Refuter.refute(RelOp.EQ, l, r, domain(), Budget.of(400))).isEmpty();
    }
  }

  @Property(tries = 150)
  void aStepWithAnAddedTermOrAFactorIsNeverProved(@ForAll("expressions") Expr e) {
    var thousandth = Exprs.num(Rational.of(1, 1000));
    assertThat(kernel.equal(e, Exprs.add(e, thousandth), List.of()).proved()).isFalse();
    var positive = Exprs.exp(e);
    assertThat(kernel.equal(positive, Exprs.mul(Exprs.TWO, positive), List.of()).proved()).isFalse();
    assertThat(kernel.equal(positive, Exprs.neg(positive), List.of()).proved()).isFalse();
  }

  @Property(tries = 100)
  void provesTheProductRuleForItsOwnDerivatives(@ForAll("expressions") Expr a, @ForAll("expressions") Expr b) {
    var smooth = Trees.any(Exprs.add(a, b), n -> n instanceof Expr.Call c && c.is("abs"));
    if (!smooth) {
      var product = Derivatives.of(Exprs.mul(a, b), X, 1);
      var rule = Exprs.add(Exprs.mul(Derivatives.of(a, X, 1), b), Exprs.mul(a, Derivatives.of(b, X, 1)));
      var proof = kernel.equal(product, rule, List.of());
      assertThat(proof.proved() || proof.reason().contains("budget")).isTrue();
    }
  }

  private static Domain domain() {
    return new Domain(List.of("x", "y"), List.of(), Set.of());
  }
}
