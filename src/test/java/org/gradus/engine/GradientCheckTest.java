package org.gradus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import net.jqwik.api.constraints.IntRange;
import org.gradus.engine.GradientCheck.Status;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.notation.PlainReader;
import org.gradus.numeric.AutoDiff;
import org.gradus.numeric.Evaluator;
import org.junit.jupiter.api.Test;

class GradientCheckTest {

  private record Case(CompiledNetwork net, double[] theta, double[][] x, double[][] y) {
    static Case of(NetworkSpec spec, int examples, long seed, double l2) {
      var net = CompiledNetwork.of(spec, l2);
      var x = new double[examples][];
      var y = new double[examples][];
      for (int n = 0; n < examples; n++) {
        var sample = EngineTrace.random(spec, seed + n);
        x[n] = sample.vectors("a")[1];
        y[n] = sample.vectors("y")[spec.layers()];
      }
      return new Case(net, Network.random(spec, seed).flat(), x, y);
    }

    double[] gradient() {
      var g = new double[net.parameters()];
      net.gradient(theta, net.batch(x, y), g);
      return g;
    }
  }

  @Property(tries = 60)
  void theEnginesOwnGradientPasses(@ForAll("specs") NetworkSpec spec, @ForAll @IntRange(min = 1, max = 6) int examples,
      @ForAll long seed) {
    var c = Case.of(spec, examples, seed, 0.01);
    var report = GradientCheck.run(c.net, c.theta, c.x, c.y);
    assertThat(report.count(Status.DIFFERS)).as("%s: %s", spec, report.worst() < 0 ? "" : report.name(report.worst())).isZero();
    assertThat(report.count(Status.AGREES)).isPositive();
  }

  @Property(tries = 60)
  void aWrongEntryIsFoundAndNoOther(@ForAll("smooth") NetworkSpec spec, @ForAll long seed, @ForAll @IntRange(max = 9999) int at,
      @ForAll boolean sign) {
    var c = Case.of(spec, 3, seed, 0);
    var g = c.gradient();
    int p = at % g.length;
    var right = GradientCheck.run(c.net, c.theta, c.x, c.y);
    // an error below the bound of the difference cannot be seen
    double off = sign ? 2 * Math.abs(g[p]) : 1e-4 * Math.abs(g[p]);
    if (!(off > 20 * right.bounds()[p])) {
      return;
    }
    g[p] += off;
    var report = GradientCheck.run(c.net, c.theta, c.x, c.y, g, null, _ -> { }, () -> false);
    assertThat(report.count(Status.DIFFERS)).as("%s, %s", spec, report.name(p)).isEqualTo(1);
    assertThat(report.status()[p]).isEqualTo(Status.DIFFERS);
    assertThat(report.worst()).isEqualTo(p);
  }

  @Test
  void kinksAreSetAside() {
    var c = Case.of(NetworkSpec.parse("2-3-1 relu identity mse"), 2, 5, 0);
    // the first neuron stands on its kink for the first example
    c.theta[c.net.biasesAt(2)] = -(c.theta[0] * c.x[0][0] + c.theta[1] * c.x[0][1]);
    var report = GradientCheck.run(c.net, c.theta, c.x, c.y);
    assertThat(report.passed()).isTrue();
    assertThat(report.status()[c.net.biasesAt(2)]).isEqualTo(Status.KINK);
    assertThat(report.count(Status.KINK)).isLessThan(c.net.parameters());
  }

  @Test
  void parametersHaveTheirUsualNames() {
    var c = Case.of(NetworkSpec.parse("2-3-2 tanh mse"), 1, 1, 0);
    var report = GradientCheck.run(c.net, c.theta, c.x, c.y);
    assertThat(report.name(0)).isEqualTo("w^2_{1,1}");
    assertThat(report.name(5)).isEqualTo("w^2_{3,2}");
    assertThat(report.name(6)).isEqualTo("b^2_1");
    assertThat(report.name(9)).isEqualTo("w^3_{1,1}");
    assertThat(report.name(c.net.parameters() - 1)).isEqualTo("b^3_2");
  }

  /** Engine, automatic differentiation by Hipparchus and the symbolic derivative: three ways to one gradient. */
  @Property(tries = 25)
  void engineAutomaticAndSymbolicGradientsAgree(@ForAll("tiny") NetworkSpec spec, @ForAll long seed) {
    var c = Case.of(spec, 1, seed, 0);
    var gradient = c.gradient();
    var names = new ArrayList<String>();
    var point = new HashMap<String, Double>();
    for (int p = 0; p < gradient.length; p++) {
      names.add("p_" + p);
      point.put("p_" + p, c.theta[p]);
    }
    var cost = cost(c);
    assertThat(Evaluator.real(cost, point)).isCloseTo(c.net.cost(c.theta, c.net.batch(c.x, c.y)), within(1e-10));
    var automatic = AutoDiff.gradient(cost, names, point);
    for (int p = 0; p < gradient.length; p++) {
      double size = 1e-9 * (1 + Math.abs(gradient[p]));
      assertThat(automatic.getPartialDerivative(p)).as("%s, %s", spec, p).isCloseTo(gradient[p], within(size));
      var symbolic = Derivatives.of(cost, Exprs.sym("p_" + p), 1);
      assertThat(Evaluator.real(symbolic, point)).as("%s, %s", spec, p).isCloseTo(gradient[p], within(size));
    }
  }

  /** The cost of the one example as a formula in p_0, p_1, …; the sample and the label are numbers. */
  private static Expr cost(Case c) {
    var spec = c.net.spec();
    var a = Arrays.stream(c.x[0]).mapToObj(v -> Exprs.num(Rational.of(v))).toArray(Expr[]::new);
    Expr sum = Exprs.ZERO;
    for (int l = 2; l <= spec.layers(); l++) {
      var next = new Expr[spec.size(l)];
      for (int j = 0; j < next.length; j++) {
        Expr z = Exprs.sym("p_" + (c.net.biasesAt(l) + j));
        for (int k = 0; k < a.length; k++) {
          z = Exprs.add(z, Exprs.mul(Exprs.sym("p_" + (c.net.weightsAt(l) + j * a.length + k)), a[k]));
        }
        var f = l == spec.layers() ? spec.output() : spec.hidden();
        next[j] = Trees.substitute(f.formula(), Map.of(Exprs.sym("z"), z));
      }
      a = next;
    }
    for (int j = 0; j < a.length; j++) {
      sum = Exprs.add(sum, Trees.substitute(spec.loss().term(),
          Map.of(Exprs.sym("a"), a[j], Exprs.sym("y"), Exprs.num(Rational.of(c.y[0][j])))));
    }
    return sum;
  }

  @Test
  void formulasOfOnesOwnAreActivationsAndCosts() {
    var swish = Activation.of("z*sigmoid(1.7*z)", PlainReader.parse("z*sigmoid(1.7*z)"));
    var cost = Loss.of("log cosh", PlainReader.parse("log(cosh(a-y))"), Loss.Labels.REAL);
    var c = Case.of(new NetworkSpec(List.of(3, 5, 2), swish, Activation.IDENTITY, cost), 4, 2, 0);
    assertThat(GradientCheck.run(c.net, c.theta, c.x, c.y).count(Status.AGREES)).isEqualTo(c.net.parameters());
  }

  @Property(tries = 8)
  void theSameSeedTrainsToTheSameBits(@ForAll("smooth") NetworkSpec spec, @ForAll long seed) {
    var net = CompiledNetwork.of(spec, 0.001);
    var c = Case.of(spec, 11, seed, 0);
    var data = new Dataset("", c.x, c.y, 0);
    var results = new ArrayList<double[]>();
    for (int i = 0; i < 2; i++) {
      var parts = data.part(0.25, seed);
      results.add(new Training(3, 4, 0.1, seed).run(CompiledNetwork.of(spec, 0.001), Initial.XAVIER.draw(net, seed), parts[0],
          parts[1], _ -> { }, () -> false).theta());
    }
    assertThat(results.get(0)).isEqualTo(results.get(1));
  }

  @Test
  void trainingLearns() {
    var moons = Dataset.builtIn("two-moons", 120, 0.1, 1);
    var spec = NetworkSpec.parse("2-8-1 tanh sigmoid cross-entropy");
    var net = CompiledNetwork.of(spec, 0);
    var parts = moons.part(0.25, 1);
    var result = new Training(150, 10, 1, 1).run(net, Initial.XAVIER.draw(net, 1), parts[0], parts[1], _ -> { }, () -> false);
    assertThat(result.train()).hasSize(151);
    assertThat(result.train().getLast().error()).isLessThan(0.1 * result.train().getFirst().error());
    assertThat(result.validation().getLast().accuracy()).isGreaterThan(0.95);
    var wild = new Training(150, 10, 1e12, 1).run(CompiledNetwork.of(NetworkSpec.parse("2-8-1 relu identity mse"), 0),
        Initial.HE.draw(net, 1), parts[0], parts[1], _ -> { }, () -> false);
    assertThat(wild.diverged()).isTrue();
    assertThat(Arrays.stream(wild.theta()).allMatch(Double::isFinite)).isTrue();
    var stopped = new Training(150, 10, 1, 1).run(net, Initial.XAVIER.draw(net, 1), parts[0], parts[1], _ -> { }, () -> true);
    assertThat(stopped.stopped()).isTrue();
    assertThat(Dataset.builtIn("digits", 1, 0, 1).size()).isEqualTo(1797);
  }

  @Provide
  Arbitrary<NetworkSpec> specs() {
    return architectures(List.of("sigmoid", "tanh", "relu", "gelu", "softplus", "elu", "leakyrelu", "mish"), 5,
        List.of(Activation.SIGMOID, Activation.IDENTITY, Activation.SOFTMAX, Activation.TANH),
        List.of(Loss.MSE, Loss.CATEGORICAL, Loss.BINARY, Loss.SIGNED, Loss.HUBER, Loss.HINGE));
  }

  @Provide
  Arbitrary<NetworkSpec> smooth() {
    return architectures(List.of("sigmoid", "tanh", "gelu", "softplus"), 5,
        List.of(Activation.SIGMOID, Activation.SOFTMAX), List.of(Loss.MSE, Loss.CATEGORICAL, Loss.BINARY));
  }

  @Provide
  Arbitrary<NetworkSpec> tiny() {
    return architectures(List.of("sigmoid", "tanh", "softplus", "silu", "atan", "mish"), 2,
        List.of(Activation.SIGMOID, Activation.TANH, Activation.IDENTITY), List.of(Loss.MSE, Loss.BINARY, Loss.SIGNED));
  }

  private static Arbitrary<NetworkSpec> architectures(List<String> hidden, int widest, List<Activation> outputs,
      List<Loss> losses) {
    return Combinators.combine(Arbitraries.integers().between(1, widest).list().ofMinSize(2).ofMaxSize(widest > 2 ? 5 : 3),
            Arbitraries.of(hidden).map(Activation::byName), Arbitraries.of(outputs), Arbitraries.of(losses))
        .filter((_, _, o, loss) -> loss.accepts(o))
        .filter((s, _, o, loss) -> !o.actsOnLayer() || loss != Loss.BINARY && loss != Loss.SIGNED || s.getLast() > 1)
        .as(NetworkSpec::new);
  }
}
