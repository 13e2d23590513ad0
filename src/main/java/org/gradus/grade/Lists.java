package org.gradus.grade;

import java.util.ArrayList;
import java.util.List;

/** A gradient written as one text: {@code [2 w x, 2 b]} or {@code (2 w x, 2 b)}. */
final class Lists {

  private Lists() {}

  /** The components, split at the commas that stand in no inner bracket. */
  static List<String> split(String text) {
    var t = text.strip();
    boolean latex = t.startsWith("$") && t.endsWith("$") && t.length() > 1;
    t = (latex ? t.substring(1, t.length() - 1) : t).replace("\\left", "").replace("\\right", "").strip();
    if (t.length() > 1 && "([".indexOf(t.charAt(0)) >= 0 && ")]".indexOf(t.charAt(t.length() - 1)) >= 0) {
      t = t.substring(1, t.length() - 1);
    }
    var parts = new ArrayList<String>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= t.length(); i++) {
      char c = i == t.length() ? ',' : t.charAt(i);
      if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      } else if (c == ',' && (depth == 0 || i == t.length())) {
        var part = t.substring(start, i).strip();
        parts.add(latex ? "$" + part + "$" : part);
        start = i + 1;
      }
    }
    return parts;
  }
}
