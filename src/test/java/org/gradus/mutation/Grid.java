package org.gradus.mutation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.gradus.mutation.Decimals.Undefined;

/** A matrix of decimals; a number is one of 1×1. Operations throw {@link Undefined} where the shapes do not fit. */
record Grid(int rows, int columns, BigDecimal[] entries) {

  private static final MathContext MC = new MathContext(ArrayDecimals.DIGITS + 8);

  interface Entry {
    BigDecimal at(int row, int column);
  }

  static Grid of(int rows, int columns, Entry entry) {
    var all = new BigDecimal[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        all[i * columns + j] = entry.at(i, j);
      }
    }
    return new Grid(rows, columns, all);
  }

  static Grid of(BigDecimal x) {
    return new Grid(1, 1, new BigDecimal[] {x});
  }

  BigDecimal at(int i, int j) {
    if (i < 0 || j < 0 || i >= rows || j >= columns) {
      throw new Undefined("beyond the end");
    }
    return entries[i * columns + j];
  }

  /** Zeros in the shape of another. */
  static Grid zeros(Grid like) {
    return of(like.rows, like.columns, (_, _) -> BigDecimal.ZERO);
  }

  /** Whether this is the number 0, which stands for zeros of any shape. */
  boolean isZero() {
    return isNumber() && entries[0].signum() == 0;
  }

  boolean isNumber() {
    return rows == 1 && columns == 1;
  }

  BigDecimal number() {
    if (!isNumber()) {
      throw new Undefined("no number");
    }
    return entries[0];
  }

  /** The entry of a larger matrix of which this is a part that is repeated. */
  BigDecimal repeated(int i, int j, int height, int width) {
    if (rows != 1 && rows != height || columns != 1 && columns != width) {
      throw new Undefined("shapes do not fit");
    }
    return at(rows == 1 ? 0 : i, columns == 1 ? 0 : j);
  }

  private interface Operation {
    BigDecimal of(BigDecimal a, BigDecimal b);
  }

  private Grid with(Grid o, Operation operation) {
    int height = Math.max(rows, o.rows);
    int width = Math.max(columns, o.columns);
    if ((height > rows || width > columns) && (height > o.rows || width > o.columns)) {
      throw new Undefined("shapes do not fit");
    }
    return of(height, width, (i, j) -> operation.of(repeated(i, j, height, width), o.repeated(i, j, height, width)));
  }

  Grid plus(Grid o) {
    return with(o, (a, b) -> a.add(b, MC));
  }

  /** Entry by entry. */
  Grid times(Grid o) {
    return with(o, (a, b) -> a.multiply(b, MC));
  }

  Grid matmul(Grid o) {
    if (isNumber() || o.isNumber()) {
      return times(o);
    }
    if (columns != o.rows) {
      throw new Undefined("shapes do not fit");
    }
    return of(rows, o.columns, (i, j) -> {
      var sum = BigDecimal.ZERO;
      for (int k = 0; k < columns; k++) {
        sum = sum.add(at(i, k).multiply(o.at(k, j)), MC);
      }
      return sum;
    });
  }

  Grid transposed() {
    return of(columns, rows, (i, j) -> at(j, i));
  }

  /** A row or a column as a column. */
  Grid column() {
    if (columns == 1) {
      return this;
    }
    if (rows != 1) {
      throw new Undefined("no vector");
    }
    return transposed();
  }

  Grid vec() {
    return of(rows * columns, 1, (i, _) -> at(i % rows, i / rows));
  }

  Grid kron(Grid o) {
    return of(rows * o.rows, columns * o.columns, (i, j) -> at(i / o.rows, j / o.columns).multiply(o.at(i % o.rows, j % o.columns), MC));
  }

  BigDecimal sum() {
    return Arrays.stream(entries).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal squares() {
    return Arrays.stream(entries).map(x -> x.multiply(x, MC)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  Grid trace() {
    square();
    var sum = BigDecimal.ZERO;
    for (int i = 0; i < rows; i++) {
      sum = sum.add(at(i, i));
    }
    return of(sum);
  }

  private void square() {
    if (rows != columns) {
      throw new Undefined("not square");
    }
  }

  /** Along the first row. */
  Grid determinant() {
    square();
    if (rows == 1) {
      return this;
    }
    var sum = BigDecimal.ZERO;
    for (int j = 0; j < columns; j++) {
      var term = at(0, j).multiply(without(0, j).determinant().number(), MC);
      sum = j % 2 == 0 ? sum.add(term, MC) : sum.subtract(term, MC);
    }
    return of(sum);
  }

  private Grid without(int row, int column) {
    return of(rows - 1, columns - 1, (i, j) -> at(i < row ? i : i + 1, j < column ? j : j + 1));
  }

  /** By cofactors. */
  Grid inverse() {
    var det = determinant().number();
    if (det.abs().compareTo(new BigDecimal("1e-20")) < 0) {
      throw new Undefined("no inverse");
    }
    if (rows == 1) {
      return of(BigDecimal.ONE.divide(det, MC));
    }
    return of(rows, columns, (i, j) -> {
      var minor = without(j, i).determinant().number().divide(det, MC);
      return (i + j) % 2 == 0 ? minor : minor.negate();
    });
  }
}
