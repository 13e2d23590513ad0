package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.verify.Certificates;
import org.gradus.verify.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equations between limits, limits of functions with cases, and limits by those of parts. */
class LimitRelationTest {

  private static Expr read(String text) {
    return Requests.read(text).expr();
  }

  private static Map<String, Object> equation(String l, String lValue, String r, String rValue) {
    var left = read(l);
    var right = read(r);
    return Certificates.write(new Certificates.Subject(new Claim.Limits(left, right, List.of()), Map.of(),
        x -> x.equals(left) ? read(lValue) : read(rValue)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "limit(sigmoid(z),z,oo) | 1 | limit(1-sigmoid(-z),z,oo) | 1",
      "limit(log(1+exp(z))-z,z,oo) | 0 | limit(log(1+exp(-z)),z,oo) | 0",
      "limit(tanh(z)/z,z,0) | 1 | limit(1-tanh(z)^2,z,0) | 1",
      "limit(exp(z),z,oo) | oo | limit(z,z,oo) | oo"})
  void haveAProofForEachLimit(String l, String lValue, String r, String rValue) {
    var c = equation(l, lValue, r, rValue);
    assertThat(c).isNotNull();
    // of another equation it is no proof
    var other = new LinkedHashMap<>(c);
    var wrong = new Claim.Limits(read(l), Exprs.add(Exprs.ONE, read(r)), List.of());
    other.put("claim", wrong.toMap());
    other.put("proves", wrong.statement());
    assertThatThrownBy(() -> Checker.check(other)).isInstanceOf(Rejected.class);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "limit(sin(z),z,oo) | 0 | limit(sin(2*z),z,oo) | 0", "limit(1/z,z,0) | oo | limit(2/z,z,0) | oo", "limit(z,z,1) | 1 | limit(z,z,2) | 2",
      "limit(abs(z)/z,z,0) | 1 | limit(cos(z),z,0) | 1"})
  void withoutLimitsOrWithOthersHaveNone(String l, String lValue, String r, String rValue) {
    assertThat(equation(l, lValue, r, rValue)).isNull();
  }

  private static Map<String, Object> limit(String body, String to, int side, String value) {
    var known = Map.of("n*log(1+c/n)", "c", "exp(n*log(1+c/n))", "exp(c)");
    var claim = new Claim.Limit(read(body), Exprs.sym("z"), read(to), side, read(value), List.of());
    return Certificates.write(new Certificates.Subject(claim, Map.of(), x -> known.containsKey(x.body().toString())
        ? read(known.get(x.body().toString())) : null));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"z/(1+abs(z)) | oo | 0 | 1", "D(relu(z),z) | -oo | 0 | 0", "D(abs(z),z) | 0 | 1 | 1", "D(abs(z),z) | 0 | -1 | -1", "D(ite(z>=0,z,2*(exp(z)-1)),z) | 0 | -1 | 2",
      "max(z,1)/z | oo | 0 | 1", "z*log(z) | 0 | 1 | 0", "sin(z)/z | 0 | 0 | 1"})
  void ofFunctionsWithCasesAreThoseOfTheCaseNearThePlace(String body, String to, int side, String value) {
    assertThat(limit(body, to, side, value)).isNotNull();
  }

  /** On the border the derivative of |z| has no value, and that of z·sign(z)² is 1. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"D(abs(z),z) | 0 | 0 | 1", "D(abs(z),z) | 0 | 0 | 0", "D(z*sign(z)^2,z) | 0 | 0 | 0", "abs(z)/z | 0 | 0 | 1", "D(sign(sin(z)),z) | oo | 0 | 0",
      "ite(z>3,1,0) | oo | 0 | 0", "D(floor(z),z) | oo | 0 | 0"})
  void ofFunctionsWithKinksNearThePlaceAreNotShown(String body, String to, int side, String value) {
    assertThat(limit(body, to, side, value)).isNull();
  }

  @Test
  void aPartWithAnotherLimitIsNoPart() {
    var claim = new Claim.Limit(read("exp(-z)*z"), Exprs.sym("z"), Exprs.INFINITY, 0, Exprs.ONE, List.of());
    var map = new LinkedHashMap<>(limit("z/(1+abs(z))", "oo", 0, "1"));
    map.put("claim", claim.toMap());
    map.put("proves", claim.statement());
    map.put("proof", Map.of("rule", "parts", "parts", List.of(Map.of("of", "(exp (* -1 z))", "value", "1", "proof", Map.of("rule", "limit laws")))));
    assertThatThrownBy(() -> Checker.check(map)).isInstanceOf(Rejected.class);
  }
}
