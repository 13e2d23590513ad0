package org.gradus.proof;

import static org.assertj.core.api.Assertions.assertThat;

import cc.redberry.rings.Rings;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.symbolic.JasFactors;

/** The normal form: idempotent, the same for every way of writing a sum or product, and polynomials as another library has them. */
class NormalFormTest {

  private static final Expr.Sym X = Exprs.sym("x");
  private static final Expr.Sym Y = Exprs.sym("y");
  private static final Expr.Sym Z = Exprs.sym("z");
  private static final String[] NAMES = {"x", "y", "z"};

  private static Arbitrary<Expr> leaves() {
    return Arbitraries.of(X, Y, Z, Exprs.ONE, Exprs.num(-2), Exprs.num(Rational.of(3, 2)), Exprs.num(Rational.of(-5, 7)));
  }

  @Provide
  Arbitrary<Expr> polynomials() {
    return polynomial(3);
  }

  private static Arbitrary<Expr> polynomial(int depth) {
    if (depth == 0) {
      return leaves();
    }
    var inner = polynomial(depth - 1);
    return Arbitraries.oneOf(leaves(), inner.list().ofMinSize(2).ofMaxSize(3).map(Exprs::add),
        inner.list().ofSize(2).map(Exprs::mul), inner.map(e -> Exprs.pow(e, 2)), inner.map(e -> Exprs.pow(e, 3)));
  }

  @Provide
  Arbitrary<Expr> expressions() {
    return expression(3);
  }

  private static Arbitrary<Expr> expression(int depth) {
    if (depth == 0) {
      return leaves();
    }
    var inner = expression(depth - 1);
    return Arbitraries.oneOf(leaves(), inner.list().ofSize(2).map(Exprs::add), inner.list().ofSize(2).map(Exprs::mul),
        inner.map(e -> Exprs.pow(e, 2)), inner.map(Exprs::exp), inner.map(e -> Exprs.call("sigmoid", e)),
        inner.map(e -> Exprs.log(Exprs.add(Exprs.ONE, Exprs.exp(e)))),
        inner.map(e -> Exprs.pow(Exprs.add(Exprs.ONE, Exprs.pow(e, 2)), Exprs.num(Rational.of(-1, 2)))));
  }

  private static Fraction normal(Expr e) {
    return new Lowering(Facts.NONE, new Work(2_000_000), null).of(Expansion.of(e)).cancelled(new Work(2_000_000));
  }

  private static Expr written(Fraction f) {
    var below = new ArrayList<Expr>();
    f.den().forEach((p, k) -> below.add(Exprs.pow(ToExpr.of(p), -k)));
    return Exprs.mul(ToExpr.of(f.num()), Exprs.mul(below));
  }

  private static MultivariatePolynomial<cc.redberry.rings.Rational<cc.redberry.rings.bigint.BigInteger>> rings(Expr e) {
    return MultivariatePolynomial.parse(e.toString(), Rings.Q, NAMES);
  }

  @Property(tries = 150)
  void polynomialsAreThoseOfRings(@ForAll("polynomials") Expr a, @ForAll("polynomials") Expr b) {
    for (var e : List.of(a, Exprs.add(a, b), Exprs.mul(a, b), Exprs.sub(Exprs.pow(a, 2), Exprs.mul(a, b)))) {
      try {
        assertThat(rings(ToExpr.of(normal(e).num())).equals(rings(e))).as(e.toString()).isTrue();
      } catch (Work.Exhausted _) {
        return;
      }
    }
  }

  @Provide
  Arbitrary<Expr> largeCoefficients() {
    var border = Arbitraries.of(30, 31, 62, 63, 64).flatMap(bits -> Arbitraries.longs().between(-1, 1)
        .map(off -> Exprs.num(Rational.of(BigInteger.ONE.shiftLeft(bits).add(BigInteger.valueOf(off))))));
    return border.list().ofSize(4).map(c -> Exprs.add(Exprs.mul(c.get(0), X), Exprs.mul(c.get(1), Exprs.pow(Y, 2)),
        Exprs.mul(c.get(2), X, Y), Exprs.neg(c.get(3))));
  }

  @Property(tries = 100)
  void coefficientsBeyondLongsAreExact(@ForAll("largeCoefficients") Expr a, @ForAll("largeCoefficients") Expr b) {
    var e = Exprs.sub(Exprs.pow(a, 2), Exprs.mul(a, b));
    assertThat(rings(ToExpr.of(normal(e).num())).equals(rings(e))).as(e.toString()).isTrue();
  }

  /** So many products of terms that they are put together before they are sorted. */
  @Property(tries = 3)
  void largeProductsAreThoseOfRings(@ForAll("polynomials") Expr a) {
    var many = Exprs.pow(Exprs.add(X, Y, Z, Exprs.ONE), 7);
    var e = Exprs.mul(many, Exprs.sub(many, a));
    try {
      assertThat(rings(ToExpr.of(normal(e).num())).equals(rings(e))).as(e.toString()).isTrue();
    } catch (Work.Exhausted _) {
      // too large to say anything
    }
  }

  @Property(tries = 60)
  void factorsMultiplyToThePolynomialInRings(@ForAll("polynomials") Expr a, @ForAll("polynomials") Expr b) {
    try {
      var p = normal(Exprs.mul(a, b)).num();
      if (p.isZero() || p.size() > 40) {
        return;
      }
      var parts = Factors.of(p, new JasFactors(), new Work(2_000_000));
      var product = rings(Exprs.mul(Exprs.num(parts.constant().re()), ToExpr.of(parts.monomial())));
      for (var f : parts.factors().entrySet()) {
        for (int i = 0; i < f.getValue(); i++) {
          product = product.multiply(rings(ToExpr.of(f.getKey())));
        }
      }
      assertThat(product.equals(rings(ToExpr.of(p)))).as(p.toString()).isTrue();
    } catch (Work.Exhausted _) {
      // too large to say anything
    }
  }

  @Property(tries = 150)
  void theNormalFormOfANormalFormIsItself(@ForAll("expressions") Expr e) {
    try {
      var once = normal(e);
      var twice = normal(written(once));
      assertThat(twice.minus(once, new Work(2_000_000)).isZero()).as(e.toString()).isTrue();
      assertThat(normal(written(twice)).toString()).isEqualTo(twice.toString());
    } catch (Work.Exhausted | Lowering.Refused _) {
      // no normal form
    }
  }

  @Property(tries = 150)
  void theOrderInWhichASumOrProductIsWrittenDoesNotMatter(@ForAll("expressions") Expr a, @ForAll("expressions") Expr b,
      @ForAll("expressions") Expr c, @ForAll long seed) {
    var parts = new ArrayList<>(List.of(a, b, c));
    Collections.shuffle(parts, new Random(seed));
    try {
      var sum = Exprs.add(Exprs.add(a, b), c);
      var other = Exprs.add(parts.get(0), Exprs.add(parts.get(1), parts.get(2)));
      assertThat(normal(other)).hasToString(normal(sum).toString());
      var product = Exprs.mul(Exprs.mul(a, b), c);
      var turned = Exprs.mul(parts.get(0), Exprs.mul(parts.get(1), parts.get(2)));
      assertThat(normal(turned)).hasToString(normal(product).toString());
    } catch (Work.Exhausted | Lowering.Refused _) {
      // no normal form
    }
  }
}
