package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NeededAssumptionsTest {

  @Test
  void onlyAssumptionsThatAProofNeedsAreAmongItsConditions() {
    var text = "Assume $y > 0$ and $x > 0$.\n\n$$\\sqrt{y^2} = y$$\n\n$$(x + 1)^2 = x^2 + 2x + 1$$\n\n$$\\log(xy) = \\log x + \\log y$$\n";
    var report = DocumentVerifier.verify("a.md", text.getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(true, VerifyOptions.DEFAULT_TIMEOUT));
    var proved = report.claims().stream().filter(c -> "PROVED".equals(c.verdict())).toList();
    assertThat(proved).hasSize(3);
    assertThat(proved.get(0).conditions()).containsExactly("y > 0 (line 1)");
    assertThat(proved.get(1).conditions()).isEmpty();
    // Without the assumptions it would need more conditions.
    assertThat(proved.get(2).conditions()).containsExactlyInAnyOrder("y > 0 (line 1)", "x > 0 (line 1)");
  }
}
