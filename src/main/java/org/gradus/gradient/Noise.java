package org.gradus.gradient;

import java.util.function.DoubleUnaryOperator;

/**
 * How far the values of a function scatter because they are rounded, from a table of differences over steps so small that
 * the function itself is a polynomial there (J. J. Moré and S. M. Wild, Estimating computational noise, SIAM Journal on
 * Scientific Computing 33, 2011, §3).
 */
final class Noise {

  private static final int VALUES = 9;
  private static final int ORDER = 4;
  /** (4!)² / 8!: the share of the variance that differences of order 4 keep. */
  private static final double GAMMA = 576.0 / 40_320;

  private Noise() {}

  /** The scatter of f about x: a few roundings of its size at least, more where its arithmetic loses more. */
  static double of(DoubleUnaryOperator f, double x, boolean floats) {
    double unit = floats ? 0x1p-24 : 0x1p-53;
    double step = Math.max(1, Math.abs(x)) * unit * 64;
    var table = new double[VALUES];
    double size = 0;
    for (int i = 0; i < VALUES; i++) {
      table[i] = f.applyAsDouble(x + (i - VALUES / 2) * step);
      size = Math.max(size, Math.abs(table[i]));
    }
    for (int k = 1; k <= ORDER; k++) {
      for (int i = 0; i < VALUES - k; i++) {
        table[i] = table[i + 1] - table[i];
      }
    }
    double sum = 0;
    for (int i = 0; i < VALUES - ORDER; i++) {
      sum += table[i] * table[i];
    }
    double scatter = Math.sqrt(GAMMA * sum / (VALUES - ORDER));
    return (Double.isFinite(scatter) ? 4 * scatter : 0) + 4 * unit * size;
  }
}
