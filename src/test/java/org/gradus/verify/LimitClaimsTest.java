package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims about limits, in documents and requests. */
class LimitClaimsTest {

  private static List<ClaimReport> verify(String text) {
    return DocumentVerifier.verify("a.md", text.getBytes(StandardCharsets.UTF_8), new VerifyOptions(true, VerifyOptions.DEFAULT_TIMEOUT))
        .claims().stream().filter(c -> c.verdict() != null).toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "\\lim_{x\\to 0} \\frac{1}{x} = \\infty | REFUTED",
      "\\lim_{x\\to\\infty} \\sin x = 0 | REFUTED",
      "\\lim_{x\\to 0} \\frac{\\sqrt{x^2}}{x} = 1 | REFUTED",
      "\\lim_{x\\to 0} \\sqrt{x} = 0 | PROVED",
      "\\lim_{x\\to-\\infty} x\\sqrt{x}/\\sqrt{x} = \\lim_{x\\to-\\infty} x | UNDECIDED",
      "\\lim_{x\\to\\infty} x \\sin x = \\lim_{x\\to\\infty} \\sin(x) x | UNDECIDED",
      "\\lim_{x\\to 0} \\frac{\\sin x}{x} = \\lim_{x\\to 0} \\frac{\\cos x}{1} | PROVED",
      "\\lim_{x\\to 0} \\frac{\\cos x}{x} = \\lim_{x\\to 0} \\frac{-\\sin x}{1} | REFUTED",
      "\\lim_{x\\to 0} \\frac{x^2\\sin(1/x)}{x} = \\lim_{x\\to 0} \\frac{2x\\sin(1/x) - \\cos(1/x)}{1} | UNDECIDED"})
  void a_step_between_limits_holds_only_where_they_exist(String formula, String verdict) {
    assertThat(verify("$$" + formula + "$$\n").getFirst().verdict()).isEqualTo(verdict);
  }

  @Test
  void a_wrong_limit_comes_with_the_right_one_and_values_on_the_way() {
    var c = verify("$$\\lim_{z\\to-\\infty} z\\sigma(z) = 1$$\n").getFirst();
    assertThat(c.verdict()).isEqualTo("REFUTED");
    assertThat(c.counterexample().lhs()).isEqualTo("0");
    assertThat(c.reason()).contains("at z = -10, -100");
  }

  @Test
  void the_argument_is_named() {
    assertThat(verify("$$\\lim_{z\\to-\\infty} z\\sigma(z) = 0$$\n").getFirst().method()).contains("Gruntz");
    assertThat(verify("$$\\lim_{x\\to 0} \\frac{\\sin x}{x} = \\lim_{x\\to 0} \\frac{\\cos x}{1}$$\n").getFirst().method()).contains("l'Hôpital");
  }

  @Test
  void nobody_is_refuted_with_a_value_that_was_never_declared() {
    var c = verify("$$\\lim_{x\\to\\infty} \\tanh(a x) = 1$$\n").getFirst();
    assertThat(c.verdict()).isEqualTo("UNDECIDED");
    assertThat(c.holdsIf()).containsExactly("a > 0");
    var declared = verify("<!-- gradus: let a real -->\n\n$$\\lim_{x\\to\\infty} \\tanh(a x) = 1$$\n").getFirst();
    assertThat(declared.verdict()).isEqualTo("REFUTED");
    assertThat(declared.holdsIf()).containsExactly("a > 0");
  }

  private static Answer limit(String expr, String to, String claimed, String... assume) {
    return Requests.answer(new Request("1", "limit", Map.of("expr", expr, "var", "x", "to", to, "claimed", claimed, "assume", List.of(assume))));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "1/x | a | 1/a | PROVED", "(a*x+1)/(b*x+1) | oo | a/b | PROVED", "x^a | oo | oo | REFUTED", "a/x | oo | 0 | PROVED",
      "log(a^2*x)-log(x) | oo | 2*log(a) | PROVED", "sqrt(a^2*x^2+1)/x | oo | a | REFUTED", "sin(x) | oo | does-not-exist | PROVED",
      "1/(1+x^2) | oo | does-not-exist | REFUTED", "x^2 | oo | does-not-exist | UNDECIDED"})
  void a_claim_with_parameters_must_hold_in_every_case(String expr, String to, String claimed, String verdict) {
    assertThat(limit(expr, to, claimed).verdict()).as(expr).isEqualTo(verdict);
  }
}
