package org.gradus.tensor;

import java.util.Arrays;

/** Determinants of small matrices in doubles. */
final class Determinants {

  private static final double SINGULAR = 1e-9;

  private Determinants() {}

  /** The determinant; 0 where it is nothing but rounding, measured by Hadamard's bound (Horn and Johnson 2013, 7.8.3). */
  static double value(double[][] m) {
    double bound = 1;
    for (var row : m) {
      bound *= Math.sqrt(Arrays.stream(row).map(v -> v * v).sum());
    }
    double det = expanded(m);
    return Math.abs(det) < SINGULAR * bound ? 0 : det;
  }

  private static double expanded(double[][] m) {
    if (m.length == 0) {
      return 1;
    }
    double sum = 0;
    for (int j = 0; j < m.length; j++) {
      sum += (j % 2 == 0 ? 1 : -1) * m[0][j] * expanded(without(m, 0, j));
    }
    return sum;
  }

  /** The matrix without a row and a column. */
  static double[][] without(double[][] m, int row, int column) {
    var rest = new double[m.length - 1][m.length - 1];
    for (int i = 0; i < rest.length; i++) {
      for (int j = 0; j < rest.length; j++) {
        rest[i][j] = m[i < row ? i : i + 1][j < column ? j : j + 1];
      }
    }
    return rest;
  }
}
