package org.gradus.grade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes grades: {@code grades.csv}, a page for each student, Gradescope's {@code results.json}, JUnit XML, an overview of the class. */
public final class GradeFiles {

  private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** What lies beside the students' folders. */
  private static final Set<String> OWN = Set.of("grades.csv", "solutions.md", "junit.xml", "overview.md", "overview.html");

  private static final int MAX_LINE = 200;

  private GradeFiles() {}

  /** Writes all files into the folder, which is made if it is not there. */
  public static void write(Path folder, Assignment assignment, List<Solution> solutions, List<Grades> all) throws IOException {
    Files.createDirectories(folder);
    put(folder.resolve("solutions.md"), Solution.table(solutions));
    put(folder.resolve("grades.csv"), csv(assignment, all));
    put(folder.resolve("junit.xml"), junit(assignment, all));
    put(folder.resolve("overview.md"), overview(assignment, all));
    put(folder.resolve("overview.html"), new OverviewPage(assignment, all).html());
    var taken = new HashSet<>(OWN);
    for (var g : all) {
      var own = Files.createDirectories(folder.resolve(fileName(g.student(), taken)));
      put(own.resolve("feedback.html"), html(assignment, g));
      put(own.resolve("results.json"), gradescope(assignment, g));
    }
  }

  private static void put(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /** A folder of its own for each student, whatever they call themselves: also where letters' case does not count. */
  private static String fileName(String student, Set<String> taken) {
    var safe = student.replaceAll("[^\\p{L}\\p{N}._-]", "_").replaceAll("[.]+$", "_");
    var name = safe.isBlank() || safe.startsWith(".") ? "_" + safe : safe;
    for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = safe + "_" + i;
    }
    return name;
  }

  /** A table for spreadsheets. Cells that a spreadsheet would take for formulas are put behind an apostrophe. */
  static String csv(Assignment assignment, List<Grades> all) {
    var out = new StringBuilder("student");
    assignment.items().forEach(i -> out.append(',').append(cell(i.id())));
    out.append(",points,of\n");
    for (var g : all) {
      out.append(cell(g.student()));
      g.marks().forEach(m -> out.append(',').append(m.verdict() == Mark.Verdict.OPEN ? "?" : Grades.show(m.points())));
      out.append(',').append(Grades.show(g.points())).append(',').append(Grades.show(g.max())).append('\n');
    }
    return out.toString();
  }

  private static String cell(String text) {
    var safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.matches("(?s).*[\",\\n\\r].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }

  /** Gradescope's format for automatic graders. */
  static String gradescope(Assignment assignment, Grades g) {
    var tests = new ArrayList<Map<String, Object>>();
    for (var m : g.marks()) {
      var test = new LinkedHashMap<String, Object>();
      test.put("name", m.item());
      test.put("score", Double.valueOf(Grades.show(m.points())));
      test.put("max_score", Double.valueOf(Grades.show(m.max())));
      test.put("status", m.isFull() ? "passed" : "failed");
      test.put("output", words(m) + (showsReading(assignment, m) ? "\nread as: " + m.read() : ""));
      tests.add(test);
    }
    var root = new LinkedHashMap<String, Object>();
    root.put("score", Double.valueOf(Grades.show(g.points())));
    root.put("output", String.join("\n", g.problems()));
    root.put("tests", tests);
    try {
      return JSON.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String words(Mark m) {
    var verdict = switch (m.verdict()) {
      case RIGHT -> "right";
      case CARRIED -> "carried forward";
      case PARTIAL -> "partly right";
      case WRONG -> "wrong";
      case MISSING -> "not answered";
      case OPEN -> "to be looked at";
      case BROKEN -> "not usable";
    };
    return m.feedback().isEmpty() ? verdict : verdict + ": " + m.feedback();
  }

  /** Whoever is told a line also sees how the answer was read: a slip of the keyboard is none of mathematics. */
  private static boolean showsReading(Assignment assignment, Mark m) {
    return m.read() != null && m.verdict() != Mark.Verdict.RIGHT && assignment.feedback().tells(Feedback.LINE);
  }

  static String html(Assignment assignment, Grades g) {
    var out = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    out.append(escape(assignment.title())).append(": ").append(escape(g.student())).append("</title>\n<style>\n"
        + ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}\n"
        + "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #8886}\n"
        + "td.n{text-align:right;white-space:nowrap}\n</style>\n</head>\n<body>\n<h1>");
    out.append(escape(assignment.title())).append("</h1>\n<p>").append(escape(g.student())).append(": <strong>").append(Grades.show(g.points()))
        .append("</strong> of ").append(Grades.show(g.max())).append(" points</p>\n<table>\n<thead><tr><th scope=\"col\">Item</th>"
            + "<th scope=\"col\">Points</th><th scope=\"col\">Result</th></tr></thead>\n<tbody>\n");
    for (var m : g.marks()) {
      out.append("<tr><th scope=\"row\">").append(escape(m.item())).append("</th><td class=\"n\">").append(Grades.show(m.points())).append(" / ")
          .append(Grades.show(m.max())).append("</td><td>").append(escape(words(m)))
          .append(showsReading(assignment, m) ? "<br><small>read as <code>" + escape(m.read()) + "</code></small>" : "").append("</td></tr>\n");
    }
    out.append("</tbody>\n</table>\n");
    if (!g.problems().isEmpty()) {
      out.append("<h2>What could not be read</h2>\n<ul>\n");
      g.problems().forEach(p -> out.append("<li>").append(escape(p)).append("</li>\n"));
      out.append("</ul>\n");
    }
    if (g.wall() != null) {
      out.append("<p><small>Submitted programs: ").append(escape(g.wall())).append(".</small></p>\n");
    }
    return out.append("</body>\n</html>\n").toString();
  }

  static String escape(String s) {
    var out = new StringBuilder();
    s.codePoints().forEach(c -> {
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> {
          boolean allowed = c == '\n' || c == '\t' || c >= 0x20 && c != 0x7f && !(c >= 0x80 && c < 0xa0)
              && !(c >= 0xd800 && c < 0xe000) && c != 0xfffe && c != 0xffff;
          out.appendCodePoint(allowed ? c : 0xfffd);
        }
      }
    });
    return out.toString();
  }

  static String junit(Assignment assignment, List<Grades> all) {
    var out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"" + escape(assignment.title()) + "\">\n");
    for (var g : all) {
      long failures = g.marks().stream().filter(m -> !m.isFull()).count();
      out.append("  <testsuite name=\"").append(escape(g.student())).append("\" tests=\"").append(g.marks().size()).append("\" failures=\"")
          .append(failures).append("\" errors=\"0\" skipped=\"0\">\n");
      for (var m : g.marks()) {
        out.append("    <testcase classname=\"").append(escape(g.student())).append("\" name=\"").append(escape(m.item())).append('"');
        out.append(m.isFull() ? "/>\n"
            : ">\n      <failure message=\"" + escape(words(m)) + "\"/>\n    </testcase>\n");
      }
      out.append("  </testsuite>\n");
    }
    return out.append("</testsuites>\n").toString();
  }

  /** Text of a student in a line of Markdown. */
  private static String line(String text) {
    var one = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").replace("<", "&lt;").replace("`", "'");
    return one.length() <= MAX_LINE ? one : one.substring(0, MAX_LINE) + "…";
  }

  /** How the class did: the distribution, and for each item how many were right and which slips were the most common. */
  static String overview(Assignment assignment, List<Grades> all) {
    var out = new StringBuilder("# " + assignment.title() + ": the class\n\n" + all.size() + " submissions.\n\n");
    if (all.isEmpty()) {
      return out.toString();
    }
    var bins = OverviewPage.distribution(all);
    out.append("| of the points | submissions | |\n| --- | --: | --- |\n");
    for (int i = 0; i < bins.length; i++) {
      out.append("| %d–%d %% | %d | %s |%n".formatted(10 * i, 10 * i + 10, bins[i], "█".repeat((40 * bins[i] + all.size() - 1) / all.size())).replace("\r\n", "\n"));
    }
    out.append("\n| item | right | follows | partly | wrong | missing | open | not usable | most common |\n| --- | --: | --: | --: | --: | --: | --: | --: | --- |\n");
    for (int i = 0; i < assignment.items().size(); i++) {
      int at = i;
      var marks = all.stream().map(g -> g.marks().get(at)).toList();
      out.append("| ").append(assignment.items().get(i).id());
      for (var verdict : Mark.Verdict.values()) {
        out.append(" | ").append(marks.stream().filter(m -> m.verdict() == verdict).count());
      }
      out.append(" | ").append(String.join(", ", OverviewPage.slips(all, at, 3).stream().map(e -> e.getKey() + " (" + e.getValue() + ")").toList())).append(" |\n");
    }
    var open = OverviewPage.open(all);
    if (!open.isEmpty()) {
      out.append("\nTo look at:\n\n");
      open.forEach(o -> out.append("- ").append(line(o.student())).append(", ").append(o.mark().item()).append(": ").append(line(o.why()))
          .append(o.mark().read() == null ? "" : ": `" + line(o.mark().read()) + "`").append('\n'));
      if (open.stream().anyMatch(o -> o.mark().read() != null)) {
        out.append('\n').append(OverviewPage.AFTER_ALL).append('\n');
      }
    }
    return out.toString();
  }
}
