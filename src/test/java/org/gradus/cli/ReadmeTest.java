package org.gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The sessions of the README are what the tool prints, but for the places where lines are broken: those depend on the path. */
class ReadmeTest {

  private static final Pattern DOCUMENT = Pattern.compile("The file `([\\w.]+)`[^`]*```markdown\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SESSION = Pattern.compile("```console\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ \\./gradus (.*)\\n((?:(?!\\$ ).*\\n)*)");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir
  Path folder;

  @TestFactory
  Stream<DynamicTest> whatIsShownIsWhatIsPrinted() throws Exception {
    var readme = Files.readString(Path.of("README.md"));
    var documents = DOCUMENT.matcher(readme);
    while (documents.find()) {
      Files.writeString(folder.resolve(documents.group(1)), documents.group(2));
    }
    var tests = new ArrayList<DynamicTest>();
    var sessions = SESSION.matcher(readme);
    while (sessions.find()) {
      var commands = COMMAND.matcher(sessions.group(1));
      while (commands.find()) {
        var line = commands.group(1);
        var shown = commands.group(2).strip();
        tests.add(DynamicTest.dynamicTest(line, () -> assertThat(run(words(line))).isEqualToNormalizingWhitespace(shown)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(5);
    return tests.stream();
  }

  private List<String> words(String line) {
    var words = new ArrayList<String>();
    var m = WORD.matcher(line);
    while (m.find()) {
      var word = m.group(1) != null ? m.group(1) : m.group(2);
      words.add(Files.exists(folder.resolve(word.replace('/', '_').replace('\0', '_'))) && !word.isEmpty()
          ? folder.resolve(word).toString() : word);
    }
    return words;
  }

  private String run(List<String> words) {
    var out = new ByteArrayOutputStream();
    var console = new Console(new ByteArrayInputStream(new byte[0]), new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8), false, false, false);
    Main.run(words.toArray(String[]::new), console);
    console.out().flush();
    return out.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
  }
}
