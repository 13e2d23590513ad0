package org.gradus.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a product of matrices: {@code z[r] += Σ_s w[o + r·row + s·inner] p[s]}, where p is read on and on, two vectors
 * wide, and z has its rows {@code stride} apart. They begin with {@code b[bAt + r]}, or with what is in z where b is null, so
 * that a sum that is taken up again has the same order as one that is not interrupted.
 *
 * <p>A tile of six rows keeps 12 sums, two vectors of p and one weight in 15 registers, one less than AVX2 has; eight sums
 * would be enough to keep two units busy with fused multiplications of four cycles. The step {@code inner} is a variable for a
 * reason: with a constant HotSpot unrolls the loop and moves so many loads to its front that the sums leave the registers,
 * which halves the speed.
 */
final class Tiles {

  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  /** Bytes of p that stay in the first cache, half of what is common, while all rows go by. */
  private static final int FIRST_CACHE = 16 << 10;
  /** Bytes of w that stay in the second one, half of what is common, while all of p goes by. */
  private static final int SECOND_CACHE = 240 << 10;
  private static final int TALL = 6;
  private static final int LOW = 4;
  /** Rows of a tile of one vector. */
  private static final int NARROW = 8;

  /** How much of the inner dimension goes by at a time: a multiple of the width of two vectors. */
  static final int DEPTH = FIRST_CACHE / (2 * L * Double.BYTES);
  /** Rows that go by at a time, all but the last ones in tall tiles. */
  private static final int ROWS = SECOND_CACHE / (DEPTH * Double.BYTES) / TALL * TALL;

  private Tiles() {}

  /** Where the rows end that go by together, from {@code first} on; a few at the end are not left alone. */
  static int end(int first, int rows) {
    return rows - first < ROWS + TALL ? rows : first + ROWS;
  }

  /** The height of the next tile, so that no more rows than necessary are left for tiles of one. */
  static int height(int left) {
    boolean twoLow = left == 2 * LOW || left == 2 * LOW + 1;
    return left >= TALL && !twoLow ? TALL : left >= LOW ? LOW : 1;
  }

  static void tile(int height, double[] w, int o, int row, int inner, int count, double[] b, int bAt, double[] p, int q,
      double[] z, int to, int stride) {
    switch (height) {
      case TALL -> tile6(w, o, row, inner, count, b, bAt, p, q, z, to, stride);
      case LOW -> tile4(w, o, row, inner, count, b, bAt, p, q, z, to, stride);
      default -> tile1(w, o, inner, count, b, bAt, p, q, z, to);
    }
  }

  private static DoubleVector start(double[] b, int i, double[] z, int to) {
    return b == null ? DoubleVector.fromArray(S, z, to) : DoubleVector.broadcast(S, b[i]);
  }

  /** Two vectors side by side. */
  static void store(DoubleVector a, DoubleVector b, double[] z, int to) {
    a.intoArray(z, to);
    b.intoArray(z, to + L);
  }

  private static void tile6(double[] w, int o, int row, int inner, int count, double[] b, int bAt, double[] p, int q,
      double[] z, int to, int stride) {
    var a0 = start(b, bAt, z, to);
    var b0 = start(b, bAt, z, to + L);
    var a1 = start(b, bAt + 1, z, to + stride);
    var b1 = start(b, bAt + 1, z, to + stride + L);
    var a2 = start(b, bAt + 2, z, to + 2 * stride);
    var b2 = start(b, bAt + 2, z, to + 2 * stride + L);
    var a3 = start(b, bAt + 3, z, to + 3 * stride);
    var b3 = start(b, bAt + 3, z, to + 3 * stride + L);
    var a4 = start(b, bAt + 4, z, to + 4 * stride);
    var b4 = start(b, bAt + 4, z, to + 4 * stride + L);
    var a5 = start(b, bAt + 5, z, to + 5 * stride);
    var b5 = start(b, bAt + 5, z, to + 5 * stride + L);
    int e = o;
    for (int s = 0; s < count; s++) {
      var x = DoubleVector.fromArray(S, p, q + s * 2 * L);
      var y = DoubleVector.fromArray(S, p, q + s * 2 * L + L);
      var v = DoubleVector.broadcast(S, w[e]);
      a0 = v.fma(x, a0);
      b0 = v.fma(y, b0);
      v = DoubleVector.broadcast(S, w[e + row]);
      a1 = v.fma(x, a1);
      b1 = v.fma(y, b1);
      v = DoubleVector.broadcast(S, w[e + 2 * row]);
      a2 = v.fma(x, a2);
      b2 = v.fma(y, b2);
      v = DoubleVector.broadcast(S, w[e + 3 * row]);
      a3 = v.fma(x, a3);
      b3 = v.fma(y, b3);
      v = DoubleVector.broadcast(S, w[e + 4 * row]);
      a4 = v.fma(x, a4);
      b4 = v.fma(y, b4);
      v = DoubleVector.broadcast(S, w[e + 5 * row]);
      a5 = v.fma(x, a5);
      b5 = v.fma(y, b5);
      e += inner;
    }
    store(a0, b0, z, to);
    store(a1, b1, z, to + stride);
    store(a2, b2, z, to + 2 * stride);
    store(a3, b3, z, to + 3 * stride);
    store(a4, b4, z, to + 4 * stride);
    store(a5, b5, z, to + 5 * stride);
  }

  private static void tile4(double[] w, int o, int row, int inner, int count, double[] b, int bAt, double[] p, int q,
      double[] z, int to, int stride) {
    var a0 = start(b, bAt, z, to);
    var b0 = start(b, bAt, z, to + L);
    var a1 = start(b, bAt + 1, z, to + stride);
    var b1 = start(b, bAt + 1, z, to + stride + L);
    var a2 = start(b, bAt + 2, z, to + 2 * stride);
    var b2 = start(b, bAt + 2, z, to + 2 * stride + L);
    var a3 = start(b, bAt + 3, z, to + 3 * stride);
    var b3 = start(b, bAt + 3, z, to + 3 * stride + L);
    int e = o;
    for (int s = 0; s < count; s++) {
      var x = DoubleVector.fromArray(S, p, q + s * 2 * L);
      var y = DoubleVector.fromArray(S, p, q + s * 2 * L + L);
      var v = DoubleVector.broadcast(S, w[e]);
      a0 = v.fma(x, a0);
      b0 = v.fma(y, b0);
      v = DoubleVector.broadcast(S, w[e + row]);
      a1 = v.fma(x, a1);
      b1 = v.fma(y, b1);
      v = DoubleVector.broadcast(S, w[e + 2 * row]);
      a2 = v.fma(x, a2);
      b2 = v.fma(y, b2);
      v = DoubleVector.broadcast(S, w[e + 3 * row]);
      a3 = v.fma(x, a3);
      b3 = v.fma(y, b3);
      e += inner;
    }
    store(a0, b0, z, to);
    store(a1, b1, z, to + stride);
    store(a2, b2, z, to + 2 * stride);
    store(a3, b3, z, to + 3 * stride);
  }

  private static void tile1(double[] w, int o, int inner, int count, double[] b, int bAt, double[] p, int q, double[] z,
      int to) {
    var a0 = start(b, bAt, z, to);
    var b0 = start(b, bAt, z, to + L);
    for (int s = 0; s < count; s++) {
      var v = DoubleVector.broadcast(S, w[o + s * inner]);
      a0 = v.fma(DoubleVector.fromArray(S, p, q + s * 2 * L), a0);
      b0 = v.fma(DoubleVector.fromArray(S, p, q + s * 2 * L + L), b0);
    }
    store(a0, b0, z, to);
  }

  /** The same one vector wide and to its end, for few examples. */
  static void narrow(int rows, double[] w, int o, int row, int inner, int count, double[] b, int bAt, double[] p, int q,
      double[] z, int to) {
    int i = 0;
    for (; i + NARROW <= rows; i += NARROW) {
      narrow8(w, o + i * row, row, inner, count, b, bAt + i, p, q, z, to + i * L);
    }
    for (; i < rows; i++) {
      narrow1(w, o + i * row, inner, count, b[bAt + i], p, q, z, to + i * L);
    }
  }

  private static void narrow8(double[] w, int o, int row, int inner, int count, double[] b, int bAt, double[] p, int q,
      double[] z, int to) {
    var a0 = DoubleVector.broadcast(S, b[bAt]);
    var a1 = DoubleVector.broadcast(S, b[bAt + 1]);
    var a2 = DoubleVector.broadcast(S, b[bAt + 2]);
    var a3 = DoubleVector.broadcast(S, b[bAt + 3]);
    var a4 = DoubleVector.broadcast(S, b[bAt + 4]);
    var a5 = DoubleVector.broadcast(S, b[bAt + 5]);
    var a6 = DoubleVector.broadcast(S, b[bAt + 6]);
    var a7 = DoubleVector.broadcast(S, b[bAt + 7]);
    int e = o;
    for (int s = 0; s < count; s++) {
      var x = DoubleVector.fromArray(S, p, q);
      a0 = DoubleVector.broadcast(S, w[e]).fma(x, a0);
      a1 = DoubleVector.broadcast(S, w[e + row]).fma(x, a1);
      a2 = DoubleVector.broadcast(S, w[e + 2 * row]).fma(x, a2);
      a3 = DoubleVector.broadcast(S, w[e + 3 * row]).fma(x, a3);
      a4 = DoubleVector.broadcast(S, w[e + 4 * row]).fma(x, a4);
      a5 = DoubleVector.broadcast(S, w[e + 5 * row]).fma(x, a5);
      a6 = DoubleVector.broadcast(S, w[e + 6 * row]).fma(x, a6);
      a7 = DoubleVector.broadcast(S, w[e + 7 * row]).fma(x, a7);
      e += inner;
      q += L;
    }
    a0.intoArray(z, to);
    a1.intoArray(z, to + L);
    a2.intoArray(z, to + 2 * L);
    a3.intoArray(z, to + 3 * L);
    a4.intoArray(z, to + 4 * L);
    a5.intoArray(z, to + 5 * L);
    a6.intoArray(z, to + 6 * L);
    a7.intoArray(z, to + 7 * L);
  }

  private static void narrow1(double[] w, int o, int inner, int count, double start, double[] p, int q, double[] z,
      int to) {
    var a = DoubleVector.broadcast(S, start);
    for (int s = 0; s < count; s++) {
      a = DoubleVector.broadcast(S, w[o + s * inner]).fma(DoubleVector.fromArray(S, p, q + s * L), a);
    }
    a.intoArray(z, to);
  }
}
