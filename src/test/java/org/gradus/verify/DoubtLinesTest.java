package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What was said of a name and not understood is named with its line, so that the reader knows what to change. */
class DoubtLinesTest {

  private static String reason(String document) {
    return DocumentVerifier.verify("doubt.md", document.getBytes(StandardCharsets.UTF_8), new VerifyOptions(true, VerifyOptions.DEFAULT_TIMEOUT))
        .claims().stream().filter(c -> "UNDECIDED".equals(c.verdict())).map(ClaimReport::reason).findFirst().orElse("");
  }

  @Test
  void namesTheLineThatRestrictsANameInWords() {
    assertThat(reason("# Numbers\n\nFirst words.\n\nThe number $q$ is prime.\n\nThen\n\n$$q^2 = q+2$$\n\n$$q^2+1 = 2q+9$$\n")).contains("What line 5 says of it was not understood");
  }

  @Test
  void namesEachLineOnce() {
    assertThat(reason("The numbers $p$ and $q$ are even.\n\nAnd $r$ is odd.\n\n$$p^2+q+r = q+rp$$\n")).contains("lines 1 and 3").containsOnlyOnce("lines");
  }

  @Test
  void namesTheSentenceThatSpeaksOfVectorsAtLarge() {
    assertThat(reason("Let $x\\in\\mathbb R^n$ and $w\\in\\mathbb R^n$.\n\nAll vectors are normalized.\n\n$$\\|x-w\\|^2 = 2-2x^\\top w$$\n")).contains("line 3");
  }

  @Test
  void saysNothingOfLinesWhereNothingWasSaid() {
    assertThat(reason("$$\\frac{\\partial C}{\\partial w} = 3$$\n")).doesNotContain("line");
  }
}
