package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismTest {

  private static final Path FILE = Path.of("derivations/02-sigmoid-softplus-and-two-losses.md");

  private static List<String> verdicts(VerifyOptions options) throws IOException {
    return verdicts(FILE, options, Helpers.NONE);
  }

  private static List<String> verdicts(Path file, VerifyOptions options, Helpers helpers) throws IOException {
    return DocumentVerifier.verify("f.md", Files.readAllBytes(file), options, helpers).claims().stream()
        .map(c -> c.id() + " " + c.verdict() + " " + c.method() + " " + c.conditions() + " " + c.counterexample() + " "
            + c.diagnosis() + " " + c.notes() + " " + c.reason()).toList();
  }

  @Test
  void theReportDoesNotDependOnHowMuchElseIsGoingOn() throws Exception {
    var options = new VerifyOptions(true, Duration.ofMinutes(10));
    var alone = verdicts(options);
    try (var pool = Executors.newFixedThreadPool(3)) {
      var many = new ArrayList<Future<List<String>>>();
      for (int i = 0; i < 3; i++) {
        many.add(pool.submit(() -> verdicts(options)));
      }
      for (var one : many) {
        assertThat(one.get()).isEqualTo(alone);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"02-sigmoid-softplus-and-two-losses.md", "05-bias-xor-and-softmax-regression.md"})
  void theReportDoesNotDependOnHowManyThreadsShareTheClaims(String name) throws Exception {
    var file = Path.of("derivations", name);
    var options = new VerifyOptions(true, Duration.ofMinutes(10));
    try (var pool = Executors.newFixedThreadPool(3, Thread.ofPlatform().stackSize(64L << 20).factory())) {
      var shared = verdicts(file, options, work -> IntStream.range(0, 3).forEach(_ -> pool.execute(work)));
      assertThat(shared).isEqualTo(verdicts(file, options, Helpers.NONE));
    }
  }

  @Test
  void aClaimThatIsOutOfTimeIsUndecidedAndSaysSo() throws IOException {
    var report = verdicts(new VerifyOptions(true, Duration.ZERO));
    assertThat(report).noneMatch(v -> v.contains("TESTED"));
    assertThat(report).anyMatch(v -> v.contains("UNDECIDED") && v.contains("out of time"));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
