package org.gradus.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The headings above the place that is read, and above each part that gave a name its meaning. */
final class Sections {

  /** @param number of the heading, from the first on */
  private record Heading(int number, int level) {}

  private int count;
  private final List<Heading> open = new ArrayList<>();
  private final Map<Integer, List<Heading>> above = new HashMap<>();
  private int level;

  Sections copy() {
    var c = new Sections();
    c.count = count;
    c.open.addAll(open);
    c.above.putAll(above);
    c.level = level;
    return c;
  }

  /** The level of the last heading; 0 before the first. */
  int level() {
    return level;
  }

  void heading(int newLevel) {
    level = newLevel;
    open.removeIf(h -> h.level() >= newLevel);
    open.add(new Heading(++count, newLevel));
  }

  /** The part gives a name its meaning here. */
  void defines(int part) {
    above.put(part, List.copyOf(open));
  }

  /**
   * Whether the part lies around the one at hand, which stands below a heading of its own within that part. What stands below
   * the title of the document, or before the first heading, may be a part beside the others.
   */
  boolean isAround(int part) {
    var outer = above.get(part);
    return outer != null && !outer.isEmpty() && outer.getLast().level() > 1 && outer.size() < open.size() && open.subList(0, outer.size()).equals(outer);
  }
}
