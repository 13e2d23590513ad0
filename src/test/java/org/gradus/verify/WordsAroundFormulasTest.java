package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the words around a formula make of it, by little documents and the verdicts of their steps: {@code P R T U} in
 * reading order, {@code !P} where the last one must not be PROVED, {@code !R} where it must not be REFUTED, {@code ~} before
 * a regular expression.
 */
class WordsAroundFormulasTest {

  private static final Pattern CASE = Pattern.compile("(?m)^#### (.*?) \\| (.*)\\n((?:(?!#### ).*\\n)+)");

  record Words(String name, String expected, String document) {
    @Override
    public String toString() {
      return name + ": " + expected;
    }
  }

  static Stream<Words> documents() throws IOException {
    return Stream.concat(in("assumptions"), in("meanings"));
  }

  private static Stream<Words> in(String file) throws IOException {
    try (var in = WordsAroundFormulasTest.class.getResourceAsStream("/prose/" + file + ".txt")) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return CASE.matcher(text).results().map(m -> new Words(m.group(1), m.group(2).strip(), m.group(3))).toList().stream();
    }
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void decideWhatIsAssumed(Words w) {
    var report = DocumentVerifier.verify("words.md", w.document().getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(true, VerifyOptions.DEFAULT_TIMEOUT));
    var verdicts = report.claims().stream().map(ClaimReport::verdict).filter(v -> v != null).map(v -> v.substring(0, 1))
        .collect(Collectors.joining());
    switch (w.expected().charAt(0)) {
      case '!' -> assertThat(verdicts).as(w.document()).doesNotEndWith(w.expected().substring(1));
      case '~' -> assertThat(verdicts).as(w.document()).matches(w.expected().substring(1));
      default -> assertThat(verdicts).as(w.document()).isEqualTo(w.expected());
    }
  }

  /** What is proved with an assumption of the text says so. */
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest(name = "{0}")
  @MethodSource("proved")
  void listWhatWasUsed(String document, List<String> conditions) {
    var report = DocumentVerifier.verify("words.md", document.getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(true, VerifyOptions.DEFAULT_TIMEOUT));
    var last = report.claims().stream().filter(c -> "PROVED".equals(c.verdict())).reduce((a, b) -> b).orElseThrow();
    assertThat(last.conditions()).containsExactlyInAnyOrderElementsOf(conditions);
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> proved() {
    return Stream.of(
        org.junit.jupiter.params.provider.Arguments.of("For $x = 0$ we get\n\n$$\\cos x = 1$$\n", List.of("x = 0 (line 1)")),
        org.junit.jupiter.params.provider.Arguments.of("Let $a$ be positive.\n\n$$|a| = a$$\n", List.of("a > 0 (line 1)")),
        org.junit.jupiter.params.provider.Arguments.of("$$\\sum_i w_i c = c$$\n\nbecause $\\sum_i w_i = 1$.\n", List.of("sum(w[i],i) = 1 (line 3)")),
        org.junit.jupiter.params.provider.Arguments.of("Let $h_t = \\tanh(w h_{t-1} + u x_t)$.\n\n"
            + "$$\\frac{\\partial h_t}{\\partial w} = (1-h_t^2) h_{t-1}$$\n", List.of("h[-1+t] held fixed")),
        org.junit.jupiter.params.provider.Arguments.of("Assume $p + q = 1$. Then\n\n$$p(1-p) = pq$$\n", List.of("p+q = 1 (line 1)")));
  }
}
