package org.gradus;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.gradus.engine.CompiledNetwork;
import org.gradus.engine.GradientCheck;
import org.gradus.engine.Loss;
import org.gradus.engine.NetworkSpec;

/**
 * A fully connected network with its parameters, compiled for its architecture. Immutable; thread-safe.
 *
 * {@snippet class="org.gradus.SnippetsTest" region="network"}
 */
public final class Network implements Display {

  private static final int EXAMPLES = 8;

  private final CompiledNetwork compiled;
  private final double[] theta;

  private Network(CompiledNetwork compiled, double[] theta) {
    this.compiled = compiled;
    this.theta = theta;
  }

  static Network of(String spec) {
    var read = NetworkSpec.parse(spec);
    return new Network(CompiledNetwork.of(read, 0), org.gradus.engine.Network.random(read, 1).flat());
  }

  /** The same network with the random parameters of a seed. A new network has those of seed 1. */
  public Network random(long seed) {
    return new Network(compiled, org.gradus.engine.Network.random(compiled.spec(), seed).flat());
  }

  /**
   * The same network with these parameters: layer by layer, the weights row by row, then the biases.
   *
   * @throws IllegalArgumentException if there are too few or too many
   */
  public Network with(double... parameters) {
    if (parameters.length != theta.length) {
      throw new IllegalArgumentException("the network has " + theta.length + " parameters, not " + parameters.length);
    }
    return new Network(compiled, parameters.clone());
  }

  /** All parameters, in the order of {@link #with}. */
  public double[] parameters() {
    return theta.clone();
  }

  /** The output for one sample. Throws {@link IllegalArgumentException} for a wrong number of inputs. */
  public double[] output(double... x) {
    return compiled.outputs(theta, compiled.batch(new double[][] {x}, new double[][] {new double[outputs()]}))[0];
  }

  /** The cost of one sample. Throws {@link IllegalArgumentException} for a wrong number of inputs or labels. */
  public double cost(double[] x, double... y) {
    return compiled.cost(theta, compiled.batch(new double[][] {x}, new double[][] {y}));
  }

  /**
   * The gradient of the cost of one sample by all parameters, in the order of {@link #with}, by back-propagation.
   *
   * @throws IllegalArgumentException for a wrong number of inputs or labels
   */
  public double[] gradient(double[] x, double... y) {
    var gradient = new double[theta.length];
    compiled.gradient(theta, compiled.batch(new double[][] {x}, new double[][] {y}), gradient);
    return gradient;
  }

  /** Checks back-propagation against differences of the running network, on random samples. */
  public GradientReport gradcheck() {
    var random = new SplittableRandom(1);
    var x = new double[EXAMPLES][compiled.spec().size(1)];
    var y = new double[EXAMPLES][outputs()];
    for (int i = 0; i < EXAMPLES; i++) {
      Arrays.setAll(x[i], _ -> random.nextGaussian());
      label(y[i], random);
    }
    return GradientReport.of(GradientCheck.run(compiled, theta, x, y));
  }

  private void label(double[] y, SplittableRandom random) {
    switch (compiled.spec().loss().labels()) {
      case ONE_HOT -> y[random.nextInt(y.length)] = 1;
      case ZERO_OR_ONE -> Arrays.setAll(y, _ -> random.nextInt(2));
      case PLUS_MINUS_ONE -> Arrays.setAll(y, _ -> 2 * random.nextInt(2) - 1);
      case REAL -> Arrays.setAll(y, _ -> random.nextGaussian());
    }
  }

  /**
   * Checks a gradient of yours, of the mean cost over samples.
   *
   * @param claimed in the order of {@link #with}
   * @throws IllegalArgumentException for a wrong number of inputs, labels or components
   */
  public GradientReport gradcheck(double[][] x, double[][] y, double[] claimed) {
    if (claimed.length != theta.length) {
      throw new IllegalArgumentException("the network has " + theta.length + " parameters, not " + claimed.length);
    }
    return GradientReport.of(GradientCheck.run(compiled, theta, x, y, claimed, null, _ -> { }, () -> false));
  }

  private int outputs() {
    return compiled.spec().size(compiled.spec().layers());
  }

  @Override
  public String html() {
    return "<p>" + Html.escape(toString()) + "</p>";
  }

  /** {@code 2-3-1 tanh, output identity, cost mse: 13 parameters}. */
  @Override
  public String toString() {
    var spec = compiled.spec();
    Loss loss = spec.loss();
    return spec.sizes().stream().map(String::valueOf).collect(Collectors.joining("-")) + " " + spec.hidden().name() + ", output "
        + spec.output().name() + ", cost " + loss.name() + ": " + theta.length + " parameters";
  }
}
