package org.gradus.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.verify.Assumed;

/** Verdicts on random relations, looked at by the referee of the mutation run, which has arithmetic of its own. */
class RefereedVerdictsTest {

  private static final Expr.Sym X = Exprs.sym("x");
  private static final Expr.Sym Y = Exprs.sym("y");

  /** Domains of every kind: intervals, linear and polynomial inequalities, finite sets, integers, narrow ones. */
  private static final List<List<String>> DOMAINS = List.of(List.of(), List.of("x > 0"), List.of("x in (0,1)", "y in (0,1)"),
      List.of("x > y", "y > 0"), List.of("x^2+y^2 < 1"), List.of("y in {0,1}"), List.of("x integer", "x >= 1"),
      List.of("x > 3/10", "x < 31/100"), List.of("x > 0", "y > 0", "x+y = 1"), List.of("x < -10"));

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
    return Arbitraries.oneOf(leaf, inner.list().ofSize(2).map(Exprs::add), inner.list().ofSize(2).map(Exprs::mul),
        Combinators.combine(inner, inner).as(Exprs::div), inner.map(e -> Exprs.pow(e, 2)), inner.map(Exprs::sqrt),
        Combinators.combine(Arbitraries.of("exp", "log", "sigmoid", "tanh", "abs", "sin", "atan", "relu", "softplus"), inner)
            .as((f, e) -> Exprs.call(f, e)));
  }

  @Provide
  Arbitrary<RelOp> relations() {
    return Arbitraries.of(RelOp.EQ, RelOp.EQ, RelOp.LT, RelOp.LE, RelOp.GE, RelOp.NE);
  }

  @Property(tries = 250)
  void aRefutationStandsAtItsPointAndAProofAtEveryPoint(@ForAll("expressions") Expr a, @ForAll("expressions") Expr b,
      @ForAll("relations") RelOp op, @ForAll int domain) {
    look(new Step("", op, a, b, null, 0, Assumed.parse(DOMAINS.get(Math.floorMod(domain, DOMAINS.size())))));
  }

  @Property(tries = 150)
  void anAlteredExpressionIsNotProvedEqual(@ForAll("expressions") Expr a, @ForAll int which, @ForAll int domain) {
    var mutants = Mutator.of(a, Set.of(X, Y));
    look(new Step("", RelOp.EQ, a, mutants.get(Math.floorMod(which, mutants.size())).expr(), null, 0,
        Assumed.parse(DOMAINS.get(Math.floorMod(domain, DOMAINS.size())))));
  }

  private static void look(Step step) {
    var j = step.judged(MutationRun.judge());
    if (j.isProved()) {
      assertThat(new Referee(step, 3).rule(step.rhs())).as("%s", step).isNotEqualTo(Referee.Ruling.FAILS);
    } else if (j.isRefuted()) {
      Map<String, Rational> point = j.counterexample().point().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, e -> rational(e.getValue())));
      assertThat(Referee.failsAt(step, point)).as("%s at %s", step, point).isNotEqualTo(false);
    }
  }

  private static Rational rational(String text) {
    var parts = text.split("/");
    return Rational.of(new BigInteger(parts[0]), parts.length > 1 ? new BigInteger(parts[1]) : BigInteger.ONE);
  }
}
