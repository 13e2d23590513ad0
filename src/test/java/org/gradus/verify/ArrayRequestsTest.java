package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single questions about vectors, matrices and indices. */
class ArrayRequestsTest {

  private static Answer equal(String claim, String facts) {
    int eq = claim.indexOf(" = ");
    return Requests.answer(new Request("1", "equal", Map.of("lhs", "$" + claim.substring(0, eq) + "$", "rhs", "$" + claim.substring(eq + 3) + "$",
        "assume", facts.isBlank() ? List.of() : Arrays.stream(facts.split(";")).map(String::strip).toList())));
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "'(A B)^T = B^T A^T'; 'A in R^(n x m);B in R^(m x p)'",
      "'\\frac{\\partial}{\\partial x}(x x^T u) = x^T u I + x u^T'; 'x in R^n;u in R^n'",
      "'\\frac{\\partial}{\\partial w} \\sum_{i=1}^n \\log(1+e^{-y_i w^T x_i}) = -\\sum_{i=1}^n y_i x_i \\sigma(-y_i w^T x_i)'; "
          + "'w in R^d;x_i in R^d'",
      "'\\frac{\\partial}{\\partial x}(x^T A x) = 2 A x'; 'A in R^(n x n), symmetric;x in R^n'",
      "'\\sum_k y_k^2 = 1'; 'y in R^K, one-hot'"})
  void what_a_question_declares_of_vectors_and_matrices_is_used(String claim, String facts) {
    assertThat(equal(claim, facts).verdict()).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "'(A B)^T = A^T B^T'; 'A in R^(n x m);B in R^(m x p)'",
      "'A B = B A'; 'A in R^(n x n);B in R^(n x n)'",
      "'\\frac{\\partial}{\\partial x}(x^T A x) = 2 A x'; 'A in R^(n x n);x in R^n'",
      "'\\frac{\\partial}{\\partial W}(a^T W b) = b a^T'; 'W in R^(m x n);a in R^m;b in R^n'"})
  void a_wrong_order_and_a_wrong_transpose_are_refuted(String claim, String facts) {
    assertThat(equal(claim, facts).verdict()).isEqualTo("REFUTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "\\frac{\\partial}{\\partial z_k} \\frac{e^{z_i}}{\\sum_{j=1}^n e^{z_j}} = \\frac{e^{z_i}}{\\sum_{j=1}^n e^{z_j}} "
          + "\\left(\\delta_{ik} - \\frac{e^{z_k}}{\\sum_{j=1}^n e^{z_j}}\\right)",
      "\\frac{\\partial}{\\partial x_1} \\sum_{i=1}^{n-1} x_i x_{i+1} = x_2",
      "\\sum_{i=5}^n x_i = x_5 + \\sum_{i=6}^n x_i",
      "\\sum_{i<j} (x_i - x_j)^2 = n \\sum_{i=1}^n x_i^2 - (\\sum_{i=1}^n x_i)^2"})
  void deltas_entries_with_numbers_and_sums_over_pairs_are_not_refuted(String claim) {
    assertThat(equal(claim, "").verdict()).isIn(List.of("PROVED", "TESTED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "\\sum_{i=2}^n \\delta_{ik} x_i = x_k",
      "\\frac{\\partial}{\\partial x_k} \\frac{1}{n} \\sum_{i=2}^n x_i = \\frac{1}{n}",
      "\\frac{\\partial}{\\partial x_k} \\sum_{i=1}^{n-1} x_i^2 = 2 x_k"})
  void a_proof_for_a_part_of_the_values_of_an_index_says_which(String claim) {
    var answer = equal(claim, "");
    assertThat(answer.verdict()).isEqualTo("UNDECIDED");
    assertThat(answer.holdsIf()).singleElement().asString().startsWith("k in ");
  }

  @Test
  void a_transpose_is_read_in_plain_text() {
    assertThat(Requests.answer(new Request("1", "equal", Map.of("lhs", "(A x)^T", "rhs", "x^T A^T", "assume",
        List.of("A in R^(m x n)", "x in R^n")))).verdict()).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "softmax(z)[k] | exp(z_k)/sum_j exp(z_j) | z in R^n | PROVED",
      "softmax(z)_k | exp(z_k)/sum_j exp(z_j) | z in R^n | PROVED",
      "softmax(z)_{k} | exp(z_j)/sum_i exp(z_i) | z in R^n | REFUTED",
      "D(softmax(z)_k,z_j) | softmax(z)[k]*(delta(j,k)-softmax(z)[j]) | z in R^n | PROVED",
      "softmax(z)[k]^2 | softmax(z)_k*softmax(z)_k | z in R^n | PROVED",
      "(A*x+b)_i | sum_k A_ik*x_k + b_i | A in R^(m x n);x in R^n;b in R^m | PROVED",
      "(A*B)[i,j] | sum_k A[i,k]*B[k,j] | A in R^(m x n);B in R^(n x d) | PROVED",
      "(A^T)_ij | A_ij | A in R^(n x n) | REFUTED",
      "(x+1)[y+2] | x*y+2*x+y+2 | x real | PROVED",
      "(x+1)[2]^2 | 4*x+4 | x real | ERROR"})
  void in_plain_text_values_have_components(String lhs, String rhs, String facts, String verdict) {
    assertThat(Requests.answer(new Request("1", "equal", Map.of("lhs", lhs, "rhs", rhs, "assume", List.of(facts.split(";"))))).verdict())
        .isEqualTo(verdict);
  }

  @Test
  void what_cannot_be_declared_is_said() {
    assertThat(Requests.answer(new Request("1", "equal", Map.of("lhs", "x", "rhs", "x", "assume", List.of("x in R^(2 x 3 x 4)")))).verdict())
        .isEqualTo("ERROR");
  }

  private static String derivative(String function, String by, int order, String facts) {
    var answer = Requests.answer(new Request("1", "derivative", Map.of("function", "$" + function + "$", "var", by, "order", order,
        "assume", Arrays.stream(facts.split(";")).map(String::strip).toList())));
    return answer.value();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '!', value = {
      "\\|Xw-y\\|^2 ! w ! 1 ! X in R^(n x d);w in R^d;y in R^n ! 2*X^T*(X*w-y)",
      "(Xw-y)^T(Xw-y) ! w ! 2 ! X in R^(n x d);w in R^d;y in R^n ! 2*X^T*X",
      "w^T A w ! w ! 1 ! A in R^(n x n);w in R^n ! A*w+A^T*w",
      "w^T A w ! w ! 1 ! A in R^(n x n), symmetric;w in R^n ! 2*A*w",
      "a^T W b ! W ! 1 ! W in R^(m x n);a in R^m;b in R^n ! a*b^T",
      "\\log\\det W ! W ! 1 ! W in R^(n x n) ! (W^(-1))^T",
      "\\mathrm{tr}(A W) ! W ! 1 ! A in R^(n x m);W in R^(m x n) ! A^T",
      "\\frac12 (x-\\mu)^T \\Sigma^{-1} (x-\\mu) ! mu ! 1 ! x in R^d;mu in R^d;Sigma in R^(d x d), symmetric ! -Sigma^(-1)*(x-mu)",
      "-y^T\\log(\\mathrm{softmax}(W x)) ! W ! 1 ! W in R^(k x d);x in R^d;y in R^k, one-hot ! (-y+softmax(W*x))*x^T",
      "-\\log\\sigma(w^T x) ! w ! 1 ! w in R^d;x in R^d ! -x*(1-sigmoid(w^T*x))",
      "\\|x\\| ! x ! 1 ! x in R^n ! x/norm(x)",
      "A x + b ! x ! 1 ! A in R^(m x n);x in R^n;b in R^m ! A"})
  void derivatives_by_vectors_and_matrices_are_written_in_them(String function, String by, int order, String facts, String value) {
    assertThat(derivative(function, by, order, facts)).isEqualTo(value);
  }

  @Test
  void a_derivative_without_a_matrix_form_says_which_entry_it_is() {
    var answer = Requests.answer(new Request("1", "derivative", Map.of("function", "$x^T \\log(A x)$", "var", "A", "assume",
        List.of("A in R^(n x n)", "x in R^n"))));
    assertThat(answer.value()).contains("x[i]").contains("x[j]");
    assertThat(answer.reading()).isEqualTo("the entry [i,j] of a n×n derivative");
  }

  @Test
  void the_gradient_of_the_cross_entropy_of_softmax_is_the_difference() {
    assertThat(Requests.answer(new Request("1", "derivative", Map.of("function", "$-\\sum_k y_k \\log \\frac{e^{z_k}}{\\sum_j e^{z_j}}$",
        "var", "z_i", "assume", List.of("sum_k y_k = 1")))).value()).isEqualTo("softmax(z)_i-y[i]");
  }
}
