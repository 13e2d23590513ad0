package org.gradus.notation;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/** Random expressions that every notation can write. */
final class Expressions {

  private Expressions() {}

  static Arbitrary<Expr> any() {
    return ofDepth(4);
  }

  private static Arbitrary<Expr> ofDepth(int depth) {
    if (depth == 0) {
      return leaf();
    }
    Arbitrary<Expr> smaller = Arbitraries.lazy(() -> ofDepth(depth - 1));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(2, leaf()),
        net.jqwik.api.Tuple.of(3, Combinators.combine(smaller, smaller).as(Exprs::add)),
        net.jqwik.api.Tuple.of(1, Combinators.combine(smaller, smaller).as(Exprs::sub)),
        net.jqwik.api.Tuple.of(3, Combinators.combine(smaller, smaller).as(Exprs::mul)),
        net.jqwik.api.Tuple.of(2, Combinators.combine(smaller, smaller).as(Exprs::div)),
        net.jqwik.api.Tuple.of(2, Combinators.combine(smaller, smaller).as(Expressions::power)),
        net.jqwik.api.Tuple.of(3, Combinators.combine(function(), smaller).as((f, x) -> Exprs.call(f, x))),
        net.jqwik.api.Tuple.of(1, Combinators.combine(smaller, smaller).as((x, y) -> Exprs.call("max", x, y))),
        net.jqwik.api.Tuple.of(1, Combinators.combine(smaller, smaller, smaller)
            .as((x, y, z) -> Exprs.ite(Exprs.rel(RelOp.LT, x, y), x, unnested(z)))),
        net.jqwik.api.Tuple.of(1, smaller.map(x -> Exprs.sum(x, Exprs.sym("k"), Exprs.ONE, Exprs.sym("n")))),
        net.jqwik.api.Tuple.of(1, smaller.map(x -> Exprs.diff(x, Exprs.sym("z"), 2))),
        net.jqwik.api.Tuple.of(1, smaller.map(x -> Exprs.limit(x, Exprs.sym("z"), Exprs.ZERO, 1))),
        net.jqwik.api.Tuple.of(1, smaller.map(x -> Exprs.at(x, Exprs.sym("z"), Exprs.ONE))),
        net.jqwik.api.Tuple.of(1, smaller.map(x -> Exprs.apply("f", 1, List.of(x)))));
  }

  /** Cases within cases are read as more cases. */
  private static Expr unnested(Expr e) {
    return e instanceof Expr.Cases ? Exprs.ZERO : e;
  }

  /** e to a power is read as exp. */
  private static Expr power(Expr base, Expr exponent) {
    return base.equals(Exprs.E) ? Exprs.exp(exponent) : Exprs.pow(base, exponent);
  }

  private static Arbitrary<String> function() {
    return Arbitraries.of("exp", "log", "sin", "tanh", "sigmoid", "relu", "softplus", "abs", "floor", "sign", "gelu", "asin");
  }

  private static Arbitrary<Expr> leaf() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(-12, 12).map(Exprs::num),
        Combinators.combine(Arbitraries.integers().between(-9, 9), Arbitraries.integers().between(1, 9))
            .as((a, b) -> Exprs.num(Rational.of(a, b))),
        Arbitraries.of("x", "z", "w", "yhat", "w_1", "net_h1", "lambda", "alpha", "xbar", "theta_old", "a_prime", "T", "L", "d")
            .map(Exprs::sym),
        Arbitraries.of(Exprs.PI, Exprs.E,
            Exprs.indexed("x", List.of(Exprs.sym("k")), List.of()),
            Exprs.indexed("w", List.of(Exprs.sym("j"), Exprs.sym("k")), List.of(Exprs.sym("l"))),
            Exprs.indexed("y", List.of(), List.of(Exprs.sym("i")))));
  }
}
