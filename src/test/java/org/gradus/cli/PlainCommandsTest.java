package org.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command line without options means the same whether the library for command lines reads it or not. */
final class PlainCommandsTest {

  @TempDir
  Path folder;

  private interface Way {
    int run(Console console) throws Exception;
  }

  private static String said(Way way) throws Exception {
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    int code = way.run(new Console(InputStream.nullInputStream(), print, print, false, false, false));
    return code + "\n" + out.toString(StandardCharsets.UTF_8);
  }

  private static void bothWaysSayTheSame(String... args) throws Exception {
    var plain = said(console -> PlainCommands.of(args, console).orElseThrow().call());
    var read = said(console -> Commands.line(args, console).execute(args));
    assertThat(plain).isEqualTo(read);
    assertThat(plain.lines().count()).isGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "x + 1", "sin(x", "$\\frac{x}{1}$"})
  void an_equality(String rhs) throws Exception {
    bothWaysSayTheSame("equal", "x", rhs);
  }

  @Test
  void documents() throws Exception {
    var file = Files.writeString(folder.resolve("a.md"), "$$ (x+1)^2 = x^2 + 2x + 1 = x^2 + 2x $$\n");
    bothWaysSayTheSame("verify", file.toString());
    bothWaysSayTheSame("verify", file.toString(), folder.resolve("missing.md").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"equal", "equal x", "equal x x x", "equal x -x", "equal --strict x x", "verify", "verify --quick a.md",
    "verify @list", "derive x", "--help"})
  void a_line_that_wants_reading_is_left_to_the_library(String line) {
    assertThat(PlainCommands.of(line.split(" "), null)).isEmpty();
  }
}
