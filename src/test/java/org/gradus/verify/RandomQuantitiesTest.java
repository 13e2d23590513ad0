package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What words say of random quantities proves and refutes steps about means and variances, as counting outcomes does. */
class RandomQuantitiesTest {

  /**
   * A polynomial of two quantities, at most of degree two in each: the coefficient of X^i Y^j stands at 3i + j. X is
   * meanX ± deviationX with equal chances, Y likewise.
   */
  record Case(int[] coefficients, int meanX, int deviationX, int meanY, int deviationY) {

    String latex() {
      var b = new StringBuilder("1");
      for (int k = 0; k < 9; k++) {
        if (coefficients[k] != 0) {
          b.append(coefficients[k] > 0 ? " + " : " - ").append(Math.abs(coefficients[k])).append(" X^").append(k / 3).append(" Y^").append(k % 3);
        }
      }
      return b.toString();
    }

    long at(long x, long y) {
      long value = 1;
      for (int k = 0; k < 9; k++) {
        value += coefficients[k] * power(x, k / 3) * power(y, k % 3);
      }
      return value;
    }

    /** Four times the mean, by counting. */
    long mean4() {
      return at(meanX + deviationX, meanY + deviationY) + at(meanX + deviationX, meanY - deviationY)
          + at(meanX - deviationX, meanY + deviationY) + at(meanX - deviationX, meanY - deviationY);
    }

    String given() {
      return "Let $X$ and $Y$ be independent random variables. $X$ has mean $" + meanX + "$ and variance $" + deviationX * deviationX
          + "$, and $Y$ has mean $" + meanY + "$ and variance $" + deviationY * deviationY + "$.\n\n";
    }
  }

  private static long power(long x, int n) {
    return n == 0 ? 1 : x * power(x, n - 1);
  }

  @Provide
  Arbitrary<Case> cases() {
    var small = Arbitraries.integers().between(-3, 3);
    return Combinators.combine(small.array(int[].class).ofSize(9), small, Arbitraries.integers().between(1, 3), small,
        Arbitraries.integers().between(1, 3)).as(Case::new);
  }

  private static String verdict(String document) {
    return DocumentVerifier.verify("d.md", document.getBytes(StandardCharsets.UTF_8), new VerifyOptions(true, Duration.ofMinutes(10))).claims().getLast().verdict();
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void the_mean_of_a_polynomial_of_independent_quantities_is_that_of_its_outcomes(@ForAll("cases") Case c) {
    assertThat(verdict(c.given() + "$$E[" + c.latex() + "] = \\frac{" + c.mean4() + "}{4}$$\n")).as(c.given() + c.latex()).isEqualTo("PROVED");
    assertThat(verdict(c.given() + "$$E[" + c.latex() + "] = \\frac{" + (c.mean4() + 1) + "}{4}$$\n")).isEqualTo("REFUTED");
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void without_independence_products_prove_nothing(@ForAll("cases") Case c) {
    boolean mixed = c.coefficients()[4] != 0 || c.coefficients()[5] != 0 || c.coefficients()[7] != 0 || c.coefficients()[8] != 0;
    var verdict = verdict(c.given().replace("independent ", "") + "$$E[" + c.latex() + "] = \\frac{" + c.mean4() + "}{4}$$\n");
    assertThat(verdict).as(c.latex()).isEqualTo(mixed ? "UNDECIDED" : "PROVED");
  }

  /** A sum of n standard normal quantities is N(0, n), with the fourth moment 3n². */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void sums_of_members_of_a_family_are_taken_apart(int n) {
    var given = "Let $X_1, \\dots, X_n$ be i.i.d. with $X_i \\sim \\mathcal{N}(0, 1)$.\n\n";
    assertThat(verdict(given + "$$E\\left[\\left(\\sum_{i=1}^{" + n + "} X_i\\right)^4\\right] = " + 3 * n * n + "$$\n")).isEqualTo("PROVED");
    assertThat(verdict(given + "$$E\\left[\\left(\\sum_{i=1}^{" + n + "} X_i\\right)^4\\right] = " + 3 * n + "$$\n")).isEqualTo("REFUTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Let $X$ and $Y$ be random variables that are not independent.",
      "Let $X$ and $Y$ be random variables.",
      "It is not known whether $X$ and $Y$ are independent random variables.",
      "The random variables $X$ and $Y$ are correlated.",
      "Let $X$ and $Y$ be independent. Now let $X$ and $Y$ be arbitrary random variables.",
      "If $X$ and $Y$ are independent, much is easy. In general they are not independent.",
      "Let $X$ be independent of $Z$, and let $Y$ be independent of $Z$.",
      "Let $X$ and $Y$ be independent of $Z$.",
      "Let $X$ and $Y$ be random variables, conditionally independent given $Z$.",
      "Let $X$ and $Y$ be linearly independent random variables.",
      "Let $X$ and $Y$ be random variables. Are $X$ and $Y$ independent?",
      "Let $X$ and $Y$ be random variables. Show that $X$ and $Y$ are independent.",
      "Let $X$ and $Y$ be random variables. The mean of $X$ is independent of $Y$.",
      "Let $X$ and $Y$ be random variables. Suppose, for contradiction, that $X$ and $Y$ are independent.",
      "Let $X$ and $Y$ be random variables, far from independent.",
      "Let $X$ and $Y$ be random variables. Only if $X$ and $Y$ are independent, it holds.",
      "Let $X$ be a random variable with mean $1$ and $Y$ a random variable with mean $2$ and variance $1$."})
  void what_is_not_said_to_be_independent_is_not_taken_for_it(String words) {
    assertThat(product(words)).as(words).isEqualTo("UNDECIDED");
    assertThat(variance(words, '+')).as(words).isEqualTo("UNDECIDED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Let $X$ and $Y$ be independent.",
      "$X$ and $Y$ are independent random variables.",
      "Suppose that $X$ is independent of $Y$.",
      "We consider uncorrelated random variables $X$ and $Y$.",
      "Let $X, Y \\overset{iid}{\\sim} \\mathcal N(0, 1)$.",
      "Let $X$ and $Y$ be i.i.d. with mean $\\mu$."})
  void independence_is_read_as_it_is_said(String words) {
    assertThat(product(words)).as(words).isEqualTo("PROVED");
    assertThat(variance(words, '-')).as(words).isNotEqualTo("PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Let $X$ be a random variable with non-zero mean.",
      "The random variable $X$ does not have mean $0$.",
      "Let $X$ be a random variable with mean zero or one.",
      "It is wrong that the random variable $X$ has mean $0$.",
      "Let $X$ be a random variable. Has $X$ mean $0$?"})
  void a_mean_that_is_denied_or_asked_for_is_not_given(String words) {
    assertThat(verdict("Let $Y$ be a random variable.\n\n" + words + "\n\n$$E[X + Y] = E[Y]$$\n")).as(words).isNotEqualTo("PROVED");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "Let $X$ be a random variable on $[0, 1]$ with mean $1/2$.",
      "Let $X$ be an exponential random variable with mean $1/2$.",
      "Let $X$ be a random variable with mean $1/2$ and $X \\in \\{0, 1\\}$.",
      "Let $X$ be a random variable with mean $1/2$ such that $E[X^4] = 3$."})
  void what_the_words_may_fix_is_not_refuted(String words) {
    assertThat(verdict(words + "\n\n$$E[X^2 + X] = 7/2$$\n")).as(words).isEqualTo("UNDECIDED");
  }

  /** Of Var(X ± Y) = Var X ± Var Y after these words. */
  private static String variance(String words, char sign) {
    return verdict(words + "\n\n$$\\operatorname{Var}(X " + sign + " Y) = \\operatorname{Var}(X) " + sign + " \\operatorname{Var}(Y)$$\n");
  }

  private static String product(String words) {
    return verdict(words + "\n\n$$E[X Y] = E[X] E[Y]$$\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"# Exercise 1", "# Another topic"})
  void what_is_said_ends_with_its_section(String heading) {
    assertThat(verdict("# Exercise 0\n\nLet $X$ and $Y$ be independent.\n\n" + heading + "\n\n$$E[X Y] = E[X] E[Y]$$\n")).isEqualTo("UNDECIDED");
  }
}
