package org.gradus.analysis;

import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.numeric.PointEvaluator;

/**
 * A number in the extended reals: exact (also ±∞), or enclosed.
 *
 * @param exact the number, or null
 * @param lower not above it; null where it is infinite
 * @param upper not below it; null where it is infinite
 */
public record Value(Expr exact, Rational lower, Rational upper) {

  static final Value INFINITY = new Value(Exprs.INFINITY, null, null);
  static final Value MINUS_INFINITY = new Value(Exprs.neg(Exprs.INFINITY), null, null);

  static Value exactly(Expr e) {
    if (e.equals(INFINITY.exact)) {
      return INFINITY;
    }
    if (e.equals(MINUS_INFINITY.exact)) {
      return MINUS_INFINITY;
    }
    if (e instanceof Expr.Num n) {
      return new Value(e, n.value(), n.value());
    }
    var v = PointEvaluator.enclose(e, Map.of(), 60);
    if (!v.isDefined()) {
      throw new Undecided("the number " + e + " is not certainly defined");
    }
    return v.exact() != null ? exactly(Exprs.num(v.exact()))
        : new Value(e, Rational.of(v.lower()), Rational.of(v.upper()));
  }

  static Value within(Rational lower, Rational upper) {
    return new Value(null, lower, upper);
  }

  /** −1, 0, +1. */
  public int infinite() {
    return lower != null ? 0 : equals(INFINITY) ? 1 : -1;
  }

  public Value negated() {
    return infinite() > 0 ? MINUS_INFINITY : infinite() < 0 ? INFINITY
        : new Value(exact == null ? null : Exprs.neg(exact), upper.negate(), lower.negate());
  }

  /** The exact form, with a decimal where it is no plain number; or the enclosure. */
  public String text() {
    if (infinite() != 0) {
      return infinite() > 0 ? "∞" : "-∞";
    }
    return exact == null ? Decimal.enclosure(lower, upper)
        : exact instanceof Expr.Num || exact instanceof Expr.Const ? exact.toString()
        : exact + " ≈ " + Decimal.between(lower, upper);
  }

  @Override
  public String toString() {
    return text();
  }
}
