package org.gradus.analysis;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/**
 * An open interval of the real line.
 *
 * @param low the lower end, or null for −∞
 * @param high the upper end, or null for ∞
 */
public record Span(Mark low, Mark high) {

  static final Span LINE = new Span(null, null);

  /** A rational inside. */
  Rational sample() {
    if (low == null && high == null) {
      return Rational.ZERO;
    }
    if (low == null) {
      return Rational.of(high.lower().floor()).minus(Rational.ONE);
    }
    if (high == null) {
      return Rational.of(low.upper().floor()).plus(Rational.TWO);
    }
    return between(low.upper(), high.lower());
  }

  /** Whether the rational certainly lies inside. */
  boolean contains(Rational p) {
    return (low == null || p.compareTo(low.upper()) > 0) && (high == null || p.compareTo(high.lower()) < 0);
  }

  /** The simplest dyadic rational strictly between the two. */
  static Rational between(Rational a, Rational b) {
    var step = Rational.ONE;
    if (b.minus(a).compareTo(Rational.TWO) > 0) {
      return Rational.of(a.plus(b).times(Rational.HALF).floor());
    }
    while (true) {
      var candidate = Rational.of(a.dividedBy(step).floor()).plus(Rational.ONE).times(step);
      if (candidate.compareTo(b) < 0) {
        return candidate;
      }
      step = step.times(Rational.HALF);
    }
  }

  /** The open intervals between points inside, given in rising order. */
  List<Span> cut(List<Mark> at) {
    var all = new ArrayList<Span>();
    for (int i = 0; i <= at.size(); i++) {
      all.add(new Span(i == 0 ? low : at.get(i - 1), i == at.size() ? high : at.get(i)));
    }
    return all;
  }

  /** What is known of x inside; an end that is only enclosed gives the weaker rational bound. */
  List<Expr> assumptions(Expr x) {
    var all = new ArrayList<Expr>();
    if (low != null) {
      all.add(Exprs.rel(RelOp.GT, x, low.isExact() ? low.exact() : Exprs.num(low.lower())));
    }
    if (high != null) {
      all.add(Exprs.rel(RelOp.LT, x, high.isExact() ? high.exact() : Exprs.num(high.upper())));
    }
    return all;
  }

  @Override
  public String toString() {
    return "(" + (low == null ? "-∞" : low) + ", " + (high == null ? "∞" : high) + ")";
  }
}
