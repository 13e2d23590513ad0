package org.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** docs/tour.md is what its code prints. {@code -Dgolden.update=true} writes the outputs into it. */
final class TourTest {

  private static final Path TOUR = Path.of("docs/tour.md");
  private static final Pattern CODE = Pattern.compile("```java\\n(.*?)```\\n(?:\\n```text\\n(?:.*?)```\\n)?", Pattern.DOTALL);

  /** JShell leaves its own class loader behind in the thread. */
  private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void restoreTheClassLoader() {
    Thread.currentThread().setContextClassLoader(loader);
  }

  @Test
  void everyOutputOfTheTourIsWhatItsCodePrints() throws Exception {
    var text = Files.readString(TOUR);
    var printed = new ByteArrayOutputStream();
    var out = new StringBuilder();
    int cells = 0;
    try (var shell = JShell.builder().executionEngine("local").out(new PrintStream(printed, true, StandardCharsets.UTF_8)).build()) {
      shell.addToClasspath(TestClassPath.all());
      run(shell, "import static org.gradus.Gradus.*;\nimport org.gradus.*;\n");
      var code = CODE.matcher(text);
      int end = 0;
      while (code.find()) {
        cells++;
        printed.reset();
        var output = run(shell, code.group(1)) + printed.toString(StandardCharsets.UTF_8);
        out.append(text, end, code.start()).append("```java\n").append(code.group(1)).append("```\n");
        if (!output.isEmpty()) {
          out.append("\n```text\n").append(output).append("```\n");
        }
        end = code.end();
      }
      out.append(text, end, text.length());
    }
    assertThat(cells).isGreaterThan(10);
    assertThat(out.toString()).doesNotContain("\nfailed: ");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(TOUR, out);
      Files.write(TOUR.resolveSibling("tour/loss.png"), Gradus.parse("-log σ(z)").plot("z", -6, 6).png());
    }
    assertThat(out.toString()).isEqualTo(Files.readString(TOUR));
  }

  /** The values of the expressions and variables, each on a line of its own or below the one before. */
  private static String run(JShell shell, String code) {
    var out = new StringBuilder();
    var typed = "";
    for (var line : code.split("\n")) {
      typed += line + "\n";
      var next = shell.sourceCodeAnalysis().analyzeCompletion(typed);
      if (!next.completeness().isComplete()) {
        continue;
      }
      boolean silent = typed.strip().endsWith(";");
      for (var event : shell.eval(next.source())) {
        if (event.exception() != null || event.status() == Snippet.Status.REJECTED) {
          out.append("failed: ").append(next.source()).append(shell.diagnostics(event.snippet()).map(d -> d.getMessage(null)).toList())
              .append(event.exception()).append('\n');
        } else if (event.value() != null && event.snippet().kind() != Snippet.Kind.STATEMENT && !silent
            && !event.value().matches("(?s)(double\\[|.*\\$\\$Lambda|REPL).*")) {
          out.append(event.value()).append('\n');
        }
      }
      typed = next.remaining();
    }
    assertThat(typed).as("code without an end").isBlank();
    return out.toString();
  }
}
