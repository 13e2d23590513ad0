package org.gradus.engine;

import java.util.function.DoubleUnaryOperator;

/**
 * A network running on one sample, with one of its quantities perhaps pushed a little off its value: everything above
 * it is computed from there. What a derivative by an activation, a weighted input, a weight or a bias means is so read
 * off the running network.
 */
public final class NetworkState {

  /** Half the distance of a difference quotient at its coarser step. */
  private static final double STEP = 1e-3;

  private final Network network;
  private final double[] x;
  private final double[] y;
  private final Nudge nudge;
  private final double[][] z;
  private final double[][] a;

  /** What is pushed, by how much; indices as {@link EngineTrace#value}. */
  private record Nudge(String quantity, int layer, int[] indices, double by) {
    boolean hits(String quantity, int layer, int j) {
      return this.quantity.equals(quantity) && this.layer == layer && indices.length == 1 && indices[0] == j + 1;
    }

    boolean hits(int layer, int j, int k) {
      return quantity.equals("w") && this.layer == layer && indices[0] == j + 1 && indices[1] == k + 1;
    }
  }

  private NetworkState(Network network, double[] x, double[] y, Nudge nudge) {
    this.network = network;
    this.x = x;
    this.y = y;
    this.nudge = nudge;
    int top = network.spec().layers();
    z = new double[top + 1][];
    a = new double[top + 1][];
    run();
  }

  static NetworkState of(Network network, double[] x, double[] y) {
    return new NetworkState(network, x.clone(), y.clone(), null);
  }

  private void run() {
    var spec = network.spec();
    a[1] = pushed("a", 1, x.clone());
    for (int l = 2; l <= spec.layers(); l++) {
      z[l] = new double[spec.size(l)];
      for (int j = 0; j < z[l].length; j++) {
        var sum = network.biases(l)[j] + (is("b", l, j) ? nudge.by : 0);
        for (int k = 0; k < a[l - 1].length; k++) {
          var w = network.weights(l)[j][k] + (nudge != null && nudge.hits(l, j, k) ? nudge.by : 0);
          sum += w * a[l - 1][k];
        }
        z[l][j] = sum;
      }
      pushed("z", l, z[l]);
      a[l] = pushed("a", l, spec.activation(l).apply(z[l]));
    }
  }

  private boolean is(String quantity, int layer, int j) {
    return nudge != null && nudge.hits(quantity, layer, j);
  }

  private double[] pushed(String quantity, int layer, double[] values) {
    for (int j = 0; j < values.length; j++) {
      if (is(quantity, layer, j)) {
        values[j] += nudge.by;
      }
    }
    return values;
  }

  /**
   * The value of {@code a z w b y} or {@code C}; arguments as {@link EngineTrace#value}.
   *
   * @throws IllegalArgumentException where the network has no such component
   */
  public double value(String quantity, int layer, int... indices) {
    try {
      return switch (quantity) {
        case "C" -> network.spec().loss().value(a[a.length - 1], y);
        case "y" -> y[indices[0] - 1];
        case "a" -> a[layer][indices[0] - 1];
        case "z" -> z[layer][indices[0] - 1];
        case "b" -> network.biases(layer)[indices[0] - 1] + (is("b", layer, indices[0] - 1) ? nudge.by : 0);
        case "w" -> network.weights(layer)[indices[0] - 1][indices[1] - 1]
            + (nudge != null && nudge.hits(layer, indices[0] - 1, indices[1] - 1) ? nudge.by : 0);
        default -> throw new IllegalArgumentException("no quantity " + quantity + " in a network");
      };
    } catch (ArrayIndexOutOfBoundsException | NullPointerException e) {
      throw new IllegalArgumentException("the network has no " + quantity + " in layer " + layer + " at these indices", e);
    }
  }

  /** The activation of one neuron of layer l at a weighted input of its own. */
  public double activation(int layer, double z) {
    var spec = network.spec();
    if (layer < 2 || layer > spec.layers() || spec.isSoftmax(layer)) {
      throw new IllegalArgumentException("no activation in layer " + layer + " that acts on each neuron alone");
    }
    return spec.activation(layer).value(z);
  }

  /** The slope of {@link #activation} as a central difference; NaN across a kink. */
  public double activationSlope(int layer, double z) {
    activation(layer, z);
    var f = network.spec().activation(layer);
    if (f.side(z - STEP) != f.side(z + STEP)) {
      return Double.NaN;
    }
    return richardson(h -> (activation(layer, z + h) - activation(layer, z - h)) / (2 * h));
  }

  private static double richardson(DoubleUnaryOperator quotient) {
    return (4 * quotient.applyAsDouble(STEP / 2) - quotient.applyAsDouble(STEP)) / 3;
  }

  /** A value of a running network. */
  @FunctionalInterface
  public interface Quantity {
    double at(NetworkState state);
  }

  /**
   * The derivative of a quantity by {@code a z w} or {@code b}, as a central difference of the running network with
   * steps h and h/2 combined (L. F. Richardson, 1911); NaN where the difference would step over a kink.
   *
   * @throws IllegalArgumentException where the network has no such component, or within another difference
   */
  public double derivative(Quantity of, String by, int layer, int... indices) {
    value(by, layer, indices); // says what is wrong with the arguments
    if (isPushed()) {
      throw new IllegalArgumentException("no derivative of a derivative");
    }
    var pattern = pattern();
    return richardson(h -> {
      var up = new NetworkState(network, x, y, new Nudge(by, layer, indices, h));
      var down = new NetworkState(network, x, y, new Nudge(by, layer, indices, -h));
      return up.pattern() == pattern && down.pattern() == pattern ? (of.at(up) - of.at(down)) / (2 * h) : Double.NaN;
    });
  }

  /** Whether this is a state inside a difference. */
  public boolean isPushed() {
    return nudge != null;
  }

  /** A hash of which side of its kink every neuron is on. */
  private long pattern() {
    long hash = network.spec().loss().side(a[a.length - 1], y);
    for (int l = 2; l < z.length; l++) {
      if (network.spec().activation(l).hasKink()) {
        for (var v : z[l]) {
          hash = 31 * hash + network.spec().activation(l).side(v);
        }
      }
    }
    return hash;
  }
}
