package org.gradus.notation;

/** What a value is by the number and direction of its dimensions; a vector is a column unless it is transposed. */
public enum Rank {
  SCALAR, ROW, COLUMN, MATRIX;

  public boolean isScalar() {
    return this == SCALAR;
  }

  public Rank transposed() {
    return switch (this) {
      case SCALAR -> SCALAR;
      case ROW -> COLUMN;
      case COLUMN -> ROW;
      case MATRIX -> MATRIX;
    };
  }

  /** The rank of the product in this order, or null where sizes can never fit. */
  public static Rank product(Rank a, Rank b) {
    if (a == SCALAR || b == SCALAR) {
      return a == SCALAR ? b : a;
    }
    boolean rows = a == COLUMN || a == MATRIX;
    boolean inner = a == ROW || a == MATRIX;
    boolean fits = inner == (b == COLUMN || b == MATRIX);
    if (!fits) {
      return null;
    }
    boolean columns = b == ROW || b == MATRIX;
    return rows ? columns ? MATRIX : COLUMN : columns ? ROW : SCALAR;
  }
}
