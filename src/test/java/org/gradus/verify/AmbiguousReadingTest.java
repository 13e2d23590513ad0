package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A notation that can be read in two ways decides nothing where the two ways differ. */
class AmbiguousReadingTest {

  private static Claimed verify(String formula) {
    var claim = DocumentVerifier.verify("d.md", ("$$" + formula + "$$\n").getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(false, Duration.ofMinutes(10))).claims().getLast();
    return new Claimed(claim.verdict().toString(), String.valueOf(claim.reason()));
  }

  private record Claimed(String verdict, String reason) {}

  @ParameterizedTest
  @ValueSource(strings = {"\\frac{d}{dx} x \\cdot x^2 = x^2", "\\log x (1+x) = (1+x) \\log x",
      "\\frac{d}{dx} x^2 + 3x = 2x + 3"})
  void a_step_right_in_one_reading_and_wrong_in_the_usual_one_is_undecided(String formula) {
    var claim = verify(formula);
    assertThat(claim.verdict()).isEqualTo("UNDECIDED");
    assertThat(claim.reason()).contains("depends on how the notation is read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\frac{d}{dx} x^2 \\cdot x = 3x^2", "\\frac{d}{dx} x^2 + 3x = 5x", "\\frac{d}{dx} (x^2) + 3x = 5x"})
  void a_step_right_in_the_usual_reading_is_proved(String formula) {
    assertThat(verify(formula).verdict()).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\frac{d}{dx} x \\cdot x^2 = 7x^5", "\\frac{d}{dx} x^2 + 3x = 7x", "\\frac{d}{dx} (x^2) + 3x = 2x + 3"})
  void a_step_wrong_in_every_reading_is_refuted(String formula) {
    assertThat(verify(formula).verdict()).isEqualTo("REFUTED");
  }
}
