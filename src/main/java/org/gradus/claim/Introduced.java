package org.gradus.claim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names, without their indices, that the text gives a meaning or a shape, declares, or assumes something of, and where it did so last. */
final class Introduced {

  private final Map<String, Integer> lines = new HashMap<>();
  private int since;
  private int level = Integer.MAX_VALUE;

  Introduced copy() {
    var c = new Introduced();
    c.lines.putAll(lines);
    c.since = since;
    c.level = level;
    return c;
  }

  void add(String name, int line) {
    lines.merge(Context.base(name), line, Math::max);
  }

  Set<String> all() {
    return Set.copyOf(lines.keySet());
  }

  Set<String> since(int line) {
    var found = new HashSet<>(lines.keySet());
    found.removeIf(n -> lines.get(n) < line);
    return found;
  }

  /** A new exercise begins; parts with numbers of their own within one do not. */
  void newPart(int headingLevel, int line) {
    if (headingLevel <= level) {
      since = line;
      level = headingLevel;
    }
  }

  /** The exercise at hand begins in this line, whatever headings there are. */
  void startsAt(int line) {
    since = line;
    level = -1;
  }

  /** Where the exercise at hand begins. */
  int start() {
    return since;
  }

  /** Whether the exercise at hand brings the name in. */
  boolean isHere(String name) {
    return lines.getOrDefault(Context.base(name), -1) >= since;
  }
}
