package org.gradus.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.Golden;
import org.gradus.verify.DocumentVerifier;
import org.gradus.verify.FileReport;
import org.gradus.verify.VerifyOptions;
import org.junit.jupiter.api.Test;

final class HtmlReportTest {

  private static final Pattern TAG = Pattern.compile("<(/?[A-Za-z!][A-Za-z0-9-]*)([^>]*)>");
  private static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z-]+)(?:=\"([^\"]*)\")?");
  private static final Set<String> ELEMENTS = Set.of("!doctype", "html", "head", "meta", "title", "style", "body", "header", "div",
      "h1", "h2", "h3", "h4", "h5", "h6", "p", "span", "button", "kbd", "main", "nav", "ul", "ol", "li", "a", "article", "section", "strong", "em",
      "code", "pre", "blockquote", "br", "hr", "details", "summary", "b", "table", "thead", "caption", "tbody", "tr", "th", "td", "dl", "dt", "dd",
      "figure", "figcaption", "svg", "clippath", "rect", "g", "line", "path", "circle", "text", "footer", "script", "math", "mrow", "mi",
      "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable",
      "mtr", "mtd", "mstyle");

  static String body(String html) {
    return html.substring(html.indexOf("<body>"), html.indexOf("<script>"));
  }

  /** The page holds only elements we write, no attribute that acts, and no address that is code. */
  static void assertInert(String html) {
    var page = html.replaceAll("(?s)<style>.*?</style>", "<style></style>");
    int script = page.lastIndexOf("<script>");
    page = page.substring(0, script) + page.substring(page.indexOf("</script>", script));
    var matcher = TAG.matcher(page);
    while (matcher.find()) {
      assertThat(ELEMENTS).contains(matcher.group(1).replace("/", "").toLowerCase(Locale.ROOT));
      var attributes = ATTRIBUTE.matcher(matcher.group(2));
      while (attributes.find()) {
        assertThat(attributes.group(1)).doesNotStartWith("on").isNotIn("src", "srcset", "action", "formaction");
        if (attributes.group(1).equals("href")) {
          assertThat(attributes.group(2)).matches("(#|https?://|mailto:)[^\"]*|");
        }
      }
    }
    assertThat(page).doesNotContain("<script>").doesNotContain("url(http");
  }

  @Test
  void thePage() throws IOException {
    Golden.check("report.body.html", body(Samples.render(ReportFormat.html, Samples.report(), Samples.SOURCE)));
  }

  @Test
  void everyFieldOfTheReportIsInert() throws IOException {
    for (var source : List.of(HostileDocumentTest.HOSTILE, "$$" + HostileDocumentTest.HOSTILE.replace("$", "") + "$$",
        "[a](javascript:alert(1)) ![p](http://tracker/x.png \"t\") <img src=x onerror=alert(1)> `$x$` <!-- c --> [b](http://ok \"$x$\")\n\n<script>alert(1)</script>\n")) {
      assertInert(Samples.render(ReportFormat.html, HostileDocumentTest.report(), source));
    }
    for (var name : List.of("x.tex", "x.ipynb")) {
      var source = name.endsWith("tex") ? "\\section{<script>} \\textbf{<b onclick=x>} $<img>$ \\href{javascript:x}{y}"
          : "{\"cells\":[{\"cell_type\":\"markdown\",\"source\":\"<script>x</script> $<b>$ \\u001b[31m\"},{\"cell_type\":\"code\",\"source\":\"<script>\"}]}";
      var html = Samples.render(ReportFormat.html, new FileReport(name, List.of(), List.of()), source);
      assertInert(html);
      assertThat(html).doesNotContain("\u001b").contains("&lt;script&gt;");
    }
  }

  @Test
  void everyStepIsShownOnceWhereverItStands() throws IOException {
    for (var source : List.of(Samples.SOURCE, "", "no formula")) {
      var html = Samples.render(ReportFormat.html, Samples.report(), source);
      for (int i = 1; i <= 6; i++) {
        assertThat(html).containsOnlyOnce("<details id=\"f1-" + i + "\"");
      }
    }
  }

  @Test
  void identifiersAreUnique() throws IOException {
    var matcher = Pattern.compile(" id=\"([^\"]*)\"").matcher(Samples.render(ReportFormat.html, Samples.report(), Samples.SOURCE));
    var seen = new LinkedHashSet<String>();
    while (matcher.find()) {
      assertThat(seen.add(matcher.group(1))).as(matcher.group(1)).isTrue();
    }
    assertThat(seen).isNotEmpty();
  }

  @Test
  void theEvidenceOfARefutedStepHasAPicture() throws IOException {
    var source = "<!-- gradus: let a, b real -->\n\nIn a list:\n\n- $(a+b)^2 = a^2+b^2$\n";
    var report = DocumentVerifier.verify("x.md", source.getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(true, VerifyOptions.DEFAULT_TIMEOUT));
    var html = Samples.render(ReportFormat.html, report, source);
    assertThat(html).contains("✗1").contains("<svg").contains("class=\"curve left\"").contains("class=\"dot-right\"");
    assertInert(html);
  }
}
