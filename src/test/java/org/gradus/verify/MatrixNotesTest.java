package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How people write of vectors, matrices and the gradients that flow back through them. */
final class MatrixNotesTest {

  private static List<String> verdicts(String document) {
    return steps(document).stream().map(ClaimReport::verdict).toList();
  }

  private static List<ClaimReport> steps(String document) {
    return DocumentVerifier.verify("a.md", document.getBytes(StandardCharsets.UTF_8), new VerifyOptions(true, Duration.ofMinutes(10)))
        .claims().stream().filter(c -> c.verdict() != null).toList();
  }

  @Test
  void a_bold_one_is_the_vector_of_ones() {
    assertThat(verdicts("""
        Let $p\\in\\mathbb R^n$.

        $$\\mathbf 1^\\top p = \\sum_{i=1}^n p_i,\\qquad \\mathrm{diag}(p)\\mathbf{1} = p,\\qquad \\mathbf 1^\\top\\mathbf 1_n = n+1$$
        """)).containsExactlyInAnyOrder("PROVED", "PROVED", "REFUTED");
  }

  @Test
  void a_point_tells_the_sizes_of_the_arrays_and_names_no_entries_beyond_them() {
    var point = steps("""
        <!-- gradus: let X in R^(n x d); w in R^d; y in R^n; n >= 1; a > 0 -->

        $$\\|Xw - y\\|^2 = \\sum_{i=1}^d \\left( \\sum_{j=1}^d X_{ij} w_j - y_i \\right)^2$$
        """).getFirst().counterexample().point();
    assertThat(point).containsKeys("n", "d").doesNotContainKey("a");
    int n = Integer.parseInt(point.get("n"));
    assertThat(n).isGreaterThan(Integer.parseInt(point.get("d")));
    assertThat(point).containsKey("y[" + n + "]").doesNotContainKey("y[" + (n + 1) + "]");
  }

  @Test
  void a_row_that_adds_up_to_one_says_nothing_of_its_number() {
    assertThat(steps("""
        <!-- gradus: let Y, P in R^(n x c); i in 1..n -->

        Row $i$ of $Y$ has a one at the class of example $i$, and adds up to one:

        $$\\sum_{i=1}^n \\sum_{k=1}^c Y_{ik} P_{ik} = \\sum_{i=1}^n \\sum_{k=1}^c P_{ik}$$
        """).getFirst().counterexample().point()).containsKey("Y[1,1]").allSatisfy((name, _) -> assertThat(name).doesNotStartWith("i["));
  }

  @Test
  void samples_that_are_the_rows_of_a_matrix_are_its_numbers() {
    assertThat(verdicts("""
        $X\\in\\mathbb R^{n\\times d}$ is the data matrix with rows $x_i^\\top$, and $w\\in\\mathbb R^d$.

        $$X^\\top X = \\sum_{i=1}^n x_ix_i^\\top,\\qquad \\sum_{i=1}^n(x_i^\\top w)^2 = \\|Xw\\|^2,\\qquad \\|Xw\\|^2 + 2\\sum_{i=1}^n(x_i^\\top w)^2 = 2\\|Xw\\|^2 + 2\\sum_{i=1}^n(x_i^\\top w)^2$$
        """)).containsExactlyInAnyOrder("PROVED", "PROVED", "REFUTED");
  }

  @Test
  void a_rule_for_every_loss_is_decided() {
    assertThat(verdicts("""
        $$J(\\theta) = L(\\theta)+\\frac{\\lambda}{2}\\|\\theta\\|^2,\\qquad\\nabla J(\\theta) = \\nabla L(\\theta)+\\lambda\\theta$$

        $$\\nabla J(\\theta) = \\nabla L(\\theta)+2\\lambda\\theta$$
        """)).containsExactly("PROVED", "REFUTED");
  }

  @Test
  void a_gradient_flows_back_through_what_the_document_defines() {
    var steps = steps("""
        Let $A\\in\\mathbb{R}^{n\\times m}$ and $V\\in\\mathbb R^{m\\times p}$, $O = AV$. Let $G=\\frac{\\partial L}{\\partial O}\\in\\mathbb{R}^{n\\times p}$.

        $$\\frac{\\partial L}{\\partial V} = A^\\top G,\\qquad \\frac{\\partial L}{\\partial A} = 2GV^\\top$$
        """);
    assertThat(steps).extracting(ClaimReport::verdict).containsExactlyInAnyOrder("PROVED", "REFUTED");
    assertThat(steps).filteredOn(s -> s.verdict().equals("PROVED")).allSatisfy(s -> assertThat(s.conditions()).contains("L depends on V only through O"));
  }

  @Test
  void a_gradient_of_something_that_nothing_tells_is_not_refuted() {
    assertThat(verdicts("""
        Let $z = wx+b$ and $p = \\sigma(z)$.

        $$\\frac{\\partial L}{\\partial w} = (p-y)x$$
        """)).containsExactly("UNDECIDED");
  }

  @Test
  void a_row_is_a_gradient_where_the_words_say_so_and_never_refuted() {
    var given = "Let $X\\in\\mathbb R^{n\\times d}$, $y\\in\\mathbb R^n$, $w\\in\\mathbb R^d$ and $f(w)=\\|Xw-y\\|^2$.\n\n";
    var row = "$\\frac{\\partial f}{\\partial w} = 2(Xw-y)^\\top X$.";
    assertThat(verdicts(given + "In numerator layout " + row)).containsExactly("PROVED");
    assertThat(verdicts(given + "So " + row)).containsExactly("UNDECIDED");
  }

  @Test
  void what_follows_from_a_definition_is_no_solution() {
    assertThat(verdicts("""
        Gaussian decoder:

        $$E = \\frac{1}{2}\\sum_{i=1}^n(x_i-u_i)^2 \\Rightarrow \\frac{\\partial E}{\\partial u_i} = u_i-x_i$$

        Other decoder:

        $$E = \\frac{1}{2\\tau^2}\\sum_{i=1}^n(x_i-u_i)^2 \\Rightarrow \\frac{\\partial E}{\\partial u_i} = \\frac{u_i-x_i}{\\tau^2}$$
        """)).containsExactly("PROVED", "PROVED");
  }

  @Test
  void whether_a_member_is_among_those_summed_is_not_held_against_the_author() {
    var steps = steps("""
        Let $v\\in\\mathbb R^d$ and $u_1,\\dots,u_W\\in\\mathbb R^d$.

        $$J = -\\log\\sigma(u_o^Tv)-\\sum_{k=1}^K\\log\\sigma(-u_k^Tv)$$

        $$\\frac{\\partial J}{\\partial u_o} = (\\sigma(u_o^Tv)-1)v$$
        """);
    assertThat(steps).extracting(ClaimReport::verdict).containsExactly("UNDECIDED");
    assertThat(steps.getFirst().holdsIf()).containsExactly("o is none of 1, …, K");
  }

  @Test
  void the_slope_of_a_determinant_is_taken_before_the_matrix_gets_its_value() {
    assertThat(verdicts("""
        Let $\\Sigma\\in\\mathbb{R}^{D\\times D}$ be symmetric positive definite. For the precision $\\Lambda=\\Sigma^{-1}$

        $$\\frac{\\partial}{\\partial\\Lambda}\\log|\\Lambda| = \\Lambda^{-1}$$
        """)).containsExactly("PROVED");
  }

  @Test
  void a_prime_is_a_transpose_where_matrices_are_squared_with_it() {
    assertThat(verdicts("""
        The model is $y = X\\beta+u$, where $X$ is $n\\times k$, $y$ is $n\\times1$ and $\\beta$ is $k\\times1$.

        $$S(\\beta) = (y-X\\beta)'(y-X\\beta)$$

        $$\\frac{\\partial S}{\\partial\\beta} = -2X'y+2X'X\\beta$$

        $$\\frac{\\partial S}{\\partial\\beta} = -X'y+2X'X\\beta$$
        """)).containsExactly("PROVED", "REFUTED");
  }

  @Test
  void an_equation_of_vectors_and_its_solution() {
    assertThat(verdicts("""
        Let $X\\in\\mathbb R^{n\\times d}$, $y\\in\\mathbb R^n$, $w\\in\\mathbb R^d$. Setting the derivative equal to zero,

        $$\\begin{aligned}
        2X^\\top (Xw - y) &= 0 \\\\
        \\Rightarrow X^\\top Xw &= X^\\top y
        \\end{aligned}$$
        """)).containsExactly("PROVED");
  }
}
