package org.gradus.expr;

/**
 * The shape of a quantity: rows × columns. The sizes are expressions, numbers or names ({@code n}); two sizes are the
 * same only if their expressions are.
 */
public record Shape(Expr rows, Expr columns) {

  /** 1×1: a number. */
  public static final Shape SCALAR = new Shape(Exprs.ONE, Exprs.ONE);

  public static Shape of(Expr rows, Expr columns) {
    return new Shape(rows, columns);
  }

  /** A column vector, n×1. */
  public static Shape column(Expr n) {
    return new Shape(n, Exprs.ONE);
  }

  /** A row vector, 1×n. */
  public static Shape row(Expr n) {
    return new Shape(Exprs.ONE, n);
  }

  public Shape transposed() {
    return new Shape(columns, rows);
  }

  public boolean isScalar() {
    return Exprs.isOne(rows) && Exprs.isOne(columns);
  }

  public boolean isColumn() {
    return Exprs.isOne(columns) && !Exprs.isOne(rows);
  }

  public boolean isRow() {
    return Exprs.isOne(rows) && !Exprs.isOne(columns);
  }

  /** One size is 1, the other is not. */
  public boolean isVector() {
    return isColumn() || isRow();
  }

  /** Neither size is known to be 1. */
  public boolean isMatrix() {
    return !Exprs.isOne(rows) && !Exprs.isOne(columns);
  }

  public boolean isSquare() {
    return rows.equals(columns);
  }

  /** {@code 3×n}. */
  @Override
  public String toString() {
    return rows + "×" + columns;
  }
}
