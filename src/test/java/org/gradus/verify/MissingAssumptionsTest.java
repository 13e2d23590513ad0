package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingAssumptionsTest {

  @ParameterizedTest(name = "{0} = {1} if {2}")
  @CsvSource(delimiter = ';', value = {
      "y^2; y; y in {0,1}",
      "t^3; t; t in {0,1}",
      "s^2; 1; s in {-1,1}",
      "sqrt(x^2); x; x > 0",
      "sqrt(a^2*b^2); a*b; a > 0,b > 0",
      "p*(1-p); p*q; p+q = 1",
      "(y_1+y_2+y_3)*z; z; y_1+y_2+y_3 = 1",
      "y_1*y_2; 0; y_1 in {0,1},y_2 in {0,1},y_1+y_2 = 1"})
  void whatWouldMakeAnEqualityTrueIsSaid(String lhs, String rhs, String holdsIf) {
    var a = Requests.answer(new Request("1", "equal", Map.of("lhs", lhs, "rhs", rhs)));
    assertThat(a.verdict()).isEqualTo("REFUTED");
    assertThat(a.holdsIf()).containsExactly(holdsIf.split(",(?=[a-z])"));
    var again = Requests.answer(new Request("2", "equal", Map.of("lhs", lhs, "rhs", rhs, "assume", a.holdsIf())));
    assertThat(again.verdict()).isEqualTo("PROVED");
  }

  @Test
  void boundsAndDerivativesToo() {
    assertThat(Requests.answer(new Request("1", "bound", Map.of("expr", "x^3", "lower", "0"))).holdsIf())
        .containsExactly("x > 0");
    assertThat(Requests.answer(new Request("2", "bound", Map.of("expr", "p-p^2", "lower", "0"))).holdsIf())
        .containsExactly("p in (0,1)");
    assertThat(Requests.answer(new Request("3", "derivative",
        Map.of("function", "abs(a)*x", "var", "x", "claimed", "a"))).holdsIf()).containsExactly("a > 0");
  }

  @Test
  void nothingIsMadeUp() {
    assertThat(Requests.answer(new Request("1", "equal", Map.of("lhs", "(x+1)^2", "rhs", "x^2+1"))).holdsIf()).isEmpty();
    assertThat(Requests.answer(new Request("2", "equal",
        Map.of("lhs", "y^2", "rhs", "2*y", "assume", List.of("y > 0")))).holdsIf()).isEmpty();
  }
}
