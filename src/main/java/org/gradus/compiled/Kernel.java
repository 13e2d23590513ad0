package org.gradus.compiled;

/**
 * A program ready to run: n inputs to m outputs. Thread-safe.
 *
 * <p>Inputs and outputs over many points are arrays of rows: {@code in[k][i]} is input k at point i. A row may be an input
 * and an output at once.
 */
public abstract class Kernel {

  /** At one point. Only the first n and m entries are looked at. */
  public abstract void at(double[] in, double[] out);

  /** At the points {@code from <= i < to}. Throws {@link IndexOutOfBoundsException} for rows that are too short. */
  public abstract void run(double[][] in, double[][] out, int from, int to);

  /** The first output at one point. */
  public final double value(double... in) {
    var out = new double[Math.max(1, outputs())];
    at(in, out);
    return out[0];
  }

  public abstract int outputs();

  /** Whether it is machine code: a program that is too large for the JVM is carried out node by node. */
  public boolean isCode() {
    return true;
  }
}
