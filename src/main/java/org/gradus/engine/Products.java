package org.gradus.engine;

import org.gradus.compiled.Vectors;

/**
 * The products of matrices that a network is made of. Examples lie in blocks: a quantity with r components is stored as
 * {@code [block][component][lane]}, {@code width} examples side by side, so that the lanes of a vector are examples.
 */
interface Products {

  /** The examples of a block, a multiple of four. */
  int width(int examples);

  /** The columns of a panel of {@link #outer}. */
  int panel();

  /**
   * {@code z = W a + b} for every example.
   *
   * @param w weights; that of row i and column k is at {@code at + i·rowStride + k·columnStride}
   * @param b biases from {@code bAt} on
   */
  void multiply(double[] w, int at, int rows, int rowStride, int columns, int columnStride, double[] b, int bAt,
      double[] a, double[] z, int blocks, int width);

  /**
   * {@code dW = Σ_examples d xᵀ}, row by row from {@code at} on.
   *
   * @param x the columns, as {@code [panel of columns][example][column]}; see {@link Panels}
   * @param room for the errors in another order: as many doubles as d has
   */
  void outer(double[] d, int rows, double[] x, int columns, double[] dw, int at, int blocks, int width, double[] room);

  /**
   * The same for few columns, with x in blocks like d, added to sums number {@code at + i·columns + k}. A sum is kept in
   * {@link #lanes} parts side by side; {@link #total} adds them.
   */
  void outerNarrow(double[] d, int rows, double[] x, int columns, double[] sums, int at, int blocks, int width);

  /** Adds {@code Σ_examples d} to the sums from number {@code at} on. */
  void sum(double[] d, int rows, double[] sums, int at, int blocks, int width);

  /** The parts of a sum over examples. */
  int lanes();

  /** Sum number i, its parts added in an order that is always the same. */
  double total(double[] sums, int i);

  /**
   * Softmax and its cross-entropy from the logits z, times the weight of every example: the cost {@code c[i][lane]} (in its
   * first component, 0 in the others) and {@code ∂C/∂z} in {@code delta}, unless that is null.
   */
  void softmaxCrossEntropy(double[] z, double[] y, double[] weight, double[] c, double[] delta, int rows, int blocks,
      int width);

  /** {@code z[i] = base[i] + w_i·da} for every example, the weight of row i being at {@code at + i·stride}. */
  void rankOne(double[] w, int at, int stride, double[] da, double[] base, double[] z, int rows, int blocks, int width);

  /** {@code slope[i] = w_i·d·slope[i]} for every example: what a single neuron sends back to the layer below. */
  void sendBack(double[] w, int at, double[] d, double[] slope, int rows, int blocks, int width);

  /** With the lanes of the Vector API where the JVM has them, otherwise plain loops. */
  static Products best() {
    return Vectors.available() ? Holder.BEST : PlainProducts.INSTANCE;
  }

  /** Those with vectors stand in a source folder of their own, since they need an incubating module to compile. */
  final class Holder {
    private static final Products BEST = find();

    private Holder() {}

    private static Products find() {
      try {
        return (Products) Class.forName("org.gradus.engine.VectorProducts").getDeclaredConstructor().newInstance();
      } catch (ReflectiveOperationException | LinkageError _) {
        return PlainProducts.INSTANCE;
      }
    }
  }
}
