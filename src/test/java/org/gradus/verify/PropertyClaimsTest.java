package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims about the shape of a function, in the places where a careless proof or counterexample goes wrong. */
class PropertyClaimsTest {

  private static ClaimReport claim(String let, String claim) {
    var text = "<!-- gradus: let " + let + " -->\n<!-- gradus: claim " + claim + " -->\n\n$$1 = 1$$\n";
    return DocumentVerifier.verify("a.md", text.getBytes(StandardCharsets.UTF_8), new VerifyOptions(true, VerifyOptions.DEFAULT_TIMEOUT))
        .claims().getFirst();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "a, x real | increasing -1/(x-a) in x",
      "a, x real | increasing ite(x<a,x+5,x) in x",
      "a, x real | increasing a+x-floor(x) in x",
      "a, x real | decreasing a+sign(x)-x in x",
      "y in {0,1}; z real | convex -log(sigmoid((2*y-1)*z)) in y",
      "x real | inflection of ite(x<0,-x^2,x^2+x) at x=0",
      "x, y real; x != 0; y != 0 | convex 1/x^2+1/y^2 in x,y"})
  void what_jumps_gaps_kinks_and_labels_leave_open_is_undecided(String let, String claim) {
    assertThat(claim(let, claim).verdict()).as(claim).isEqualTo("UNDECIDED");
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "x real | minimum of relu(x) at x = -1 | PROVED",
      "x real | minimum of ite(x=0,-1,x^2) at x = 0 | PROVED",
      "x real | minimum of ite(x=0,1,x^2) at x = 0 | REFUTED",
      "x real | minimum of ite(x<0,1,x) at x = 0 | PROVED",
      "x in [0,1] | maximum of x at x = 0 | REFUTED",
      "x in [0,1] | minimum of x at x = 0 | PROVED",
      "x real | minimum of x^3 at x = 0 | REFUTED"})
  void a_minimum_may_be_flat_at_an_end_or_at_a_jump(String let, String claim, String verdict) {
    assertThat(claim(let, claim).verdict()).as(claim).isEqualTo(verdict);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "x, b real | b = 0 | convex x^2 + b*x^3 in x | PROVED",
      "x, b real | b = 1 | convex x^2 + b*x^3 in x | REFUTED",
      "x, b real | b = 0 | increasing x + b*x^2 in x | PROVED",
      "x, b real | b = x | convex x^2 - b^2/2 in x | UNDECIDED",
      "x, b real | x = 3 | convex x^3 in x | REFUTED",
      "x, y real | x + y = 1 | convex x^2 - 10*(x+y)^2 in x, y | UNDECIDED"})
  void parameters_have_the_values_that_are_assumed_and_variables_stay_variables(String let, String assumed, String claim, String verdict) {
    assertThat(claim(let + " -->\n<!-- gradus: assume " + assumed, claim).verdict()).as(claim).isEqualTo(verdict);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "convex sum_i cos(x_i) in x | REFUTED",
      "convex s*(sum_i x_i*tanh(x_i)) in x | REFUTED",
      "convex s*(sum_i x_i^2) + sum_i exp(x_i) in x | PROVED",
      "concave sum_i cos(x_i) in x | REFUTED",
      "convex cos(x[1]) in x | REFUTED",
      "convex x[1]*x[2] in x | REFUTED",
      "convex x[1]^2 + x[2]^2 in x | PROVED",
      "convex x[1]^2 - x[2]^2 in x[1] | PROVED",
      "convex sum_j cos(x_j) in x_k | UNDECIDED",
      "convex sum_j x_j^2 in x_k | PROVED",
      "increasing x[1]^2 in x | UNDECIDED",
      "bounded sum_i x_i^2 by 1 in x | UNDECIDED"})
  void the_components_of_a_vector_move_with_it(String claim, String verdict) {
    assertThat(claim("x in R^n; s real; s > 0", claim).verdict()).as(claim).isEqualTo(verdict);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "sum_i x_i = 1 | norm(x)^2 - 10*(sum_i x_i)^2 | UNDECIDED",
      "x_i >= 0 | sum_i x_i^3 | PROVED",
      "x_i >= 0 | sum_i x_i^3 - sum_i x_i^2 | REFUTED",
      "a_i > 0 | sum_i 1/(1 + x_i^2) | REFUTED",
      "a_i > 0 | -sum_i x_i^2 | REFUTED",
      "sum_i x_i^2 > 1 | norm(x)^2 - (sum_i x_i)^2 | REFUTED"})
  void a_hessian_counts_inside_the_domain_of_the_vector(String assumed, String function, String verdict) {
    assertThat(claim("x, a in R^n -->\n<!-- gradus: assume " + assumed, "convex " + function + " in x").verdict()).as(function).isEqualTo(verdict);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "n integer; n >= 0 | increasing n^2-n in n | PROVED",
      "n integer; n >= 0 | strictly increasing n^2-n in n | REFUTED",
      "n integer | increasing cos(2*pi*n) in n | PROVED",
      "n integer | convex n^2 in n | PROVED"})
  void a_sequence_is_judged_at_integers(String let, String claim, String verdict) {
    assertThat(claim(let, claim).verdict()).as(claim).isEqualTo(verdict);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "x real | increasing x+sin(x) in x | PROVED",
      "x real | increasing x+1.0001*sin(x) in x | REFUTED",
      "x real | Lipschitz sin(x) with 1 in x | PROVED",
      "x real | bounded sin(x)+cos(x) by sqrt(2) in x | PROVED",
      "x real | bounded sin(x)+cos(x) by 1.414 in x | REFUTED",
      "x real | convex 0.4999999999*x^2+sin(x) in x | REFUTED",
      "x real | convex x^2/2+sin(x) in x | PROVED"})
  void of_a_periodic_function_one_period_is_enough(String let, String claim, String verdict) {
    assertThat(claim(let, claim).verdict()).as(claim).isEqualTo(verdict);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "a, x real | increasing a*x in x | REFUTED | a > 0",
      "x real | increasing a*x in x | UNDECIDED | a > 0",
      "x real | convex a*x^2 in x | UNDECIDED | a > 0",
      "a, x real | convex a*x^2 in x | REFUTED | a > 0"})
  void a_counterexample_chooses_no_value_for_a_parameter_of_which_nothing_is_said(String let, String claim, String verdict, String holdsIf) {
    var c = claim(let, claim);
    assertThat(c.verdict()).as(claim).isEqualTo(verdict);
    assertThat(c.holdsIf()).containsExactly(holdsIf);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "x real | convex x^4-10^-20*x^2 in x",
      "x real | convex (x^2-10^-12)^2 in x",
      "x real | increasing ite(x<0,x+1,x) in x",
      "x real | quasiconvex ite(x=0,1,x^2) in x",
      "0 < x; x < 1 | bounded x*log(x) by 0.36787 in x"})
  void what_fails_in_a_tiny_place_is_refuted(String let, String claim) {
    assertThat(claim(let, claim).verdict()).as(claim).isEqualTo("REFUTED");
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "x real | smooth softplus(x) with 1/4 in x | PROVED",
      "x real | smooth softplus(x) with 0.2499 in x | REFUTED",
      "x real | smooth relu(x) in x | REFUTED",
      "x real | strongly convex x^2+softplus(x) with 2 in x | PROVED",
      "x real | strongly convex x^2+softplus(x) with 2.01 in x | REFUTED",
      "x, y real | strongly convex x^2+x*y+y^2 with 1 in x, y | PROVED",
      "x, y real | strongly convex x^2+x*y+y^2 with 1.1 in x, y | REFUTED",
      "x real | strongly convex x^2 with -1 in x | UNDECIDED"})
  void constants_of_smoothness_and_strong_convexity_are_exact(String let, String claim, String verdict) {
    assertThat(claim(let, claim).verdict()).as(claim).isEqualTo(verdict);
  }
}
