package org.gradus.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * The supremum or infimum of a function.
 *
 * @param value the number, perhaps infinite, perhaps enclosed
 * @param attained whether it is a value of the function
 * @param at the points where it is attained; empty where it is not, or on whole intervals only
 * @param along where it is attained throughout, or approached: {@code "z > 0"}, {@code "z → ∞"}
 */
public record Extreme(Value value, boolean attained, List<Mark> at, List<String> along) {

  public Extreme {
    at = List.copyOf(at);
    along = List.copyOf(along);
  }

  Extreme negated() {
    return new Extreme(value.negated(), attained, at, along);
  }

  /** {@code 1/4, attained at z = 0}. */
  public String text(String x) {
    var words = new StringBuilder(value.text());
    if (attained) {
      var where = new ArrayList<String>();
      at.forEach(m -> where.add(x + (m.isExact() ? " = " : " ") + m.text()));
      where.addAll(along);
      words.append(" at ").append(String.join(", ", where));
    } else if (!along.isEmpty()) {
      words.append(value.infinite() != 0 ? " as " : ", approached as ").append(String.join(", ", along));
    }
    return words.toString();
  }
}
