package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims about limits and shapes that sentences and arrows make. */
class LimitsInWordsTest {

  private static List<String> verdicts(String text) {
    return DocumentVerifier.verify("a.md", text.getBytes(StandardCharsets.UTF_8), new VerifyOptions(true, VerifyOptions.DEFAULT_TIMEOUT))
        .claims().stream().filter(c -> c.verdict() != null).map(c -> c.kind() + " " + c.verdict()).toList();
  }

  @Test
  void an_arrow_is_a_limit_where_the_sentence_says_which() {
    assertThat(verdicts("As $x \\to \\infty$, $\\tanh(x) \\to 1$ and $e^{-x} \\to 1$.\n")).containsExactly("limit PROVED", "limit REFUTED");
    assertThat(verdicts("$\\sigma(z) \\to 1$ as $z \\to +\\infty$, and $\\log x \\to -\\infty$ when $x \\to 0^+$.\n"))
        .containsExactly("limit PROVED", "limit PROVED");
    assertThat(verdicts("$$\\frac{\\sin x}{x} \\to 1 \\quad \\text{as } x \\to 0$$\n")).containsExactly("limit PROVED");
  }

  @Test
  void an_arrow_between_names_is_a_map_or_an_update() {
    assertThat(verdicts("The network maps $x \\to h$ and $h \\to y$. The update is $w \\to w - \\eta g$.\n")).isEmpty();
  }

  @Test
  void something_large_is_a_limit_to_the_end_of_its_sentence() {
    assertThat(verdicts("If $z$ is very large then $\\sigma(z) \\approx 1$. If $z$ is large and negative, $\\sigma(z) \\approx 1$.\n"))
        .containsExactly("limit PROVED", "limit REFUTED");
    assertThat(verdicts("If $z$ is very large, all is well. Then $\\sigma(z) \\approx 1$.\n")).containsExactly("numeric UNDECIDED");
  }

  @Test
  void what_the_words_are_about_is_not_the_formula_before() {
    assertThat(verdicts("Since $1 > \\sigma(z) > 0$ we know that the above equation is $\\geq 1$.\n"))
        .containsExactly("bound PROVED", "bound PROVED");
  }

  @Test
  void words_behind_a_derivative_speak_of_its_function() {
    var text = "Let $L = -\\log\\sigma(z)$.\n\n$$\\frac{\\partial L}{\\partial z} = \\sigma(z) - 1$$\n\n";
    assertThat(verdicts(text + "so it is still convex in $z$. The gradient is never zero.\n")).contains("convexity PROVED", "bound PROVED");
    assertThat(verdicts(text + "Suppose $z$ is large.\n\nThe derivative with respect to $z$ tends to 0.\n")).contains("limit PROVED");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "sigma'(z) tends to 0 as z -> oo | limit PROVED", "1/z -> oo as z -> 0+ | limit PROVED", "1/z -> oo as z -> 0 | limit REFUTED",
      "sin(z) has no limit as z -> oo | limit PROVED", "sin(z)/z has no limit as z -> oo | limit REFUTED", "saturates sin(z) at oo | limit REFUTED"})
  void a_directive_says_it_in_words_too(String claim, String verdict) {
    assertThat(verdicts("<!-- gradus: let z real -->\n<!-- gradus: claim " + claim + " -->\n\n$$1 = 1$$\n").getFirst()).isEqualTo(verdict);
  }
}
