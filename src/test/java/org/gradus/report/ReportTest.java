package org.gradus.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.gradus.Golden;
import org.gradus.verify.Answer;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.DocumentVerifier;
import org.gradus.verify.FileReport;
import org.gradus.verify.Problem;
import org.gradus.verify.VerifyOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportTest {

  private static String text(boolean colour, boolean all, FileReport report, String source) throws IOException {
    return Samples.render(ReportFormat.text, new ReportFormat.Options(colour, all, false), report, source);
  }

  private static void assertFitsAPage(String text) {
    assertThat(text.lines()).allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(80));
  }

  @Test
  void text() throws IOException {
    var out = new StringWriter();
    try (var text = ReportFormat.text.open(out, new ReportFormat.Options(false, false, false))) {
      text.file(Samples.report(), Samples.SOURCE);
      text.file(Samples.report(), Samples.SOURCE);
    }
    Golden.check("report.txt", out.toString());
    assertFitsAPage(out.toString());
  }

  @Test
  void everyFormulaOnDemandAndInColour() throws IOException {
    Golden.check("report-all-colour.txt", text(true, true, Samples.report(), Samples.SOURCE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x + ", "\\sigma(z)", "権重 ", "🙂", "𝒙+", "e\u0301", "\t"})
  void longLinesAreFoldedToThePageWhateverTheirCharacters(String piece) throws IOException {
    var rhs = piece.repeat(60) + "1";
    var source = "$$ y = " + rhs + " $$\n";
    var wrong = new Samples.Builder("1:4-1:" + (7 + rhs.length()), "equality", "=", rhs, "REFUTED", "interval");
    wrong.reason = piece.repeat(90);
    wrong.holdsIf = List.of(piece.repeat(50));
    var right = new Samples.Builder("1:4-1:" + (7 + rhs.length()), "equality", "=", rhs, "PROVED", "normal form");
    assertFitsAPage(text(false, false, new FileReport("long.md".repeat(30), List.of(wrong.build(), right.build()), List.of()),
        source));
  }

  @Test
  void marksStandUnderTheirCharacters() throws IOException {
    var source = "$$ 権 = 重 + 1 $$\n";
    var wrong = new Samples.Builder("1:6-1:11", "equality", "=", "重 + 1", "REFUTED", "interval").build();
    assertThat(text(false, false, new FileReport("x.md", List.of(wrong), List.of()), source)).contains("""
           1 │ $$ 権 = 重 + 1 $$
             │       ^^^^^^
        """);
  }

  @Test
  void aNotebookIsShownCellByCell() throws IOException {
    var notebook = """
        {"cells": [
          {"cell_type": "markdown", "source": ["# A slope\\n", "\\n", "$$ \\\\sigma'(z) = \\\\sigma(z)(1 - \\\\sigma(z)) $$\\n", "prose ", "and prose"]},
          {"cell_type": "code", "source": "z = 1"},
          {"cell_type": "markdown", "source": "PROSE It is said that $\\\\tanh'(z) = 1 + \\\\tanh^2(z)$, and few check it. PROSE"}
        ]}
        """.replace("PROSE", "What follows is a paragraph in one line, as notebooks have them, with words and words and words. ".repeat(4).strip());
    var report = DocumentVerifier.verify("slope.ipynb", notebook.getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(true, Duration.ofMinutes(10)));
    Golden.check("report-notebook.txt", text(false, false, report, notebook));
  }

  @Test
  void longLinesWithAMark() throws IOException {
    var rhs = "x + ".repeat(60) + "1";
    var source = "$$ y = " + rhs + " $$\n";
    var wrong = new Samples.Builder("1:4-1:" + (7 + rhs.length()), "equality", "=", rhs, "REFUTED", "interval");
    Golden.check("report-long.txt", text(false, false, new FileReport("long.md", List.of(wrong.build()), List.of()), source));
  }

  @Test
  void placesOutsideTheTextDoNoHarm() throws IOException {
    var stray = Samples.claim("7:90-9:1", "equality", "=", "1", "REFUTED", "interval");
    var report = new FileReport("x.md", List.of(stray), List.of(new Problem(99, 99, "what?")));
    for (var format : ReportFormat.values()) {
      assertThat(Samples.render(format, report, "one line")).as(format.name()).contains("what?");
    }
  }

  @Test
  void json() throws IOException {
    var out = new StringWriter();
    try (var json = new JsonReport(out, false)) {
      json.file(Samples.report(), Samples.SOURCE);
      json.file(new FileReport("empty.md", List.of(), List.of()), "");
    }
    Golden.check("report.json", out.toString());
    assertThat(Schemas.errors(Schemas.REPORT, out.toString())).isEmpty();
    var tree = new ObjectMapper().readTree(out.toString());
    assertThat(tree.at("/gradus").asText()).isEqualTo("1");
    assertThat(tree.at("/files/0/summary").toString())
        .isEqualTo("{\"proved\":3,\"tested\":0,\"refuted\":2,\"undecided\":1,\"unclaimed\":1}");
    assertThat(tree.at("/files/0/claims/3/counterexample/point/z").asText()).isEqualTo("1/2");
    assertThat(tree.at("/files/0/claims/0").has("millis")).isFalse();
  }

  @Test
  void theSchemaOfJsonRefusesWhatIsNotTheFormat() throws IOException {
    var good = Samples.render(ReportFormat.json, Samples.report(), Samples.SOURCE);
    assertThat(Schemas.errors(Schemas.REPORT, good)).isEmpty();
    for (var wrong : List.of(good.replace("\"gradus\":\"1\"", "\"gradus\":\"2\""), good.replace("PROVED", "RIGHT"),
        good.replace("\"line\":3", "\"line\":0"), good.replace("\"holdsIf\":[]", "\"holdsIf\":null"),
        good.replace("\"kind\":\"derivative\"", "\"kind\":\"slope\""), good.replace("\"method\"", "\"way\""))) {
      assertThat(wrong).isNotEqualTo(good);
      assertThat(Schemas.errors(Schemas.REPORT, wrong)).isNotEmpty();
    }
  }

  @Test
  void timesAreTenthsOfMilliseconds() throws IOException {
    var out = new StringWriter();
    try (var json = new JsonReport(out, true)) {
      json.file(Samples.report(), Samples.SOURCE);
    }
    assertThat(Schemas.errors(Schemas.REPORT, out.toString())).isEmpty();
    assertThat(new ObjectMapper().readTree(out.toString()).at("/files/0/claims/0/millis").asDouble()).isEqualTo(1.3);
  }

  @Test
  void sarif() throws IOException {
    var out = Samples.render(ReportFormat.sarif, Samples.report(), Samples.SOURCE);
    Golden.check("report.sarif", out);
    assertThat(Schemas.errors(Schemas.SARIF, out)).isEmpty();
    var results = new ObjectMapper().readTree(out).at("/runs/0/results");
    assertThat(results).extracting(result -> result.at("/level").asText()).containsExactly("error", "note", "warning");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b/c:d.md", "c:d.md", "/a/a%b#c?.md", "C:/x/y.md", "über/σ.md", "./x.md"})
  void sarifNamesEveryFileByAUri(String path) throws IOException {
    var wrong = Samples.claim("1:1-1:2", "equality", "=", "1", "REFUTED", "interval");
    var out = Samples.render(ReportFormat.sarif, new FileReport(path, List.of(wrong), List.of()), "x");
    var uri = new ObjectMapper().readTree(out)
        .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri").asText();
    assertThat(URI.create(uri).getPath()).endsWith(path.replaceFirst("^\\./", ""));
    assertThat(URI.create(uri).getScheme()).isIn("file", null);
  }

  @Test
  void aMovedStepKeepsItsFingerprint() throws IOException {
    var mapper = new ObjectMapper();
    var at = "/runs/0/results/0/partialFingerprints";
    var here = Samples.claim("1:1-1:2", "equality", "=", "1", "REFUTED", "interval");
    var there = Samples.claim("9:7-9:8", "equality", "=", "1", "REFUTED", "interval");
    assertThat(mapper.readTree(sarif(here)).at(at)).isEqualTo(mapper.readTree(sarif(there)).at(at));
    assertThat(mapper.readTree(sarif(here, there)).at("/runs/0/results")).extracting(
        result -> result.at("/partialFingerprints").toString()).doesNotHaveDuplicates();
  }

  private static String sarif(ClaimReport... claims) throws IOException {
    return Samples.render(ReportFormat.sarif, new FileReport("x.md", List.of(claims), List.of()), "x");
  }

  @Test
  void junit() throws IOException {
    var out = Samples.render(ReportFormat.junit, Samples.report(), Samples.SOURCE);
    Golden.check("report.junit.xml", out);
    assertThat(Schemas.junitErrors(out)).isEmpty();
    assertThat(Schemas.junitErrors(out.replace("testcase", "case"))).isNotEmpty();
  }

  @Test
  void github() throws IOException {
    Golden.check("report.github.txt", Samples.render(ReportFormat.github, Samples.report(), Samples.SOURCE));
  }

  @Test
  void answerLine() throws IOException {
    assertThat(JsonReport.line(Answer.error("7", "what?"), 0.42)).isEqualTo(
        """
        {"id":"7","verdict":"ERROR","value":null,"method":null,"conditions":[],"holdsIf":[],\
        "counterexample":null,"reason":"what?","millis":0.4}
        """);
  }
}
