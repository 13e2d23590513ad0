package org.gradus.grade;

import java.util.List;
import java.util.Map;

/**
 * The right answer to an item, for the teacher.
 *
 * @param item      its id
 * @param by        the variable or parameter by which was differentiated, or null for a given formula
 * @param formula   plain text; for a network, words
 * @param witnesses what other ways of differentiating say of it
 */
public record Solution(String item, String by, String formula, Map<String, String> witnesses) {

  static String table(List<Solution> all) {
    var out = new StringBuilder("# Right answers\n\nWhat gradus held the answers against. Not for students.\n\n| item | by | answer | witnesses |\n| --- | --- | --- | --- |\n");
    for (var s : all) {
      out.append("| ").append(cell(s.item())).append(" | ").append(s.by() == null ? "" : cell(s.by())).append(" | `").append(cell(s.formula())).append("` | ")
          .append(String.join(", ", s.witnesses().entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList())).append(" |\n");
    }
    return out.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\s+", " ");
  }
}
