package org.gradus.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.document.Block;
import org.gradus.document.DocumentException;
import org.gradus.document.Page;
import org.gradus.document.Position;
import org.gradus.notation.MathMl;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.Diagnosis;
import org.gradus.verify.FileReport;

/** One document as written, its formulas set, each step marked in its formula, the evidence below the block it stands in. */
final class HtmlDocument {

  /**
   * A step with its number in the document.
   *
   * @param claim with its place in the file
   * @param words the same as its author sees it: in a notebook, places are those in its cells
   * @param place where it is, for people
   */
  record Step(int number, String id, ClaimReport claim, ClaimReport words, String place) {
    String tag() {
      return Wording.sign(claim.verdict()) + number;
    }
  }

  private final String id;
  private final FileReport report;
  private final String source;
  private final SourceView view;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Step, String> written = new LinkedHashMap<>();
  private final StringBuilder out = new StringBuilder();
  private final List<Step> pending = new ArrayList<>();
  private final List<Step> shown = new ArrayList<>();

  HtmlDocument(String id, FileReport report, String source) {
    this.id = id;
    this.report = report;
    this.source = source;
    this.view = SourceView.of(report, source);
    for (int i = 0; i < report.claims().size(); i++) {
      var claim = report.claims().get(i);
      var words = view.report().claims().get(i);
      if (claim.verdict() != null || claim.expected() != null) {
        steps.add(new Step(steps.size() + 1, id + "-" + (steps.size() + 1), claim, words, view.line(words.line())));
      }
    }
  }

  String html() {
    out.append("<article id=\"").append(id).append("\" aria-labelledby=\"").append(id).append("-name\">\n<h2 id=\"").append(id)
        .append("-name\">").append(Html.escape(report.file())).append("</h2>\n<p>").append(Html.escape(Wording.capital(
            Summary.of(report).sentence()))).append(".</p>\n");
    problems();
    var prose = steps.stream().filter(s -> s.claim().text() != null).sorted(Comparator.<Step>comparingInt(s -> s.claim().endLine())
        .thenComparingInt(s -> s.claim().endColumn())).toList();
    try {
      var page = Page.of(report.file(), source, prose.stream().map(s -> new Position(s.claim().endLine(), s.claim().endColumn())).toList());
      for (var piece : page.pieces()) {
        switch (piece) {
          case Page.Markup markup -> out.append(markup.html());
          case Page.Math math -> formula(math.formula());
          case Page.Anchor anchor -> words(prose.get(anchor.index()));
          case Page.Gap _ -> evidence();
        }
      }
    } catch (DocumentException e) {
      out.append("<pre tabindex=\"0\"><code>").append(Html.escape(source)).append("</code></pre>\n");
    }
    steps.stream().filter(s -> !shown.contains(s)).forEach(pending::add);
    evidence();
    return out.append("</article>\n").toString();
  }

  private void problems() {
    if (!report.problems().isEmpty()) {
      out.append("<section class=\"problems\"><p><strong>Problems</strong></p><ul>");
      for (var p : view.report().problems()) {
        out.append("<li>").append(Wording.capital(view.line(p.line()))).append(", column ").append(p.column()).append(": ").append(Html.escape(p.message()))
            .append("</li>");
      }
      out.append("</ul></section>\n");
    }
  }

  private void words(Step step) {
    out.append("<span class=\"tag ").append(Html.kind(step.claim().verdict())).append("\">").append(step.tag()).append("</span>");
    queue(step);
  }

  private void queue(Step step) {
    if (!shown.contains(step)) {
      pending.add(step);
      shown.add(step);
    }
  }

  private void evidence() {
    if (!pending.isEmpty()) {
      out.append("<div class=\"steps\">\n");
      pending.forEach(step -> out.append(new HtmlEvidence(step, written.get(step)).html()));
      out.append("</div>\n");
      pending.clear();
    }
  }

  // ---- formulas ----

  private void formula(Block.Formula formula) {
    var marks = new ArrayList<MathMl.Mark>();
    for (var step : steps) {
      var c = step.claim();
      if (c.text() == null && !shown.contains(step)) {
        var range = range(formula, c.line(), c.column(), c.endLine(), c.endColumn());
        if (range != null) {
          mark(formula, step, range, marks);
        }
      }
    }
    var math = MathMl.of(formula.latex(), formula.display(), marks);
    out.append(formula.display() ? "<span class=\"display\" role=\"group\" aria-label=\"formula\" tabindex=\"0\">" + math + "</span>" : math);
  }

  private void mark(Block.Formula formula, Step step, Range range, List<MathMl.Mark> marks) {
    var kind = Html.kind(step.claim().verdict());
    marks.add(new MathMl.Mark(range.start(), range.end(), "step " + kind + " m-" + step.id(), step.tag()));
    written.put(step, formula.latex().substring(range.start(), range.end()));
    var edit = step.claim().diagnosis() == null ? null : step.claim().diagnosis().edit();
    if (edit != null && edit.region() != null) {
      Diagnosis.Region at = edit.region();
      var place = range(formula, at.line(), at.column(), at.endLine(), at.endColumn());
      if (place != null && place.start() >= range.start() && place.end() <= range.end() && place.start() < place.end()) {
        marks.add(new MathMl.Mark(place.start(), place.end(), edit.start() == edit.end() ? "insert" : "edit", null));
      }
    }
    queue(step);
  }

  /** A piece of the LaTeX of a formula. */
  private record Range(int start, int end) {}

  /** What of a formula stands at this place of the file; null if it begins elsewhere. */
  private static Range range(Block.Formula formula, int line, int column, int endLine, int endColumn) {
    int n = formula.latex().length();
    var positions = formula.positions();
    if (n == 0 || before(line, column, positions.start(0)) || !before(line, column, positions.end(n))) {
      return null;
    }
    int start = 0;
    while (start < n && !atOrAfter(positions.start(start), line, column)) {
      start++;
    }
    int end = n;
    while (end > start && before(endLine, endColumn, positions.end(end))) {
      end--;
    }
    return start < end ? new Range(start, end) : start < n ? new Range(start, start + 1) : null;
  }

  private static boolean before(int line, int column, Position p) {
    return line < p.line() || line == p.line() && column < p.column();
  }

  private static boolean atOrAfter(Position p, int line, int column) {
    return p.line() > line || p.line() == line && p.column() >= column;
  }
}
