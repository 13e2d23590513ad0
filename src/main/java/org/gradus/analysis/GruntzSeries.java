package org.gradus.analysis;

import java.util.List;
import org.gradus.expr.Expr;

/**
 * A generalised power series in ω → 0+: terms by rising exponent, then O(ω^bound).
 *
 * @param bound free of the variable; null where the terms are everything
 */
record GruntzSeries(List<Term> terms, Expr bound) {

  /** One term: a real exponent free of the variable, and a coefficient that varies slower than every power of ω. */
  record Term(Expr exponent, Expr coefficient) {}

  GruntzSeries {
    terms = List.copyOf(terms);
  }

  boolean exact() {
    return bound == null;
  }

  boolean isEmpty() {
    return terms.isEmpty();
  }
}
