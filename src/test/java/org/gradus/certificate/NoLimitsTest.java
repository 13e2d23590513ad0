package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Request;
import org.gradus.verify.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits that do not exist: two sides, or two sequences. */
class NoLimitsTest {

  private static final Map<String, Object> LAWS = Map.of("rule", "limit laws");

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"1/(x-1) | 1", "tan(x) | pi/2", "x/abs(x) | 0", "(x^2-1)/(x-1)^2 | 1", "sin(x) | oo", "cot(x) | oo", "sin(x)+sin(2*x) | oo",
      "sin(x)*sigmoid(x) | oo", "cos(1/x) | 0", "cos(exp(1/x)) | 0", "tan(x)/sin(tan(x)) | pi/2-", "sin(exp(x)) | oo", "cos(log(x)) | 0+", "sin(x^2) | oo", "log(x)*cos(x) | oo", "sin(3*x+1) | -oo"})
  void areWrittenDown(String body, String to) {
    var a = Requests.answer(new Request("1", "limit", Map.of("expr", body, "var", "x", "to", to, "claimed", "does-not-exist", "certificate", true)));
    assertThat(Checker.check(a.certificate()).claim()).isInstanceOf(Claim.NoLimit.class);
  }

  private static Map<String, Object> tends(String value) {
    return new LinkedHashMap<>(Map.of("value", value, "borders", List.of(), "proof", LAWS));
  }

  private static Map<String, Object> along(String along, String value) {
    var map = tends(value);
    map.put("along", along);
    return map;
  }

  private static void check(String body, String to, int side, String rule, Map<String, Object> first, Map<String, Object> second) {
    var claim = new Claim.NoLimit(PlainReader.parse(body), (Expr.Sym) PlainReader.parse("x"), PlainReader.parse(to), side, List.of());
    Checker.check(ByHand.certificate(claim, Map.of("rule", rule, "first", first, "second", second, "differ", Map.of()), Map.of()));
  }

  private static void isRejected(String body, String to, int side, String rule, Map<String, Object> first, Map<String, Object> second) {
    assertThatThrownBy(() -> check(body, to, side, rule, first, second)).isInstanceOf(Rejected.class);
  }

  @Test
  void theSidesDiffer() {
    check("1/x", "0", 0, "different sides", tends("(* -1 #oo)"), tends("#oo"));
    isRejected("1/x", "0", 1, "different sides", tends("(* -1 #oo)"), tends("#oo"));
    isRejected("1/x", "oo", 0, "different sides", tends("(* -1 #oo)"), tends("#oo"));
    isRejected("1/x^2", "0", 0, "different sides", tends("#oo"), tends("#oo"));
    isRejected("1/x^2", "0", 0, "different sides", tends("(* -1 #oo)"), tends("#oo"));
    isRejected("x+1", "0", 0, "different sides", tends("1"), tends("1"));
  }

  @Test
  void theSequencesTendToThePlaceAndWholeTurnsAreLeftOut() {
    var crest = along("(* #pi (+ 1/2 (* 2 x)))", "(sin (* 1/2 #pi))");
    var zero = along("(* 2 #pi x)", "0");
    check("sin(x)", "oo", 0, "sequences", crest, zero);
    isRejected("sin(x)", "oo", 0, "sequences", zero, zero);
    isRejected("sin(x)", "oo", 0, "sequences", crest, along("(* #pi x)", "0")); // half turns
    isRejected("sin(x)", "-oo", 0, "sequences", crest, zero); // another place
    isRejected("sin(x/2)", "oo", 0, "sequences", crest, zero);
    isRejected("sin(x)/x", "oo", 0, "sequences", crest, zero);
    isRejected("sin(x^2)", "oo", 0, "sequences", crest, zero);
    isRejected("x", "0", 0, "sequences", along("0", "0"), along("1", "1"));
    isRejected("sign(x)", "0", 1, "sequences", along("(^ x -1)", "1"), along("(* -1 (^ x -1))", "-1"));
    isRejected("sum(sin(x),x,1,3)", "oo", 0, "sequences", crest, zero);
  }

  @Test
  void aFunctionOfItsInverseIsUndoneWhereTheSequenceHasAValue() {
    var crest = along("(atan (* #pi (+ 1/2 (* 2 x))))", "(sin (* 1/2 #pi))");
    var zero = along("(atan (* 2 #pi x))", "0");
    check("sin(tan(x))", "pi/2", -1, "sequences", crest, zero);
    isRejected("sin(tan(x))", "pi/2", 1, "sequences", crest, zero);
    isRejected("sin(atan(x))", "pi/2", -1, "sequences", crest, zero);
    isRejected("sin(exp(log(x)))", "-oo", 0, "sequences", along("(* #pi (+ -1/2 (* -2 x)))", "(sin (* -1/2 #pi))"), along("(* -2 #pi x)", "0")); // no logarithm there
    isRejected("sin(sqrt(x)^2)", "-oo", 0, "sequences", along("(* #pi (+ -1/2 (* -2 x)))", "(sin (* -1/2 #pi))"), along("(* -2 #pi x)", "0"));
  }

  @Test
  void aProductIsZeroOnlyWhereAFactorIs() {
    var claim = new Claim.Implication(PlainReader.parse("(x-1)^2*(x^2+1) = 0"), PlainReader.parse("x = 1"), List.of());
    assertThat(written("(x^2-2)*(x^2+1)=0", "x^2=2")).isNotNull();
    assertThat(written("(x+1)^3=0", "x+1=0")).isNotNull();
    assertThat(written("(x-1)*(x-2)=0", "x=1")).isNull();
    var solved = Map.of("rule", "solve", "of", 1, "variable", "x", "value", "1", "factor", "1", "next", Map.of("rule", "same"));
    var absurd = Map.of("rule", "absurd", "by", Map.of("rule", "shape", "of", 1));
    Checker.check(product(claim, "1", List.of("(+ -1 x)", "(+ 1 (^ x 2))"), List.of(2, 1), List.of(solved, absurd)));
    for (var forged : List.of(product(claim, "1", List.of("(+ -1 x)"), List.of(2), List.of(solved)),
        product(claim, "0", List.of("(+ -1 x)"), List.of(2), List.of(solved)),
        product(claim, "1", List.of("(+ -1 x)", "(+ 1 (^ x 2))"), List.of(1, 1), List.of(solved, absurd)),
        product(claim, "1", List.of("(+ -1 x)", "(+ 1 (^ x 2))"), List.of(2, 1), List.of(solved)),
        product(claim, "1", List.of("(+ -1 x)", "(+ 1 (^ x 2))", "(* 0 (^ x 1/2))"), List.of(2, 1, 1), List.of(solved, absurd, solved)))) {
      assertThatThrownBy(() -> Checker.check(forged)).isInstanceOf(Rejected.class);
    }
  }

  private static Map<String, Object> product(Claim claim, String times, List<String> factors, List<Integer> powers, List<?> cases) {
    var all = new ArrayList<Object>();
    for (int i = 0; i < factors.size(); i++) {
      all.add(Map.of("of", factors.get(i), "power", powers.get(i)));
    }
    var proof = Map.of("rule", "zero product", "of", 0, "times", times, "factors", all, "hints", List.of(), "cases", cases);
    return ByHand.certificate(claim, Map.of("rule", "follows", "cases",
        List.of(Map.of("alternative", 0, "parts", List.of(Map.of("defined", List.of(), "proof", proof))))), Map.of("x", "1"));
  }

  private static Map<String, Object> written(String before, String after) {
    var a = Requests.answer(new Request("1", "equivalent", Map.of("lhs", before, "rhs", after, "certificate", true)));
    return a.certificate();
  }
}
