package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words of a document say of vectors, matrices and indices counts where a claim is judged. */
class WordsOfArraysTest {

  private static List<ClaimReport> claims(String... parts) {
    return DocumentVerifier.verify("d.md", String.join("\n\n", parts).getBytes(StandardCharsets.UTF_8),
        new VerifyOptions(false, Duration.ofMinutes(10))).claims().stream().filter(c -> c.verdict() != null).toList();
  }

  private static ClaimReport last(String... parts) {
    return claims(parts).getLast();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
      "Let $x_1, \\dots, x_n \\in \\mathbb R^d$ be samples. ~ \\sum_{i=1}^n x_i x_i^T = \\sum_{i=1}^n x_i^T x_i ~ REFUTED",
      "Let $x_1, \\dots, x_n \\in \\mathbb R^d$ be samples. ~ w^T \\sum_{i=1}^n x_i = \\sum_{i=1}^n x_i^T w ~ PROVED",
      "Samples $x^{(1)}, \\ldots, x^{(n)} \\in \\mathbb{R}^d$. ~ \\sum_{i=1}^n x^{(i)} x^{(i)T} = \\sum_{i=1}^n x^{(i)T} x^{(i)} ~ REFUTED",
      "Let $x^1, \\dots, x^n \\in \\mathbb R^d$ be samples. ~ x^1 x^2 = x^3 ~ UNDECIDED",
      "Let $y$ be a one-hot vector. Then $y \\in \\mathbb R^n$. ~ y^T y = 1 ~ PROVED",
      "Let $y \\in \\mathbb R^n$ be one-hot. ~ y^T y = 1 ~ PROVED",
      "The one-hot label $y \\in \\{0,1\\}^K$. ~ y^T y = 1 ~ PROVED",
      "Let $\\Sigma$ be a covariance matrix. ~ x^T \\Sigma y = y^T \\Sigma x ~ PROVED",
      "Let $H$ be the Hessian of $f$. ~ x^T H y = y^T H x ~ PROVED",
      "With the kernel matrix $K$ and $x, y \\in \\mathbb R^n$, ~ x^T K y = y^T K x ~ PROVED",
      "The Gram matrix $G$ and $x \\in \\mathbb R^n$. ~ G x = G^T x ~ PROVED",
      "Let $A$ be self-adjoint. ~ x^T A y = y^T A x ~ PROVED",
      "Let $p$ be a probability distribution. ~ \\sum_k p_k (1 - z_k) = 1 - \\sum_k p_k z_k ~ PROVED",
      "The weights $w_i$ sum to one. ~ \\sum_{i=1}^n w_i c = c ~ PROVED",
      "The weights $w_i$ sum to $1$. ~ \\sum_{i=1}^n w_i c = c ~ PROVED",
      "Let $q$ be a point of the simplex. ~ \\sum_k q_k c = c ~ PROVED",
      "Let $q \\in \\Delta^{K-1}$. ~ \\sum_k q_k c = c ~ PROVED",
      "Let $z \\in \\mathbb R^n$, let $i$ and $j$ be two distinct indices. ~ \\frac{\\partial z_i}{\\partial z_j} = 0 ~ PROVED",
      "Let $z \\in \\mathbb R^n$. For distinct indices $i$, $j$ ~ \\frac{\\partial z_i}{\\partial z_j} = 0 ~ PROVED",
      "For the right class $y_c = 1$ and $y_k = 0$ for $k \\ne c$. ~ -\\sum_k y_k \\log p_k = -\\log p_c ~ PROVED",
      "We have $y_c = 1, \\; y_{k \\neq c} = 0$. ~ \\sum_k y_k = 1 ~ PROVED"})
  void what_the_words_say_is_used(String words, String step, String verdict) {
    assertThat(last(words, "$$" + step + "$$").verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
      "Let $p$ be a probability distribution. ~ \\sum_k |p_k| = 1",
      "The covariance matrix $S$ and $x \\in \\mathbb R^n$. ~ |x^T S x| = x^T S x"})
  void what_the_words_say_and_no_point_is_made_to_satisfy_refutes_nothing(String words, String step) {
    assertThat(last(words, "$$" + step + "$$").verdict()).isNotEqualTo("REFUTED");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
      "For all $x, y \\in \\mathbb R^n$ ~ x^T A y = y^T A x ~ A symmetric",
      "For all $x \\in \\mathbb R^n$ ~ \\nabla_x x^T A x = 2 A x ~ A symmetric",
      "Let $z \\in \\mathbb R^n$. ~ \\frac{\\partial z_i}{\\partial z_j} = 0 ~ i != j",
      "<!-- gradus: let a real --> Let $z \\in \\mathbb R^n$. ~ \\sum_{k=1}^n z_k (a - z_k) = a - \\sum_{k=1}^n z_k^2 ~ sum(z[k],k,1,n) = 1",
      "<!-- gradus: let a real --> Let $z \\in \\mathbb R^n$. ~ \\sum_{k=1}^n z_k (a - z_k) = - \\sum_{k=1}^n z_k^2 ~ sum(z[k],k,1,n) = 0",
      "Targets $t \\in \\mathbb R^n$. ~ t^T t = \\sum_{k=1}^n t_k ~ t one-hot"})
  void what_holds_under_a_usual_assumption_that_nobody_stated_is_not_refuted(String words, String step, String holdsIf) {
    var claim = last(words, "$$" + step + "$$");
    assertThat(claim.verdict()).isEqualTo("UNDECIDED");
    assertThat(claim.holdsIf()).containsExactly(holdsIf);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x^T A y = y^T A x", "\\nabla_x x^T A x = 2 A x"})
  void a_step_that_fails_for_matrices_as_they_are_declared_is_refuted_and_says_when_it_holds(String step) {
    for (var words : List.of("Let $A \\in \\mathbb R^{n \\times n}$.", "Let $A$ be square.")) {
      var claim = last(words, "$$" + step + "$$");
      assertThat(claim.verdict()).isEqualTo("REFUTED");
      assertThat(claim.holdsIf()).containsExactly("A symmetric");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
      "The weights $w_i$ do not sum to one. ~ \\sum_{i=1}^n w_i c = c",
      "Let $y \\in \\mathbb R^n$, which need not be one-hot. ~ y^T y = 1",
      "This is not a one-hot vector $y$. ~ y^T y = 1",
      "Let $A$ be a matrix that is not symmetric. ~ x^T A y = y^T A x",
      "The matrix $A$ is not symmetric. ~ x^T A y = y^T A x",
      "Unlike a covariance matrix $S$ ~ x^T S y = y^T S x",
      "Let $z \\in \\mathbb R^n$; $i$ and $j$ need not be distinct indices. ~ \\frac{\\partial z_i}{\\partial z_j} = 0"})
  void what_the_words_deny_is_not_assumed(String words, String step) {
    assertThat(last(words, "$$" + step + "$$").verdict()).isNotEqualTo("PROVED");
  }

  @Test
  void what_stands_behind_the_last_of_several_declarations_is_said_of_it_alone() {
    var claims = claims("Let $x \\in \\mathbb R^n$, $W \\in \\mathbb R^{n \\times n}$, and $y \\in \\mathbb R^n$ one-hot.", "$$x^T x = 1$$",
        "$$(W x)^T = x^T W^T$$", "$$y^T y = 1$$").stream().map(ClaimReport::verdict).toList();
    assertThat(claims).containsExactly("UNDECIDED", "PROVED", "PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\nabla_x x^T A x = 3 A x", "x^T A y = 2 y^T A x", "\\nabla_x x^T A x = A x"})
  void what_no_usual_assumption_saves_is_refuted(String step) {
    assertThat(last("Let $A \\in \\mathbb R^{n \\times n}$ and $x, y \\in \\mathbb R^n$.", "$$" + step + "$$").verdict()).isEqualTo("REFUTED");
  }

  @Test
  void a_property_holds_from_where_it_is_stated_to_where_the_name_is_declared_anew() {
    var y = "$$y^T y = 1$$";
    var verdicts = claims("# Before", "Let $y \\in \\mathbb R^n$.", y, "# Labels", "Let $y \\in \\mathbb R^n$ be one-hot.", y, "## More", y,
        "# Regression", "Let $y \\in \\mathbb R^n$.", y).stream().map(ClaimReport::verdict).toList();
    assertThat(verdicts).containsExactly("UNDECIDED", "PROVED", "PROVED", "UNDECIDED");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"\\sum_{i=1}^{n-3} 1 = n-3 | -3+n >= 0", "\\prod_{i=4}^{n} c = c^{n-3} | n >= 3"})
  void a_range_that_may_be_empty_comes_with_its_condition(String step, String condition) {
    var claim = last("$$" + step + "$$");
    assertThat(claim.verdict()).isEqualTo("PROVED");
    assertThat(claim.conditions()).contains(condition);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\sum_{i=1}^n 1 = n", "\\sum_{i=0}^{n-1} 1 = n", "\\sum_{i=2}^{n} c = (n-1) c", "\\sum_{i=1}^{n+m} 1 = n+m"})
  void a_range_that_is_never_too_short_has_none(String step) {
    assertThat(last("$$" + step + "$$").conditions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Q^{-1} = Q^T", "\\|Q x\\|^2 = \\|x\\|^2", "Q Q^T = I", "\\mathrm{tr}(Q A Q^T) = \\mathrm{tr}(A)"})
  void orthogonal_matrices_have_their_transposes_as_inverses(String step) {
    assertThat(last("<!-- gradus: let Q in R^(n x n), orthogonal; let A in R^(n x n); let x in R^n -->", "$$" + step + "$$").verdict()).isEqualTo("PROVED");
  }
}
