package org.gradus.engine;

/** Plain loops: always there. Four rows at a time, so that an example is read once for four weights. */
final class PlainProducts implements Products {

  static final PlainProducts INSTANCE = new PlainProducts();

  private static final int WIDTH = 8;

  private PlainProducts() {}

  @Override
  public int width(int examples) {
    return WIDTH;
  }

  @Override
  public int panel() {
    return WIDTH;
  }

  @Override
  public void multiply(double[] w, int at, int rows, int rowStride, int columns, int columnStride, double[] b, int bAt,
      double[] a, double[] z, int blocks, int width) {
    for (int block = 0; block < blocks; block++) {
      for (int i = 0; i < rows; i++) {
        for (int lane = 0; lane < width; lane += 4) {
          tile(w, at + i * rowStride, columns, columnStride, b[bAt + i], a, block * columns * width + lane, width,
              z, (block * rows + i) * width + lane);
        }
      }
    }
  }

  private static void tile(double[] w, int at, int columns, int stride, double start, double[] a, int from, int width,
      double[] z, int to) {
    double s0 = start;
    double s1 = start;
    double s2 = start;
    double s3 = start;
    for (int k = 0; k < columns; k++) {
      double v = w[at + k * stride];
      int p = from + k * width;
      s0 += v * a[p];
      s1 += v * a[p + 1];
      s2 += v * a[p + 2];
      s3 += v * a[p + 3];
    }
    z[to] = s0;
    z[to + 1] = s1;
    z[to + 2] = s2;
    z[to + 3] = s3;
  }

  @Override
  public void outer(double[] d, int rows, double[] x, int columns, double[] dw, int at, int blocks, int width, double[] room) {
    int examples = blocks * width;
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        int from = k / WIDTH * examples * WIDTH + k % WIDTH;
        double sum = 0;
        for (int n = 0; n < examples; n++) {
          sum += d[(n / width * rows + i) * width + n % width] * x[from + n * WIDTH];
        }
        dw[at + i * columns + k] = sum;
      }
    }
  }

  @Override
  public void outerNarrow(double[] d, int rows, double[] x, int columns, double[] sums, int at, int blocks, int width) {
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        sums[at + i * columns + k] += dot(d, i * width, rows * width, x, k * width, columns * width, blocks, width);
      }
    }
  }

  private static double dot(double[] d, int dAt, int dStep, double[] x, int xAt, int xStep, int blocks, int width) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int block = 0; block < blocks; block++) {
      int p = dAt + block * dStep;
      int q = xAt + block * xStep;
      for (int lane = 0; lane < width; lane += 4) {
        s0 += d[p + lane] * x[q + lane];
        s1 += d[p + lane + 1] * x[q + lane + 1];
        s2 += d[p + lane + 2] * x[q + lane + 2];
        s3 += d[p + lane + 3] * x[q + lane + 3];
      }
    }
    return s0 + s1 + (s2 + s3);
  }

  @Override
  public void sum(double[] d, int rows, double[] sums, int at, int blocks, int width) {
    for (int i = 0; i < rows; i++) {
      double sum = sums[at + i];
      for (int block = 0; block < blocks; block++) {
        int p = (block * rows + i) * width;
        for (int lane = 0; lane < width; lane++) {
          sum += d[p + lane];
        }
      }
      sums[at + i] = sum;
    }
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public double total(double[] sums, int i) {
    return sums[i];
  }

  @Override
  public void sendBack(double[] w, int at, double[] d, double[] slope, int rows, int blocks, int width) {
    for (int block = 0; block < blocks; block++) {
      for (int i = 0; i < rows; i++) {
        double v = w[at + i];
        int p = (block * rows + i) * width;
        for (int lane = 0; lane < width; lane++) {
          slope[p + lane] = v * d[block * width + lane] * slope[p + lane];
        }
      }
    }
  }

  @Override
  public void softmaxCrossEntropy(double[] z, double[] y, double[] weight, double[] c, double[] delta, int rows,
      int blocks, int width) {
    var e = new double[rows];
    for (int block = 0; block < blocks; block++) {
      for (int lane = 0; lane < width; lane++) {
        int p = block * rows * width + lane;
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < rows; j++) {
          max = Math.max(max, z[p + j * width]);
        }
        double sum = 0;
        double labels = 0;
        double inner = 0;
        for (int j = 0; j < rows; j++) {
          double t = z[p + j * width];
          e[j] = Math.exp(t - max); // shifted: no overflow
          sum += e[j];
          labels += y[p + j * width];
          inner += y[p + j * width] * (t - max);
          c[p + j * width] = 0;
        }
        c[p] = weight[p] * (labels * Math.log(sum) - inner);
        for (int j = 0; delta != null && j < rows; j++) {
          delta[p + j * width] = weight[p] * (labels * e[j] / sum - y[p + j * width]);
        }
      }
    }
  }

  @Override
  public void rankOne(double[] w, int at, int stride, double[] da, double[] base, double[] z, int rows, int blocks,
      int width) {
    for (int block = 0; block < blocks; block++) {
      for (int i = 0; i < rows; i++) {
        double v = w[at + i * stride];
        int p = (block * rows + i) * width;
        for (int lane = 0; lane < width; lane++) {
          z[p + lane] = base[p + lane] + v * da[block * width + lane];
        }
      }
    }
  }
}
