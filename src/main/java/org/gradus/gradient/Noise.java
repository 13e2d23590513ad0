package org.gradus.gradient;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

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

  /** Where values about a flat place come out alike, the step is made larger by this (Moré and Wild, §5). */
  private static final double WIDER = 64;

  /** The scatter of f about x: a few roundings of its size at least, more where its arithmetic loses more. */
  static double of(DoubleUnaryOperator f, double x, boolean floats) {
    double unit = floats ? 0x1p-24 : 0x1p-53;
    double step = 64 * unit;
    var table = about(f, x, step);
    while (!varies(table) && step * WIDER < 64 * Math.sqrt(unit)) {
      step *= WIDER;
      table = about(f, x, step);
    }
    double scatter = scatter(table);
    return (Double.isFinite(scatter) ? 4 * scatter : 0) + 4 * unit * Arrays.stream(table).map(Math::abs).reduce(0, Math::max);
  }

  private static double[] about(DoubleUnaryOperator f, double x, double step) {
    return IntStream.range(0, VALUES).mapToDouble(i -> f.applyAsDouble(x + (i - VALUES / 2) * Math.max(1, Math.abs(x)) * step)).toArray();
  }

  /** Whether several values differ from their neighbours: the roundings of equal ones cannot be seen; on one side of a kink they may be right. */
  private static boolean varies(double[] table) {
    return 4 * IntStream.range(1, VALUES).filter(i -> table[i] != table[i - 1]).count() > VALUES - 1;
  }

  private static double scatter(double[] values) {
    var table = values.clone();
    for (int k = 1; k <= ORDER; k++) {
      for (int i = 0; i < VALUES - k; i++) {
        table[i] = table[i + 1] - table[i];
      }
    }
    double sum = 0;
    for (int i = 0; i < VALUES - ORDER; i++) {
      sum += table[i] * table[i];
    }
    return Math.sqrt(GAMMA * sum / (VALUES - ORDER));
  }
}
