package org.gradus.verify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A point at which the two sides of a claim differ for certain.
 *
 * @param point the variables with their exact values, in the order in which they are to be shown
 * @param lhs   the left side there, or its shape
 * @param rhs   the right side there, or its shape
 * @param drawing computes both sides around the point, to look at: few reports show them; null where there is nothing to draw
 */
public record Counterexample(Map<String, String> point, String lhs, String rhs, Drawing drawing) {

  /** A point without a picture. */
  public Counterexample(Map<String, String> point, String lhs, String rhs) {
    this(point, lhs, rhs, null);
  }

  public Counterexample {
    point = Collections.unmodifiableMap(new LinkedHashMap<>(point));
  }

  /** Both sides around the point, computed anew; null where there is nothing to draw. */
  public Curves curves() {
    return drawing == null ? null : drawing.curves();
  }
}
