package org.gradus.engine;

/**
 * The derivative of a sample's cost by one parameter as a central difference of the running network.
 *
 * <p>Two steps h and h/2 are combined (L. F. Richardson, 1911): the truncation error falls to O(h⁴), so that h can
 * be large enough for rounding not to matter.
 */
final class Difference {

  static final double STEP = 1e-3;

  private Difference() {}

  /** The derivative by the parameter that {@code holder} keeps at {@code at}; NaN across a kink. */
  static double of(Network network, double[] x, double[] y, double[] holder, int at) {
    var value = holder[at];
    try {
      var pattern = kinks(network, x, y);
      var steps = new double[2];
      for (int i = 0; i < 2; i++) {
        var h = STEP / (1 << i);
        holder[at] = value + h;
        var up = network.cost(x, y);
        var crossed = kinks(network, x, y) != pattern;
        holder[at] = value - h;
        var down = network.cost(x, y);
        if (crossed || kinks(network, x, y) != pattern) {
          return Double.NaN;
        }
        steps[i] = (up - down) / (2 * h);
      }
      return (4 * steps[1] - steps[0]) / 3;
    } finally {
      holder[at] = value;
    }
  }

  /** A hash of which side of its kinks every neuron, and the cost, is on. */
  private static long kinks(Network network, double[] x, double[] y) {
    var spec = network.spec();
    if (!spec.hidden().hasKink() && !spec.output().hasKink() && !spec.loss().hasKink()) {
      return 0;
    }
    var pass = network.forward(x);
    long hash = spec.loss().side(pass.output(), y);
    for (int l = 2; l <= spec.layers(); l++) {
      if (spec.activation(l).hasKink()) {
        for (var z : pass.z()[l]) {
          hash = 31 * hash + spec.activation(l).side(z);
        }
      }
    }
    return hash;
  }
}
