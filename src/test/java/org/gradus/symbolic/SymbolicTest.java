package org.gradus.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gradus.expr.Exprs.add;
import static org.gradus.expr.Exprs.call;
import static org.gradus.expr.Exprs.div;
import static org.gradus.expr.Exprs.exp;
import static org.gradus.expr.Exprs.log;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.neg;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.sub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Function;
import org.gradus.expr.Functions;
import org.gradus.expr.Rational;
import org.gradus.symbolic.SymjaWitness.Opinion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SymbolicTest {

  private static final Expr X = Exprs.sym("x");
  private static final Expr Y = Exprs.sym("y");
  private final Symbolic symja = new Symbolic(Duration.ofMinutes(5));
  private final SymjaWitness witness = new SymjaWitness(Duration.ofMinutes(5));

  static Stream<Function> scalarFunctions() {
    return Functions.all().stream().filter(Function::scalar).filter(f -> !f.name().equals("indicator"));
  }

  private static Expr callOn(Function f, Expr first) {
    var args = new ArrayList<Expr>(List.of(first));
    while (args.size() < Math.max(f.minArity(), Math.min(f.maxArity(), 2))) {
      args.add(num(args.size() + 2));
    }
    if (f.name().equals("polygamma")) {
      return call("polygamma", Exprs.ONE, first);
    }
    return Exprs.call(f, args);
  }

  @ParameterizedTest
  @MethodSource("scalarFunctions")
  void everyFunctionComesBack(Function f) {
    var there = callOn(f, X);
    var back = symja.roundTrip(there).value();
    assertThat(back).as(f.name()).isNotNull();
    // Once there and back, it stays as it is.
    assertThat(symja.roundTrip(back).value()).isEqualTo(back);
    var e = (Expr.Call) there;
    if (!f.isDefined()) {
      assertThat(back).isEqualTo(there);
    } else if (!back.equals(there)) {
      assertThat(back).isEqualTo(symja.roundTrip(f.expand(e.args())).value());
    }
  }

  /** A native function of Symja's must have the values of the table's definition. */
  @ParameterizedTest
  @MethodSource("scalarFunctions")
  void nativeFunctionsHaveTheValuesOfTheirDefinitions(Function f) {
    for (var point : List.of(Rational.of(3, 10), Rational.of(13, 4), Rational.of(-3, 10))) {
      var there = (Expr.Call) callOn(f, num(point));
      if (f.isDefined()) {
        var named = symja.value(there);
        var defined = symja.value(f.expand(there.args()));
        if (named.isPresent() && defined.isPresent()) {
          assertThat(named.value()).as(f + " at " + point).isCloseTo(defined.value(), within(1e-9));
        }
      }
    }
  }

  @Test
  void translatesWhatIsNotAFunction() {
    var e = add(Exprs.indexed("w", List.of(num(1), Exprs.sym("k")), List.of(Exprs.sym("L"))), mul(Exprs.PI, X),
        Exprs.apply("f", 2, List.of(Y)), Exprs.E);
    assertThat(symja.roundTrip(e).value()).isEqualTo(e);
  }

  @Test
  void differentiates() {
    var answer = symja.derivative(call("softplus", mul(num(2), X)), X, 1).value();
    assertThat(answer).isNotNull();
    assertThat(witness.derivative(call("softplus", mul(num(2), X)), X, 1, mul(num(2), call("sigmoid", mul(num(2), X))),
        List.of()).opinion()).isEqualTo(Opinion.AGREES);
    assertThat(symja.derivative(call("abs", X), X, 1).value()).isEqualTo(call("sign", X));
  }

  @Test
  void doesNotAskForWhatSymjaGetsWrong() {
    var k = Exprs.sym("k");
    var sum = Exprs.sum(exp(Exprs.indexed("z", List.of(k), List.of())), k, num(1), Exprs.sym("n"));
    assertThat(symja.derivative(log(sum), Exprs.indexed("z", List.of(Exprs.sym("j")), List.of()), 1).reason())
        .contains("symbolic range");
  }

  @Test
  void witnessesTheLossOfTheHomework() {
    var arg = mul(sub(mul(num(2), Y), Exprs.ONE), X);
    var loss = neg(log(call("sigmoid", arg)));
    var right = mul(neg(sub(mul(num(2), Y), Exprs.ONE)), sub(Exprs.ONE, call("sigmoid", arg)));
    var point = List.of(Map.of(X, num(Rational.of(1, 2)), Y, Exprs.ONE));
    assertThat(witness.derivative(loss, X, 1, right, point).opinion()).isEqualTo(Opinion.AGREES);
    assertThat(witness.derivative(loss, X, 1, neg(right), point).opinion()).isEqualTo(Opinion.DISAGREES);
    assertThat(witness.derivative(loss, X, 1, neg(right), List.of()).opinion()).isEqualTo(Opinion.UNDECIDED);
  }

  @Test
  void answersLimits() {
    var oo = Exprs.INFINITY;
    assertThat(symja.limit(call("sigmoid", X), X, oo, 0).value()).isEqualTo(Exprs.ONE);
    assertThat(symja.limit(div(Exprs.ONE, X), X, Exprs.ZERO, 1).value()).isEqualTo(oo);
    assertThat(symja.limit(div(Exprs.ONE, X), X, Exprs.ZERO, -1).value()).isEqualTo(neg(oo));
    assertThat(witness.limit(call("tanh", X), X, neg(oo), 0, Exprs.MINUS_ONE, List.of()).opinion())
        .isEqualTo(Opinion.AGREES);
    assertThat(witness.limit(call("tanh", X), X, neg(oo), 0, Exprs.ONE, List.of()).opinion())
        .isEqualTo(Opinion.DISAGREES);
  }

  @Test
  void solvesFactorsAndExpands() {
    assertThat(symja.solve(sub(pow(X, 2), num(4)), X).value()).containsExactlyInAnyOrder(num(2), num(-2));
    assertThat(symja.solve(add(pow(X, 2), num(4)), X).value()).isEmpty();
    assertThat(symja.factor(sub(pow(X, 2), pow(Y, 2))).value()).isInstanceOf(Expr.Mul.class);
    assertThat(symja.series(exp(X), X, Exprs.ZERO, 2).value())
        .isEqualTo(add(Exprs.ONE, X, mul(Exprs.HALF, pow(X, 2))));
    assertThat(symja.simplify(sub(pow(add(X, Exprs.ONE), 2), add(pow(X, 2), mul(num(2), X)))).value())
        .isEqualTo(Exprs.ONE);
    assertThat(symja.parse("Sin[x]^2/a").value())
        .isEqualTo(div(pow(call("sin", X), 2), Exprs.sym("a")));
    assertThat(symja.parse("W*Xy").value()).isEqualTo(mul(Exprs.sym("W"), Exprs.sym("Xy")));
    assertThat(symja.simplify(sub(div(exp(X), add(Exprs.ONE, exp(X))), call("sigmoid", X))).value())
        .isEqualTo(Exprs.ZERO);
    assertThat(symja.parse("Sin[x").isPresent()).isFalse();
  }

  @Test
  void endsInTimeAndSaysSo() {
    var hard = X;
    for (int i = 0; i < 12; i++) {
      hard = call("sin", pow(add(hard, Y, num(i)), 7));
    }
    var start = System.nanoTime();
    var answer = new Symbolic(Duration.ofMillis(150)).derivative(hard, X, 6);
    assertThat(answer.isPresent()).isFalse();
    assertThat(answer.reason()).contains("150 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void spelledOutTanhIsSurvived() {
    var limit = new Symbolic(Duration.ofSeconds(2)).limit(div(sub(exp(X), exp(neg(X))), add(exp(X), exp(neg(X)))), X, Exprs.INFINITY, 0);
    assertThat(limit.isPresent() || limit.reason() != null).isTrue();
  }
}
