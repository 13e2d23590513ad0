package org.gradus.grade;

import java.util.List;

/** The grades as a table for a terminal of 80 columns. */
public final class GradeTable {

  private static final int NAME = 24;
  private static final int CELL = 6;
  private static final int MOST_CELLS = 7;

  private GradeTable() {}

  /** One line for each student: points by item (of the first items, if there are many), and the sum. */
  public static String of(Assignment assignment, List<Grades> all) {
    var items = assignment.items().stream().limit(MOST_CELLS).toList();
    var out = new StringBuilder(left("student", NAME));
    items.forEach(i -> out.append(right(i.id(), CELL)));
    out.append(right(assignment.items().size() > items.size() ? "…" : "", 2)).append(right("points", 10)).append('\n');
    for (var g : all) {
      out.append(left(printable(g.student()), NAME));
      for (int i = 0; i < items.size(); i++) {
        var m = g.marks().get(i);
        out.append(right(switch (m.verdict()) {
          case OPEN -> "?";
          case BROKEN -> "!";
          case MISSING -> "–";
          case RIGHT, CARRIED, PARTIAL, WRONG -> Grades.show(m.points());
        }, CELL));
      }
      out.append("  ").append(right(Grades.show(g.points()) + "/" + Grades.show(g.max()), 10)).append('\n');
    }
    boolean open = all.stream().flatMap(g -> g.marks().stream()).anyMatch(m -> m.verdict() == Mark.Verdict.OPEN);
    boolean broken = all.stream().flatMap(g -> g.marks().stream()).anyMatch(m -> m.verdict() == Mark.Verdict.BROKEN);
    return out + (open ? "? neither proved nor refuted: a person has to look\n" : "") + (broken ? "! not usable: see the student's page (--out)\n" : "");
  }

  private static String printable(String s) {
    return s.replaceAll("[\\p{Cntrl}\\p{Cf}]", "�");
  }

  private static String left(String s, int width) {
    var t = s.length() >= width ? s.substring(0, width - 2) + "…" : s;
    return t + " ".repeat(width - t.length());
  }

  private static String right(String s, int width) {
    return s.length() >= width ? " " + s : " ".repeat(width - s.length()) + s;
  }
}
