package org.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real JShell, fed with a session. */
final class ShellTest {

  @TempDir
  Path folder;

  private record Run(int code, String out, String err) {}

  private static Run run(String input, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code = Main.run(args, new Console(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), false, false, false));
    return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** JShell takes its class path from the property; a runner with class loaders of its own leaves us out of it. */
  private static void needsAClassPath() {
    assumeTrue(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).anyMatch(
        entry -> Files.exists(Path.of(entry, "org/gradus/Gradus.class"))), "gradus is not on the class path of this JVM");
  }

  @Test
  void theThreadKeepsItsClassLoader() {
    var before = Thread.currentThread().getContextClassLoader();
    run("/exit\n", "shell");
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void aSession() {
    needsAClassPath();
    var run = run("""
        var J = let("y in {0,1}").parse("-log sigmoid((2y-1)z)")
        J.d("z").equal("sigmoid(z) - y").isProved()
        J.d("z").at("y", 1).limit("z", "oo").plain()
        prove("sigmoid(x) > 1/2").isRefuted()
        parse("2 +")
        """, "shell");
    assertThat(run.out()).startsWith("gradus: ").contains("$2 ==> true").contains("$3 ==> \"0\"").contains("$4 ==> true")
        .contains("the formula ends where a value was expected");
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aScriptThatIsNotThere() {
    var run = run("", "shell", folder.resolve("none.jsh").toString());
    assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(run.err()).contains("no such file");
  }

  @Test
  void aScript() throws IOException {
    needsAClassPath();
    var script = Files.writeString(folder.resolve("a.jsh"), "System.setProperty(\"gradus.test.shell\", parse(\"x^2\").d(\"x\").plain());\n");
    var run = run("", "shell", script.toString());
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(System.clearProperty("gradus.test.shell")).isEqualTo("2*x");
  }
}
