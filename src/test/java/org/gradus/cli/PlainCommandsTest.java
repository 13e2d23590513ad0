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

/** A plain command line means the same whether the library for command lines reads it or not. */
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

  @ParameterizedTest
  @ValueSource(strings = {"equal|-log(x)|-log(x)", "equal|-(x+1)|-x-1", "equal|x|-x", "equal|sqrt(x^2)|x|--assume|x > 0",
    "equal|sqrt(x^2)|x|--let|x real|--assume|x > 0|--assume|x > 1|--strict", "equal|--format|json|--no-timings|x|x+0",
    "equal|x|x|--assume|-x < 0", "derive|-log(x)|--by|x", "derive|--by|x|x^2|--format|text",
    "limit|z*sigmoid(z)|--var|z|--to|-oo", "limit|--claim|-1|--var|x|--to|oo|(1-x)/x"})
  void options(String line) throws Exception {
    bothWaysSayTheSame(line.split("\\|"));
  }

  @Test
  void documents() throws Exception {
    var file = Files.writeString(folder.resolve("a.md"), "$$ (x+1)^2 = x^2 + 2x + 1 = x^2 + 2x $$\n");
    bothWaysSayTheSame("verify", file.toString());
    bothWaysSayTheSame("verify", "--quick", file.toString());
    bothWaysSayTheSame("verify", file.toString(), "--format", "json", "--no-timings", "--all");
    bothWaysSayTheSame("verify", file.toString(), folder.resolve("missing.md").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"equal", "equal x", "equal x x x", "equal --help", "equal x -h", "equal -hx x", "equal --strict --strict x x", "equal x x --assume",
    "equal x x --assume @f", "equal x x --assume=x>0", "equal x x --format xml", "equal x x --timeout 2s", "equal -- x x", "verify",
    "verify --quick", "verify @list", "verify a.md --out b", "verify --format pdf a.md", "verify -x", "derive x", "derive x --by",
    "derive x --by x --order 2", "limit x --var x", "--help"})
  void a_line_that_wants_reading_is_left_to_the_library(String line) {
    assertThat(PlainCommands.of(line.split(" "), null)).isEmpty();
  }
}
