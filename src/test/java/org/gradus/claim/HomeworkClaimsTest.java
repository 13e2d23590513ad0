package org.gradus.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.document.Documents;
import org.junit.jupiter.api.Test;

/** A network trained by hand, as a student writes it: the forward pass shows rounded numbers, the backward pass uses them. */
class HomeworkClaimsTest {

  private static final String PASS = """
      $L = \\frac12(\\hat y - t)^2$, with $x = 0.5$, $t = 1$, $v = 0.6$

      $$h = \\sigma(x) = 0.6225$$

      $$u = v h = 0.6 \\cdot 0.6225 = 0.3735$$

      $$\\hat y = \\sigma(0.3735) = 0.5923$$

      $$\\frac{\\partial L}{\\partial v} = (\\hat y - t)\\hat y(1-\\hat y) h$$
      """;

  @Test
  void numberThatRepeatsAShownValueStandsForItsName() throws Exception {
    var last = (Claim.Step) ClaimExtractor.extract(Documents.parse("a.md", PASS)).getLast();
    assertThat(last.unreadable()).isNull();
    assertThat(last.lhs().toString()).contains("sigmoid(u1_*sigmoid(1/2))");
  }
}
