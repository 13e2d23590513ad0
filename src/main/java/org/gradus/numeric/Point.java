package org.gradus.numeric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.expr.Rational;

/** Exact values for the variables, in the order of the domain. */
public record Point(Map<String, Rational> values) {

  public Point {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The number of bits to write it down: smaller is easier to read. */
  int complexity() {
    int bits = 0;
    for (var x : values.values()) {
      bits += cost(x);
    }
    return bits;
  }

  static int cost(Rational x) {
    return x.num().bitLength() + 2 * x.den().bitLength() + (x.signum() < 0 ? 1 : 0);
  }
}
