package org.gradus.engine;

import java.util.Arrays;
import org.gradus.compiled.Kernel;

/**
 * Several parameters of one neuron at four positions each, as the examples of one batch: lane
 * {@code (parameter·4 + position)·B + example}.
 */
final class Virtual {

  private static final int POSITIONS = 4;

  /** How many parameters go together. */
  final int group;
  /** The costs by parameter and position (h, −h, h/2, −h/2), after {@link #run}. */
  final double[] costs;
  /** By parameter: whether a position lies on the other side of a kink. */
  final boolean[] crossed;

  private final CompiledNetwork net;
  private final double[] theta;
  private final int examples;
  private final int top;
  private final Batch lanes;
  private final double[][] z;
  private final double[][] a;
  private final double[][] below;
  private final double[] moved;
  private final double[] movedZ;
  private final double[][] scratch;
  private final double[][][] sides;

  Virtual(CompiledNetwork net, double[] theta, Batch base, int group) {
    this.net = net;
    this.theta = theta;
    this.group = group;
    examples = base.examples;
    top = net.spec().layers();
    costs = new double[group * POSITIONS];
    crossed = new boolean[group];
    int count = group * POSITIONS * examples;
    var x = new double[count][];
    var y = new double[count][];
    for (int v = 0; v < count; v++) {
      x[v] = base.x[v % examples];
      y[v] = base.y[v % examples];
    }
    lanes = net.batch(x, y);
    z = new double[top + 1][];
    a = new double[top + 1][];
    below = new double[top + 1][];
    net.cost(theta, lanes);
    for (int l = 1; l <= top; l++) {
      a[l] = lanes.a[l].clone();
      z[l] = l == 1 ? null : lanes.z[l].clone();
      below[l] = rows(base, l);
    }
    moved = new double[lanes.blocks * lanes.width];
    movedZ = new double[lanes.blocks * lanes.width];
    var borders = new Kernel[] {net.hiddenBorders(), net.outputBorders()};
    int outputs = 1;
    int room = moved.length;
    for (var kernel : borders) {
      outputs = Math.max(outputs, kernel == null ? 0 : kernel.outputs());
    }
    for (int l = 2; l <= top; l++) {
      room = Math.max(room, z[l].length);
    }
    boolean kinks = borders[0] != null || borders[1] != null;
    scratch = new double[outputs][kinks ? room : 0];
    sides = new double[top + 1][][];
    for (int l = 2; kinks && l <= top; l++) {
      sides[l] = borders(l, z[l]);
    }
  }

  /** The activations of layer l, neuron by neuron, one example after the other. */
  private static double[] rows(Batch base, int l) {
    int n = base.a[l].length / (base.blocks * base.width);
    var rows = new double[n * base.examples];
    for (int e = 0; e < base.examples; e++) {
      var v = base.of(base.a[l], n, e);
      for (int k = 0; k < n; k++) {
        rows[k * base.examples + e] = v[k];
      }
    }
    return rows;
  }

  private double[][] borders(int l, double[] z) {
    var kernel = l == top ? net.outputBorders() : net.hiddenBorders();
    if (kernel == null) {
      return null;
    }
    var out = new double[kernel.outputs()][z.length];
    kernel.run(l == top ? new double[][] {z, lanes.labels} : new double[][] {z}, out, 0, z.length);
    return out;
  }

  /** Moves the parameters k, k+1, … of neuron j in layer l; the one beyond the weights is the bias. */
  void run(int l, int j, int k, int count, double h) {
    Arrays.fill(crossed, false);
    move(l, j, k, count, h);
    int rows = net.spec().size(l);
    if (l == top) {
      System.arraycopy(z[l], 0, lanes.z[l], 0, z[l].length);
      put(movedZ, lanes.z[l], rows, j);
    } else {
      Kernel value = net.value();
      value.run(new double[][] {movedZ}, new double[][] {moved}, 0, moved.length);
      if (sides[l] != null) {
        compareOne(l, j);
      }
      subtractBase(l, rows, j);
      net.products().rankOne(theta, net.weightsAt(l + 1) + j, rows, moved, z[l + 1], lanes.z[l + 1],
          net.spec().size(l + 1), lanes.blocks, lanes.width);
      if (l + 1 < top) {
        net.activate(lanes, l + 1);
      }
      for (int m = l + 2; m <= top; m++) {
        net.layer(theta, lanes, m);
      }
    }
    for (int m = l == top ? top : l + 1; m <= top; m++) {
      if (sides[m] != null) {
        compareAll(m);
      }
    }
    net.outputCost(lanes);
    sum(count);
  }

  private void move(int l, int j, int k, int count, double h) {
    int rows = net.spec().size(l);
    int inputs = net.spec().size(l - 1);
    for (int v = 0; v < movedZ.length; v++) {
      movedZ[v] = z[l][(v / lanes.width * rows + j) * lanes.width + v % lanes.width];
    }
    int v = 0;
    for (int i = 0; i < count; i++) {
      int row = (k + i) * examples;
      for (int position = 0; position < POSITIONS; position++) {
        double step = (position < 2 ? h : h / 2) * (position % 2 == 0 ? 1 : -1);
        for (int e = 0; e < examples; e++, v++) {
          movedZ[v] += k + i == inputs ? step : step * below[l - 1][row + e];
        }
      }
    }
  }

  private void put(double[] lane, double[] blocks, int rows, int j) {
    for (int v = 0; v < lane.length; v += lanes.width) {
      System.arraycopy(lane, v, blocks, (v / lanes.width * rows + j) * lanes.width, lanes.width);
    }
  }

  private void subtractBase(int l, int rows, int j) {
    for (int v = 0; v < moved.length; v++) {
      moved[v] -= a[l][(v / lanes.width * rows + j) * lanes.width + v % lanes.width];
    }
  }

  private void compareOne(int l, int j) {
    int rows = net.spec().size(l);
    net.hiddenBorders().run(new double[][] {movedZ}, scratch, 0, movedZ.length);
    for (int s = 0; s < sides[l].length; s++) {
      for (int v = 0; v < movedZ.length; v++) {
        note(scratch[s][v], sides[l][s][(v / lanes.width * rows + j) * lanes.width + v % lanes.width], v);
      }
    }
  }

  private void compareAll(int m) {
    int rows = net.spec().size(m);
    var kernel = m == top ? net.outputBorders() : net.hiddenBorders();
    kernel.run(m == top ? new double[][] {lanes.z[m], lanes.labels} : new double[][] {lanes.z[m]}, scratch, 0,
        lanes.z[m].length);
    for (int s = 0; s < sides[m].length; s++) {
      for (int p = 0; p < lanes.z[m].length; p++) {
        note(scratch[s][p], sides[m][s][p], p / (rows * lanes.width) * lanes.width + p % lanes.width);
      }
    }
  }

  private void note(double now, double before, int lane) {
    int parameter = lane / (POSITIONS * examples);
    if (parameter < group && (Math.signum(now) != Math.signum(before) || before == 0)) {
      crossed[parameter] = true;
    }
  }

  private void sum(int count) {
    int outputs = net.spec().size(top);
    // the weights of the lanes are those of so many examples; the mean is over fewer
    double share = (double) lanes.examples / examples;
    int v = 0;
    for (int i = 0; i < count * POSITIONS; i++) {
      double sum = 0;
      for (int e = 0; e < examples; e++, v++) {
        int p = v / lanes.width * outputs * lanes.width + v % lanes.width;
        for (int o = 0; o < outputs; o++) {
          sum += lanes.cost[p + o * lanes.width];
        }
      }
      costs[i] = sum * share;
    }
  }
}
