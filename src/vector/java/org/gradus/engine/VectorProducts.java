package org.gradus.engine;

import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.compiled.Kernel;
import org.gradus.compiled.Program;
import org.gradus.expr.Exprs;

/**
 * Products with the lanes of the Vector API. A tile of the result stays in registers while the inner dimension goes by, so
 * much of it at a time that one factor stays in the first cache and the other in the second ({@link Tiles}; K. Goto and
 * R. van de Geijn, Anatomy of high-performance matrix multiplication, 2008). Blocks and panels are read from their first to
 * their last element; only the errors are brought into another order, for the gradient of the weights.
 */
final class VectorProducts implements Products {

  private static final long ROOT_HALF = Double.doubleToLongBits(Math.sqrt(0.5));
  /** 1.5·2⁵²: an integer added to its bits is added to its value. */
  private static final long SHIFTER = 0x4338000000000000L;
  /** log 2, the first part with so few digits that small multiples are exact. */
  private static final double LOG2_HIGH = 0x1.62e42feep-1;
  private static final double LOG2_LOW = 0x1.a39ef35793c76p-33;
  /** Values of a softmax that stay in the first cache between its three passes. */
  private static final int SOFTMAX_AT_ONCE = 1024;
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  /** Costs are added up in fours, so that blocks are not narrower; where vectors have two lanes, none is one vector wide. */
  private static final int LEAST = 4;
  /** Columns of a panel. */
  private static final int PANEL = 2 * L;

  /** e^(−x) for x ≥ 0. */
  private static final Kernel DECAY =
      Program.of(List.of(Exprs.exp(Exprs.neg(Exprs.call("abs", Exprs.sym("x"))))), List.of("x")).compile();

  VectorProducts() {}

  @Override
  public int width(int examples) {
    return examples <= L && L >= LEAST ? L : 2 * L;
  }

  @Override
  public int panel() {
    return PANEL;
  }

  @Override
  public void multiply(double[] w, int at, int rows, int rowStride, int columns, int columnStride, double[] b, int bAt,
      double[] a, double[] z, int blocks, int width) {
    if (width == L) {
      for (int block = 0; block < blocks; block++) {
        Tiles.narrow(rows, w, at, rowStride, columnStride, columns, b, bAt, a, block * columns * L, z, block * rows * L);
      }
      return;
    }
    for (int k = 0; k < columns; k += Tiles.DEPTH) {
      int depth = Math.min(Tiles.DEPTH, columns - k);
      var start = k == 0 ? b : null;
      for (int first = 0, end; first < rows; first = end) {
        end = Tiles.end(first, rows);
        for (int block = 0; block < blocks; block++) {
          int from = (block * columns + k) * width;
          for (int i = first, height; i < end; i += height) {
            height = Tiles.height(end - i);
            int weights = at + i * rowStride + k * columnStride;
            int to = (block * rows + i) * width;
            Tiles.tile(height, w, weights, rowStride, columnStride, depth, start, bAt + i, a, from, z, to, width);
          }
        }
      }
    }
  }

  @Override
  public void outer(double[] d, int rows, double[] x, int columns, double[] dw, int at, int blocks, int width, double[] room) {
    int some = Math.max(1, Tiles.DEPTH / width);
    int odd = columns % PANEL;
    // The last panel is filled up; what the weights have no place for goes here.
    var last = new double[odd == 0 ? 0 : rows * PANEL];
    var zero = new double[rows];
    for (int block = 0; block < blocks; block += some) {
      int depth = Math.min(some, blocks - block) * width;
      var start = block == 0 ? zero : null;
      for (int first = 0, end; first < rows; first = end) {
        end = Tiles.end(first, rows);
        turn(d, rows, first, end, block * width, depth, width, room);
        for (int k = 0; k < columns; k += PANEL) {
          int from = (k / PANEL * blocks + block) * width * PANEL;
          boolean whole = k + PANEL <= columns;
          for (int i = first, height; i < end; i += height) {
            height = Tiles.height(end - i);
            int errors = (i - first) * depth;
            if (whole) {
              Tiles.tile(height, room, errors, 1, height, depth, start, i, x, from, dw, at + i * columns + k, columns);
            } else {
              Tiles.tile(height, room, errors, 1, height, depth, start, i, x, from, last, i * PANEL, PANEL);
            }
          }
        }
      }
    }
    for (int i = 0; i < rows && odd > 0; i++) {
      System.arraycopy(last, i * PANEL, dw, at + (i + 1) * columns - odd, odd);
    }
  }

  /** Errors in the order in which the tiles of {@link #outer} read them, {@code [tile][example][row]}. */
  private static void turn(double[] d, int rows, int first, int end, int example, int depth, int width, double[] out) {
    for (int i = first, height; i < end; i += height) {
      height = Tiles.height(end - i);
      for (int n = 0; n < depth; n += width) {
        for (int r = 0; r < height; r++) {
          int from = (example + n) * rows + (i + r) * width;
          int to = (i - first) * depth + n * height + r;
          for (int lane = 0; lane < width; lane++) {
            out[to + lane * height] = d[from + lane];
          }
        }
      }
    }
  }

  @Override
  public void outerNarrow(double[] d, int rows, double[] x, int columns, double[] sums, int at, int blocks, int width) {
    int pairs = columns - columns % 2;
    int fours = rows - rows % 4;
    // Four rows by two columns: d, which is the larger, is read once for two columns.
    for (int i = 0; i < fours; i += 4) {
      for (int k = 0; k < pairs; k += 2) {
        dots4by2(d, i, rows, x, k, columns, sums, (at + i * columns + k) * L, blocks, width);
      }
    }
    for (int k = 0; k < columns; k++) {
      int i = k < pairs ? fours : 0;
      for (; i + 4 <= rows; i += 4) {
        dots4(d, i, rows, x, k, columns, sums, (at + i * columns + k) * L, blocks, width);
      }
      for (; i < rows; i++) {
        int to = (at + i * columns + k) * L;
        var sum = DoubleVector.fromArray(S, sums, to);
        for (int block = 0; block < blocks; block++) {
          int p = (block * rows + i) * width;
          int q = (block * columns + k) * width;
          for (int lane = 0; lane < width; lane += L) {
            sum = DoubleVector.fromArray(S, d, p + lane).fma(DoubleVector.fromArray(S, x, q + lane), sum);
          }
        }
        sum.intoArray(sums, to);
      }
    }
  }

  private static void dots4by2(double[] d, int i, int rows, double[] x, int k, int columns, double[] sums, int to,
      int blocks, int width) {
    int row = columns * L;
    var s0 = DoubleVector.fromArray(S, sums, to);
    var s1 = DoubleVector.fromArray(S, sums, to + row);
    var s2 = DoubleVector.fromArray(S, sums, to + 2 * row);
    var s3 = DoubleVector.fromArray(S, sums, to + 3 * row);
    var t0 = DoubleVector.fromArray(S, sums, to + L);
    var t1 = DoubleVector.fromArray(S, sums, to + row + L);
    var t2 = DoubleVector.fromArray(S, sums, to + 2 * row + L);
    var t3 = DoubleVector.fromArray(S, sums, to + 3 * row + L);
    for (int block = 0; block < blocks; block++) {
      int p = (block * rows + i) * width;
      int q = (block * columns + k) * width;
      for (int lane = 0; lane < width; lane += L) {
        var v = DoubleVector.fromArray(S, x, q + lane);
        var w = DoubleVector.fromArray(S, x, q + width + lane);
        var e = DoubleVector.fromArray(S, d, p + lane);
        s0 = e.fma(v, s0);
        t0 = e.fma(w, t0);
        e = DoubleVector.fromArray(S, d, p + width + lane);
        s1 = e.fma(v, s1);
        t1 = e.fma(w, t1);
        e = DoubleVector.fromArray(S, d, p + 2 * width + lane);
        s2 = e.fma(v, s2);
        t2 = e.fma(w, t2);
        e = DoubleVector.fromArray(S, d, p + 3 * width + lane);
        s3 = e.fma(v, s3);
        t3 = e.fma(w, t3);
      }
    }
    Tiles.store(s0, t0, sums, to);
    Tiles.store(s1, t1, sums, to + row);
    Tiles.store(s2, t2, sums, to + 2 * row);
    Tiles.store(s3, t3, sums, to + 3 * row);
  }

  private static void dots4(double[] d, int i, int rows, double[] x, int k, int columns, double[] sums, int to, int blocks,
      int width) {
    int row = columns * L;
    var s0 = DoubleVector.fromArray(S, sums, to);
    var s1 = DoubleVector.fromArray(S, sums, to + row);
    var s2 = DoubleVector.fromArray(S, sums, to + 2 * row);
    var s3 = DoubleVector.fromArray(S, sums, to + 3 * row);
    for (int block = 0; block < blocks; block++) {
      int p = (block * rows + i) * width;
      int q = (block * columns + k) * width;
      for (int lane = 0; lane < width; lane += L) {
        var v = DoubleVector.fromArray(S, x, q + lane);
        s0 = DoubleVector.fromArray(S, d, p + lane).fma(v, s0);
        s1 = DoubleVector.fromArray(S, d, p + width + lane).fma(v, s1);
        s2 = DoubleVector.fromArray(S, d, p + 2 * width + lane).fma(v, s2);
        s3 = DoubleVector.fromArray(S, d, p + 3 * width + lane).fma(v, s3);
      }
    }
    s0.intoArray(sums, to);
    s1.intoArray(sums, to + row);
    s2.intoArray(sums, to + 2 * row);
    s3.intoArray(sums, to + 3 * row);
  }

  @Override
  public void sum(double[] d, int rows, double[] sums, int at, int blocks, int width) {
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      sum4(d, i, rows, sums, (at + i) * L, blocks, width);
    }
    for (; i < rows; i++) {
      int to = (at + i) * L;
      var sum = DoubleVector.fromArray(S, sums, to);
      for (int block = 0; block < blocks; block++) {
        int p = (block * rows + i) * width;
        for (int lane = 0; lane < width; lane += L) {
          sum = sum.add(DoubleVector.fromArray(S, d, p + lane));
        }
      }
      sum.intoArray(sums, to);
    }
  }

  private static void sum4(double[] d, int i, int rows, double[] sums, int to, int blocks, int width) {
    var s0 = DoubleVector.fromArray(S, sums, to);
    var s1 = DoubleVector.fromArray(S, sums, to + L);
    var s2 = DoubleVector.fromArray(S, sums, to + 2 * L);
    var s3 = DoubleVector.fromArray(S, sums, to + 3 * L);
    for (int block = 0; block < blocks; block++) {
      int p = (block * rows + i) * width;
      for (int lane = 0; lane < width; lane += L) {
        s0 = s0.add(DoubleVector.fromArray(S, d, p + lane));
        s1 = s1.add(DoubleVector.fromArray(S, d, p + width + lane));
        s2 = s2.add(DoubleVector.fromArray(S, d, p + 2 * width + lane));
        s3 = s3.add(DoubleVector.fromArray(S, d, p + 3 * width + lane));
      }
    }
    s0.intoArray(sums, to);
    s1.intoArray(sums, to + L);
    s2.intoArray(sums, to + 2 * L);
    s3.intoArray(sums, to + 3 * L);
  }

  @Override
  public int lanes() {
    return L;
  }

  /** In pairs, pairs of pairs and so on. The Vector API's own sum of lanes has one order when compiled and another before. */
  @Override
  public double total(double[] sums, int i) {
    int p = i * L;
    if (L == 8) {
      return sums[p] + sums[p + 4] + (sums[p + 2] + sums[p + 6]) + (sums[p + 1] + sums[p + 5] + (sums[p + 3] + sums[p + 7]));
    }
    double sum = sums[p];
    for (int lane = 1; lane < L; lane++) {
      sum += sums[p + lane];
    }
    return sum;
  }

  @Override
  public void softmaxCrossEntropy(double[] z, double[] y, double[] weight, double[] c, double[] delta, int rows,
      int blocks, int width) {
    var e = new double[][] {delta == null ? c : delta};
    int some = Math.max(1, SOFTMAX_AT_ONCE / (rows * width));
    for (int first = 0; first < blocks; first += some) {
      int from = first * rows * width;
      int to = Math.min(blocks, first + some) * rows * width;
      for (int p = from; p < to; p += rows * width) {
        for (int lane = 0; lane < width; lane += L) {
          var max = max(z, p + lane, rows, width);
          for (int q = p + lane; q < p + rows * width; q += width) {
            max.sub(DoubleVector.fromArray(S, z, q)).intoArray(e[0], q); // shifted: no overflow
          }
        }
      }
      DECAY.run(e, e, from, to);
      for (int p = from; p < to; p += rows * width) {
        for (int lane = 0; lane < width; lane += L) {
          entropy(z, y, weight, c, e[0], delta != null, p + lane, rows, width);
        }
      }
    }
  }

  /**
   * The logarithm of what is at least 1, or NaN: with v = 2^k m, m between √½ and √2, it is k log 2 + 2 artanh((m − 1)/(m + 1)), all in
   * rounded operations of their own, so that it has the same bits whether compiled or not.
   */
  private static DoubleVector log(DoubleVector v) {
    var bits = v.reinterpretAsLongs();
    var k = bits.sub(ROOT_HALF).lanewise(VectorOperators.ASHR, 52);
    var m = bits.sub(k.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles();
    var exponent = k.add(SHIFTER).reinterpretAsDoubles().sub(Double.longBitsToDouble(SHIFTER));
    var t = m.sub(1).div(m.add(1));
    var w = t.mul(t);
    var series = DoubleVector.broadcast(S, 2.0 / 23);
    for (int n = 21; n >= 3; n -= 2) {
      series = series.fma(w, DoubleVector.broadcast(S, 2.0 / n));
    }
    var small = series.mul(w).mul(t).add(exponent.mul(LOG2_LOW)).add(t.add(t));
    return exponent.mul(LOG2_HIGH).add(small).add(v.sub(v)); // v − v is NaN where v is
  }

  private static DoubleVector max(double[] z, int p, int rows, int width) {
    var max = DoubleVector.fromArray(S, z, p);
    for (int j = 1; j < rows; j++) {
      max = max.max(DoubleVector.fromArray(S, z, p + j * width));
    }
    return max;
  }

  private static void entropy(double[] z, double[] y, double[] weight, double[] c, double[] e, boolean slopes, int p,
      int rows, int width) {
    var max = max(z, p, rows, width);
    var sum = DoubleVector.zero(S);
    var labels = sum;
    var inner = sum;
    for (int j = 0; j < rows; j++) {
      int q = p + j * width;
      var v = DoubleVector.fromArray(S, y, q);
      sum = sum.add(DoubleVector.fromArray(S, e, q));
      labels = labels.add(v);
      inner = v.fma(DoubleVector.fromArray(S, z, q).sub(max), inner);
    }
    var share = DoubleVector.fromArray(S, weight, p);
    var scale = labels.div(sum);
    for (int j = 0; slopes && j < rows; j++) {
      int q = p + j * width;
      DoubleVector.fromArray(S, e, q).mul(scale).sub(DoubleVector.fromArray(S, y, q)).mul(share).intoArray(e, q);
    }
    labels.mul(log(sum)).sub(inner).mul(share).intoArray(c, p);
    for (int j = 1; j < rows; j++) {
      DoubleVector.zero(S).intoArray(c, p + j * width);
    }
  }

  @Override
  public void sendBack(double[] w, int at, double[] d, double[] slope, int rows, int blocks, int width) {
    for (int block = 0; block < blocks; block++) {
      // From the first element of the block to the last; a block is one vector wide, or two.
      var e = DoubleVector.fromArray(S, d, block * width);
      var f = DoubleVector.fromArray(S, d, block * width + width - L);
      int p = block * rows * width;
      for (int i = 0; i < rows; i++, p += width) {
        var v = DoubleVector.broadcast(S, w[at + i]);
        v.mul(e).mul(DoubleVector.fromArray(S, slope, p)).intoArray(slope, p);
        if (width > L) {
          v.mul(f).mul(DoubleVector.fromArray(S, slope, p + L)).intoArray(slope, p + L);
        }
      }
    }
  }

  @Override
  public void rankOne(double[] w, int at, int stride, double[] da, double[] base, double[] z, int rows, int blocks,
      int width) {
    for (int block = 0; block < blocks; block++) {
      for (int lane = 0; lane < width; lane += L) {
        var d = DoubleVector.fromArray(S, da, block * width + lane);
        int p = block * rows * width + lane;
        for (int i = 0; i < rows; i++, p += width) {
          DoubleVector.broadcast(S, w[at + i * stride]).fma(d, DoubleVector.fromArray(S, base, p)).intoArray(z, p);
        }
      }
    }
  }
}
