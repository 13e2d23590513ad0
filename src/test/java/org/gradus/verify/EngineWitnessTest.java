package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineWitnessTest {

  private static FileReport report(String text) {
    return DocumentVerifier.verify("a.md", text.getBytes(StandardCharsets.UTF_8), VerifyOptions.defaults());
  }

  private static Map<String, String> witnesses(String engine, String formula) {
    var claims = report("<!-- gradus: engine " + engine + " -->\n\n$$" + formula + "$$\n").claims();
    return claims.getFirst().witnesses();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "\\frac{\\partial C}{\\partial b_j^l} = \\frac{\\partial C}{\\partial z_j^l}",
      "\\frac{\\partial C}{\\partial w_{jk}^l} = a_k^{l-1} \\frac{\\partial C}{\\partial z_j^l}",
      "\\frac{\\partial C}{\\partial z_j^l} = \\sum_k w_{kj}^{l+1} \\delta_k^{l+1} \\sigma'(z_j^l)",
      "0 + \\delta^l = ((w^{l+1})^T \\delta^{l+1}) \\odot \\sigma'(z^l)",
      "\\nabla_{w^l} C = \\delta^l (a^{l-1})^T",
      "0 + a^l_j = \\sigma\\left(\\sum_k w^l_{jk} a^{l-1}_k + b^l_j\\right)"
  })
  void theEquationsOfBackpropagationHoldInNetworksOfEveryKind(String formula) {
    for (var engine : new String[] {"2-3-2 sigmoid cross-entropy", "3-4-2-2 tanh mse", "2-5-3 relu mse"}) {
      assertThat(witnesses(engine, formula)).as(engine)
          .containsEntry("engine", "agrees").containsEntry("finite-differences", "agrees");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "2-3-2 sigmoid mse | \\frac{\\partial C}{\\partial b_j^L} = a_j^L - y_j",
      "2-3-2 softmax cross-entropy | \\frac{\\partial C}{\\partial b_j^L} = y_j - a_j^L",
      "2-3-2 sigmoid cross-entropy | \\frac{\\partial C}{\\partial w_{jk}^l} = a_k^l \\frac{\\partial C}{\\partial z_j^l}",
      "2-3-2 sigmoid cross-entropy | \\frac{\\partial C}{\\partial z_j^l} = \\sum_k w_{jk}^{l+1} \\delta_k^{l+1} \\sigma'(z_j^l)",
      "3-3-3 sigmoid cross-entropy | 0 + \\delta^l = (w^{l+1} \\delta^{l+1}) \\odot \\sigma'(z^l)"
  })
  void aWrongGradientIsContradictedByTheNetwork(String engine, String formula) {
    assertThat(witnesses(engine, formula)).containsEntry("engine", "disagrees").containsEntry("finite-differences", "disagrees");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "2-3-2 softmax cross-entropy | \\frac{\\partial C}{\\partial b_j^L} = a_j^L - 1_{j=y}",
      "2-3-3 softmax cross-entropy | \\frac{\\partial a_j^L}{\\partial z_k^L} = a_j^L (\\delta_{jk} - a_k^L)",
      "2-3-2 softmax cross-entropy | \\frac{\\partial C}{\\partial a_j^L} = -\\frac{1_{j=y}}{a_y^L}"
  })
  void theClassOfTheSampleIsAnIndex(String engine, String formula) {
    assertThat(witnesses(engine, formula)).containsEntry("engine", "agrees");
  }

  @Test
  void whatIsNoQuantityOfTheNetworkIsNotAsked() {
    assertThat(witnesses("2-3-2 sigmoid mse", "q + q = 2 q")).containsEntry("engine", "n/a");
  }

  @Test
  void anEngineHoldsFromItsLineToTheNextScope() {
    var formula = "$$\\frac{\\partial C}{\\partial b_j^L} = \\frac{\\partial C}{\\partial z_j^L}$$\n\n";
    var claims = report(formula + "<!-- gradus: engine 2-2 sigmoid mse -->\n\n" + formula + "<!-- gradus: scope new -->\n\n" + formula).claims();
    assertThat(claims).hasSize(3);
    assertThat(claims.get(0).witnesses()).doesNotContainKey("engine");
    assertThat(claims.get(1).witnesses()).containsEntry("engine", "agrees");
    assertThat(claims.get(2).witnesses()).doesNotContainKey("engine");
  }

  @Test
  void anEngineThatIsNoneIsAProblemInItsLine() {
    var problems = report("# A\n\n<!-- gradus: engine 2-x sigmoid -->\n\n$$x = x$$\n").problems();
    assertThat(problems).singleElement().satisfies(p -> {
      assertThat(p.line()).isEqualTo(3);
      assertThat(p.message()).contains("2-3-2 sigmoid cross-entropy");
    });
  }

  private static ClaimReport claim(String engine, String formula) {
    return report("<!-- gradus: engine " + engine + " -->\n\n$$" + formula + "$$\n").claims().getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "z_j^l = \\sum_k w_{jk}^l a_k^{l-1} + b_j^l",
      "a^l = \\sigma(w^l a^{l-1} + b^l)",
      "\\delta_j^L = \\frac{\\partial C}{\\partial a_j^L} \\sigma'(z_j^L)",
      "\\delta^L = \\nabla_a C \\odot \\sigma'(z^L)",
      "\\delta_j^l = \\sum_k w_{kj}^{l+1} \\delta_k^{l+1} \\sigma'(z_j^l)",
      "\\delta^l = ((w^{l+1})^T \\delta^{l+1}) \\odot \\sigma'(z^l)",
      "\\frac{\\partial C}{\\partial b_j^l} = \\delta_j^l",
      "\\frac{\\partial C}{\\partial w_{jk}^l} = a_k^{l-1} \\delta_j^l",
      "\\nabla_{w^l} C = \\delta^l (a^{l-1})^T",
      "\\frac{\\partial z_k^{l+1}}{\\partial z_j^l} = w_{kj}^{l+1} \\sigma'(z_j^l)",
      "\\frac{\\partial z_i^{l+2}}{\\partial z_j^l} = \\sum_k w_{ik}^{l+2} \\sigma'(z_k^{l+1}) w_{kj}^{l+1} \\sigma'(z_j^l)"
  })
  void theEquationsOfBackpropagationAreProvedForAllSizes(String formula) {
    for (var engine : new String[] {"2-3-2 sigmoid cross-entropy", "3-4-2-2 tanh mse"}) {
      assertThat(claim(engine, formula).verdict()).as(engine).isEqualTo("PROVED");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "2-3-4 softmax cross-entropy | \\delta_j^L = a_j^L - y_j",
      "2-3-4 tanh softmax cross-entropy | \\frac{\\partial C}{\\partial w_{jk}^L} = a_k^{L-1} (a_j^L - y_j)",
      "2-3-4 tanh softmax cross-entropy | \\delta^{L-1} = ((w^L)^T (a^L - y)) \\odot (1 - a^{L-1} \\odot a^{L-1})",
      "2-3-4 softmax cross-entropy | \\frac{\\partial a_i^L}{\\partial z_j^L} = a_i^L (\\delta_{ij} - a_j^L)",
      "2-3-4 softmax cross-entropy | \\frac{\\partial (-\\ln a_y^L)}{\\partial z_j^L} = a_j^L - \\delta_{jy}",
      "2-3-4 sigmoid mse | \\frac{\\partial C}{\\partial z_j^L} = (a_j^L - y_j) a_j^L (1 - a_j^L)",
      "2-3-4 sigmoid cross-entropy | \\delta^L = a^L - y"})
  void whatFollowsForACostIsProved(String engine, String formula) {
    assertThat(claim(engine, formula).verdict()).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "2-3-4 softmax cross-entropy | \\delta_j^L = y_j - a_j^L",
      "2-3-4 sigmoid mse | \\delta^L = a^L - y",
      "2-3-4 sigmoid mse | \\delta^l = (w^{l+1} \\delta^{l+1}) \\odot \\sigma'(z^l)",
      "2-3-4 sigmoid mse | \\nabla_{w^l} C = a^{l-1} (\\delta^l)^T",
      "2-3-4 sigmoid mse | \\frac{\\partial C}{\\partial w_{jk}^l} = a_k^l \\delta_j^l",
      "2-3-4 tanh mse | \\delta_j^l = \\sum_k w_{kj}^{l+1} \\delta_k^{l+1}",
      "2-3-4 tanh mse | \\delta_j^l = \\sum_k w_{kj}^{l+1} \\delta_k^{l+1} \\sigma'(z_j^{l+1})"})
  void whatFailsInTheNetworkIsRefuted(String engine, String formula) {
    assertThat(claim(engine, formula).verdict()).isEqualTo("REFUTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a_j^l = b_j^l", "\\delta_j^l = 0", "\\frac{\\partial z_k^{l+1}}{\\partial z_j^l} = 0", "a^l = a^{l-1}"})
  void nothingElseIsProved(String formula) {
    assertThat(claim("3-3-3 sigmoid mse", formula).verdict()).isNotEqualTo("PROVED");
  }

  private static String last(String... parts) {
    return report(String.join("\n\n", parts)).claims().stream().filter(c -> c.verdict() != null).toList().getLast().verdict();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "\\nabla_a C \\odot \\sigma'(z^L) = \\delta^L",
      "\\delta^l = ((w^{l+1})^T \\delta^{l+1}) \\odot \\sigma'(z^l)",
      "\\frac{\\partial C}{\\partial b^l_j} = \\delta^l_j",
      "\\frac{\\partial C}{\\partial w^l_{jk}} = a^{l-1}_k \\delta^l_j"})
  void whatHoldsInEveryNetworkIsProvedInTheUsualNotationOfLayers(String formula) {
    assertThat(last("$$" + formula + "$$")).isEqualTo("PROVED");
    assertThat(last("Here $z^l = w^l a^{l-1} + b^l$ and $a^l = \\sigma(z^l)$.", "$$" + formula + "$$")).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "\\delta^l = (w^{l+1} \\delta^{l+1}) \\odot \\sigma'(z^l)",
      "\\delta_j^L = a_j^L - y_j + 0 \\delta_j^L",
      "\\frac{\\partial C}{\\partial w^l_{jk}} = a^{l-1}_j \\delta^l_k",
      "\\delta^l = (w^{l+1})^T \\delta^{l+1}"})
  void whatDoesNotHoldInEveryNetworkIsNotProved(String formula) {
    assertThat(last("$$0 = 0$$", "$$" + formula + "$$")).isNotEqualTo("PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a^l = \\sigma(z^l) + z^l", "z^l = w^{l-1} a^{l-1}", "a^L_j = \\frac{e^{z_j^L}}{\\sum_k e^{z_k^L}}"})
  void anotherMeaningOfTheNotationCounts(String definition) {
    assertThat(last("Here $" + definition + "$.", "$$\\frac{\\partial C}{\\partial w^l_{jk}} = a^{l-1}_k \\delta^l_j$$")).isNotEqualTo("PROVED");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "2-3-2 softmax cross-entropy | \\frac{\\partial C}{\\partial b_j^L} = y_j - a_j^L | sign-of-side",
      "2-3-4 sigmoid mse | \\delta^L = a^L - y | lost-slope",
      "2-3-2 sigmoid cross-entropy | \\nabla_{w^l} C = a^{l-1} (\\delta^l)^T | transpose"
  })
  void whatTheNetworkRefutesGetsItsSlipAndIsMendedByIt(String engine, String formula, String slip) {
    var directive = "<!-- gradus: engine " + engine + " -->\n\n";
    var wrong = report(directive + "$$" + formula + "$$\n").claims().getFirst();
    assertThat(wrong.verdict()).isEqualTo("REFUTED");
    assertThat(wrong.diagnosis().slip()).as(wrong.diagnosis().message()).isEqualTo(slip);
    var mended = wrong.lhsLatex() + " = " + wrong.diagnosis().suggestion();
    assertThat(report(directive + "$$" + mended + "$$\n").claims().getFirst().verdict()).as(mended).isEqualTo("PROVED");
  }

  @Test
  void whereNothingWasMeasuredNothingIsSaidOfTheNetwork() {
    var text = "<!-- gradus: let a, y in R^n -->\n<!-- gradus: engine 2-3-2 sigmoid cross-entropy -->\n\n$$a_j^L - y_j = y_j - a_j^L$$\n";
    var quick = DocumentVerifier.verify("a.md", text.getBytes(StandardCharsets.UTF_8), new VerifyOptions(true, Duration.ofMinutes(10)));
    assertThat(quick.claims()).allSatisfy(c -> {
      assertThat(c.verdict()).isNotEqualTo("PROVED");
      assertThat(c.reason() == null ? "" : c.reason()).doesNotContain("in the network it does not");
    });
  }
}
