package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums, products, vectors and matrices of which dots leave out a part. */
class DotsTest {

  private static String verdict(String text) {
    var parts = text.split("\\|\\|\\|");
    var document = parts[0].strip() + "\n\n$$ " + parts[1].strip() + " $$\n";
    return DocumentVerifier.verify("d.md", document.getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(true, Duration.ofMinutes(10))).claims().getLast().verdict().toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "||| x_1 + \\dots + x_{k-1} + x_{k+1} + \\dots + x_n = \\sum_{i=1}^n x_i - x_k",
      "||| x_1 + \\dots + x_{k-1} + a + x_{k+1} + \\dots + x_n = \\sum_{i=1}^n x_i - x_k + a",
      "||| x_1 + x_2 + \\dots + x_k^2 + \\dots + x_n = \\sum_{i=1}^n x_i - x_k + x_k^2",
      "||| \\frac{\\partial}{\\partial x_k} (x_1^2 + x_2^2 + \\dots + x_k^2 + \\dots + x_n^2) = 2 x_k",
      "||| -p_1 p_k - p_2 p_k \\dots + p_k - p_k p_k \\dots - p_n p_k = p_k - p_k \\sum_{j=1}^n p_j",
      "Let $x \\in \\mathbb{R}^n$. ||| \\nabla_x \\|x\\|^2 = \\begin{pmatrix} 2x_1 \\\\ \\vdots \\\\ 2x_n \\end{pmatrix}",
      "Let $x_i \\in \\mathbb{R}^d$, and $X = \\begin{pmatrix} x_1^T \\\\ x_2^T \\\\ \\vdots \\\\ x_n^T \\end{pmatrix}$. ||| "
          + "X^T X = \\sum_{i=1}^n x_i x_i^T"})
  void what_dots_leave_out_is_known_from_what_they_show(String text) {
    assertThat(verdict(text)).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "||| x_1 + \\dots + x_{k-1} + x_{k+1} + \\dots + x_n = \\sum_{i=1}^n x_i - 2x_k",
      "||| x_1 + \\dots + x_{k-1} + a + x_{k+1} + \\dots + x_n = \\sum_{i=1}^n x_i + a + x_k",
      "||| x_1 + \\dots + x_k^2 + \\dots + x_n = \\sum_{i=1}^n x_i + x_k^2",
      "||| \\frac{\\partial}{\\partial x_k} (x_1^2 + x_2^2 + \\dots + x_k^2 + \\dots + x_n^2) = 4 x_k",
      "||| -p_1 p_k - p_2 p_k \\dots + p_k - p_k p_k \\dots - p_n p_k = p_k - p_k \\sum_{j=1}^n p_j + p_k^2",
      "Let $x \\in \\mathbb{R}^n$. ||| \\nabla_x \\|x\\|^2 = \\begin{pmatrix} x_1 \\\\ \\vdots \\\\ x_n \\end{pmatrix}"})
  void a_wrong_sum_with_dots_is_refuted(String text) {
    assertThat(verdict(text)).isEqualTo("REFUTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "||| x_1 + x_3 + \\dots + x_k + \\dots + x_n = \\sum_{i=1}^n x_i",
      "||| x_1 + \\dots + a + \\dots + x_n = \\sum_{i=1}^n x_i + a",
      "||| x_1 + \\dots + x_j x_k + \\dots + x_n = \\sum_{i=1}^n x_i + x_j x_k",
      "||| x_1 + \\dots + x_k^2 + \\dots + x_l^2 + \\dots + x_n = \\sum_{i=1}^n x_i"})
  void dots_that_leave_open_what_stands_there_decide_nothing(String text) {
    assertThat(verdict(text)).isEqualTo("UNDECIDED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "||| \\sum_{i<j} (x_i - x_j)^2 = n \\sum_{i=1}^n x_i^2 - \\left(\\sum_{i=1}^n x_i\\right)^2",
      "||| \\sum_{i<j} x_i x_j = \\frac12 \\left(\\left(\\sum_{i=1}^n x_i\\right)^2 - \\sum_{i=1}^n x_i^2\\right)"})
  void a_sum_over_pairs_binds_both_indices(String text) {
    assertThat(verdict(text)).isIn(List.of("PROVED", "TESTED"));
  }
}
