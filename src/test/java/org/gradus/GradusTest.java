package org.gradus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gradus.Gradus.D;
import static org.gradus.Gradus.bound;
import static org.gradus.Gradus.define;
import static org.gradus.Gradus.equal;
import static org.gradus.Gradus.evaluate;
import static org.gradus.Gradus.gradient;
import static org.gradus.Gradus.hessian;
import static org.gradus.Gradus.jacobian;
import static org.gradus.Gradus.let;
import static org.gradus.Gradus.limit;
import static org.gradus.Gradus.parse;
import static org.gradus.Gradus.prove;
import static org.gradus.Gradus.solve;
import static org.gradus.Gradus.verify;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GradusTest {

  @Test
  void theLogisticLossFromItsFormulaToItsLimit() {
    var loss = let("y in {0,1}").parse("-log σ((2y-1)z)");
    var slope = loss.d("z");
    assertThat(slope.equal("σ(z) - y").isProved()).isTrue();
    assertThat(slope.equal("σ(z) + y").isRefuted()).isTrue();
    assertThat(slope.at("y", 1).limit("z", "oo").plain()).isEqualTo("0");
    assertThat(slope.at("y", 1).limit("z", "-oo").plain()).isEqualTo("-1");
  }

  @Test
  void factsBelongToTheScopeTheyWereSaidIn() {
    assertThat(let("x > 0").parse("abs(x)").equal("x").isProved()).isTrue();
    var free = parse("abs(x)").equal("x");
    assertThat(free.isRefuted()).isTrue();
    assertThat(free.point()).containsKey("x");
    assertThat(free.toString()).startsWith("REFUTED at x = ");
  }

  @Test
  void namesStandForFormulas() {
    var scope = define("s", "sigmoid(z)").define("J", "-log s");
    assertThat(scope.parse("J").d("z").equal("s - 1").isProved()).isTrue();
    assertThatThrownBy(() -> define("2", "x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void derivativesInSeveralVariables() {
    assertThat(gradient("x^2 y", "x", "y")).extracting(Formula::plain).containsExactly("2*x*y", "x^2");
    var jacobian = jacobian(List.of("x y", "x + y", "x"), "x", "y");
    assertThat(jacobian).hasSize(3).allSatisfy(row -> assertThat(row).hasSize(2));
    assertThat(hessian("x^2 y", "x", "y").get(0).get(1).plain()).isEqualTo("2*x");
  }

  @Test
  void relationsAndBounds() {
    assertThat(prove("σ(x) + σ(-x) = 1").isProved()).isTrue();
    assertThat(prove("σ(x) < 1").isProved()).isTrue();
    assertThat(prove("σ(x) > 1/2").isRefuted()).isTrue();
    assertThat(bound("σ(x) (1-σ(x))", "0", "1/4").isProved()).isTrue();
    assertThat(equal("x/x", "1").toString()).startsWith("PROVED");
  }

  @Test
  void everyRootIsARoot() {
    assertThat(solve("σ(z) = 3/4", "z")).extracting(Formula::plain).containsExactly("log(3)");
    assertThat(solve("e^z - 3", "z")).extracting(Formula::plain).containsExactly("log(3)");
    assertThat(solve("x^2 + 1", "x")).isEmpty();
    assertThat(let("x > 0").parse("x^2 = 2").solve("x")).hasToString("[√(2)]");
    assertThatThrownBy(() -> solve("x < 2", "x")).hasMessageContaining("not an equation");
    assertThat(solve("x^2 - 5 x + 6 = 0", "x")).extracting(Formula::plain).containsExactlyInAnyOrder("2", "3");
  }

  @Test
  void valuesAndFunctions() {
    assertThat(evaluate("x^y", "x", 2, "y", "1/2")).isEqualTo(Math.sqrt(2));
    assertThat(evaluate("log x", "x", -1)).isNaN();
    assertThat(parse("x^2").compile().applyAsDouble(3)).isEqualTo(9);
    assertThat(parse("x - y").compile("y", "x").applyAsDouble(1, 5)).isEqualTo(4);
    assertThat(parse("x - y z").compile("y", "x", "z").applyAsDouble(new double[] {1, 5, 3})).isEqualTo(2);
    assertThat(gradient("x^2 y", "x", "y").compile("x", "y").apply(new double[] {3, 2})).containsExactly(12, 9);
    assertThatThrownBy(() -> parse("x + y").compile("x", "z")).hasMessageContaining("y is missing");
    assertThatThrownBy(() -> parse("x + y").compile()).hasMessageContaining("[x, y]");
    assertThatThrownBy(() -> evaluate("x")).hasMessageContaining("'x' has no value");
  }

  @Test
  void formulasReadLikeMathematics() {
    var f = parse("x^2/2 + sigmoid(z)");
    assertThat(f.latex()).contains("\\sigma");
    assertThat(f.html()).startsWith("<math").contains("σ");
    assertThat(f).hasToString(parse(f.plain()).toString()).isEqualTo(parse(f.plain()));
    assertThat(f.variables()).containsExactly("x", "z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2 +", "x )", "\\frac"})
  void whatCannotBeReadIsSaid(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining("Exception");
  }

  @Test
  void aLimitThatIsNoneIsNoValue() {
    assertThatThrownBy(() -> limit("sin x", "x", "oo")).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> D("x", "2")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void documentsAreVerified() {
    assertThat(verify("x.md", "$$1 + 1 = 2$$").claims()).hasSize(1)
        .allSatisfy(claim -> assertThat(claim.verdict()).isEqualTo("PROVED"));
  }

  @Test
  void threadsAgreeWithOneAnother() {
    var scope = let("y in {0,1}");
    var results = IntStream.range(0, 200).parallel().mapToObj(i -> {
      var f = scope.parse("-log σ((2y-1) " + (i % 5 + 1) + " z)");
      return i % 5 + " " + f.equal("log(1 + e^(-(2y-1) " + (i % 5 + 1) + " z))").verdict() + " " + f.evaluate("y", 1, "z", 0.5);
    }).distinct().toList();
    assertThat(results).hasSize(5).allMatch(r -> r.contains("PROVED"));
  }
}
