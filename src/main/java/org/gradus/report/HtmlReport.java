package org.gradus.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.gradus.verify.FileReport;

/**
 * One page for a browser, complete in itself: style, script and the font of mathematics stand in it, and its policy lets
 * it load nothing and run nothing but that script. Formulas are MathML, so it reads without the script, too.
 */
final class HtmlReport implements Report {

  private final Writer out;
  private final StringBuilder documents = new StringBuilder();
  private final StringBuilder contents = new StringBuilder();
  private Summary total = Summary.NONE;
  private int files;

  HtmlReport(Writer out) {
    this.out = out;
  }

  @Override
  public void file(FileReport report, String source) {
    files++;
    var summary = Summary.of(report);
    total = total.plus(summary);
    var id = "f" + files;
    var visible = Visible.report(report);
    documents.append(Visible.text(new HtmlDocument(id, visible, source).html()));
    contents.append("<li><a href=\"#").append(id).append("\">").append(Html.escape(visible.file())).append("</a> ")
        .append(Html.counts(summary)).append("</li>\n");
  }

  @Override
  public void close() throws IOException {
    var script = new String(resource("report.js"), StandardCharsets.UTF_8);
    var style = new String(resource("report.css"), StandardCharsets.UTF_8) + "@font-face { font-family: \"Gradus Math\"; src: url(data:font/woff2;base64,"
        + Base64.getEncoder().encodeToString(resource("math.woff2")) + ") format(\"woff2\"); }\n";
    out.write("""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; \
        script-src 'sha256-%s'; base-uri 'none'; form-action 'none'">
        <meta name="referrer" content="no-referrer">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <header><div>
        <h1>gradus: %s</h1>
        %s        </div></header>
        <div class="bar" role="region" aria-label="View"><div>
        <span class="counts">%s</span>
        <button type="button" id="next" hidden>Next fault <kbd>n</kbd></button>
        <button type="button" id="only" aria-pressed="false" hidden>Faults only</button>
        <button type="button" id="open" aria-pressed="false" hidden>Open all</button>
        <button type="button" id="theme" hidden>Light or dark</button>
        </div></div>
        <main>
        """.formatted(hash(script), "gradus: " + total.steps() + " steps", style, Html.plural(total.steps(), "step"),
        files > 1 ? "<p>" + Html.escape(total.sentence()) + "</p>\n" : "", Html.counts(total)));
    if (files > 1) {
      out.write("<nav aria-label=\"Documents\"><ul>\n" + contents + "</ul></nav>\n");
    }
    out.write(documents.toString());
    out.write("""
        </main>
        <footer>✓ proved, ≈ tested, ✗ refuted, ? undecided. The curves are there to look at: what counts is the point, \
        where both sides were enclosed by interval arithmetic.</footer>
        <script>%s</script>
        </body>
        </html>
        """.formatted(script));
    out.flush();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static String hash(String script) {
    try {
      return Base64.getEncoder().encodeToString(
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
