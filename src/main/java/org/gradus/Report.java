package org.gradus;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.gradus.notation.MathMl;
import org.gradus.report.ReportFormat;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.FileReport;
import org.gradus.verify.Problem;

/**
 * What was found in a document, step by step.
 *
 * {@snippet class="org.gradus.SnippetsTest" region="report"}
 */
public final class Report implements Display {

  private final FileReport found;
  private final String source;

  Report(FileReport found, String source) {
    this.found = found;
    this.source = source;
  }

  /** Every formula in its order, those that claim nothing (with the verdict null) included. */
  public List<ClaimReport> claims() {
    return found.claims();
  }

  /** The formulas that claim something. */
  public List<ClaimReport> steps() {
    return found.claims().stream().filter(c -> c.verdict() != null).toList();
  }

  /** What could not be read. */
  public List<Problem> problems() {
    return found.problems();
  }

  /** Whether all could be read and every step is proved, or turned out as an {@code expect} directive says. */
  public boolean isProved() {
    return found.problems().isEmpty() && steps().stream().allMatch(c -> c.expected() == null ? "PROVED".equals(c.verdict()) : c.met());
  }

  /** Whether a step is refuted that no {@code expect} directive announces. */
  public boolean isRefuted() {
    return steps().stream().anyMatch(c -> "REFUTED".equals(c.verdict()) && !c.met());
  }

  /** The report in any form, as {@code gradus verify --format} writes it. */
  public String as(ReportFormat format) {
    var out = new StringWriter();
    try (var report = format.open(out, new ReportFormat.Options(false, false, false))) {
      report.file(found, source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** The steps as a table. {@code as(ReportFormat.html)} is the whole page, with the document. */
  @Override
  public String html() {
    var out = new StringBuilder("<table><thead><tr>" + head("line") + head("step") + head("verdict") + head("") + "</tr></thead><tbody>");
    for (var c : steps()) {
      out.append("<tr>").append(cell(String.valueOf(c.line())));
      out.append(c.text() != null || c.latex() == null ? cell(String.valueOf(c.text())) : "<td style=\"text-align:left\">" + MathMl.of(c.latex().strip(), false) + "</td>");
      out.append(cell(c.verdict())).append(cell(remark(c))).append("</tr>");
    }
    return out.append("</tbody></table>").toString();
  }

  private static String head(String text) {
    return "<th style=\"text-align:left\">" + text + "</th>";
  }

  private static String cell(String text) {
    return "<td style=\"text-align:left\">" + Html.escape(text) + "</td>";
  }

  private static String remark(ClaimReport c) {
    return c.diagnosis() != null ? c.diagnosis().message() : c.reason() != null ? c.reason() : String.join(", ", c.conditions());
  }

  /** The report for a terminal, without colour. */
  @Override
  public String toString() {
    return as(ReportFormat.text).stripTrailing();
  }
}
