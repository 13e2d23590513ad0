package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Rational;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equations that follow from others by squares, sums of squares and exponentials. */
class FromEquationsTest {

  private static final Map<String, Object> ZERO = Map.of("rule", "zero", "hints", List.of());

  private static Map<String, Object> node(Object... entries) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }

  private static Claim.Implication implication(String before, String after) {
    return new Claim.Implication(PlainReader.parse(before), PlainReader.parse(after), List.of());
  }

  private static void rejected(Claim claim, Object proof, String why) {
    var all = node("rule", "follows", "cases", List.of(node("alternative", 0, "parts", List.of(node("defined", List.of(), "proof", proof)))));
    assertThatThrownBy(() -> Checker.check(ByHand.certificate(claim, all, Map.of("a", "1", "b", "1", "x", "1")))).isInstanceOf(Rejected.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"(a-b)*(a^2+a*b+b^2) = 0 | a-b = 0", "(2*x-7)^2 = (x+1)^2 | sqrt((2*x-7)^2) = sqrt((x+1)^2)",
      "x-a = sqrt(b+a^2) or x-a = -sqrt(b+a^2) | x = a+sqrt(b+a^2) or x = a-sqrt(b+a^2)", "logb(2,(x+17)/(-2*x)) = 3 | (x+17)/(-2*x) = 8",
      "(x^2-sqrt(2))*(x^2+sqrt(2)) = 0 | x^2 = sqrt(2)", "a^2+2*b^2 = 0 | a = 0 and b = 0"})
  void theyHaveTheSameSolutions(String before, String after) {
    var claim = new Claim.Equations(PlainReader.parse(before), PlainReader.parse(after), List.of());
    if (after.contains("and")) {
      assertThat(Certificates.write(new Certificates.Subject(implication(before, after), Map.of("a", Rational.ONE, "b", Rational.ONE)))).isNotNull();
      return;
    }
    var point = Map.of("a", Rational.ONE, "b", Rational.ONE, "x", Rational.of(-2));
    assertThat(Certificates.write(new Certificates.Subject(claim, point))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"a^2-b^2 = 0 | a = b", "a^2+a*b-b^2 = 0 | a = 0", "(a-b)*(a^2+3*a*b+b^2) = 0 | a = b", "a^2+b^2 = 1 | a = 0",
      "x^2 = 4 | x = 2", "logb(2,x) = 3 | x = 9", "log(x^2) = 0 | x = 1"})
  void whatDoesNotFollowIsNotProved(String before, String after) {
    assertThat(Certificates.write(new Certificates.Subject(implication(before, after), Map.of("a", Rational.ONE, "b", Rational.ONE, "x", Rational.ONE))))
        .isNull();
  }

  @Test
  void aSumOfSquaresHasPositiveFactors() {
    var claim = implication("a^2-b^2 = 0", "a = 0");
    rejected(claim, node("rule", "squares", "of", 0, "times", "1", "squares", List.of(node("of", "a", "times", "1"), node("of", "b", "times", "-1")),
        "hints", List.of(), "next", ZERO), "not positive");
    rejected(claim, node("rule", "squares", "of", 0, "times", "1", "squares", List.of(node("of", "a", "times", "1"), node("of", "b", "times", "1")),
        "hints", List.of(), "next", ZERO), "another sum");
    rejected(claim, node("rule", "squares", "of", 0, "times", "0", "squares", List.of(node("of", "a", "times", "0")), "hints", List.of(), "next", ZERO), "not positive");
    rejected(implication("a > 0", "a = 0"), node("rule", "squares", "of", 0, "times", "0", "squares", List.of(), "hints", List.of(), "next", ZERO), "no equation");
  }

  /** a² is b², but a may be −b. */
  @Test
  void squaresDecideWhereNothingIsNegative() {
    rejected(implication("a^2 = b^2", "a = b"), node("rule", "injective", "left", node("rule", "shape"), "right", node("rule", "shape"), "next",
        node("rule", "combination", "sum", List.of(node("of", 0, "times", "1")), "hints", List.of())), "does not tell");
  }

  /** e^{log(x)/k·0} says nothing of x, and a factor must have a value. */
  @Test
  void theFactorOfAnExponentIsDefined() {
    rejected(implication("a = b", "a = 0"), node("rule", "raised", "of", 0, "factor", "(log x)", "next", ZERO), "defined");
    rejected(implication("a = b", "a = 0"), node("rule", "raised", "of", 0, "factor", "0", "next", ZERO), "differ");
  }
}
