package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked derivations hold: every step is proved, or marked as wrong. */
class DerivationFilesTest {

  static Stream<Path> files() throws IOException {
    return Derivations.files().stream();
  }

  /** Without a running network and without searches for slips, what is marked may also stay open. */
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource("files")
  void every_step_is_proved_or_marked_as_wrong(Path file) throws IOException {
    var report = Derivations.verified(file).report();
    var wrong = report.claims().stream().filter(c -> c.verdict() != null && (c.expected() == null ? !c.verdict().equals("PROVED")
        : c.verdict().equals("PROVED"))).map(c -> c.id() + " " + c.verdict() + " " + c.latex()).toList();
    assertThat(wrong).isEmpty();
    assertThat(report.problems()).isEmpty();
    assertThat(report.claims()).anyMatch(c -> "PROVED".equals(c.verdict()));
  }
}
