package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands above a name: a power, or the number of a layer or a sample. */
class SuperscriptReadingTest {

  private static final String LAYERS = "The layers compute $a^l = \\sigma(z^l)$ with $z^l = w^l a^{l-1} + b^l$.";
  private static final String NETWORK = "$$z^1 = w^1 x + b^1$$\n\n$$a^1 = \\sigma(z^1)$$\n\n$$z^2 = w^2 a^1 + b^2$$\n\n$$a^2 = \\sigma(z^2)$$";

  private static String last(String... parts) {
    return DocumentVerifier.verify("d.md", String.join("\n\n", parts).getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(false, Duration.ofMinutes(10))).claims().stream().filter(c -> c.verdict() != null).toList().getLast().verdict();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a^1 a^1 = a^2", "w^3 = w^2 w", "\\delta^3 \\delta^2 = \\delta^5", "z^2 + 0 w = w^2 a^1", "z^2 z^3 = z^5"})
  void the_number_of_a_layer_is_no_power(String step) {
    assertThat(last(LAYERS, "$$" + step + "$$")).isEqualTo("UNDECIDED");
    assertThat(last("The error $\\delta^{L}$, weights $w^{l}$, and $a^{(l)}$, $z^{(l)}$ in every layer.", "$$" + step + "$$")).isEqualTo("UNDECIDED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\frac{\\partial z^2}{\\partial a^1} = w^2", "\\frac{\\partial z^2}{\\partial w^2} = a^1",
      "\\frac{\\partial a^2}{\\partial z^2} = \\sigma(z^2)(1 - \\sigma(z^2))"})
  void names_that_are_defined_with_numbers_above_are_those_of_layers(String step) {
    assertThat(last(NETWORK, "$$" + step + "$$")).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x^2 x = x^3", "(1 - x)(1 + x^1 + x^2 + x^3) = 1 - x^4", "\\frac{d}{dw} w^3 = 3 w^2"})
  void without_layers_a_number_above_is_a_power(String step) {
    assertThat(last("$$" + step + "$$")).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\frac{da}{dz} = 1 - a^2"})
  void a_part_of_a_document_that_uses_a_name_bare_has_powers_of_it(String step) {
    assertThat(last(LAYERS, "# The slope of tanh", "$$a = \\tanh(z)$$", "$$" + step + "$$")).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\frac{d}{dw} \\frac{1}{2n} \\sum_{i=1}^n (w x^{(i)} - y^{(i)})^2 = \\frac1n \\sum_{i=1}^n (w x^i - y^i) x^i"})
  void samples_may_be_written_without_their_brackets(String step) {
    assertThat(last("$$" + step + "$$")).isEqualTo("PROVED");
  }
}
