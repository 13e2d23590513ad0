package org.gradus.analysis;

import java.util.List;

/**
 * The signs of a function on an open interval: it has exactly these zeros there, in rising order, and these signs between
 * them. A function that is zero throughout has no zeros here and the one sign 0.
 *
 * @param signs one more than zeros: −1 or +1, or the single 0
 */
public record Chart(Span span, List<Mark> zeros, List<Integer> signs) {

  public Chart {
    zeros = List.copyOf(zeros);
    signs = List.copyOf(signs);
    if (signs.size() != zeros.size() + 1) {
      throw new IllegalArgumentException("signs and zeros do not fit");
    }
  }

  static Chart constant(Span span, int sign) {
    return new Chart(span, List.of(), List.of(sign));
  }

  boolean isZero() {
    return signs.size() == 1 && signs.getFirst() == 0;
  }

  /** The open intervals between the zeros. */
  List<Span> gaps() {
    return span.cut(zeros);
  }
}
