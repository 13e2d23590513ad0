package org.gradus.report;

import java.io.IOException;
import java.io.Writer;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.FileReport;

/**
 * Annotations for GitHub: a workflow command for each step that does not hold, for each that is not decided, and for
 * each problem. See <i>Workflow commands for GitHub Actions</i>, "Setting an error message".
 */
final class GitHubReport implements Report {

  private final Writer out;
  private Summary summary = Summary.NONE;
  private int files;

  GitHubReport(Writer out) {
    this.out = out;
  }

  @Override
  public void file(FileReport raw, String source) throws IOException {
    var report = Visible.report(raw);
    files++;
    summary = summary.plus(Summary.of(report));
    for (var claim : report.claims()) {
      if (Wording.isFault(claim)) {
        step("error", report.file(), claim);
      } else if (Wording.isOpen(claim)) {
        step("notice", report.file(), claim);
      }
    }
    for (var problem : report.problems()) {
      command("warning", report.file(), problem.line(), problem.line(), problem.column(), problem.column() + 1,
          "problem", problem.message());
    }
  }

  private void step(String level, String file, ClaimReport claim) throws IOException {
    var text = String.join("\n", Wording.sentences(claim));
    command(level, file, claim.line(), claim.endLine(), claim.column(), claim.endColumn(),
        Wording.verdict(claim) + ": " + Wording.headline(claim), text.isEmpty() ? Wording.written(claim) : text);
  }

  private void command(String level, String file, int line, int endLine, int column, int endColumn, String title, String message)
      throws IOException {
    // GitHub takes columns only within one line, and counts the last one in
    var columns = line == endLine ? ",col=" + column + ",endColumn=" + Math.max(column, endColumn - 1) : "";
    out.write("::" + level + " file=" + property(file) + ",line=" + line + ",endLine=" + endLine + columns + ",title="
        + property(title) + "::" + data(message) + "\n");
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  @Override
  public void close() throws IOException {
    out.write("gradus: " + files + (files == 1 ? " file, " : " files, ") + summary.sentence() + "\n");
    out.flush();
  }
}
