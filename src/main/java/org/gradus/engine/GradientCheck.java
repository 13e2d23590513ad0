package org.gradus.engine;

/**
 * The gradient of back-propagation against central differences, for every parameter.
 *
 * <p>Two steps h and h/2 are combined (L. F. Richardson, 1911): the truncation error falls to O(h⁴), so that h can
 * be large enough for rounding not to matter.
 */
public final class GradientCheck {

  static final double STEP = 1e-3;

  /** Relative to {@code max(1, |derivative|)}. Truncation and rounding at {@link #STEP} stay two digits below. */
  public static final double TOLERANCE = 1e-7;

  private GradientCheck() {}

  /**
   * The comparison.
   *
   * @param compared parameters compared
   * @param setAside parameters whose difference quotient steps over a kink
   * @param worst the largest relative error
   * @param where the parameter with that error, such as {@code w^2_{13}}
   */
  public record Report(int compared, int setAside, double worst, String where) {
    public boolean passed() {
      return worst <= TOLERANCE;
    }
  }

  public static Report run(Network network, double[] x, double[] y) {
    return new Run(network, x, y).report();
  }

  /** The derivative of C by one parameter, given as the array and place that hold it; NaN across a kink. */
  static double difference(Network network, double[] x, double[] y, double[] holder, int at) {
    var value = holder[at];
    try {
      var pattern = kinks(network, x);
      var steps = new double[2];
      for (int i = 0; i < 2; i++) {
        var h = STEP / (1 << i);
        holder[at] = value + h;
        var up = network.cost(x, y);
        var crossed = kinks(network, x) != pattern;
        holder[at] = value - h;
        var down = network.cost(x, y);
        if (crossed || kinks(network, x) != pattern) {
          return Double.NaN;
        }
        steps[i] = (up - down) / (2 * h);
      }
      return (4 * steps[1] - steps[0]) / 3;
    } finally {
      holder[at] = value;
    }
  }

  /** A hash of which side of its kink every neuron is on. */
  private static long kinks(Network network, double[] x) {
    var spec = network.spec();
    if (!spec.hidden().hasKink() && !spec.output().hasKink()) {
      return 0;
    }
    var pass = network.forward(x);
    long hash = 1;
    for (int l = 2; l <= spec.layers(); l++) {
      if (spec.activation(l).hasKink()) {
        for (var z : pass.z()[l]) {
          hash = 31 * hash + (z > 0 ? 1 : 2);
        }
      }
    }
    return hash;
  }

  private static final class Run {
    private final Network network;
    private final double[] x;
    private final double[] y;
    private int compared;
    private int setAside;
    private double worst;
    private String where = "";

    Run(Network network, double[] x, double[] y) {
      this.network = network;
      this.x = x;
      this.y = y;
    }

    Report report() {
      var pass = network.backward(network.forward(x), y);
      for (int l = 2; l <= network.spec().layers(); l++) {
        for (int j = 0; j < network.spec().size(l); j++) {
          for (int k = 0; k < network.spec().size(l - 1); k++) {
            compare(network.weights(l)[j], k, pass.dw()[l][j][k], "w^%d_{%d,%d}", l, j + 1, k + 1);
          }
          compare(network.biases(l), j, pass.db()[l][j], "b^%d_%d", l, j + 1);
        }
      }
      return new Report(compared, setAside, worst, where);
    }

    private void compare(double[] holder, int at, double derivative, String name, Object... indices) {
      var difference = difference(network, x, y, holder, at);
      if (Double.isNaN(difference)) {
        setAside++;
        return;
      }
      compared++;
      var error = Math.abs(difference - derivative) / Math.max(1, Math.abs(derivative));
      if (!(error <= worst)) {
        worst = error;
        where = name.formatted(indices);
      }
    }
  }
}
