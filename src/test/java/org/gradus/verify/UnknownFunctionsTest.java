package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is proved of a function of which only the name is known holds for every one that has the derivatives. */
class UnknownFunctionsTest {

  private static ClaimReport last(String formula) {
    var document = "<!-- gradus: let f function; w, x, b real -->\n\n$$ " + formula + " $$\n";
    return DocumentVerifier.verify("d.md", document.getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(true, Duration.ofMinutes(10))).claims().getLast();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "\\frac{\\partial f(w x + b)}{\\partial w} = x f'(w x + b)",
      "\\frac{d}{dx} f(x)^2 = 2 f(x) f'(x)",
      "\\frac{d}{dx} e^{f(x)} = f'(x) e^{f(x)}",
      "\\frac{d}{dx} \\log f(x) = \\frac{f'(x)}{f(x)}"})
  void the_rules_of_differentiation_hold_where_the_function_is_differentiable(String formula) {
    var claim = last(formula);
    assertThat(claim.verdict().toString()).isEqualTo("PROVED");
    assertThat(claim.conditions()).contains("f differentiable");
    assertThat(claim.certificate()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "\\frac{\\partial f(w x + b)}{\\partial w} = f'(w x + b)",
      "\\frac{d}{dx} f(x)^2 = 2 f'(x)",
      "f(2x) = 2 f(x)",
      "f'(x) = f(x)",
      "\\frac{1}{f(x) - f(x)} = \\frac{2}{f(x) - f(x)}"})
  void what_holds_for_some_functions_only_is_not_proved(String formula) {
    assertThat(last(formula).verdict().toString()).isEqualTo("UNDECIDED");
  }
}
