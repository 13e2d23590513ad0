package org.gradus.engine;

import java.util.Arrays;
import org.gradus.compiled.Kernel;

/**
 * A step: up with slopes, and back layer by layer with the gradient of all parameters, one {@link Part} of a batch after
 * the other. The order of every sum is fixed, so that the same step gives the same bits.
 */
final class Step {

  /** A layer below this width has no panels: the gradient of its weights is a sum over the lanes. */
  private static final int NARROW = 12;

  private final NetworkSpec spec;
  private final CompiledNetwork net;
  private final Products products;
  private final Kernel valueAndSlope;
  private final Kernel outputGradient;
  private final double[] noBias;
  /** By layer: the first of the sums of its weights, or −1 where their gradient is made in one go; then those of its biases. */
  private final int[] weightSums;
  private final int[] biasSums;
  private final int sums;

  Step(CompiledNetwork net, Kernel valueAndSlope, Kernel outputGradient) {
    this.net = net;
    this.valueAndSlope = valueAndSlope;
    this.outputGradient = outputGradient;
    spec = net.spec();
    products = net.products();
    noBias = new double[spec.sizes().stream().mapToInt(n -> n).max().orElse(0)];
    weightSums = new int[spec.layers() + 1];
    biasSums = new int[spec.layers() + 1];
    int next = 0;
    for (int l = 2; l <= spec.layers(); l++) {
      weightSums[l] = wantsPanels(spec, l - 1) ? -1 : next;
      next += weightSums[l] < 0 ? 0 : spec.size(l) * spec.size(l - 1);
      biasSums[l] = next;
      next += spec.size(l);
    }
    sums = next;
  }

  /** Whether the gradient of the weights above layer l is a product of matrices, rather than single sums. */
  static boolean wantsPanels(NetworkSpec spec, int l) {
    return spec.size(l) >= NARROW && (l == 1 || spec.size(l + 1) > 1);
  }

  /** The cost without the penalty; its gradient is written to {@code gradient}. */
  double run(double[] theta, Batch b, double[] gradient) {
    var room = b.room(sums * products.lanes());
    Arrays.fill(room, 0);
    double cost = 0;
    var parts = b.parts(gradient.length, products.panel());
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      up(theta, part);
      cost += outputDelta(part);
      back(theta, part, gradient, room, i > 0);
    }
    for (int l = 2; l <= spec.layers(); l++) {
      if (weightSums[l] >= 0) {
        total(room, weightSums[l], spec.size(l) * spec.size(l - 1), gradient, net.weightsAt(l));
      }
      total(room, biasSums[l], spec.size(l), gradient, net.biasesAt(l));
    }
    return cost;
  }

  private void total(double[] room, int first, int count, double[] gradient, int at) {
    for (int i = 0; i < count; i++) {
      gradient[at + i] = products.total(room, first + i);
    }
  }

  private void up(double[] theta, Part p) {
    int top = spec.layers();
    for (int l = 2; l <= top; l++) {
      var z = l < top ? p.a[l] : p.z;
      products.multiply(theta, net.weightsAt(l), spec.size(l), spec.size(l - 1), spec.size(l - 1), 1, theta,
          net.biasesAt(l), p.a[l - 1], z, p.blocks, p.width);
      if (l < top) {
        valueAndSlope.run(new double[][] {z}, new double[][] {z, p.slope[l]}, 0, spec.size(l) * p.blocks * p.width);
      }
    }
  }

  private double outputDelta(Part p) {
    int room = p.z.length;
    var out = new double[][] {p.cost, p.delta};
    if (!spec.output().actsOnLayer()) {
      outputGradient.run(new double[][] {p.z, p.labels, p.weight}, out, 0, room);
    } else if (spec.loss().equals(Loss.CATEGORICAL)) {
      products.softmaxCrossEntropy(p.z, p.labels, p.weight, p.cost, p.delta, spec.size(spec.layers()), p.blocks, p.width);
    } else {
      softmax(spec, p.z, p.output, p.blocks, p.width);
      outputGradient.run(new double[][] {p.output, p.labels, p.weight}, out, 0, room);
      softmaxPullBack(p);
    }
    return CompiledNetwork.total(p.cost);
  }

  private void back(double[] theta, Part p, double[] gradient, double[] room, boolean add) {
    int top = spec.layers();
    for (int l = top; l >= 2; l--) {
      var delta = l == top ? p.delta : p.slope[l];
      weightGradient(l, delta, p, gradient, room, add);
      products.sum(delta, spec.size(l), room, biasSums[l], p.blocks, p.width);
      if (l > 2 && spec.size(l) == 1) {
        products.sendBack(theta, net.weightsAt(l), delta, p.slope[l - 1], spec.size(l - 1), p.blocks, p.width);
      } else if (l > 2) {
        products.multiply(theta, net.weightsAt(l), spec.size(l - 1), 1, spec.size(l), spec.size(l - 1), noBias, 0, delta,
            p.scratch, p.blocks, p.width);
        multiply(p.slope[l - 1], p.scratch, spec.size(l - 1) * p.blocks * p.width);
      }
    }
  }

  private static void multiply(double[] a, double[] by, int count) {
    for (int i = 0; i < count; i++) {
      a[i] *= by[i];
    }
  }

  private void weightGradient(int l, double[] delta, Part p, double[] gradient, double[] room, boolean add) {
    int rows = spec.size(l);
    int columns = spec.size(l - 1);
    if (weightSums[l] < 0) {
      if (l > 2) {
        Panels.fill(p.a[l - 1], columns, p.blocks * p.width, p.width, products.panel(), p.panels[l - 1]);
      }
      var out = add ? new double[rows * columns] : gradient;
      products.outer(delta, rows, p.panels[l - 1], columns, out, add ? 0 : net.weightsAt(l), p.blocks, p.width,
          p.scratch);
      for (int i = 0; add && i < out.length; i++) {
        gradient[net.weightsAt(l) + i] += out[i];
      }
    } else if (rows == 1) {
      // A single neuron's weights are few columns the other way round, and no other order is needed for them.
      products.outerNarrow(p.a[l - 1], columns, delta, 1, room, weightSums[l], p.blocks, p.width);
    } else {
      products.outerNarrow(delta, rows, p.a[l - 1], columns, room, weightSums[l], p.blocks, p.width);
    }
  }

  /** Softmax of every example. */
  static void softmax(NetworkSpec spec, double[] z, double[] a, int blocks, int width) {
    int n = spec.size(spec.layers());
    var column = new double[n];
    for (int example = 0; example < blocks * width; example++) {
      int at = example / width * n * width + example % width;
      gather(z, at, width, column);
      scatter(spec.output().apply(column), a, at, width);
    }
  }

  private void softmaxPullBack(Part p) {
    int n = spec.size(spec.layers());
    var a = new double[n];
    var dCda = new double[n];
    for (int example = 0; example < p.blocks * p.width; example++) {
      int at = example / p.width * n * p.width + example % p.width;
      gather(p.output, at, p.width, a);
      gather(p.delta, at, p.width, dCda);
      scatter(spec.output().pullBack(null, a, dCda), p.delta, at, p.width);
    }
  }

  private static void gather(double[] blocks, int at, int width, double[] column) {
    for (int j = 0; j < column.length; j++) {
      column[j] = blocks[at + j * width];
    }
  }

  private static void scatter(double[] column, double[] blocks, int at, int width) {
    for (int j = 0; j < column.length; j++) {
      blocks[at + j * width] = column[j];
    }
  }
}
