package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How people write, by little documents and the verdicts of their steps: {@code P R T U} in reading order, {@code !R} where
 * the last one must not be REFUTED.
 */
class HabitsOfWritingTest {

  private static final Pattern CASE = Pattern.compile("(?m)^#### (.*?) \\((md|tex)\\) \\| (.*)\\n((?:(?!#### ).*\\n)+)");

  record Habit(String name, String format, String expected, String document) {
    @Override
    public String toString() {
      return name + ": " + expected;
    }
  }

  static Stream<Habit> documents() throws IOException, URISyntaxException {
    var text = new StringBuilder();
    try (var files = Files.list(Path.of(HabitsOfWritingTest.class.getResource("/habits").toURI()))) {
      for (var file : files.sorted().toList()) {
        text.append(Files.readString(file));
      }
    }
    return CASE.matcher(text).results().map(m -> new Habit(m.group(1), m.group(2), m.group(3).strip(), m.group(4))).toList().stream();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void areReadAsTheyAreMeant(Habit h) {
    var report = DocumentVerifier.verify("habit." + h.format(), h.document().getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(true, VerifyOptions.DEFAULT_TIMEOUT));
    var verdicts = report.claims().stream().map(ClaimReport::verdict).filter(v -> v != null).map(v -> v.substring(0, 1))
        .collect(Collectors.joining());
    assertThat(report.claims()).as(h.document()).noneMatch(c -> c.reason() != null && c.reason().startsWith("a defect in gradus"));
    if (h.expected().startsWith("!")) {
      assertThat(verdicts).as(h.document()).doesNotContain(h.expected().substring(1));
    } else {
      assertThat(verdicts).as(h.document()).isEqualTo(h.expected());
    }
  }
}
