package org.gradus.report;

import java.util.List;
import java.util.regex.Pattern;
import org.gradus.document.SourceLines;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.Diagnosis;
import org.gradus.verify.FileReport;
import org.gradus.verify.Problem;

/** A document with the report on it, both in the lines that its author sees: in a notebook those of its cells. */
final class SourceView {

  private static final Pattern LINE = Pattern.compile("\\bline (\\d+)\\b|\\blines (\\d+) to (\\d+)\\b");

  private final String file;
  private final SourceLines lines;
  private final FileReport report;

  private SourceView(FileReport report, SourceLines lines) {
    this.file = report.file();
    this.lines = lines;
    this.report = hasCells() ? placed(report) : report;
  }

  /** @param report with its characters made visible */
  static SourceView of(FileReport report, String source) {
    return new SourceView(report, SourceLines.of(report.file(), source));
  }

  /** The report; lines count in {@link #size}. */
  FileReport report() {
    return report;
  }

  int size() {
    return lines.lines().size();
  }

  /** The text of line 1, 2, …, control characters made visible; the last line for what is beyond. */
  String text(int line) {
    return Visible.text(lines.lines().get(line - 1).text());
  }

  /** What stands beside a line. */
  int number(int line) {
    return lines.lines().get(line - 1).number();
  }

  /** The cell that a line belongs to, or 0. */
  int cell(int line) {
    return lines.lines().get(line - 1).cell();
  }

  /** Where a step is, for people and their editors. */
  String place(ClaimReport claim) {
    return hasCells() ? file + ": " + line(claim.line()) + ", column " + claim.column()
        : file + ":" + claim.line() + ":" + claim.column();
  }

  /** A line in words. */
  String line(int line) {
    int inside = Math.clamp(line, 1, size());
    return hasCells() ? "cell " + cell(inside) + ", line " + number(inside) : "line " + line;
  }

  private boolean hasCells() {
    return cell(1) > 0;
  }

  // ---- from places in the file to places here ----

  private FileReport placed(FileReport r) {
    return new FileReport(r.file(), r.claims().stream().map(this::placed).toList(), r.problems().stream().map(p -> {
      var at = lines.at(p.line(), p.column());
      return new Problem(at.line(), at.column(), words(p.message()));
    }).toList());
  }

  private ClaimReport placed(ClaimReport c) {
    var from = lines.at(c.line(), c.column());
    var to = lines.endAt(c.endLine(), c.endColumn());
    var d = c.diagnosis();
    return new ClaimReport(c.id(), from.line(), from.column(), to.line(), to.column(), c.kind(), c.latex(), c.lhsLatex(), c.relation(),
        c.rhsLatex(), c.lhs(), c.rhs(), c.text(), c.verdict(), c.method(), words(c.conditions()), words(c.holdsIf()), c.witnesses(),
        c.counterexample(), d == null ? null : new Diagnosis(d.kind(), words(d.message()), d.suggestion(), d.slip(), d.explanation(),
            placed(d.edit())), words(c.reason()), c.expected(), c.met(), words(c.notes()), c.millis());
  }

  private Diagnosis.Edit placed(Diagnosis.Edit e) {
    if (e == null || e.region() == null) {
      return e;
    }
    var from = lines.at(e.region().line(), e.region().column());
    var to = e.start() == e.end() ? from : lines.endAt(e.region().endLine(), e.region().endColumn());
    return new Diagnosis.Edit(e.part(), e.start(), e.end(), e.replacement(),
        new Diagnosis.Region(from.line(), from.column(), to.line(), to.column()));
  }

  private List<String> words(List<String> sentences) {
    return sentences.stream().map(this::words).toList();
  }

  /** Words that name lines of the file name those of the cells. */
  private String words(String text) {
    return text == null ? null : LINE.matcher(text).replaceAll(m -> m.group(1) != null
        ? named(m.group(1)) : named(m.group(2)) + " to " + named(m.group(3)));
  }

  private String named(String physical) {
    if (physical.length() > 7) {
      return "line " + physical;
    }
    int line = Math.clamp(lines.at(Integer.parseInt(physical), 1).line(), 1, size());
    return "line " + number(line) + " of cell " + cell(line);
  }
}
