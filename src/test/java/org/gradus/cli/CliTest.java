package org.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.FileReport;
import org.gradus.verify.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CliTest {

  @TempDir
  Path folder;

  private record Run(int code, String out, String err) {}

  private static Run run(String input, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var console = new Console(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false, false, false);
    int code = Main.run(args, console);
    console.out().flush();
    return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private String write(String name, byte[] content) throws IOException {
    var file = folder.resolve(name);
    Files.write(file, content);
    return file.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "derive", "limit", "equal", "batch"})
  void everyCommandHelps(String command) {
    var run = run("", command, "--help");
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("Usage: gradus " + command, "--format");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
    "verfy x.md                 | there is no command 'verfy'",
    "verify                     | this is missing: PATH",
    "verify --frmat json x.md   | there is no option '--frmat'",
    "verify --format pdf x.md   | --format is one of text, json, html, sarif, junit, github; not pdf",
    "verify --timeout soon x.md | --timeout: 'soon' is not a time such as 20s, 500ms or 2m",
    "verify no/such/file.md     | no/such/file.md: no such file or folder",
    "verify --out no/such/x src/test/html | holds no .md, .tex or .ipynb file",
    "derive x                   | this is missing: --by SYMBOL",
    "derive --by x x^           | 'x^': the formula ends where a value was expected",
    "equal x x --assume x>      | --let or --assume: the formula ends where a value was expected",
    "equal x                    | this is missing: RHS",
    "equal x y z                | this is too much: 'z'",
    "check-certificate nofile   | nofile: no such file or folder"})
  void whatIsWrongWithTheCommandLineIsSaidInWords(String line, String words) {
    var run = run("", line.split(" +"));
    assertThat(run.code()).isGreaterThanOrEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("gradus: ").contains(words).doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"derive -log(x) --by x", "equal -x -1*x", "limit -x^2 --var x --to 0"})
  void aFormulaMayBeginWithAMinus(String line) {
    assertThat(run("", line.split(" ")).code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void helpListsTheCommands() {
    assertThat(run("", "--help").out()).contains("verify", "derive", "limit", "equal", "batch", "Exit codes");
    assertThat(run("", "--version").out()).startsWith("gradus ");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "nonsense", "verify", "verify --format pdf x", "derive x", "equal x", "batch --threads 0",
    "verify --timeout soon x", "batch --format text"
  })
  void aCommandLineThatIsNotUnderstood(String line) {
    var run = run("", line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("gradus: ").contains("--help");
  }

  @Test
  void aMissingFile() {
    var run = run("", "verify", folder.resolve("none.md").toString());
    assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(run.err()).contains("no such file");
  }

  @Test
  void aFolderWithoutDocuments() {
    assertThat(run("", "verify", folder.toString()).code()).isEqualTo(ExitCode.UNREADABLE);
  }

  @Test
  void anEmptyFileIsFine() throws IOException {
    var run = run("", "verify", write("empty.md", new byte[0]));
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("no formulas");
  }

  @Test
  void aBinaryFile() throws IOException {
    var run = run("", "verify", write("image.md", new byte[] {'a', 0, 'b'}));
    assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(run.err()).contains("is not a text file");
  }

  @Test
  void aFileInAnotherEncoding() throws IOException {
    var run = run("", "verify", write("latin.md", new byte[] {'a', (byte) 0xe9, 'b'}));
    assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(run.err()).contains("is not UTF-8");
  }

  @Test
  void aFileTooLarge() throws IOException {
    var run = run("", "verify", write("large.md", new byte[(int) Inputs.LARGEST + 1]));
    assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(run.err()).contains("is too large");
  }

  @Test
  void theOthersAreVerifiedAllTheSame() throws IOException {
    var good = write("good.md", utf8("Only words.\n"));
    var run = run("", "verify", folder.resolve("none.md").toString(), good);
    assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(run.out()).contains("good.md: no formulas");
  }

  @Test
  void foldersAreSearchedInOrder() throws Exception {
    Files.createDirectories(folder.resolve("b"));
    Files.createDirectories(folder.resolve(".hidden"));
    for (var name : List.of("z.md", "b/a.tex", "b/n.ipynb", "b/notes.txt", ".hidden/x.md")) {
      Files.writeString(folder.resolve(name), "");
    }
    assertThat(Inputs.find(folder)).extracting(file -> folder.relativize(file).toString().replace('\\', '/'))
        .containsExactly("b/a.tex", "b/n.ipynb", "z.md");
  }

  @Test
  void reportsToAFile() throws IOException {
    var file = write("empty.md", new byte[0]);
    var out = folder.resolve("report.json");
    var run = run("", "verify", "--format", "json", "--out", out.toString(), file);
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).isEmpty();
    assertThat(Files.readString(out)).startsWith("{\"gradus\":\"1\"");
  }

  @Test
  void batchAnswersInOrderWhateverComes() {
    var run = run("""
        {"id":"1","op":"parse","expr":"x"}

        {nonsense
        {"id":"3"}
        [1]
        {"id":"4","op":"no such operation"}
        """, "batch", "--threads", "2", "--no-timings");
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    var lines = run.out().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).startsWith("{\"id\":\"1\"");
    assertThat(lines.get(1)).contains("\"ERROR\"", "not a JSON object");
    assertThat(lines.get(2)).startsWith("{\"id\":\"3\",\"verdict\":\"ERROR\"").contains("op");
    assertThat(lines.get(3)).contains("\"ERROR\"");
    assertThat(lines.get(4)).startsWith("{\"id\":\"4\",\"verdict\":\"ERROR\"");
    assertThat(run.out()).doesNotContain("millis");
  }

  @ParameterizedTest
  @CsvSource({
    "PROVED,,false,0,0", "TESTED,,false,0,2", "REFUTED,,false,1,1", "UNDECIDED,,false,2,2", ",,false,0,0",
    "REFUTED,REFUTED,true,0,0", "UNDECIDED,UNDECIDED,true,0,0", "PROVED,REFUTED,false,1,1",
    "UNDECIDED,REFUTED,false,2,2"
  })
  void exitCodeOfAStep(String verdict, String expected, boolean met, int code, int strict) {
    var report = new FileReport("x.md", List.of(step(verdict, expected, met)), List.of());
    assertThat(ExitCode.of(report, false)).isEqualTo(code);
    assertThat(ExitCode.of(report, true)).isEqualTo(strict);
  }

  @Test
  void exitCodeOfSeveral() {
    var report = new FileReport("x.md", List.of(step("UNDECIDED", null, false), step("REFUTED", null, false)),
        List.of(new Problem(1, 1, "what?")));
    assertThat(ExitCode.of(report, false)).isEqualTo(ExitCode.REFUTED);
    assertThat(ExitCode.of(new FileReport("x.md", List.of(), report.problems()), false))
        .isEqualTo(ExitCode.UNDECIDED);
    assertThat(ExitCode.worse(ExitCode.UNREADABLE, ExitCode.REFUTED)).isEqualTo(ExitCode.UNREADABLE);
    assertThat(ExitCode.worse(ExitCode.REFUTED, ExitCode.UNREADABLE)).isEqualTo(ExitCode.UNREADABLE);
    assertThat(ExitCode.worse(ExitCode.BUG, ExitCode.UNREADABLE)).isEqualTo(ExitCode.BUG);
  }

  private static ClaimReport step(String verdict, String expected, boolean met) {
    return new ClaimReport("x.md:1:1", 1, 1, 1, 2, "equality", "a=b", "a", "=", "b", "a", "b", null, verdict, null,
        List.of(), List.of(), null, null, null, null, expected, met, List.of(), 0);
  }

  @Test
  void declarationsForSeveralNames() {
    assertThat(ExpressionOptions.declarations("z, b real; y in {0,1}; x,w in R^n; 0 < p < 1")).containsExactly(
        "z real", "b real", "y in {0,1}", "x in R^n", "w in R^n", "0 < p < 1");
  }

  @Test
  void outOfTime() throws Exception {
    try (var workers = new Workers(1)) {
      var late = workers.submit(() -> {
        Thread.sleep(60_000);
        return "done";
      }, Duration.ofMillis(50), () -> "late");
      var next = workers.submit(() -> "next");
      assertThat(late.get()).isEqualTo("late");
      assertThat(next.get()).isEqualTo("next");
    }
  }
}
