package org.gradus.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How the class did, as a page: the distribution of points, what became of each item, the most common slips. */
final class OverviewPage {

  private static final int WIDTH = 640;
  private static final int BINS = 10;
  private static final int PLOT = 160;
  private static final int LEFT = 90;
  private static final int BAR = 22;
  private static final int SLIPS = 5;
  private static final int LONGEST = 200;

  /** What to do about an answer that only a person can decide on. */
  static final String AFTER_ALL = "Is one right after all, put it under `accept` in the assignment and run again: it is right for everyone then.";

  private final Assignment assignment;
  private final List<Grades> all;

  OverviewPage(Assignment assignment, List<Grades> all) {
    this.assignment = assignment;
    this.all = all;
  }

  /** How many have reached so many tenths of the points; who has all of them is in the last. */
  static int[] distribution(List<Grades> all) {
    var bins = new int[BINS];
    for (var g : all) {
      bins[g.max().isZero() ? 0 : (int) Math.min(BINS - 1, g.points().dividedBy(g.max()).doubleValue() * BINS)]++;
    }
    return bins;
  }

  /** The most common slips of an item with their numbers, at most so many. */
  static List<Map.Entry<String, Integer>> slips(List<Grades> all, int item, int most) {
    var slips = new TreeMap<String, Integer>();
    all.stream().map(g -> g.marks().get(item)).filter(m -> m.slip() != null && (m.verdict() == Mark.Verdict.PARTIAL || m.verdict() == Mark.Verdict.WRONG)).forEach(m -> slips.merge(m.slip(), 1, Integer::sum));
    return slips.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).limit(most).toList();
  }

  String html() {
    var out = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + GradeFiles.escape(assignment.title())
        + ": the class</title>\n<style>\n:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}\n"
        + "svg{width:100%;height:auto}svg text{fill:currentColor;font:12px system-ui,sans-serif}\n"
        + "table{border-collapse:collapse}th,td{text-align:left;padding:.3rem .8rem;border-bottom:1px solid #8886}\n</style>\n</head>\n<body>\n<h1>");
    out.append(GradeFiles.escape(assignment.title())).append(": the class</h1>\n<p>").append(all.size()).append(" submissions</p>\n");
    if (!all.isEmpty()) {
      out.append("<h2>Points</h2>\n").append(histogram()).append("<h2>Items</h2>\n").append(items()).append("<h2>The most common slips</h2>\n").append(slipTable())
          .append(wrongAnswers()).append(toLookAt());
    }
    return out.append("</body>\n</html>\n").toString();
  }

  private static String text(double x, double y, String anchor, String words) {
    return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, GradeFiles.escape(words));
  }

  private static String box(double x, double y, double width, double height, String colour, String title) {
    return String.format(Locale.ROOT, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>\n", x, y, width, height,
        colour, GradeFiles.escape(title));
  }

  private String histogram() {
    var bins = distribution(all);
    int most = 1;
    for (int n : bins) {
      most = Math.max(most, n);
    }
    double step = WIDTH / (double) BINS;
    var out = new StringBuilder("<svg viewBox=\"0 0 " + WIDTH + " " + (PLOT + 60) + "\" role=\"img\" aria-label=\"How many submissions reached which share of the points\">\n");
    for (int i = 0; i < BINS; i++) {
      double height = PLOT * bins[i] / (double) most;
      var range = 10 * i + "–" + (10 * i + 10) + " %";
      out.append(box(i * step + 4, 20 + PLOT - height, step - 8, height, "#3b6ea5", range + ": " + bins[i]));
      out.append(text((i + 0.5) * step, 15 + PLOT - height, "middle", bins[i] == 0 ? "" : String.valueOf(bins[i])));
      out.append(text((i + 0.5) * step, PLOT + 38, "middle", 10 * i + "–" + (10 * i + 10)));
    }
    return out.append(text(WIDTH / 2.0, PLOT + 56, "middle", "% of the points")).append("</svg>\n").toString();
  }

  /** Dark to light as they stand in the legend, so that they are told apart without colours. */
  private static String colour(Mark.Verdict v) {
    return switch (v) {
      case RIGHT -> "#1b7837";
      case CARRIED -> "#3b6ea5";
      case PARTIAL -> "#7fbf7b";
      case WRONG -> "#b2182b";
      case MISSING -> "#bbbbbb";
      case OPEN -> "#e6c229";
      case BROKEN -> "#762a83";
    };
  }

  private static String word(Mark.Verdict v) {
    return switch (v) {
      case RIGHT -> "right";
      case CARRIED -> "follows";
      case PARTIAL -> "partly right";
      case WRONG -> "wrong";
      case MISSING -> "missing";
      case OPEN -> "open";
      case BROKEN -> "not usable";
    };
  }

  private String items() {
    int n = assignment.items().size();
    var out = new StringBuilder("<svg viewBox=\"0 0 " + WIDTH + " " + (n * (BAR + 8) + 40) + "\" role=\"img\" aria-label=\"What became of the answers to each item\">\n");
    for (int i = 0; i < n; i++) {
      double y = i * (BAR + 8);
      double x = LEFT;
      out.append(text(LEFT - 8, y + BAR - 6, "end", assignment.items().get(i).id()));
      for (var verdict : Mark.Verdict.values()) {
        int at = i;
        long count = all.stream().filter(g -> g.marks().get(at).verdict() == verdict).count();
        double width = (WIDTH - LEFT) * count / (double) all.size();
        if (count > 0) {
          out.append(box(x, y, width, BAR, colour(verdict), word(verdict) + ": " + count));
        }
        x += width;
      }
    }
    double x = LEFT;
    for (var verdict : Mark.Verdict.values()) {
      out.append(box(x, n * (BAR + 8) + 14, 12, 12, colour(verdict), word(verdict))).append(text(x + 16, n * (BAR + 8) + 24, "start", word(verdict)));
      x += 28 + 7 * word(verdict).length();
    }
    return out.append("</svg>\n").toString();
  }

  /** The wrong answers to an item that were given most often, in canonical form, with their numbers. */
  static List<Map.Entry<String, Integer>> answers(List<Grades> all, int item, int most) {
    var answers = new TreeMap<String, Integer>();
    all.stream().map(g -> g.marks().get(item)).filter(m -> m.read() != null && m.read().length() <= LONGEST
        && (m.verdict() == Mark.Verdict.WRONG || m.verdict() == Mark.Verdict.PARTIAL)).forEach(m -> answers.merge(m.read(), 1, Integer::sum));
    return answers.entrySet().stream().filter(e -> e.getValue() > 1)
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).limit(most).toList();
  }

  /** A mark that a person has to look at. */
  record Open(String student, Mark mark) {
    String why() {
      return mark.verdict() == Mark.Verdict.OPEN ? mark.slip() == null ? "neither proved nor refuted" : mark.slip() : mark.feedback();
    }
  }

  /** Answers that were not decided, and those that could not be used. */
  static List<Open> open(List<Grades> all) {
    return all.stream().flatMap(g -> g.marks().stream().filter(m -> m.verdict() == Mark.Verdict.OPEN || m.verdict() == Mark.Verdict.BROKEN)
        .map(m -> new Open(g.student(), m))).toList();
  }

  private String wrongAnswers() {
    var out = new StringBuilder();
    for (int i = 0; i < assignment.items().size(); i++) {
      for (var e : answers(all, i, SLIPS)) {
        out.append("<tr><th scope=\"row\">").append(GradeFiles.escape(assignment.items().get(i).id())).append("</th><td><code>")
            .append(GradeFiles.escape(e.getKey())).append("</code></td><td>").append(e.getValue()).append("</td></tr>\n");
      }
    }
    return out.isEmpty() ? "" : "<h2>The most common wrong answers</h2>\n<table>\n<thead><tr><th scope=\"col\">Item</th><th scope=\"col\">Answer</th>"
        + "<th scope=\"col\">Given</th></tr></thead>\n<tbody>\n" + out + "</tbody>\n</table>\n";
  }

  private String toLookAt() {
    var open = open(all);
    if (open.isEmpty()) {
      return "";
    }
    var out = new StringBuilder("<h2>To look at</h2>\n<table>\n<thead><tr><th scope=\"col\">Student</th><th scope=\"col\">Item</th>"
        + "<th scope=\"col\">Answer</th><th scope=\"col\">Why</th></tr></thead>\n<tbody>\n");
    open.forEach(o -> out.append("<tr><th scope=\"row\">").append(GradeFiles.escape(o.student())).append("</th><td>").append(GradeFiles.escape(o.mark().item()))
        .append("</td><td><code>").append(GradeFiles.escape(o.mark().read() == null ? "" : o.mark().read())).append("</code></td><td>")
        .append(GradeFiles.escape(o.why())).append("</td></tr>\n"));
    return out.append("</tbody>\n</table>\n").append(open.stream().anyMatch(o -> o.mark().read() != null)
        ? "<p>" + AFTER_ALL.replace("`accept`", "<code>accept</code>") + "</p>\n" : "").toString();
  }

  private String slipTable() {
    var out = new StringBuilder("<table>\n<thead><tr><th scope=\"col\">Item</th><th scope=\"col\">Slips</th></tr></thead>\n<tbody>\n");
    for (int i = 0; i < assignment.items().size(); i++) {
      var words = new ArrayList<String>();
      slips(all, i, SLIPS).forEach(e -> words.add(e.getKey() + " (" + e.getValue() + ")"));
      out.append("<tr><th scope=\"row\">").append(GradeFiles.escape(assignment.items().get(i).id())).append("</th><td>")
          .append(GradeFiles.escape(words.isEmpty() ? "none" : String.join(", ", words))).append("</td></tr>\n");
    }
    return out.append("</tbody>\n</table>\n").toString();
  }
}
