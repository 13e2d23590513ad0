package org.gradus.grade;

import java.util.List;
import java.util.Locale;

/** How submissions name the items of an assignment: {@code 1a}, {@code Problem 1 (a)}, {@code 1.a}. */
final class Ids {

  private Ids() {}

  /** Lower case, without blanks and punctuation. */
  static String normal(String id) {
    return id.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** The item that a heading names, as a run of its words; the longest name wins; null if there is none. */
  static Item named(String heading, List<Item> items) {
    var words = heading.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+");
    Item found = null;
    for (var item : items) {
      var id = normal(item.id());
      for (int i = 0; i < words.length; i++) {
        var run = "";
        for (int j = i; j < words.length && run.length() < id.length(); j++) {
          run += words[j];
          if (run.equals(id) && (found == null || id.length() > normal(found.id()).length())) {
            found = item;
          }
        }
      }
    }
    return found;
  }
}
