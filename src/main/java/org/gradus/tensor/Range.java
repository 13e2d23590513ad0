package org.gradus.tensor;

import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/** The values of an index: the integers from {@code lower} to {@code upper}. */
record Range(Expr lower, Expr upper) {

  static Range to(Expr size) {
    return new Range(Exprs.ONE, size);
  }

  /** Whether it looks like all values that an index may have: 1..n, 0..n, 0..n−1, 1..3. */
  boolean looksWhole() {
    return (Exprs.isOne(lower) || Exprs.isZero(lower)) && (upper instanceof Expr.Sym || upper instanceof Expr.Num
        || Exprs.isZero(lower) && Exprs.add(upper, Exprs.ONE) instanceof Expr.Sym);
  }

  /** Whether every value of this range is one of the other, as far as the ends tell. */
  boolean within(Range o, Normalizer normalizer) {
    return atMost(o.lower, lower, normalizer) && atMost(upper, o.upper, normalizer);
  }

  private static boolean atMost(Expr a, Expr b, Normalizer normalizer) {
    var difference = normalizer.of(Exprs.sub(b, a)).rational();
    return difference != null && difference.signum() >= 0;
  }

  /** Whether the number is in the range for all sizes. */
  boolean contains(Rational n, Normalizer normalizer) {
    var from = normalizer.of(lower).rational();
    if (from == null || !n.isInteger() || n.compareTo(from) < 0) {
      return false;
    }
    var to = normalizer.of(upper).rational();
    // A range is not empty, so its first value is always there.
    return to == null ? n.equals(from) : n.compareTo(to) <= 0;
  }

  /** Whether the number is in the range from some size on: who writes z_2 says that there are two. */
  boolean mayContain(Rational n, Normalizer normalizer) {
    var from = normalizer.of(lower).rational();
    return from != null && n.isInteger() && n.compareTo(from) >= 0 && upper instanceof Expr.Sym;
  }

  @Override
  public String toString() {
    return lower + ".." + upper;
  }
}
