package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SaidWitnessTest {

  private static final String EVIDENCE = """
      $$\\frac{\\partial C}{\\partial b_j^L} = a_j^L - y_j$$

      $$\\frac{\\partial C}{\\partial w_{jk}^L} = a_k^{L-1}(a_j^L - y_j)$$

      """;

  private static String verdicts(String... paragraphs) {
    var report = DocumentVerifier.verify("said.md", String.join("\n\n", paragraphs).getBytes(StandardCharsets.UTF_8), VerifyOptions.defaults());
    return report.claims().stream().map(ClaimReport::verdict).filter(v -> v != null).map(v -> v.substring(0, 1)).collect(Collectors.joining());
  }

  @Test
  void whatTheWordsSayOfOutputAndCostGivesTheNotationOfLayersItsMeaning() {
    assertThat(verdicts("We use sigmoid neurons and the cross-entropy cost.", EVIDENCE)).isEqualTo("PP");
    assertThat(verdicts("With a softmax output layer and the log-likelihood cost:", EVIDENCE)).isEqualTo("PP");
    assertThat(verdicts("Take tanh hidden layers, a softmax output and the cross-entropy loss.",
        "$$\\delta_j^l = \\sum_k w_{kj}^{l+1} \\delta_k^{l+1} (1 - (a_j^l)^2)$$")).isEqualTo("P");
  }

  @Test
  void whatFailsInTheNetworkIsRefutedOnlyWhereOtherStepsHoldInIt() {
    var wrong = "$$\\frac{\\partial C}{\\partial a_j^L} = a_j^L - y_j$$";
    var words = "The cross-entropy with sigmoid neurons:";
    assertThat(verdicts(words, EVIDENCE, wrong)).isEqualTo("PPR");
    assertThat(verdicts(words, wrong)).isEqualTo("U");
    assertThat(verdicts(words, EVIDENCE, "$$\\frac{\\partial C}{\\partial w_{jk}^L} = a_j^{L-1}(a_k^L - y_k)$$")).isEqualTo("PPR");
    assertThat(verdicts(words, EVIDENCE, "$$(w^{l+1})^T \\delta^{l+1} = a_k^{L-1}$$")).isEqualTo("PPR");
  }

  @Test
  void furtherTermsOfACostAreNoMistake() {
    var words = "The cross-entropy with sigmoid neurons:";
    assertThat(verdicts(words, EVIDENCE, "$$\\frac{\\partial C}{\\partial b_j^L} = a_j^L - y_j - \\epsilon$$")).isEqualTo("PPU");
    assertThat(verdicts(words, EVIDENCE, "Shared weights: $$\\frac{\\partial C}{\\partial w_{jk}^L} = 2 a_k^{L-1}(a_j^L - y_j)$$")).isEqualTo("PPU");
  }

  @Test
  void wordsThatCompareOrLeaveItOpenSayNothing() {
    assertThat(verdicts("Unlike the quadratic cost, the cross-entropy does not saturate with sigmoid neurons.", EVIDENCE)).isEqualTo("UU");
    assertThat(verdicts("The cross-entropy cost and the quadratic cost for sigmoid neurons.", EVIDENCE)).isEqualTo("UU");
    assertThat(verdicts("The cross-entropy cost with sigmoid neurons and weight decay.", EVIDENCE)).isEqualTo("UU");
  }

  @Test
  void aCostThatIsWrittenDownOtherwiseCountsMoreThanTheWords() {
    assertThat(verdicts("Cross-entropy cost with sigmoid neurons, and $\\lambda$ times the squares:",
        "$$C = -\\sum_j [y_j \\ln a_j^L + (1-y_j) \\ln (1-a_j^L)] + \\frac{\\lambda}{2} \\sum_j (w_j^L)^2$$", EVIDENCE)).doesNotContain("P");
  }

  @Test
  void anExerciseSpeaksForItselfOnly() {
    assertThat(verdicts("# Exercise 1", "Sigmoid neurons, cross-entropy.", "# Exercise 2", EVIDENCE)).isEqualTo("UU");
  }
}
