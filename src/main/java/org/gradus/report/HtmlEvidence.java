package org.gradus.report;

import java.util.List;
import java.util.Locale;
import org.gradus.notation.MathMl;
import org.gradus.verify.ClaimReport;

/** What is known of one step: a line that opens to the evidence. */
final class HtmlEvidence {

  private final HtmlDocument.Step step;
  private final ClaimReport claim;
  private final String latex;
  private final StringBuilder out = new StringBuilder();

  /**
   * @param step  the step
   * @param latex the step in the formula, macros expanded; null where it is not known
   */
  HtmlEvidence(HtmlDocument.Step step, String latex) {
    this.step = step;
    this.claim = step.words();
    this.latex = latex;
  }

  String html() {
    boolean fault = Wording.isFault(claim) || Wording.isOpen(claim);
    var kind = Html.kind(claim.verdict());
    out.append("<details id=\"").append(step.id()).append("\" class=\"").append(kind).append(fault ? "" : " passed").append('"')
        .append(Wording.isFault(claim) ? " open" : "").append("><summary><b class=\"").append(kind).append("\">").append(step.tag()).append(' ')
        .append(Wording.verdict(claim).toLowerCase(Locale.ROOT)).append("</b><span class=\"what\">")
        .append(Html.escape(Wording.headline(claim))).append("</span><span class=\"place\">").append(step.place())
        .append("</span></summary>\n<div class=\"evidence\">\n");
    if (claim.text() != null) {
      out.append("<p>“").append(Html.escape(claim.text())).append("”</p>\n");
    } else {
      math(whole(), true);
    }
    help();
    values();
    facts();
    return out.append("</div></details>\n").toString();
  }

  /** The step with its left side, which stands elsewhere where a chain goes on. */
  private String whole() {
    var step = latex == null ? claim.latex() == null ? "" : claim.latex() : latex;
    var flat = step.contains("\\begin") ? step : step.replaceAll("(?<!\\\\)&", "");
    // a step may begin or end inside a pair of delimiters
    if (flat.split("\\\\left(?![a-z])", -1).length != flat.split("\\\\right(?![a-z])", -1).length) {
      flat = flat.replaceAll("\\\\(left|right)(?![a-z])\\s*\\.?", "");
    }
    boolean goesOn = claim.relation() != null && claim.lhsLatex() != null && flat.strip().startsWith(claim.relation().strip());
    return goesOn ? claim.lhsLatex() + " " + flat : flat;
  }

  private void math(String latex, boolean display) {
    out.append(display ? "<div class=\"display\" tabindex=\"0\" role=\"group\" aria-label=\"the step\">" : "")
        .append(MathMl.of(latex, display)).append(display ? "</div>\n" : "");
  }

  private void help() {
    var d = claim.diagnosis();
    if (d == null) {
      return;
    }
    out.append("<div class=\"help\"><p><strong>Help:</strong> ").append(Html.escape(d.message())).append("</p>");
    if (d.suggestion() != null) {
      out.append("<p>Write ");
      math(d.suggestion(), false);
      out.append("<br><code>").append(Html.escape(d.suggestion())).append("</code></p>");
    }
    if (d.explanation() != null) {
      out.append("<p>").append(Html.escape(d.explanation())).append("</p>");
    }
    out.append("</div>\n");
  }

  private void values() {
    var at = claim.counterexample();
    if (at == null) {
      return;
    }
    out.append("<div class=\"both\"><table><caption class=\"none\">").append(at.point().isEmpty() ? "The values" : "A point where it fails")
        .append("</caption><tbody>");
    at.point().forEach((name, value) -> row(name, value));
    row("left side", at.lhs());
    row("right side", at.rhs());
    out.append("</tbody></table>\n");
    var curves = at.curves();
    if (curves != null) {
      out.append(SvgPlot.of(curves, step.id()));
    }
    out.append("</div>\n");
  }

  private void row(String name, String value) {
    out.append("<tr><th scope=\"row\">").append(Html.escape(name)).append("</th><td>").append(Html.escape(value)).append("</td></tr>");
  }

  private void facts() {
    out.append("<dl>");
    fact("kind", claim.kind());
    fact("by", claim.method());
    fact("where", String.join(", ", claim.conditions()));
    fact("because", claim.reason());
    fact("holds if", String.join(", ", claim.holdsIf()));
    if (claim.expected() != null) {
      fact("expected", claim.expected() + (claim.met() ? ", and so it is" : ""));
    }
    fact("left, as read", claim.lhs(), true);
    fact("right, as read", claim.rhs(), true);
    fact("witnesses", String.join(", ", claim.witnesses().entrySet().stream().map(w -> w.getKey() + " " + w.getValue()).toList()));
    List<String> notes = claim.notes();
    for (var note : notes) {
      fact("note", note);
    }
    fact("in the file", step.place() + ", column " + claim.column());
    out.append("</dl>\n");
  }

  private void fact(String name, String value) {
    fact(name, value, false);
  }

  private void fact(String name, String value, boolean code) {
    if (value != null && !value.isBlank()) {
      out.append("<dt>").append(name).append("</dt><dd>").append(code ? "<code>" : "").append(Html.escape(value))
          .append(code ? "</code>" : "").append("</dd>");
    }
  }
}
