package org.gradus.expr;

/** A relation between two expressions. {@link #APPROX} is the {@code ≈} of worked numbers. */
public enum RelOp {
  EQ("="), NE("!="), LT("<"), LE("<="), GT(">"), GE(">="), APPROX("~=");

  private final String plain;

  RelOp(String plain) {
    this.plain = plain;
  }

  public String plain() {
    return plain;
  }

  /** Whether it is one of &lt;, ≤, &gt;, ≥. */
  public boolean isOrder() {
    return this == LT || this == LE || this == GT || this == GE;
  }

  /** The relation with its sides exchanged: {@code a < b} is {@code b > a}. */
  public RelOp flip() {
    return switch (this) {
      case LT -> GT;
      case LE -> GE;
      case GT -> LT;
      case GE -> LE;
      case EQ, NE, APPROX -> this;
    };
  }

  /** The relation that holds exactly where this one does not (for real sides). */
  public RelOp negate() {
    return switch (this) {
      case EQ, APPROX -> NE;
      case NE -> EQ;
      case LT -> GE;
      case LE -> GT;
      case GT -> LE;
      case GE -> LT;
    };
  }

  /** Whether the relation holds between two reals whose difference (left − right) has this sign. */
  public boolean holdsForSign(int sign) {
    return switch (this) {
      case EQ, APPROX -> sign == 0;
      case NE -> sign != 0;
      case LT -> sign < 0;
      case LE -> sign <= 0;
      case GT -> sign > 0;
      case GE -> sign >= 0;
    };
  }
}
