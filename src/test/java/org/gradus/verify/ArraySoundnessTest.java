package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is declared of vectors and matrices holds wherever a claim about them is tried. */
class ArraySoundnessTest {

  private static final String ONE_HOT = "let y one-hot; let K in N; ";
  private static final String LABELS = "let y in R^K, one-hot; let K in N; ";

  /** The verdict on a formula after directives, separated by {@code |}. */
  private static String verdict(String text) {
    var parts = text.split("\\|\\|\\|");
    var directives = Arrays.stream(parts[0].split(";")).map(String::strip).filter(s -> !s.isEmpty())
        .map(s -> "<!-- gradus: " + s + " -->\n").collect(Collectors.joining());
    var document = directives + "\n$$ " + parts[1].strip() + " $$\n";
    return DocumentVerifier.verify("d.md", document.getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(false, Duration.ofMinutes(10))).claims().getLast().verdict().toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "let X in R^(n x d), n > d ||| (X^T X)^{-1} X^T = X^{-1} (X^T)^{-1} X^T",
      "let X in R^(n x d); assume n > d ||| (X^T X)^{-1} X^T = (X^T)^{-1} X^{-1} X^T",
      "let X in R^(n x d) ||| X^{-1} X X^T = X^T",
      "let X in R^(n x d), n > d ||| \\det(X^T X) = \\det(X)^2",
      "let X in R^(n x d) ||| \\mathrm{tr}(X) = \\mathrm{tr}(X^T)",
      "let X in R^(n x d) ||| X^2 = X X"})
  void no_inverse_determinant_trace_or_power_is_taken_of_a_matrix_that_is_not_square(String text) {
    assertThat(verdict(text)).isEqualTo("REFUTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "let X in R^(n x d), n > d ||| X (X^T X)^{-1} X^T X = X",
      "let X in R^(n x d); assume n > d ||| \\mathrm{tr}(X (X^T X)^{-1} X^T) = d",
      "let X in R^(n x d), full column rank; assume n >= d + 1 ||| (X (X^T X)^{-1} X^T)^2 = X (X^T X)^{-1} X^T"})
  void relations_between_sizes_leave_room_for_a_point(String text) {
    assertThat(verdict(text)).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "let X in R^(2 x 3) ||| (X^T X)^{-1} \\succ 0",
      "let X in R^(2 x 3) ||| \\mathrm{tr}((X^T X)^{-1}) > 0",
      "let x in R^3 ||| x^T (x x^T)^{-1} x \\ge 0",
      "let x in R^n ||| \\|x\\|^2 (-1 - \\|x\\|^2)^{1/2} \\ge 0"})
  void a_bound_of_what_is_defined_nowhere_is_undecided(String text) {
    assertThat(verdict(text)).isEqualTo("UNDECIDED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "let A in R^(5 x 5), positive definite ||| A^{-1} \\succ 0",
      "let Q in R^(5 x 5), positive semidefinite ||| Q^{-1} \\succ 0",
      "let X in R^(6 x 5), full column rank ||| (X^T X)^{-1} \\succ 0",
      "let x in R^n; let x != 0; let Q in R^(n x n), positive semidefinite ||| (x^T Q x + \\|x\\|)^{-1/2} > 0"})
  void a_bound_is_proved_where_its_form_shows_that_it_is_defined(String text) {
    assertThat(verdict(text)).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "let n integer; let m integer; assume n >= m ||| |n-m| \\sum_{i=1}^n\\sum_{j=1}^m a_{ij} = (n-m) \\sum_{i=1}^n\\sum_{j=1}^m a_{ij}",
      "let A in R^(n x n); let A symmetric; let x in R^n; let y in R^n ||| |x^T A y| = |y^T A x|",
      "let A in R^(n x n); let A symmetric; let x in R^n; let y in R^n ||| \\max(x^T A y, 0) = \\max(y^T A x, 0)",
      "let A in R^(n x n); let A positive definite; let x in R^n ||| |x^T A x| = x^T A x",
      "let A in R^(n x n); let A positive definite ||| |\\det(A)| = \\det(A)",
      "let A in R^(n x n); let A positive definite ||| |\\mathrm{tr}(A)| = \\mathrm{tr}(A)",
      "let Q in R^(n x n); let Q orthogonal; let x in R^n ||| \\|Q x\\|^2 = \\|x\\|^2",
      "let Q in R^(n x n); let Q orthogonal ||| Q^{-1} = Q^T",
      "let A in R^(n x n); let B in R^(n x n) ||| A (I + B A)^{-1} = (I + A B)^{-1} A",
      "assume x_i > 0 ||| \\sum_{i=1}^n |x_i| = \\sum_{i=1}^n x_i",
      ONE_HOT + "||| \\sum_{k=1}^K |y_k| = 1",
      ONE_HOT + "||| \\sum_{k=1}^K e^{y_k} = K - 1 + e",
      LABELS + "||| \\sum_{k=1}^K 2^{y_k} = K + 1"})
  void what_holds_for_all_that_is_declared_is_not_refuted(String text) {
    assertThat(verdict(text)).isNotEqualTo("REFUTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      ONE_HOT + "||| \\sum_{k=1}^K y_k = 1",
      ONE_HOT + "||| \\sum_{k=1}^K y_k^2 = 1",
      LABELS + "||| \\sum_{k=1}^K y_k^3 p_k = \\sum_{k=1}^K y_k p_k",
      LABELS + "||| \\sum_{k=1}^K y_k = 1"})
  void one_hot_labels_with_a_written_range_are_known_to_be(String text) {
    assertThat(verdict(text)).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      ONE_HOT + "||| \\sum_{k=1}^{K-1} y_k = 1",
      ONE_HOT + "||| \\sum_{k=2}^{K} y_k = 1",
      ONE_HOT + "||| \\sum_{k=1}^{3} y_k = 1",
      LABELS + "||| \\sum_{k=1}^{K-1} y_k = 1",
      LABELS + "||| \\sum_{k=1}^{K} y_k = K",
      "||| \\sum_{i=1}^n\\sum_{j=1}^n x_i x_j = \\sum_{i=1}^n x_i^2"})
  void a_part_of_the_components_is_not_taken_for_all_of_them(String text) {
    assertThat(verdict(text)).isIn(List.of("UNDECIDED", "REFUTED"));
  }

  private static String afterWords(String text) {
    var parts = text.split("\\|\\|\\|");
    return DocumentVerifier.verify("d.md", (parts[0] + "\n\n$$ " + parts[1].strip() + " $$\n").getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(false, Duration.ofMinutes(10))).claims().getLast().verdict().toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Let $Q$ be an orthogonal $n\\times n$ matrix. ||| Q^{-1} = Q^T",
      "Let $A\\in\\mathbb{R}^{n\\times n}$ be skew-symmetric. ||| A^T = -A",
      "Let $A$ be a symmetric positive definite $n\\times n$ matrix and $x\\in\\mathbb{R}^n$. ||| |x^T A x| = x^T A x",
      "Let $A$ be a diagonal matrix and $x,y\\in\\mathbb{R}^n$. ||| x^T A y = y^T A x"})
  void what_words_restrict_a_matrix_to_is_not_held_against_a_claim(String text) {
    assertThat(afterWords(text)).isNotEqualTo("REFUTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Let $x_i > 0$. ||| \\sum_{i=1}^n |x_i| = \\sum_{i=1}^n x_i",
      "Assume $\\sum_{i=1}^n w_i = 1$. ||| \\sum_{i=1}^n w_i (x_i - c) = \\sum_{i=1}^n w_i x_i - c"})
  void words_that_require_something_of_components_are_assumptions(String text) {
    assertThat(afterWords(text)).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "||| \\frac{\\partial}{\\partial w} (w^T A w) = 2 A w^T",
      "||| \\frac{\\partial}{\\partial w} (w^T A w) = 2 A w + 0 \\cdot w^T",
      "||| x^T y = x y^T"})
  void nothing_is_proved_by_taking_a_vector_for_a_single_number(String text) {
    assertThat(verdict(text)).isNotEqualTo("PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Let $A$ be a square matrix.", "$A$ is square.", ""})
  void what_holds_for_symmetric_matrices_only_says_so(String words) {
    var document = words + "\n\n$$ \\frac{\\partial}{\\partial w} (w^T A w) = 2 A w $$\n";
    var claim = DocumentVerifier.verify("d.md", document.getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(true, Duration.ofMinutes(10))).claims().getLast();
    assertThat(claim.holdsIf()).containsExactly("A symmetric");
    assertThat(claim.verdict()).isEqualTo(words.isEmpty() ? "UNDECIDED" : "REFUTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Let $A \\in \\mathbb{R}^{n\\times n}$ and $x\\in\\mathbb{R}^n$. ||| x^T A x = \\sum_{i=1}^n \\sum_{j=1}^n a_{ij} x_i x_j",
      "Let $A \\in \\mathbb{R}^{n\\times n}$ and $x\\in\\mathbb{R}^n$. ||| \\frac{\\partial}{\\partial x_k} x^T A x = \\sum_{j=1}^n a_{kj} x_j + \\sum_{i=1}^n a_{ik} x_i",
      "Let $X \\in \\mathbb{R}^{n\\times d}$. ||| \\mathrm{tr}(X^T X) = \\sum_{i=1}^n \\sum_{j=1}^d x_{ij}^2"})
  void entries_of_a_matrix_have_its_small_letter(String text) {
    assertThat(afterWords(text)).isEqualTo("PROVED");
  }

  @Test
  void what_was_an_entry_in_another_part_is_not_taken_for_one_beside_a_transposed_vector() {
    var document = "## Exercise 1\n\nLet $x\\in\\mathbb{R}^n$.\n\n$$ \\|x\\|^2 = x^T x $$\n\n## Exercise 2\n\n"
        + "Let $X \\in \\mathbb{R}^{n\\times d}$ have the rows $x_i^T$, let $w \\in \\mathbb{R}^d$ and $y\\in\\mathbb{R}^n$.\n\n"
        + "$$ \\nabla_w \\frac12\\|Xw - y\\|^2 = \\sum_{i=1}^n (w^T x_i - y_i) x_i $$\n";
    assertThat(DocumentVerifier.verify("d.md", document.getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(false, Duration.ofMinutes(10))).claims().getLast().verdict().toString()).isNotEqualTo("REFUTED");
  }
}
