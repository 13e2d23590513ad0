package org.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gradus.Golden;
import org.gradus.TestClassPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session with the real tool in a process of its own, typed line by line; what stands on the terminal is a golden file. */
final class ShellTranscriptTest {

  private static final String PROMPT = "\njshell> ";

  /** The session takes four seconds on a machine that does nothing else; this ends one that hangs. */
  private static final Duration SESSION = Duration.ofMinutes(4);

  private static final List<String> TYPED = List.of(
      "D(\"z tanh z\", \"z\")",
      "var J = let(\"y in {0,1}\").parse(\"-log σ((2y-1)z)\")",
      "J.d(\"z\").equal(\"σ(z) - y\")",
      "J.d(\"z\").at(\"y\", 1).limit(\"z\", \"oo\")",
      "prove(\"σ(x) > 1/2\")",
      "hessian(\"x^2 y^3\", \"x\", \"y\")",
      "J.compile(\"z\", \"y\").applyAsDouble(2, 1)",
      "gradcheck(x -> x[0] * x[0], x -> new double[] {x[0]}, 3)",
      "network(\"2-3-1 tanh identity mse\")",
      "plot(\"tanh x\")",
      "analyze(\"z σ(z)\", \"z\")",
      "verify(\"slope.md\", \"$$ \\\\frac{d}{dz} \\\\tanh z = 1 + \\\\tanh^2 z $$\")",
      "parse(\"2 +\")",
      "limit(\"sin x\", \"x\", \"oo\")",
      "/exit");

  @TempDir
  Path plots;

  @Test
  void aSessionOnTheTerminal() throws Exception {
    var command = TestClassPath.java("--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED", "-Duser.language=en", "-cp", TestClassPath.all(), "org.gradus.cli.Main", "shell",
        "--plots", plots.toString());
    command.environment().put("TERM", "dumb");
    var process = command.redirectErrorStream(true).start();
    CompletableFuture.delayedExecutor(SESSION.toSeconds(), TimeUnit.SECONDS).execute(process::destroyForcibly);
    var transcript = new StringBuilder();
    try (var in = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8); var out = process.outputWriter(StandardCharsets.UTF_8)) {
      assertThat(toPrompt(in, transcript)).as(transcript.toString()).isTrue();
      for (var line : TYPED) {
        transcript.append(line).append('\n');
        out.write(line + "\n");
        out.flush();
        var answer = new StringBuilder();
        assertThat(toPrompt(in, answer)).as(transcript.toString() + answer).isEqualTo(!line.equals("/exit"));
        // without a terminal JShell echoes what was typed before it was ready to read
        transcript.append(answer.toString().startsWith(line) ? answer.substring(line.length()) : answer);
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).isZero();
    assertThat(plots.resolve("plot-1.svg")).content().startsWith("<svg");
    Golden.check("shell.txt", transcript.toString().replace(plots.toString(), "PLOTS"));
  }

  /** Reads until the next prompt; false where the session ends. */
  private static boolean toPrompt(Reader in, StringBuilder into) throws IOException {
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c != '\r') {
        into.append((char) c);
      }
      if (into.length() >= PROMPT.length() && into.substring(into.length() - PROMPT.length()).equals(PROMPT)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aScriptRunsAndEnds() throws Exception {
    var script = Files.writeString(plots.resolve("explore.jsh"), "var slope = D(\"tanh x\", \"x\");\nSystem.out.println(slope);\nSystem.out.println(slope.evaluate(\"x\", 0));\n");
    var process = TestClassPath.java("-cp", TestClassPath.all(), "org.gradus.cli.Main", "shell", script.toString()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("(sech(x))²\n1.0\n");
    assertThat(process.waitFor()).isZero();
  }
}
