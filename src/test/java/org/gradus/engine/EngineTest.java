package org.gradus.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {

  @Property(tries = 200)
  void backPropagationIsTheDerivativeOfTheCost(@ForAll("specs") NetworkSpec spec, @ForAll long seed) {
    var t = EngineTrace.random(spec, seed);
    for (int l = 2; l <= t.layers(); l++) {
      for (int j = 1; j <= spec.size(l); j++) {
        for (int k = 1; k <= spec.size(l - 1); k++) {
          agree(t.difference("dC/dw", l, j, k), t.value("dC/dw", l, j, k), spec);
        }
        agree(t.difference("dC/db", l, j), t.value("dC/db", l, j), spec);
      }
    }
  }

  private static void agree(double difference, double derivative, NetworkSpec spec) {
    if (!Double.isNaN(difference)) { // it is, across a kink
      assertThat(difference).as("%s", spec).isCloseTo(derivative, within(1e-7 * Math.max(1, Math.abs(derivative))));
    }
  }

  /** Batches of any size, with lanes and without, small networks in one piece of code: all as the samples one by one. */
  @Property(tries = 60)
  void theCompiledNetworkAgreesWithTheSamplesOneByOne(@ForAll("specs") NetworkSpec small, @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 21) int examples, @ForAll boolean lanes, @ForAll boolean wide) {
    var spec = wide ? new NetworkSpec(small.sizes().stream().map(n -> n * 5).toList(), small.hidden(), small.output(),
        small.loss()) : small;
    var network = Network.random(spec, seed);
    var compiled = CompiledNetwork.of(spec, 0, lanes);
    var x = new double[examples][];
    var y = new double[examples][];
    var expected = new double[compiled.parameters()];
    double cost = 0;
    for (int n = 0; n < examples; n++) {
      var sample = EngineTrace.random(spec, seed + n);
      x[n] = sample.vectors("a")[1];
      y[n] = sample.vectors("y")[spec.layers()];
      cost += network.cost(x[n], y[n]) / examples;
      var g = network.gradient(x[n], y[n]);
      for (int i = 0; i < g.length; i++) {
        expected[i] += g[i] / examples;
      }
    }
    var gradient = new double[compiled.parameters()];
    var batch = compiled.batch(x, y);
    var theta = network.flat();
    assertThat(compiled.cost(theta, batch)).isCloseTo(cost, within(1e-11 * (1 + Math.abs(cost))));
    assertThat(compiled.gradient(theta, batch, gradient)).isCloseTo(cost, within(1e-11 * (1 + Math.abs(cost))));
    for (int i = 0; i < gradient.length; i++) {
      assertThat(gradient[i]).as("%s, %s", spec, i).isCloseTo(expected[i], within(1e-10 * (1 + Math.abs(expected[i]))));
    }
  }

  /** A small network's batch is cut into parts that stay in the cache; reloaded rows reach all of them. */
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(strings = {"2-30-1 sigmoid cross-entropy", "1-40-1 tanh identity mse", "3-14-15-2 softplus softmax cross-entropy",
      "13-16-3 relu softmax mse", "2-9-1 identity tanh huber"})
  void aBatchInPartsAgreesWithTheSamplesOneByOne(String text) {
    var spec = NetworkSpec.parse(text);
    for (boolean lanes : new boolean[] {true, false}) {
      var compiled = CompiledNetwork.of(spec, 0, lanes);
      var network = Network.random(spec, 3);
      int examples = 301;
      var x = new double[examples][];
      var y = new double[examples][];
      fill(spec, x, y, 1);
      var batch = compiled.batch(x, y);
      var gradient = new double[compiled.parameters()];
      compiled.gradient(network.flat(), batch, gradient);
      fill(spec, x, y, 1000);
      compiled.reload(batch);
      double cost = compiled.gradient(network.flat(), batch, gradient);
      double expectedCost = 0;
      var expected = new double[gradient.length];
      for (int n = 0; n < examples; n++) {
        expectedCost += network.cost(x[n], y[n]) / examples;
        var g = network.gradient(x[n], y[n]);
        for (int i = 0; i < g.length; i++) {
          expected[i] += g[i] / examples;
        }
      }
      assertThat(cost).isCloseTo(expectedCost, within(1e-11 * (1 + Math.abs(expectedCost))));
      assertThat(gradient).as(text).containsExactly(expected, within(1e-11));
    }
  }

  private static void fill(NetworkSpec spec, double[][] x, double[][] y, long seed) {
    for (int n = 0; n < x.length; n++) {
      var sample = EngineTrace.random(spec, seed + n);
      x[n] = sample.vectors("a")[1];
      y[n] = sample.vectors("y")[spec.layers()];
    }
  }

  /** Interpreted at first, then compiled, then compiled better: no sum may change its order, no function its last bit. */
  @ParameterizedTest
  @ValueSource(strings = {"2-30-1 sigmoid cross-entropy", "1-10-1 tanh identity mse", "3-14-5 gelu softmax cross-entropy",
      "2-6-6-2 mish softmax mse", "4-5-1 elu sigmoid cross-entropy", "40-21-7 tanh softmax cross-entropy"})
  void aStepGivesTheSameBitsWhileTheJvmCompilesIt(String text) {
    var spec = NetworkSpec.parse(text);
    for (boolean lanes : new boolean[] {true, false}) {
      var compiled = CompiledNetwork.of(spec, 1e-3, lanes);
      var theta = Network.random(spec, 3).flat();
      var x = new double[70][];
      var y = new double[70][];
      fill(spec, x, y, 1);
      var batch = compiled.batch(x, y);
      var first = new double[theta.length];
      double cost = compiled.gradient(theta, batch, first);
      var gradient = new double[theta.length];
      for (int step = 0; step < 1_500; step++) {
        double again = compiled.gradient(theta, batch, gradient);
        if (again != cost || !Arrays.equals(first, gradient)) {
          org.assertj.core.api.Assertions.fail("%s, step %s".formatted(text, step));
        }
      }
    }
  }

  @Property(tries = 50)
  void theSameSeedGivesTheSameNetwork(@ForAll("specs") NetworkSpec spec, @ForAll long seed) {
    var one = EngineTrace.random(spec, seed);
    var two = EngineTrace.random(spec, seed);
    assertThat(one.matrices("dC/dw")).isDeepEqualTo(two.matrices("dC/dw"));
    assertThat(one.cost()).isEqualTo(two.cost());
  }

  @Property(tries = 50)
  void theGradientListsAllParameters(@ForAll("specs") NetworkSpec spec, @ForAll long seed) {
    var trace = EngineTrace.random(spec, seed);
    var flat = Network.random(spec, seed).gradient(trace.vectors("a")[1], trace.vectors("y")[spec.layers()]);
    assertThat(flat[0]).isEqualTo(trace.value("dC/dw", 2, 1, 1));
    assertThat(flat[flat.length - 1]).isEqualTo(trace.value("dC/db", spec.layers(), spec.size(spec.layers())));
  }

  @Property(tries = 100)
  void theFourEquationsOfBackPropagationHold(@ForAll("specs") NetworkSpec spec, @ForAll long seed) {
    var t = EngineTrace.random(spec, seed);
    for (int l = 2; l <= t.layers(); l++) {
      for (int j = 1; j <= spec.size(l); j++) {
        assertThat(t.value("dC/db", l, j)).isEqualTo(t.value("delta", l, j));
        for (int k = 1; k <= spec.size(l - 1); k++) {
          assertThat(t.value("dC/dw", l, j, k)).isCloseTo(t.value("a", l - 1, k) * t.value("delta", l, j), within(1e-12));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2-3-2 softmax cross-entropy", "4-2 sigmoid cross-entropy", "3-3-1 tanh sigmoid bce"})
  void entropyWithItsOwnActivationGivesTheError(String text) {
    for (var t : EngineTrace.samples(NetworkSpec.parse(text), 5)) {
      int top = t.layers();
      for (int j = 1; j <= t.spec().size(top); j++) {
        assertThat(t.value("delta", top, j)).isCloseTo(t.value("a", top, j) - t.value("y", top, j), within(1e-12));
        assertThat(t.difference("delta", top, j)).isCloseTo(t.value("delta", top, j), within(1e-8));
      }
    }
  }

  @Test
  void softmaxIsStable() {
    assertThat(Activation.SOFTMAX.apply(new double[] {1000, 1000})).containsExactly(0.5, 0.5);
    assertThat(Activation.SIGMOID.value(-1000)).isZero();
    assertThat(Activation.SIGMOID.value(1000)).isEqualTo(1);
  }

  @Test
  void readsTheDirective() {
    assertThat(NetworkSpec.parse("2-3-2 sigmoid cross-entropy"))
        .isEqualTo(new NetworkSpec(List.of(2, 3, 2), Activation.SIGMOID, Activation.SIGMOID, Loss.BINARY));
    assertThat(NetworkSpec.parse(" 4-5-6-3  relu softmax nll "))
        .isEqualTo(new NetworkSpec(List.of(4, 5, 6, 3), Activation.RELU, Activation.SOFTMAX, Loss.CATEGORICAL));
    assertThat(NetworkSpec.parse("2-2-2 softmax cross-entropy").hidden()).isEqualTo(Activation.SIGMOID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2 sigmoid mse", "2-0 sigmoid mse", "2-3 cosine mse", "2-3 sigmoid hugger",
      "2-3 tanh cross-entropy", "2-3-2 softmax sigmoid mse", "2-99999 sigmoid mse", "a-b sigmoid mse"})
  void explainsWhatItCannotRead(String text) {
    assertThatThrownBy(() -> NetworkSpec.parse(text)).isInstanceOf(IllegalArgumentException.class).message().isNotBlank();
  }

  @Test
  void saysWhichComponentIsMissing() {
    var t = EngineTrace.random(NetworkSpec.parse("2-3-1 tanh mse"), 1);
    assertThatThrownBy(() -> t.value("w", 1, 1, 1)).hasMessageContaining("layer 1");
    assertThatThrownBy(() -> t.value("w", 2, 4, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> t.value("q", 2, 1)).hasMessageContaining("no quantity q");
    assertThat(t.value("C", 0)).isEqualTo(t.cost());
  }

  @Provide
  Arbitrary<NetworkSpec> specs() {
    var sizes = Arbitraries.integers().between(1, 4).list().ofMinSize(2).ofMaxSize(5);
    var names = List.of("sigmoid", "tanh", "relu", "identity", "gelu", "softplus", "elu", "mish", "leakyrelu", "atan");
    var hidden = Arbitraries.of(names).map(Activation::byName);
    var output = Arbitraries.of(Activation.SIGMOID, Activation.TANH, Activation.IDENTITY, Activation.SOFTMAX,
        Activation.byName("silu"));
    var losses = Arbitraries.of(Loss.MSE, Loss.CATEGORICAL, Loss.BINARY, Loss.SIGNED, Loss.HUBER, Loss.HINGE);
    return Combinators.combine(sizes, hidden, output, losses)
        .filter((_, _, o, loss) -> loss.accepts(o))
        // With one class only, softmax is constantly 1 and the binary loss is not defined.
        .filter((s, _, o, loss) -> o != Activation.SOFTMAX || loss != Loss.BINARY && loss != Loss.SIGNED || s.getLast() > 1)
        .as(NetworkSpec::new);
  }
}
