package org.gradus.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One sample on its way through a network and back: the values of all quantities of the notation, at concrete
 * parameters, so that a formula about them can be evaluated for all its indices.
 *
 * <p>Quantities: {@code a z w b y delta dC/dw dC/db dC/da dC/dz C}. Derivatives by parameters come in two versions:
 * back-propagated ({@link #value}) and as finite differences of the running network ({@link #difference}).
 */
public final class EngineTrace {

  private final Network network;
  private final double[] x;
  private final double[] y;
  private final double cost;
  private final Map<String, double[][]> vectors = new HashMap<>();
  private final Map<String, double[][][]> matrices = new HashMap<>();

  public EngineTrace(Network network, double[] x, double[] y) {
    this.network = network;
    this.x = x.clone();
    this.y = y.clone();
    var forward = network.forward(x);
    var backward = network.backward(forward, y);
    int top = layers();
    var w = new double[top + 1][][];
    var b = new double[top + 1][];
    for (int l = 2; l <= top; l++) {
      w[l] = network.weights(l);
      b[l] = network.biases(l);
    }
    var labels = new double[top + 1][];
    labels[top] = y.clone();
    cost = network.spec().loss().value(forward.output(), y);
    vectors.put("a", forward.a());
    vectors.put("z", forward.z());
    vectors.put("b", b);
    vectors.put("y", labels);
    vectors.put("delta", backward.delta());
    vectors.put("dC/dz", backward.delta());
    vectors.put("dC/db", backward.db());
    vectors.put("dC/da", backward.da());
    matrices.put("w", w);
    matrices.put("dC/dw", backward.dw());
  }

  /** Random parameters and a random sample, from the seed alone; the label fits the loss. */
  public static EngineTrace random(NetworkSpec spec, long seed) {
    var random = new SplittableRandom(seed ^ 0x5DEECE66DL);
    var x = new double[spec.size(1)];
    for (int k = 0; k < x.length; k++) {
      x[k] = random.nextGaussian();
    }
    var y = new double[spec.size(spec.layers())];
    var one = random.nextInt(y.length);
    for (int j = 0; j < y.length; j++) {
      y[j] = switch (spec.loss().labels()) {
        case REAL -> random.nextGaussian();
        case ONE_HOT -> j == one ? 1 : 0;
        case ZERO_OR_ONE -> random.nextInt(2);
        case PLUS_MINUS_ONE -> 2 * random.nextInt(2) - 1;
      };
    }
    return new EngineTrace(Network.random(spec, seed), x, y);
  }

  /** Several traces of the network, as one counterexample or agreement alone may be chance. */
  public static List<EngineTrace> samples(NetworkSpec spec, int count) {
    var traces = new ArrayList<EngineTrace>();
    for (int seed = 1; seed <= count; seed++) {
      traces.add(random(spec, seed));
    }
    return traces;
  }

  public NetworkSpec spec() {
    return network.spec();
  }

  /** L, the number of the output layer; the input is layer 1. */
  public int layers() {
    return network.spec().layers();
  }

  /** The network running on this sample, for differences by any of its quantities. */
  public NetworkState state() {
    return NetworkState.of(network, x, y);
  }

  /** C, for this sample. */
  public double cost() {
    return cost;
  }

  /** The whole family of a quantity by layer ({@code a z b y delta dC/db dC/da dC/dz}), or null. Not a copy. */
  public double[][] vectors(String quantity) {
    return vectors.get(quantity);
  }

  /** The whole family of a quantity by layer ({@code w dC/dw}), or null. Not a copy. */
  public double[][][] matrices(String quantity) {
    return matrices.get(quantity);
  }

  /**
   * A component of a quantity: {@code value("w", 3, 1, 2)} is w^3_{12}, {@code value("C", 0)} the cost.
   *
   * @param layer counted from 1; ignored for C
   * @param indices counted from 1: none for C, two for w and dC/dw, otherwise one
   * @throws IllegalArgumentException where the network has no such component
   */
  public double value(String quantity, int layer, int... indices) {
    if (quantity.equals("C") && indices.length == 0) {
      return cost;
    }
    try {
      if (matrices.containsKey(quantity) && indices.length == 2) {
        return matrices.get(quantity)[layer][indices[0] - 1][indices[1] - 1];
      }
      if (vectors.containsKey(quantity) && indices.length == 1) {
        return vectors.get(quantity)[layer][indices[0] - 1];
      }
    } catch (ArrayIndexOutOfBoundsException | NullPointerException e) {
      throw new IllegalArgumentException("the network has no " + quantity + " in layer " + layer + " at these indices", e);
    }
    throw new IllegalArgumentException("no quantity " + quantity + " with " + indices.length + " indices");
  }

  /**
   * {@code dC/dw} or {@code dC/db} as a finite difference of the running network; NaN where the quotient would step
   * over a kink. Arguments as {@link #value}.
   */
  public double difference(String quantity, int layer, int... indices) {
    value(quantity, layer, indices); // says what is wrong with the arguments
    return switch (quantity) {
      case "dC/dw" -> Difference.of(network, x, y, network.weights(layer)[indices[0] - 1], indices[1] - 1);
      case "dC/db", "dC/dz", "delta" ->
          // z^l_j = … + b^l_j, so that a step of the bias is a step of z
          Difference.of(network, x, y, network.biases(layer), indices[0] - 1);
      default -> throw new IllegalArgumentException("no finite difference for " + quantity);
    };
  }
}
