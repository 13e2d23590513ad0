package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Equations of a document that hold together. */
class SystemsInDocumentsTest {

  private static List<String> verdicts(String document) {
    return DocumentVerifier.verify("d.md", document.getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(true, Duration.ofMinutes(10))).claims().stream().map(c -> c.kind() + " " + c.verdict()).toList();
  }

  @Test
  void anEquationThatFollowsFromThoseAboveIsProvedAndOneOfItsOwnClaimsNothing() {
    assertThat(verdicts("""
        Set the gradient to zero:

        $$\\begin{bmatrix} u + b - 1/2 + v/2 \\\\ v + b - 1/2 + u/2 \\\\ u + v + 2b - 1 \\end{bmatrix} = 0$$

        $$u + b - 1/2 + \\frac{v}{2} = 0 \\Rightarrow 2u + 2b + v - 1 = 0 \\quad \\dots \\text{I}$$

        similarly

        $$2v + 2b + u - 1 = 0 \\quad \\dots \\text{(II)}$$

        $$\\text{(I)} - \\text{(II)} \\Rightarrow u - v = 0 \\Rightarrow u = v = t$$

        Replacing in (I)

        $$3t + 2b - 1 = 0$$

        $$3t + 2b - 2 = 0$$
        """)).containsSubsequence("solution PROVED", "solution PROVED", "solution PROVED", "solution PROVED",
            "solution PROVED").doesNotContain("solution REFUTED", "equality REFUTED");
  }

  @Test
  void twoEquationsInTwoUnknownsAreNotHeldAgainstEachOther() {
    assertThat(verdicts("""
        Set the derivatives to zero:

        $$2(a+b-3) = 0$$

        $$4(a-b-1) = 0$$
        """)).containsExactly("condition null", "solution UNDECIDED");
  }

  @Test
  void aChoiceOfSolutionsIsComparedWithTheEquation() {
    assertThat(verdicts("""
        Solve

        $$y^2 = 4$$

        $$y = 2 \\text{ or } y = -2$$
        """)).containsExactly("condition null", "solution PROVED");
    assertThat(verdicts("""
        Solve

        $$y^2 = 4$$

        $$y = 2$$
        """)).containsExactly("condition null", "solution REFUTED");
  }
}
