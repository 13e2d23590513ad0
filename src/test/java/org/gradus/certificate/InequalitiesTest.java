package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Answer;
import org.gradus.verify.Request;
import org.gradus.verify.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inequalities with absolute values, positive factors and exponentials. */
class InequalitiesTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"abs(1-a*x) < 1 | 0 < x and x < 2/a | a > 0", "0 < x*h and x*h < 2 | 0 < x and x < 2/h | h > 0",
      "abs(1-a*x) < 1 | -1 < 1-a*x and 1-a*x < 1 | a > 0", "exp(-(b+w*x)) <= 1 | b+w*x >= 0 | b > -5", "exp(x) > 1 | x > 0 | x > -9"})
  void equivalentOnesAreWrittenDown(String l, String r, String assumption) {
    var a = Requests.answer(new Request("1", "equivalent", Map.of("lhs", l, "rhs", r, "assume", List.of(assumption), "certificate", true)));
    assertThat(Checker.check(a.certificate())).isNotNull();
  }

  private static Goal goal(String relation, String... known) {
    var r = (Expr.Rel) PlainReader.parse(relation);
    return Goal.of(r.op(), r.lhs(), r.rhs(), List.of(known).stream().map(PlainReader::parse).toList(), null);
  }

  private static Map<String, Object> sign(Object... sum) {
    return Map.of("rule", "sign", "by", Map.of("rule", "linear", "sum", List.of(sum)));
  }

  private static void isRejected(Goal g, Map<String, Object> proof) {
    assertThatThrownBy(() -> Steps.prove(g, new Node(proof))).isInstanceOf(Rejected.class);
  }

  @Test
  void aFactorIsPositive() {
    var goal = Map.<String, Object>of("use", "negated goal", "times", "1");
    var known = Map.<String, Object>of("use", "hypothesis", "of", 0, "times", "1");
    var proof = Map.of("rule", "increasing", "factor", "h", "positive", Map.of("rule", "shape"), "next", sign(goal, known));
    Steps.prove(goal("x > 0", "h*x > 0", "h > 0"), new Node(proof));
    isRejected(goal("x > 0", "h*x > 0", "h >= 0"), proof);
    isRejected(goal("x > 0", "h*x > 0", "h < 0"), proof);
    isRejected(goal("x = 0", "h*x > 0", "h > 0"), proof);
    isRejected(goal("x > 0", "h*x > 0", "h > 0"), Map.of("rule", "increasing", "factor", "(* h (^ y 1/2))", "positive", Map.of("rule", "shape"), "next", sign(goal, known)));
  }

  @Test
  void onlyBoundsOfAbsoluteValuesAndExponentialsBesideOneAreTakenApart() {
    assertThat(Steps.apart((Expr.Rel) PlainReader.parse("abs(x) < c"))).hasToString("[x < c, -x < c]");
    assertThat(Steps.apart((Expr.Rel) PlainReader.parse("exp(x) <= 1"))).hasToString("[x <= 0]");
    for (var other : List.of("abs(x) > c", "abs(x) = c", "exp(x) < 2", "x < 1", "1 < exp(x)")) {
      assertThat(Steps.apart((Expr.Rel) PlainReader.parse(other))).isEmpty();
    }
    isRejected(goal("x < 2", "abs(x) > 2"), Map.of("rule", "apart", "of", 0, "next", sign(Map.of("use", "negated goal", "times", "1"))));
  }

  @Test
  void aBoundOnAnAbsoluteValueHasTwoHalves() {
    var by = Map.of("rule", "sign", "by", Map.of("rule", "shape"));
    var known = List.of("x < 1", "x > -1").toArray(String[]::new);
    var half = sign(Map.of("use", "negated goal", "times", "1"), Map.of("use", "hypothesis", "of", 0, "times", "1"));
    var other = sign(Map.of("use", "negated goal", "times", "1"), Map.of("use", "hypothesis", "of", 1, "times", "1"));
    Steps.prove(goal("abs(x) < 1", known), new Node(Map.of("rule", "halves", "above", half, "below", other)));
    isRejected(goal("abs(x) < 1", known), Map.of("rule", "halves", "above", half, "below", half));
    isRejected(goal("abs(x) < 1", known), Map.of("rule", "halves", "above", half));
    isRejected(goal("abs(x) > -1", known), Map.of("rule", "halves", "above", by, "below", by));
    isRejected(goal("abs(x) = 1", known), Map.of("rule", "halves", "above", half, "below", other));
  }

  /** x·e^{−x} falls from 1 on, but not before; and cases have no tails. */
  @Test
  void aTailFallsFromItsEndOn() {
    var tail = Map.of("rule", "boxes", "cut", Map.of("in", "x", "at", "1", "low", Map.of("leaf", "outside", "of", 0), "high", Map.of("leaf", "tail")));
    Steps.prove(goal("x*exp(-x) <= 1/2", "x > 1"), new Node(Map.of("rule", "boxes", "cut", Map.of("leaf", "tail"))));
    isRejected(goal("x*exp(-x) <= 1/2", "x > 0"), Map.of("rule", "boxes", "cut", Map.of("leaf", "tail")));
    isRejected(goal("x*exp(-x) <= 1/3", "x > 1"), Map.of("rule", "boxes", "cut", Map.of("leaf", "tail")));
    isRejected(goal("x*exp(-abs(x-9)) <= 1/2", "x > 1"), Map.of("rule", "boxes", "cut", Map.of("leaf", "tail")));
    isRejected(goal("x*exp(-x) <= 1/2"), tail);
  }

  /** Near the largest value of a function the slope is small; on a kink there is none. */
  @Test
  void slopesInABoxSayHowFarTheMiddleIs() {
    var middle = Map.<String, Object>of("rule", "boxes", "cut", Map.of("leaf", "middle"));
    Steps.prove(goal("x-x^2 < 0.2501", "x > 0.495", "x < 0.505"), new Node(middle));
    isRejected(goal("x-x^2 < 0.2499", "x > 0.495", "x < 0.505"), middle);
    isRejected(goal("x-x^2 < 0.2501", "x > 0.495"), middle);
    isRejected(goal("floor(x)-x < -0.4", "x > 0.45", "x < 1.45"), middle);
    isRejected(goal("-abs(x-1)-0.1*x < -0.11", "x > 0.9", "x < 1.3"), middle);
  }

  @Test
  void onlyExponentialsHaveExponents() {
    var by = Map.of("rule", "increasing", "by", "logarithms", "next", Map.of("rule", "sign", "by", Map.of("rule", "shape")));
    Steps.prove(goal("exp(x) > 1", "x > 0"), new Node(by));
    isRejected(goal("x > 1", "x > 0"), by);
    isRejected(goal("exp(x) > 2", "x > 0"), by);
    isRejected(goal("exp(x) < 1", "x > 0"), by);
  }

  private static Answer bound(String e, String lower, boolean strict, String... assumptions) {
    return Requests.answer(new Request("1", "bound", Map.of("expr", e, "lower", lower, "strict", strict, "assume", List.of(assumptions), "certificate", true)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"(a+b)/2 | sqrt(a*b)", "log((a+b)/2) | (log(a)+log(b))/2", "a+b | 2*sqrt(a)*sqrt(b)",
      "a^2+b^2+c^2 | a*b+b*c+a*c", "a/b+b/a | 2", "log(1+a) | a/(1+a)", "a+1/a | 2"})
  void meansAndSquaresAreWrittenDown(String more, String less) {
    assertThat(Checker.check(bound(more, less, false, "a > 0", "b > 0").certificate())).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"y/sigmoid(z)^2+(1-y)/(1-sigmoid(z))^2 | 0", "1-tanh(x)^2 | 0", "2-sin(x)-sigmoid(x) | 0"})
  void boundsOfFunctionsTellTheSignOfASum(String e, String lower) {
    assertThat(Checker.check(bound(e, lower, true, "y > 0", "y < 1").certificate())).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"1-sigmoid(x), PLUS", "sigmoid(x)-1, MINUS", "1-sin(x), NOT_MINUS", "1-tanh(x)^2, PLUS", "1-sin(x)^2, NOT_MINUS", "sigmoid(x)-1/2, ANY",
      "2-3*sigmoid(x), ANY", "1-y, ANY", "1-tanh(x)^3, ANY", "2-sigmoid(x)-exp(x), ANY", "1-x^2, ANY", "-1-sigmoid(x)^2, MINUS", "1-sinh(x)^2, ANY"})
  void signsByBoundsAreThoseThatAreCertain(String e, String signs) {
    int expected = switch (signs) {
      case "PLUS" -> Shape.PLUS;
      case "MINUS" -> Shape.MINUS;
      case "NOT_MINUS" -> Shape.PLUS | Shape.NULL;
      default -> Shape.ANY;
    };
    assertThat(Shape.of(List.of(), PlainReader.parse(e))).isEqualTo(expected);
  }

  @Test
  void knownBoundsCountOnTheirSide() {
    var known = List.of((Expr.Rel) PlainReader.parse("y < 1"), (Expr.Rel) PlainReader.parse("-2 <= w"));
    assertThat(Shape.of(known, PlainReader.parse("1-y"))).isEqualTo(Shape.PLUS);
    assertThat(Shape.of(known, PlainReader.parse("2-y"))).isEqualTo(Shape.PLUS);
    assertThat(Shape.of(known, PlainReader.parse("w+2"))).isEqualTo(Shape.PLUS | Shape.NULL);
    assertThat(Shape.of(known, PlainReader.parse("w-y+3"))).isEqualTo(Shape.PLUS);
    for (var open : List.of("y-1/2", "1/2-y", "1+y", "2-w", "y-w", "1-y^2")) {
      assertThat(Shape.of(known, PlainReader.parse(open))).as(open).isEqualTo(Shape.ANY);
    }
  }
}
