package org.gradus.engine;

import java.util.Arrays;

/** Blocks of examples turned into panels of columns, {@code [panel][example][column]}, for the gradient of a weight matrix. */
final class Panels {

  private Panels() {}

  static int count(int columns, int panel) {
    return (columns + panel - 1) / panel;
  }

  /** Room for the panels of so many columns. */
  static double[] allocate(int columns, int examples, int panel) {
    return new double[count(columns, panel) * panel * examples];
  }

  /** From {@code [block][column][lane]}; columns that fill up the last panel are 0. */
  static void fill(double[] blocks, int columns, int examples, int width, int panel, double[] out) {
    if (columns % panel != 0) {
      Arrays.fill(out, (count(columns, panel) - 1) * panel * examples, out.length, 0);
    }
    for (int n = 0; n < examples; n += width) {
      for (int k = 0; k < columns; k++) {
        int from = n * columns + k * width;
        int to = (k / panel * examples + n) * panel + k % panel;
        for (int lane = 0; lane < width; lane++) {
          out[to + lane * panel] = blocks[from + lane];
        }
      }
    }
  }
}
