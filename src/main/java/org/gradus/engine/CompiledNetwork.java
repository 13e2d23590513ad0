package org.gradus.engine;

import java.util.List;
import org.gradus.compiled.Kernel;
import org.gradus.compiled.Program;
import org.gradus.expr.Exprs;
import org.gradus.numeric.Unsupported;

/**
 * A network compiled for its architecture: forward and backward pass over batches. Activations and costs are bytecode,
 * fused with their derivatives ({@link Program}); products are blocked ({@link Products}); a small network's step for one
 * example is one piece of straight-line code ({@link StraightLine}).
 *
 * <p>The cost is the mean over the batch plus {@code ½ λ Σ w²} over the weights (not the biases). Parameters are one array:
 * layer by layer, the weights row by row, then the biases. The network itself is immutable; a {@link Batch} is not.
 */
public final class CompiledNetwork {

  /** Up to so many examples the straight-line code is faster than a block that is filled up. */
  private static final int FEW = 4;

  private final NetworkSpec spec;
  private final double l2;
  private final Products products;
  private final int[] start;
  private final Kernel value;
  private final Kernel outputValue;
  private final Kernel outputCost;
  private final Kernel straight;
  private final Step step;
  private final Kernel hiddenBorders;
  private final Kernel outputBorders;

  private CompiledNetwork(NetworkSpec spec, double l2, Products products, boolean lanes) {
    this.spec = spec;
    this.l2 = l2;
    this.products = products;
    int top = spec.layers();
    start = new int[top + 2];
    for (int l = 2; l <= top; l++) {
      start[l + 1] = start[l] + spec.size(l) * (spec.size(l - 1) + 1);
    }
    var hidden = Program.of(List.of(spec.hidden().formula()), List.of(Activation.Z));
    value = hidden.compile(lanes);
    Kernel outputGradient;
    if (spec.output().actsOnLayer()) {
      outputValue = null;
      var names = List.of("a", "y", "weight");
      var term = Program.of(List.of(Exprs.mul(spec.loss().term(), Exprs.sym("weight"))), names);
      outputCost = term.compile(lanes);
      outputGradient = term.withDerivativesBy("a").compile(lanes);
    } else {
      outputValue = Program.of(List.of(spec.output().formula()), List.of(Activation.Z)).compile(lanes);
      var names = List.of(Activation.Z, "y", "weight");
      var term = Program.of(List.of(Exprs.mul(spec.loss().ofInput(spec.output()), Exprs.sym("weight"))), names);
      outputCost = term.compile(lanes);
      outputGradient = term.withDerivativesBy(Activation.Z).compile(lanes);
    }
    straight = StraightLine.of(spec);
    hiddenBorders = spec.hidden().hasKink() ? hidden.borders().compile(lanes) : null;
    outputBorders = outputBorders(lanes);
    step = new Step(this, hidden.withDerivativesBy(Activation.Z).compile(lanes), outputGradient);
  }

  /**
   * Compiles a network.
   *
   * @param l2 λ of the penalty, 0 for none
   * @throws IllegalArgumentException for an activation or a cost that cannot be computed in doubles
   */
  public static CompiledNetwork of(NetworkSpec spec, double l2) {
    return of(spec, l2, true);
  }

  /** The same, with vector lanes where there are any, or without. */
  static CompiledNetwork of(NetworkSpec spec, double l2, boolean lanes) {
    try {
      return new CompiledNetwork(spec, l2, lanes ? Products.best() : PlainProducts.INSTANCE, lanes);
    } catch (Unsupported e) {
      throw new IllegalArgumentException("the network cannot be compiled: " + e.getMessage(), e);
    }
  }

  private Kernel outputBorders(boolean lanes) {
    boolean kinks = spec.loss().hasKink() || !spec.output().actsOnLayer() && spec.output().hasKink();
    if (!kinks || spec.output().actsOnLayer()) {
      return null;
    }
    var all = Program.of(List.of(spec.output().formula(), spec.loss().ofInput(spec.output())),
        List.of(Activation.Z, "y")).borders();
    return all.outputs() == 0 ? null : all.compile(lanes);
  }

  /** What decides between cases in a hidden layer, as a function of z; null where nothing does. */
  Kernel hiddenBorders() {
    return hiddenBorders;
  }

  /** The same for the output layer and the cost, as a function of z and y. */
  Kernel outputBorders() {
    return outputBorders;
  }

  Kernel value() {
    return value;
  }

  Products products() {
    return products;
  }

  public NetworkSpec spec() {
    return spec;
  }

  public double l2() {
    return l2;
  }

  public int parameters() {
    return start[spec.layers() + 1];
  }

  /** Where the weights of layer l begin; {@code w^l_{jk}} is at {@code + j·size(l−1) + k}, counted from 0. */
  public int weightsAt(int l) {
    return start[l];
  }

  /** Where the biases of layer l begin. */
  public int biasesAt(int l) {
    return start[l] + spec.size(l) * spec.size(l - 1);
  }

  /** Samples and labels, one a row, in the layout of this network. The rows are not copied. */
  public Batch batch(double[][] x, double[][] y) {
    return new Batch(spec, products, x, y);
  }

  /** Puts changed rows of the batch into place. */
  public void reload(Batch batch) {
    batch.load(products.panel());
  }

  /** The outputs of all examples, one a row. */
  public double[][] outputs(double[] theta, Batch b) {
    int top = spec.layers();
    forward(theta, b);
    activateOutput(b);
    var rows = new double[b.examples][];
    for (int n = 0; n < rows.length; n++) {
      rows[n] = b.of(b.a[top], spec.size(top), n);
    }
    return rows;
  }

  private void activateOutput(Batch b) {
    int top = spec.layers();
    if (outputValue != null) {
      outputValue.run(new double[][] {b.z[top]}, new double[][] {b.a[top]}, 0, b.z[top].length);
    } else {
      Step.softmax(spec, b.z[top], b.a[top], b.blocks, b.width);
    }
  }

  /** The activations of a hidden layer, one example a row. */
  public double[][] activations(double[] theta, Batch b, int layer) {
    forward(theta, b);
    var rows = new double[b.examples][];
    for (int n = 0; n < rows.length; n++) {
      rows[n] = b.of(b.a[layer], spec.size(layer), n);
    }
    return rows;
  }

  /** The cost. */
  public double cost(double[] theta, Batch b) {
    forward(theta, b);
    return outputCost(b) + penalty(theta, null);
  }

  double outputCost(Batch b) {
    int top = spec.layers();
    int room = b.cost.length;
    if (!spec.output().actsOnLayer()) {
      outputCost.run(new double[][] {b.z[top], b.labels, b.weight}, new double[][] {b.cost}, 0, room);
    } else if (spec.loss().equals(Loss.CATEGORICAL)) {
      products.softmaxCrossEntropy(b.z[top], b.labels, b.weight, b.cost, null, spec.size(top), b.blocks, b.width);
    } else {
      Step.softmax(spec, b.z[top], b.a[top], b.blocks, b.width);
      outputCost.run(new double[][] {b.a[top], b.labels, b.weight}, new double[][] {b.cost}, 0, room);
    }
    return total(b.cost);
  }

  static double total(double[] v) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    // blocks are multiples of four
    for (int i = 0; i < v.length; i += 4) {
      s0 += v[i];
      s1 += v[i + 1];
      s2 += v[i + 2];
      s3 += v[i + 3];
    }
    return s0 + s1 + (s2 + s3);
  }

  /** The cost, and its gradient by all parameters in {@code gradient}. */
  public double gradient(double[] theta, Batch b, double[] gradient) {
    if (straight != null && b.examples <= FEW) {
      return oneByOne(theta, b, gradient) + penalty(theta, gradient);
    }
    return step.run(theta, b, gradient) + penalty(theta, gradient);
  }

  private double oneByOne(double[] theta, Batch b, double[] gradient) {
    int p = parameters();
    var in = b.lineIn(p);
    var out = b.lineOut(p);
    System.arraycopy(theta, 0, in, 0, p);
    double cost = line(b, 0, in, out);
    if (b.examples == 1) {
      System.arraycopy(out, 1, gradient, 0, p);
      return cost;
    }
    double share = 1.0 / b.examples;
    for (int i = 0; i < p; i++) {
      gradient[i] = share * out[i + 1];
    }
    for (int n = 1; n < b.examples; n++) {
      cost += line(b, n, in, out);
      for (int i = 0; i < p; i++) {
        gradient[i] += share * out[i + 1];
      }
    }
    return share * cost;
  }

  private double line(Batch b, int n, double[] in, double[] out) {
    var x = b.x[n];
    var y = b.y[n];
    int at = parameters();
    for (int k = 0; k < x.length; k++) {
      in[at + k] = x[k];
    }
    for (int k = 0; k < y.length; k++) {
      in[at + x.length + k] = y[k];
    }
    straight.at(in, out);
    return out[0];
  }

  private void forward(double[] theta, Batch b) {
    for (int l = 2; l <= spec.layers(); l++) {
      layer(theta, b, l);
    }
  }

  /** Layer l from the activations of the one below. */
  void layer(double[] theta, Batch b, int l) {
    products.multiply(theta, start[l], spec.size(l), spec.size(l - 1), spec.size(l - 1), 1, theta, biasesAt(l),
        b.a[l - 1], b.z[l], b.blocks, b.width);
    if (l < spec.layers()) {
      activate(b, l);
    }
  }

  void activate(Batch b, int l) {
    value.run(new double[][] {b.z[l]}, new double[][] {b.a[l]}, 0, b.z[l].length);
  }

  /** ½ λ Σ w², and its gradient added. */
  private double penalty(double[] theta, double[] gradient) {
    if (l2 == 0) {
      return 0;
    }
    double sum = 0;
    for (int l = 2; l <= spec.layers(); l++) {
      for (int i = start[l]; i < biasesAt(l); i++) {
        sum += theta[i] * theta[i];
        if (gradient != null) {
          gradient[i] += l2 * theta[i];
        }
      }
    }
    return l2 / 2 * sum;
  }
}
