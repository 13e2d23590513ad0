package org.gradus.engine;

import java.util.Arrays;
import java.util.List;

/**
 * Examples in the layout of a network, with room for what is computed of them on the way up; a step has room of its own
 * ({@link Part}). Not thread-safe: one step at a time.
 */
public final class Batch {

  final int examples;
  final int width;
  final int blocks;
  final double[][] x;
  final double[][] y;
  /** By layer, in blocks; {@code a[1]} is the input. */
  final double[][] a;
  final double[][] z;
  /** The samples in panels; null where there are too few components. */
  final double[] panels;
  final double[] labels;
  /** The share of an example in the mean; 0 for those that fill up the last block. */
  final double[] weight;
  final double[] cost;
  private final NetworkSpec spec;
  private List<Part> parts;
  private double[] sums;
  private double[] lineIn;
  private double[] lineOut;

  Batch(NetworkSpec spec, Products products, double[][] x, double[][] y) {
    int top = spec.layers();
    if (x.length != y.length || x.length == 0) {
      throw new IllegalArgumentException(x.length + " samples and " + y.length + " labels");
    }
    require(x, spec.size(1), "a sample");
    require(y, spec.size(top), "a label");
    this.spec = spec;
    this.x = x;
    this.y = y;
    examples = x.length;
    width = products.width(examples);
    blocks = (examples + width - 1) / width;
    a = new double[top + 1][];
    z = new double[top + 1][];
    for (int l = 1; l <= top; l++) {
      int room = spec.size(l) * blocks * width;
      a[l] = new double[room];
      if (l > 1) {
        z[l] = new double[room];
      }
    }
    panels = !Step.wantsPanels(spec, 1) ? null : Panels.allocate(spec.size(1), blocks * width, products.panel());
    int out = spec.size(top) * blocks * width;
    labels = new double[out];
    weight = new double[out];
    cost = new double[out];
    load(products.panel());
  }

  private static void require(double[][] rows, int n, String what) {
    for (var row : rows) {
      if (row.length != n) {
        throw new IllegalArgumentException(what + " has " + row.length + " components, the network " + n);
      }
    }
  }

  /** Puts the samples and labels into the blocks anew, after their rows have changed. */
  void load(int panel) {
    spread(x, a[1]);
    spread(y, labels);
    Arrays.fill(weight, 0);
    int outputs = y[0].length;
    for (int n = 0; n < examples; n++) {
      for (int j = 0; j < outputs; j++) {
        weight[(n / width * outputs + j) * width + n % width] = 1.0 / examples;
      }
    }
    if (panels != null) {
      Panels.fill(a[1], x[0].length, blocks * width, width, panel, panels);
    }
    if (parts != null) {
      parts.forEach(p -> p.load(panel));
    }
  }

  /** Room for the sums of a gradient, before their lanes are added. */
  double[] room(int size) {
    if (sums == null) {
      sums = new double[size];
    }
    return sums;
  }

  /** The batch cut for a step, with the room that a step needs. */
  List<Part> parts(int parameters, int panel) {
    if (parts == null) {
      parts = Part.of(this, spec, parameters, panel);
    }
    return parts;
  }

  private void spread(double[][] rows, double[] out) {
    int components = rows[0].length;
    for (int n = 0; n < blocks * width; n++) {
      // what fills up a block is an example too, so that nothing there is undefined
      var row = rows[Math.min(n, examples - 1)];
      int to = n / width * components * width + n % width;
      for (int k = 0; k < components; k++) {
        out[to + k * width] = row[k];
      }
    }
  }

  /** Room for the inputs of straight-line code: parameters, a sample, a label. */
  double[] lineIn(int parameters) {
    if (lineIn == null) {
      lineIn = new double[parameters + x[0].length + y[0].length];
    }
    return lineIn;
  }

  /** Room for its outputs: the cost and the gradient. */
  double[] lineOut(int parameters) {
    if (lineOut == null) {
      lineOut = new double[parameters + 1];
    }
    return lineOut;
  }

  /** A quantity of an example out of its blocks. */
  double[] of(double[] blocks, int components, int example) {
    var v = new double[components];
    for (int j = 0; j < components; j++) {
      v[j] = blocks[(example / width * components + j) * width + example % width];
    }
    return v;
  }

  public int size() {
    return examples;
  }
}
