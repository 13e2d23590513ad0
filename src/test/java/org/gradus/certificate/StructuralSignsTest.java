package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Certificates;
import org.gradus.verify.Request;
import org.gradus.verify.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signs by values, by arcs, by bounds of powers, and after rewriting. */
class StructuralSignsTest {

  private static final Map<String, Object> SHAPE = Map.of("rule", "shape");

  private static boolean shows(String goal, Object by, String... known) {
    return Evidence.shows(List.of(known).stream().map(k -> (Expr.Rel) PlainReader.parse(k)).toList(), (Expr.Rel) PlainReader.parse(goal), by);
  }

  @Test
  void numbersAreEnclosed() {
    var value = Map.of("rule", "value");
    assertThat(shows("11/2 > sqrt(29)", value)).isTrue();
    assertThat(shows("pi > 355/113", value)).isFalse();
    assertThat(shows("pi < 355/113", value)).isTrue();
    assertThat(shows("sqrt(2)^2 >= 2", value)).isFalse(); // values do not show what is only just so
    assertThat(shows("log(0) < 1", value)).isFalse();
    assertThat(shows("sqrt(-1) != 0", value)).isFalse();
    assertThat(shows("x^2 >= 0", value)).isFalse();
    assertThat(shows("x^2 >= 0", value, "x = 1")).isFalse();
  }

  /** x < 3 tells that x < π, and not that x < 2. */
  @Test
  void boundsOfNumbersAreTermsOfASum() {
    var goal = Map.of("use", "negated goal", "times", "1");
    var known = Map.of("use", "hypothesis", "of", 0, "times", "1");
    var number = Map.of("use", "number", "of", "(+ -3 #pi)", "times", "1");
    assertThat(shows("x < pi", Map.of("rule", "linear", "sum", List.of(goal, known, number)), "x < 3")).isTrue();
    assertThat(shows("x < 2", Map.of("rule", "linear", "sum", List.of(goal, known, number)), "x < 3")).isFalse();
    for (var wrong : List.of("(+ -4 #pi)", "(+ -3 x)", "(^ -1 1/2)", "(* 0 #pi)")) {
      var other = Map.of("use", "number", "of", wrong, "times", "1");
      assertThat(shows("x < pi", Map.of("rule", "linear", "sum", List.of(goal, known, other)), "x < 3")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"cos(x/2) >= 0, -pi <= x, x <= pi, true", "cos(x/2) > 0, -pi < x, x < pi, true", "cos(x/2) > 0, -pi <= x, x < pi, false",
      "cos(x) >= 0, -pi <= x, x <= pi, false", "sin(x) >= 0, 0 <= x, x <= pi, true", "sin(x) > 0, 0 < x, x < pi, true", "sin(x) >= 0, -pi <= x, x <= pi, false",
      "sin(x) <= 0, 0 <= x, x <= pi, false", "sin(x) != 0, 0 < x, x < pi, false", "tan(x) >= 0, 0 <= x, x <= pi, false"})
  void sinesAndCosinesArePositiveOnArcs(String goal, String from, String to, boolean holds) {
    var known = List.of((Expr.Rel) PlainReader.parse(from), (Expr.Rel) PlainReader.parse(to));
    var below = Map.of("rule", "linear", "sum", List.of(Map.of("use", "negated goal", "times", "1"), Map.of("use", "hypothesis", "of", 0, "times", "1")));
    var half = Map.of("rule", "linear", "sum", List.of(Map.of("use", "negated goal", "times", "1"), Map.of("use", "hypothesis", "of", 0, "times", "1/2")));
    var above = Map.of("rule", "linear", "sum", List.of(Map.of("use", "negated goal", "times", "1"), Map.of("use", "hypothesis", "of", 1, "times", "1")));
    var upper = Map.of("rule", "linear", "sum", List.of(Map.of("use", "negated goal", "times", "1"), Map.of("use", "hypothesis", "of", 1, "times", "1/2")));
    var r = (Expr.Rel) PlainReader.parse(goal);
    assertThat(Evidence.shows(known, r, Map.of("rule", "arc", "from", below, "to", above))
        || Evidence.shows(known, r, Map.of("rule", "arc", "from", half, "to", upper))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({"1-(1-sigmoid(z))^g >= 0, g >= 0, true", "1-(1-sigmoid(z))^g > 0, g >= 0, false", "1-(1-sigmoid(z))^g >= 0, g <= 0, false",
      "(1-sigmoid(z))^g-1 >= 0, g <= 0, true", "(2+sigmoid(z))^g-1 >= 0, g >= 0, true", "(2+sigmoid(z))^g-1 >= 0, g <= 0, false",
      "1-(2+sigmoid(z))^g >= 0, g <= 0, true", "1-tanh(z)^g >= 0, g >= 0, false", "1-(2*sigmoid(z))^g >= 0, g >= 0, false"})
  void powersOfWhatIsBoundedAreBounded(String goal, String known, boolean holds) {
    assertThat(shows(goal, SHAPE, known)).isEqualTo(holds);
  }

  private static Map<String, Object> as(String e) {
    return Map.of("rule", "rewritten", "as", Sexpr.write(PlainReader.parse(e)), "hints", List.of(), "by", SHAPE);
  }

  @Test
  void theSignIsThatOfAnotherExpressionThatIsDefinedWhereTheSidesAre() {
    assertThat(shows("x^2 >= 2*x*y-y^2", as("(x-y)^2"))).isTrue();
    assertThat(shows("x^2 > 2*x*y-y^2", as("(x-y)^2"))).isFalse();
    assertThat(shows("x^2 >= 2*x*y+y^2", as("(x-y)^2"))).isFalse();
    assertThat(shows("x >= 0", as("sqrt(x)^2"))).isFalse(); // of negative x it says nothing
    assertThat(shows("x >= 0", as("exp(log(x))"))).isFalse();
    assertThat(shows("x*sqrt(x)+sqrt(x) >= 0", as("sqrt(x)*(x+1)"), "x >= 0")).isTrue();
  }

  /** The ends of the box belong to it: what is undefined there, or only just so, is not shown. */
  @Test
  void oneBoxOfBoundsEnclosesTheDifference() {
    var box = Map.of("rule", "box");
    assertThat(shows("cos(a)^2 > 1/2", box, "a > 0", "a < 1/2")).isTrue();
    assertThat(shows("cos(a)^2 != 1/2", box, "a > 0", "a < 1/2")).isTrue();
    assertThat(shows("cos(a)^2 > 9/10", box, "a > 0", "a < 1/2")).isFalse();
    assertThat(shows("cos(a)^2 > 1/2", box, "a > 0")).isFalse();
    assertThat(shows("cos(a)^2 > 1/2", box, "a > 0", "b < 1/2")).isFalse();
    assertThat(shows("1/a > 1", box, "a > 0", "a < 1/2")).isFalse();
    assertThat(shows("sqrt(a) > -1", box, "a > -1", "a < 1")).isFalse();
    assertThat(shows("log(a)^2 > -1", box, "a > -2", "a < -1")).isFalse();
    assertThat(shows("a = a", box, "a > 0", "a < 1")).isFalse();
  }

  private static Map<String, Object> limit(String upper) {
    return Requests.answer(new Request("1", "limit", Map.of("expr", "z/(1-sqrt(1+z)*sin(a)^2-sqrt(1-z)*cos(a)^2)", "var", "z", "to", "0", "claimed", "1/(cos(a)^2-1/2)",
        "assume", List.of("a > 0", "a < " + upper), "certificate", true))).certificate();
  }

  /** At a = π/4 the limit has no value. */
  @Test
  void aValueOfALimitMayBeDefinedByBounds() {
    assertThat(Checker.check(limit("1/2"))).isNotNull();
    assertThat(limit("1")).isNull();
  }

  private static Map<String, Object> entry(String assumption) {
    var claim = new Claim.Sums(PlainReader.parse("e/n+y[1]*(1-e)"), PlainReader.parse("1-e+e/n"), Map.of("y", Shape.of(PlainReader.parse("n"), Exprs.ONE)), Map.of(), Map.of(),
        List.of(PlainReader.parse(assumption)), false);
    return Certificates.write(new Certificates.Subject(claim, Map.of()));
  }

  /** What is known of one entry is known of no other, and of a matrix y[1] is no number. */
  @Test
  void anEntryWithANumberIsReplacedByItsValue() {
    assertThat(Checker.check(entry("y[1] = 1"))).isNotNull();
    for (var other : List.of("y[2] = 1", "y[1] = 2", "y[1] > 0", "y = 1")) {
      assertThat(entry(other)).isNull();
    }
    var matrix = new Claim.Sums(PlainReader.parse("y[1,1]"), PlainReader.parse("1"), Map.of("y", Shape.of(PlainReader.parse("n"), PlainReader.parse("n"))), Map.of(), Map.of(),
        List.of(PlainReader.parse("y[1] = 1")), false);
    assertThat(Certificates.write(new Certificates.Subject(matrix, Map.of()))).isNull();
  }

  @Test
  void anUnknownRuleIsNone() {
    assertThatThrownBy(() -> Evidence.check(List.of(), (Expr.Rel) PlainReader.parse("2 > 1"), new Node(Map.of("rule", "values")))).isInstanceOf(Rejected.class);
  }
}
