package org.gradus.grade;

import java.util.Locale;

/** How much a student is told. Each level tells what the ones before it tell. */
public enum Feedback {
  MARK, LINE, SLIP, COUNTEREXAMPLE, SOLUTION;

  boolean tells(Feedback level) {
    return compareTo(level) >= 0;
  }

  static Feedback parse(String text) throws GradingException {
    for (var level : values()) {
      if (level.name().toLowerCase(Locale.ROOT).equals(text.strip())) {
        return level;
      }
    }
    throw new GradingException("feedback '" + text + "': write mark, line, slip, counterexample or solution");
  }
}
