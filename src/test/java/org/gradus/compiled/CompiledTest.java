package org.gradus.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gradus.expr.Exprs.call;
import static org.gradus.expr.Exprs.exp;
import static org.gradus.expr.Exprs.log;
import static org.gradus.expr.Exprs.neg;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.sym;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Functions;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.AutoDiff;
import org.gradus.numeric.Definedness;
import org.gradus.numeric.Evaluator;
import org.gradus.numeric.Interval;
import org.gradus.numeric.IntervalNumbers;
import org.gradus.numeric.Unsupported;
import org.junit.jupiter.api.Test;

class CompiledTest {

  private static final List<String> NAMES = List.of("x", "y");
  private static final Expr X = sym("x");
  private static final Expr Y = sym("y");
  private static final double[] ENDS = {0, 1, -1, 0.5, -2, 3, 1e-9, -30, 40, 800, -800, 1e200};

  @Property(tries = 400)
  void compiledCodeAgreesWithTheEvaluatorToRounding(@ForAll("expressions") Expr e, @ForAll("points") List<double[]> points) {
    agree(e, points);
  }

  @Test
  void everyFunctionOfTheTableAgrees() {
    var points = new ArrayList<double[]>();
    for (var a : ENDS) {
      for (var b : ENDS) {
        points.add(new double[] {a, b});
      }
    }
    int seen = 0;
    for (var f : Functions.all()) {
      if (!f.scalar() || f.name().equals("indicator")) {
        continue;
      }
      var args = new ArrayList<Expr>();
      for (int i = 0; i < f.minArity(); i++) {
        args.add(f.name().equals("root") && i == 1 ? num(5) : f.name().equals("polygamma") && i == 0 ? num(1) : i == 0 ? X : Y);
      }
      agree(Exprs.call(f, args), points);
      seen++;
    }
    assertThat(seen).isGreaterThan(70);
  }

  /** Interpreted, one point at a time, loop, and lanes where there are any: all four. */
  private static void agree(Expr e, List<double[]> points) {
    Program program;
    try {
      program = Program.asWritten(List.of(e), NAMES);
      Evaluator.real(e, Map.of("x", 0.5, "y", 0.25));
    } catch (Unsupported _) {
      return;
    }
    var code = program.compile(false);
    var columns = columns(points);
    var loop = new double[1][points.size()];
    var lanes = new double[1][points.size()];
    var interpreted = new double[1][points.size()];
    code.run(columns, loop, 0, points.size());
    program.compile(true).run(columns, lanes, 0, points.size());
    program.interpret().run(columns, interpreted, 0, points.size());
    for (int i = 0; i < points.size(); i++) {
      var p = points.get(i);
      assertThat(new double[] {code.value(p), interpreted[0][i]}).as("%s at %s, %s", e, p[0], p[1])
          .isEqualTo(new double[] {loop[0][i], loop[0][i]});
      close(e, p, loop[0][i]);
      close(e, p, lanes[0][i]);
    }
  }

  private static void close(Expr e, double[] p, double value) {
    double expected = Evaluator.real(e, Map.of("x", p[0], "y", p[1]));
    if (Double.compare(expected, value) == 0) {
      return;
    }
    var box = new Evaluator<>(IntervalNumbers.INSTANCE)
        .value(e, Map.of("x", Interval.point(p[0]), "y", Interval.point(p[1])));
    if (box.definedness() == Definedness.CERTAINLY_UNDEFINED) {
      assertThat(value).as("%s at %s, %s", e, p[0], p[1]).isNaN();
    } else if (box.definedness() == Definedness.DEFINED_EVERYWHERE && box.isBounded() && Double.isFinite(expected)) {
      // the enclosure knows how much of the value rounding may take
      assertThat(value).as("%s at %s, %s", e, p[0], p[1])
          .isCloseTo(expected, within(8 * box.width() + 1e-13 * Math.abs(expected) + 1e-300));
    }
  }

  private static double[][] columns(List<double[]> points) {
    var columns = new double[2][points.size()];
    for (int i = 0; i < points.size(); i++) {
      columns[0][i] = points.get(i)[0];
      columns[1][i] = points.get(i)[1];
    }
    return columns;
  }

  @Property(tries = 200)
  void derivativesAreThoseOfHipparchus(@ForAll("smooth") Expr e, @ForAll("points") List<double[]> points) {
    Kernel code;
    try {
      code = Program.asWritten(List.of(e), NAMES).withDerivativesBy("x").compile(false);
    } catch (Unsupported _) {
      return;
    }
    var out = new double[2];
    for (var p : points) {
      code.at(p, out);
      var point = Map.of("x", p[0], "y", p[1]);
      var expected = AutoDiff.derivative(e, "x", 1, point);
      double sensitivity = 0;
      for (var moved : point.entrySet()) {
        for (int ulps : new int[] {-30, -8, -3, 3, 8, 30}) {
          var near = new HashMap<>(point);
          near.put(moved.getKey(), moved.getValue() + ulps * Math.ulp(Math.max(Math.abs(moved.getValue()), 0.1)));
          sensitivity += Math.abs(AutoDiff.derivative(e, "x", 1, near) - expected);
        }
      }
      // of erf(u) with u' beyond the doubles the chain rule has 0 · ∞, and large parts that cancel leave their rounding
      double largest = largestPart(e, point);
      if (Double.isFinite(expected + sensitivity + out[0]) && Math.abs(expected) < 1e12 && largest < 1e100) {
        double size = Math.abs(expected) + Math.abs(out[0]);
        assertThat(out[1]).as("d/dx %s at %s, %s", e, p[0], p[1])
            .isCloseTo(expected, within(10 * sensitivity + 1e-9 * size + 1e-12 + 1e-14 * largest));
      }
    }
  }

  /** The largest of the values and derivatives of all parts and of their products: what the sum and product rules add up. */
  private static double largestPart(Expr e, Map<String, Double> point) {
    double own = Math.abs(Evaluator.real(e, point));
    double slope = Math.abs(AutoDiff.derivative(e, "x", 1, point));
    double largest = Double.isNaN(own + slope) ? Double.POSITIVE_INFINITY : Math.max(Math.max(own, slope), own * slope);
    for (var part : Trees.children(e)) {
      largest = Math.max(largest, largestPart(part, point));
    }
    return largest;
  }

  @Test
  void equalPartsAreComputedOnce() {
    var u = exp(Exprs.mul(X, Y));
    var program = Program.asWritten(List.of(Exprs.add(u, pow(u, 2)), Exprs.div(Exprs.ONE, Exprs.add(Exprs.ONE, u))), NAMES);
    // x y, exp, square, sum, 1 + u, quotient
    assertThat(program.operations()).isEqualTo(6);
    var loss = Program.of(List.of(neg(log(call("sigmoid", X)))), List.of("x")).withDerivativesBy("x");
    // one exponential for the value and the derivative, whatever the sign of x
    assertThat(loss.operations()).isLessThanOrEqualTo(13);
  }

  @Test
  void stableFormsDoNotOverflow() {
    var loss = Program.of(List.of(neg(log(call("sigmoid", X)))), List.of("x")).withDerivativesBy("x").compile();
    var out = new double[2];
    loss.at(new double[] {-1000}, out);
    assertThat(out).containsExactly(1000, -1);
    loss.at(new double[] {1000}, out);
    assertThat(out).containsExactly(new double[] {0, 0}, within(0.0));
    var lse = Program.of(List.of(log(Exprs.add(exp(X), exp(Y)))), NAMES).compile();
    assertThat(lse.value(1000, 1000)).isCloseTo(1000 + Math.log(2), within(1e-12));
    var softmax = Program.of(List.of(Exprs.div(exp(X), Exprs.add(exp(X), exp(Y)))), NAMES).compile();
    assertThat(softmax.value(1000, 1000)).isEqualTo(0.5);
    assertThat(softmax.value(-1000, 1000)).isZero();
  }

  @Test
  void bordersAreWhereCasesMeet() {
    var program = Program.of(List.of(Exprs.add(call("relu", X), call("abs", Exprs.sub(X, Exprs.ONE)))), List.of("x"));
    var borders = program.borders();
    assertThat(borders.outputs()).isEqualTo(2);
    var out = new double[2];
    borders.compile().at(new double[] {0.5}, out);
    assertThat(out).containsExactlyInAnyOrder(0.5, -0.5);
    assertThat(Program.of(List.of(call("tanh", X)), List.of("x")).borders().outputs()).isZero();
  }

  @Test
  void whatIsTooLargeForTheJvmIsInterpreted() {
    var k = sym("k");
    var large = Exprs.sum(call("sin", Exprs.mul(k, X)), k, Exprs.ONE, num(1500));
    var program = Program.of(List.of(large), List.of("x"));
    double expected = 0;
    for (int i = 1; i <= 1500; i++) {
      expected += Math.sin(i * 0.3);
    }
    assertThat(program.compile().value(0.3)).isCloseTo(expected, within(1e-9));
    assertThatThrownBy(() -> Program.of(List.of(Exprs.sum(X, k, Exprs.ONE, num(1_000_000))), List.of("x")))
        .isInstanceOf(Unsupported.class).hasMessageContaining("terms");
    assertThatThrownBy(() -> Program.of(List.of(Y), List.of("x"))).hasMessageContaining("no value for y");
  }

  @Provide
  Arbitrary<List<double[]>> points() {
    var coordinate = Arbitraries.oneOf(Arbitraries.doubles().between(-5, 5).ofScale(6),
        Arbitraries.of(ENDS.length == 0 ? new Double[0] : Arrays.stream(ENDS).boxed().toArray(Double[]::new)));
    return Combinators.combine(coordinate, coordinate).as((a, b) -> new double[] {a, b}).list().ofMinSize(1).ofMaxSize(21);
  }

  @Provide
  Arbitrary<Expr> expressions() {
    return ofDepth(4, List.of("exp", "log", "sin", "tanh", "sigmoid", "relu", "softplus", "abs", "floor", "sign", "gelu",
        "asin", "atan", "cosh", "mish", "step", "hardtanh", "elu", "erf", "log1p", "expm1", "cbrt", "logsigmoid", "softsign"));
  }

  @Provide
  Arbitrary<Expr> smooth() {
    return ofDepth(3, List.of("exp", "log", "sin", "cos", "tanh", "sigmoid", "softplus", "gelu", "atan", "cosh", "sinh",
        "mish", "erf", "log1p", "expm1", "logsigmoid", "tan", "asinh"));
  }

  private static Arbitrary<Expr> ofDepth(int depth, List<String> functions) {
    Arbitrary<Expr> leaf = Arbitraries.oneOf(Arbitraries.of(X, Y), Arbitraries.integers().between(-4, 4).map(Exprs::num),
        Combinators.combine(Arbitraries.integers().between(-9, 9), Arbitraries.integers().between(1, 9))
            .as((a, b) -> num(Rational.of(a, b))), Arbitraries.of(Exprs.PI, Exprs.E));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Expr> smaller = Arbitraries.lazy(() -> ofDepth(depth - 1, functions));
    boolean kinks = functions.contains("abs");
    return Arbitraries.frequencyOf(
        Tuple.of(2, leaf),
        Tuple.of(3, Combinators.combine(smaller, smaller).as(Exprs::add)),
        Tuple.of(1, Combinators.combine(smaller, smaller).as(Exprs::sub)),
        Tuple.of(3, Combinators.combine(smaller, smaller).as(Exprs::mul)),
        Tuple.of(2, Combinators.combine(smaller, smaller).as(Exprs::div)),
        Tuple.of(1, Combinators.combine(smaller, Arbitraries.of(2, 3, -1, -2, 11)).as((x, n) -> pow(x, n))),
        Tuple.of(1, smaller.map(Exprs::sqrt)),
        Tuple.of(3, Combinators.combine(Arbitraries.of(functions), smaller).as((f, x) -> call(f, x))),
        Tuple.of(kinks ? 1 : 0, Combinators.combine(smaller, smaller).as((x, y) -> call("max", x, y))),
        Tuple.of(kinks ? 1 : 0, Combinators.combine(smaller, smaller, smaller, Arbitraries.of(RelOp.LT, RelOp.GE, RelOp.NE))
            .as((x, y, z, op) -> Exprs.ite(Exprs.rel(op, x, y), x, z))));
  }
}
