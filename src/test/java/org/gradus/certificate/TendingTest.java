package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.verify.Requests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limit laws of the checker. */
class TendingTest {

  /** {@code body | to | side | value}, optionally {@code | assumption}. */
  private static boolean accepted(String line) {
    var p = line.split(" \\| ");
    List<Expr> assumptions = p.length > 4 ? List.of(Requests.read(p[4]).expr()) : List.of();
    var claim = new Claim.Limit(Requests.read(p[0]).expr(), Exprs.sym("x"), Requests.read(p[1]).expr(),
        Integer.parseInt(p[2]), Requests.read(p[3]).expr(), assumptions);
    var map = new LinkedHashMap<String, Object>();
    map.put("format", Checker.FORMAT);
    map.put("claim", claim.toMap());
    List.of("conditions", "implied", "borders").forEach(f -> map.put(f, List.of()));
    map.put("point", Map.of("a", "1", "x", "1"));
    map.put("proves", claim.statement());
    map.put("proof", Map.of("rule", "limit laws"));
    try {
      Checker.check(map);
      return true;
    } catch (Rejected e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/x | oo | 0 | 0", "1/x | 0 | 1 | oo", "1/x | 0 | -1 | -oo", "exp(-x) | oo | 0 | 0",
      "1/(1+exp(-x)) | oo | 0 | 1", "log(1-sigmoid(x)) | oo | 0 | -oo", "log(1+exp(x)) | -oo | 0 | 0", "atan(1/x) | 0 | 1 | pi/2",
      "exp(1/x) | 0 | -1 | 0", "a*x | oo | 0 | oo | a>0", "x^2+x | oo | 0 | oo", "tanh(x) | -oo | 0 | -1", "sqrt(x) | 0 | 1 | 0",
      "log(x) | 0 | 1 | -oo", "(x+1)/(x+2) | 1 | 0 | 2/3", "2^x | -oo | 0 | 0", "-x^3 | -oo | 0 | oo", "exp(x)*sin(1/x) | 1 | 0 | e*sin(1)",
      "1/log(x) | 0 | 1 | 0", "(exp(x)-1)*(x-1) | 0 | 1 | 0", "sigmoid(x)*(1-sigmoid(x)) | oo | 0 | 0",
      "1/(1+exp((1+exp(x))^0)) | oo | 0 | 1/(1+e)", "(x^2-x)^0 | 0 | 0 | 1", "1/sin(x) | 0 | 1 | oo", "1/sin(x) | pi | 1 | -oo",
      "1/cos(x) | pi/2 | 1 | -oo", "tan(x) | pi/2 | -1 | oo", "cot(x) | 0 | -1 | -oo", "1/(1-cos(x)) | 0 | 1 | oo", "1/(1+cos(x)) | pi | -1 | oo"})
  void whatTheLawsGiveIsAccepted(String line) {
    assertThat(accepted(line)).as(line).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/x | 0 | 0 | oo", "1/x | 0 | 0 | 0", "sin(x) | oo | 0 | 0", "x-x^2 | oo | 0 | 0", "x*exp(-x) | oo | 0 | oo",
      "log(x) | 0 | 0 | -oo", "log(x) | 0 | -1 | -oo", "sqrt(x) | 0 | 0 | 0", "sqrt(x) | 0 | -1 | 0", "a*x | oo | 0 | oo", "a*x | oo | 0 | 0",
      "exp(1/x) | 0 | 0 | 0", "1/(1-x) | 1 | 0 | oo", "1/(1+exp(-x)) | oo | 0 | 0", "abs(x)/x | 0 | 0 | 1", "floor(x) | 1 | 0 | 1",
      "log(sigmoid(x)-1) | oo | 0 | -oo", "1/(sigmoid(x)-1) | oo | 0 | oo", "x^x | 0 | 1 | 1", "(-1)^x | oo | 0 | 1", "x | oo | 0 | -oo",
      "1/sin(1/x) | oo | 0 | 0", "gamma(x) | 0 | 1 | oo", "1/(x-1)/(x-1) | 1 | 0 | -oo", "asin(x) | 2 | 0 | asin(2)", "1/a+1/x | oo | 0 | 1/a",
      "sqrt(x-1) | 1 | 0 | 0", "sqrt(1-1/x^2)-1 | 1 | 0 | -1", "exp(a) | oo | 0 | exp(a) | x>0",
      "1/(1+exp((1+exp(x))^0)) | oo | 0 | 1/2", "(x^2-x)^0 | 0 | 0 | 0", "1/sin(x) | 0 | -1 | oo", "1/sin(x) | pi | 0 | -oo",
      "1/cos(x) | pi/2 | -1 | -oo", "tan(x) | pi/2 | 0 | oo", "1/(cos(x)-1) | 0 | 1 | oo", "1/sin(exp(-x)*sin(x)) | oo | 0 | oo",
      "1/(1-cos(exp(-x)*sin(x))) | oo | 0 | oo"})
  void whatIsFalseOrNeedsMoreIsRejected(String line) {
    assertThat(accepted(line)).as(line).isFalse();
  }
}
