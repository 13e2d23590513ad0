package org.gradus.analysis;

import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/**
 * A real number on the axis of a function: known exactly, or the only zero of some function between two rationals.
 *
 * @param exact the number as an expression, or null
 * @param lower not above it
 * @param upper not below it; the same as lower where the number is rational
 */
public record Mark(Expr exact, Rational lower, Rational upper) {

  static Mark of(Rational r) {
    return new Mark(Exprs.num(r), r, r);
  }

  public boolean isExact() {
    return exact != null;
  }

  public Rational middle() {
    return lower.plus(upper).times(Rational.HALF);
  }

  /** The number to so many significant digits, with ≈ before it; the exact form where there is one. */
  public String text() {
    return exact != null ? exact.toString() : "≈ " + Decimal.between(lower, upper);
  }

  @Override
  public String toString() {
    return text();
  }
}
