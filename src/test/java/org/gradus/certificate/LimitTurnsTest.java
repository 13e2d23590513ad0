package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Request;
import org.gradus.verify.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits from both sides, turned to infinity, of what is bounded, and of roots. */
class LimitTurnsTest {

  private static final Map<String, Object> LAWS = Map.of("rule", "limit laws");

  private static void prove(String body, String to, int side, String value, Map<String, Object> proof) {
    LimitSteps.prove(new Claim.Limit(PlainReader.parse(body), (Expr.Sym) PlainReader.parse("x"), PlainReader.parse(to), side, PlainReader.parse(value), List.of()),
        List.of(), new Node(proof));
  }

  private static void isRejected(String body, String to, int side, String value, Map<String, Object> proof) {
    assertThatThrownBy(() -> prove(body, to, side, value, proof)).isInstanceOf(Rejected.class);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"1/x^2 | 0 | oo", "1/(x-1)^2 | 1 | oo", "sin(x)/x | oo | 0", "x^2*sin(1/x) | 0 | 0", "sqrt(x^2+x)-x | oo | 1/2",
      "sqrt(x^2-1)/x | -oo | -1", "c^2*(sqrt(1+(x/c)^2)-1)/x | oo | c", "(x^3-1)/(2*x^3-3*x) | oo | 1/2", "min(max(x,0),6) | oo | 6", "max(0,min(1,(x+3)/6)) | -oo | 0"})
  void areWrittenDown(String body, String to, String value) {
    var a = Requests.answer(new Request("1", "limit", Map.of("expr", body, "var", "x", "to", to, "claimed", value, "assume", List.of("c > 0"), "certificate", true)));
    assertThat(Checker.check(a.certificate())).isNotNull();
  }

  @Test
  void bothSidesCount() {
    var turned = Map.<String, Object>of("rule", "turned", "next", LAWS);
    var sides = Map.<String, Object>of("rule", "sides", "below", turned, "above", turned);
    prove("exp(-1/x^2)", "0", 0, "0", sides);
    prove("exp(-1/x)", "0", 1, "0", turned);
    isRejected("exp(-1/x)", "0", 0, "0", sides);
    isRejected("exp(-1/x)", "0", -1, "0", turned);
    isRejected("exp(-1/x)", "0", 1, "0", sides);
    isRejected("exp(-1/x)", "0", 0, "0", turned);
    isRejected("exp(-x)", "oo", 0, "0", turned);
    prove("exp(x)", "-oo", 0, "0", turned);
    isRejected("exp(-x)", "-oo", 0, "0", turned);
  }

  @Test
  void onlyWhatIsBoundedAndDefinedIsLeftOut() {
    prove("sin(x)/x", "oo", 0, "0", Map.of("rule", "bounded", "factor", "(sin x)", "next", LAWS));
    isRejected("sin(x)/x", "oo", 0, "1", Map.of("rule", "bounded", "factor", "(sin x)", "next", LAWS));
    isRejected("sinh(x)/x", "oo", 0, "0", Map.of("rule", "bounded", "factor", "(sinh x)", "next", LAWS));
    isRejected("sin(sqrt(1-x))/x", "oo", 0, "0", Map.of("rule", "bounded", "factor", "(sin (^ (+ 1 (* -1 x)) 1/2))", "next", LAWS));
    isRejected("x*sin(x)", "oo", 0, "0", Map.of("rule", "bounded", "factor", "(sin x)", "next", LAWS));
    isRejected("(sin(x)+x)/x", "oo", 0, "0", Map.of("rule", "bounded", "factor", "(sin x)", "next", LAWS));
  }
}
