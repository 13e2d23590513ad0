package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {

  private static Answer ask(String op, Object... fields) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < fields.length; i += 2) {
      map.put((String) fields[i], fields[i + 1]);
    }
    return Requests.answer(new Request("1", op, map));
  }

  @Test
  void anEqualityIsProvedRefutedOrUndecided() {
    assertThat(ask("equal", "lhs", "sigmoid(-x)", "rhs", "1-sigmoid(x)").verdict()).isEqualTo("PROVED");
    var wrong = ask("equal", "lhs", "sigmoid(-x)", "rhs", "sigmoid(x)");
    assertThat(wrong.verdict()).isEqualTo("REFUTED");
    assertThat(wrong.counterexample().point()).containsKey("x");
    assertThat(ask("equal", "lhs", "f(x)", "rhs", "g(x)").verdict()).isEqualTo("UNDECIDED");
  }

  @Test
  void whatIsUndefinedEverywhereIsNeverProved() {
    assertThat(ask("equal", "lhs", "1/0", "rhs", "1/0").verdict()).isEqualTo("UNDECIDED");
    assertThat(ask("equal", "lhs", "log(-1-x^2)", "rhs", "log(-1-x^2)").verdict()).isEqualTo("UNDECIDED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu(x-y) | 0 | y = x", "abs(x-y) | 0 | x = y", "ite(x>y,x^2,x) | 1 | x = y", "relu(x) | 0 | x = 0"})
  void aDerivativeOnAKinkIsNeverProved(String question) {
    var parts = question.split(" \\| ");
    assertThat(ask("derivative", "function", parts[0], "var", "x", "claimed", parts[1], "assume", List.of(parts[2])).verdict())
        .isEqualTo("UNDECIDED");
    assertThat(ask("equal", "lhs", "D(" + parts[0] + ",x)", "rhs", parts[1], "assume", List.of(parts[2])).verdict())
        .isEqualTo("UNDECIDED");
  }

  @Test
  void assumptionsAreTakenForGranted() {
    assertThat(ask("equal", "lhs", "sqrt(x^2)", "rhs", "x", "assume", List.of("x > 0")).verdict()).isEqualTo("PROVED");
    assertThat(ask("equal", "lhs", "y^2", "rhs", "y", "assume", List.of("y in {0,1}")).verdict()).isEqualTo("PROVED");
    assertThat(ask("equal", "lhs", "y^2", "rhs", "y", "assume", List.of("y in [0,1]")).verdict()).isEqualTo("REFUTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n in Z | PROVED", "n in N | PROVED", "n in R | REFUTED"})
  void theSetsOfNumbersHaveTheirLetters(String question) {
    var parts = question.split(" \\| ");
    assertThat(ask("equal", "lhs", "floor(-n)", "rhs", "-floor(n)", "assume", List.of(parts[0])).verdict()).isEqualTo(parts[1]);
  }

  @Test
  void aValueThatIsOnlyBoundedIsNotShown() {
    for (var e : List.of("sin(exp(exp(x)))", "fresnels(7*x)", "besselj(0,40*x)")) {
      assertThat(ask("evaluate", "expr", e, "at", Map.of("x", "5")).value()).as(e).isNull();
    }
    assertThat(ask("evaluate", "expr", "sin(x)", "at", Map.of("x", "5")).value()).startsWith("-0.95892427466313");
    assertThat(ask("evaluate", "expr", "besselj(-1,x)", "at", Map.of("x", "5")).value()).startsWith("0.32757913759146");
  }

  @Test
  void aSolutionThatIsLostIsNamed() {
    var answer = ask("equivalent", "lhs", "x^2=4", "rhs", "x=2");
    assertThat(answer.verdict()).isEqualTo("REFUTED");
    assertThat(answer.relation()).isEqualTo("loses");
    assertThat(answer.counterexample().point()).containsEntry("x", "-2");
    assertThat(ask("equivalent", "lhs", "x^2=4", "rhs", "x=2 or x=-2").verdict()).isEqualTo("PROVED");
  }

  @Test
  void boundsTellAttainedFromApproached() {
    assertThat(ask("bound", "expr", "sigmoid(x)", "upper", "1", "strict", true).verdict()).isEqualTo("PROVED");
    assertThat(ask("bound", "expr", "x^2", "lower", "0", "strict", true).verdict()).isEqualTo("REFUTED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x = = y", "", "((((", "x +", "\\frac{1}{", "$\\unknownmacro{x}$", "$x^{$", "1..2"})
  void badInputIsAnErrorInWordsNeverAVerdict(String text) {
    var answer = ask("equal", "lhs", text, "rhs", "x");
    assertThat(answer.verdict()).isEqualTo("ERROR");
    assertThat(answer.reason()).isNotBlank();
  }

  @Test
  void deepNestingIsRefusedInWords() {
    var deep = "(".repeat(10_000) + "x" + ")".repeat(10_000);
    assertThat(ask("equal", "lhs", deep, "rhs", "x").verdict()).isIn("ERROR", "UNDECIDED");
  }

  @Test
  void anUnknownOperationIsAnError() {
    assertThat(Requests.answer(new Request("9", "dance", Map.of())).verdict()).isEqualTo("ERROR");
  }

  @Test
  void aPositiveSecondDerivativeProvesConvexityOnlyOnAnIntervalWithoutKinks() {
    assertThat(Requests.answer(new Request(null, "convex", Map.of("expr", "1/x^2", "vars", List.of("x")))).verdict())
        .isEqualTo("UNDECIDED");
    assertThat(Requests.answer(new Request(null, "convex", Map.of("expr", "-sqrt(x^2)", "vars", List.of("x")))).verdict())
        .isEqualTo("REFUTED");
    assertThat(Requests.answer(new Request(null, "convex", Map.of("expr", "1/x^2", "vars", List.of("x"),
        "assume", List.of("x > 0")))).verdict()).isEqualTo("PROVED");
    assertThat(Requests.answer(new Request(null, "convex", Map.of("expr", "-sqrt(x)", "vars", List.of("x")))).verdict())
        .isEqualTo("PROVED");
  }

  @Test
  void aRefutedQuestionNamesTheLikelySlip() {
    var factor = Requests.answer(new Request("1", "equal", Map.of("lhs", "exp(-z)/(1+exp(-z))", "rhs", "1/(1+exp(-z))")));
    assertThat(factor.verdict()).isEqualTo("REFUTED");
    assertThat(factor.reason()).isEqualTo("the left side is 'exp(-z)' times the right side");
    var chain = Requests.answer(new Request("2", "derivative", Map.of("function", "sin(3*x)", "var", "x", "claimed", "cos(3*x)")));
    assertThat(chain.reason()).contains("inner derivative");
    var unlike = Requests.answer(new Request("3", "equal", Map.of("lhs", "sin(x)", "rhs", "x^3+7*x-11")));
    assertThat(unlike.verdict()).isEqualTo("REFUTED");
    assertThat(unlike.reason()).isNull();
  }
}
