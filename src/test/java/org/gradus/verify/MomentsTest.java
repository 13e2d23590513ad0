package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations, variances and covariances: what follows from linearity is proved, and nothing else is. */
class MomentsTest {

  private static String verdict(String formula) {
    return DocumentVerifier.verify("d.md", ("<!-- gradus: let a, b, w real -->\n\n$$" + formula + "$$\n").getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(false, Duration.ofMinutes(10))).claims().getLast().verdict();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "\\mathbb{E}[a X + b] = a \\mathbb{E}[X] + b",
      "E[a X + b] = a E[X] + b",
      "\\mathbb{E}\\left[(X - \\mathbb{E}[X])^2\\right] = \\mathbb{E}[X^2] - \\mathbb{E}[X]^2",
      "\\mathrm{Var}(a X + b) = a^2 \\mathrm{Var}(X)",
      "\\operatorname{Var}[X + Y] = \\operatorname{Var}[X] + 2 \\operatorname{Cov}(X, Y) + \\operatorname{Var}[Y]",
      "\\mathbb{E}[(X - a)^2] = \\mathbb{V}[X] + (\\mathbb{E}[X] - a)^2",
      "\\mathbb{E}\\left[\\frac1n \\sum_{i=1}^n X_i\\right] = \\frac1n \\sum_{i=1}^n \\mathbb{E}[X_i]",
      "\\frac{\\partial}{\\partial w} \\mathbb{E}[(w X - Y)^2] = 2 w \\mathbb{E}[X^2] - 2 \\mathbb{E}[X Y]",
      "\\mathbb{E}_{x \\sim p}[f(x) + g(x)] = \\mathbb{E}_{x \\sim p}[f(x)] + \\mathbb{E}_{x \\sim p}[g(x)]"})
  void what_follows_from_linearity_is_proved(String formula) {
    assertThat(verdict(formula)).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "\\mathbb{E}[X^2] = \\mathbb{E}[X]^2",
      "\\mathbb{E}[X] = \\mu $$ $$ \\mathbb{E}[X^2] = \\mu",
      "\\mathbb{E}[X Y] = \\mathbb{E}[X] \\mathbb{E}[Y]",
      "\\mathrm{Var}(X + Y) = \\mathrm{Var}(X) + \\mathrm{Var}(Y)",
      "\\mathrm{Var}(a X) = a \\mathrm{Var}(X)",
      "\\mathbb{E}[\\log X] = \\log \\mathbb{E}[X]",
      "\\mathbb{E} X^2 = (\\mathbb{E} X) X",
      "\\mathbb{E}_{x \\sim p}[x] = \\mathbb{E}_{x \\sim q}[x]"})
  void what_depends_on_the_distribution_is_neither_proved_nor_refuted(String formula) {
    assertThat(verdict(formula)).isEqualTo("UNDECIDED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\overline{x^2} = \\bar x^2", "\\overline{x^2} - \\bar x^2 = 0"})
  void the_mean_of_a_power_is_not_the_power_of_the_mean(String formula) {
    assertThat(verdict(formula)).isEqualTo("UNDECIDED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\mathbb{E}[X^2] = s^2 + \\mu^2", "\\mathbb{E}[(X - a)^2] = s^2 + (\\mu - a)^2", "\\mathrm{Var}(a X) = a^2 s^2"})
  void the_mean_and_the_variance_that_are_given_count(String formula) {
    assertThat(verdict("\\mathbb{E}[X] = \\mu $$\n\n$$ \\mathrm{Var}(X) = s^2 $$\n\n$$ " + formula)).isEqualTo("PROVED");
  }
}
