package org.gradus.report;

import java.io.IOException;
import java.io.Writer;

/** The forms of a report. The names are the words of the command line. */
public enum ReportFormat {
  /** For a terminal. */
  text,
  /** For programs; docs/schema/report.schema.json describes it. */
  json,
  /** One page for a browser, without network. */
  html,
  /** SARIF 2.1.0, for code-scanning views. */
  sarif,
  /** JUnit XML, for whatever shows test results. */
  junit,
  /** Workflow commands, which GitHub shows beside the lines. */
  github;

  /**
   * What the reader wants to see.
   *
   * @param colour  whether to use ANSI colours; for {@link #text}
   * @param all     whether formulas that claim nothing are listed too; for {@link #text}
   * @param timings whether times are written; for {@link #json} and {@link #junit}
   */
  public record Options(boolean colour, boolean all, boolean timings) {}

  /**
   * Begins a report of this form.
   *
   * @throws IOException if {@code out} fails
   */
  public Report open(Writer out, Options options) throws IOException {
    return switch (this) {
      case text -> new TextReport(out, options.colour(), options.all());
      case json -> new JsonReport(out, options.timings());
      case html -> new HtmlReport(out);
      case sarif -> new SarifReport(out);
      case junit -> new JUnitReport(out, options.timings());
      case github -> new GitHubReport(out);
    };
  }
}
