package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AftermathTest {

  private static List<ClaimReport> steps(String document) {
    return DocumentVerifier.verify("a.md", document.getBytes(StandardCharsets.UTF_8), new VerifyOptions(true, Duration.ofMinutes(10)))
        .claims().stream().filter(c -> c.verdict() != null).toList();
  }

  @Test
  void an_error_is_named_once_and_the_lines_that_follow_rightly_are_counted() {
    var steps = steps("""
        \\begin{align}
        (x + 1)^2 - 1 &= x^2 + x + 1 - 1 \\\\
        &= x^2 + x \\\\
        &= x(x + 1)
        \\end{align}
        """.replace("\\begin{align}", "$$\\begin{aligned}").replace("\\end{align}", "\\end{aligned}$$"));
    assertThat(steps).extracting(ClaimReport::verdict).containsExactly("REFUTED", "PROVED", "PROVED");
    assertThat(steps.getFirst().notes()).anyMatch(n -> n.startsWith("lines 3 to 4 follow correctly"));
  }

  @Test
  void a_line_that_uses_a_wrong_result_is_called_propagated() {
    var steps = steps("""
        Let $f(x) = x^2$.

        $$f'(x) = 3x$$

        Therefore

        $$x f'(x) + 1 = 3x^2 + 1$$
        """);
    assertThat(steps.getLast().verdict()).isEqualTo("REFUTED");
    assertThat(steps.getLast().diagnosis().kind()).isEqualTo("propagated");
    assertThat(steps.getLast().diagnosis().message()).contains("line 3");
  }

  @Test
  void a_line_with_an_error_of_its_own_is_not_called_propagated() {
    var steps = steps("""
        Let $f(x) = x^2$.

        $$f'(x) = 3x$$

        Therefore

        $$x f'(x) + 1 = 2x^2 - 1$$
        """);
    assertThat(steps.getLast().diagnosis().kind()).isEqualTo("sign");
  }

  @Test
  void two_errors_that_cancel_are_two() {
    var steps = steps("$$\\sigma(-0.1) = \\frac{1}{1+e^{-0.1}} = 0.4750$$");
    assertThat(steps).extracting(ClaimReport::verdict).containsExactly("REFUTED", "REFUTED");
    assertThat(steps.getLast().notes()).anyMatch(n -> n.contains("undoes the error of line 1"));
  }
}
