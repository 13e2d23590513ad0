package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inflections: the second derivative has one sign before the place and the other after it. */
class InflectionsTest {

  private static Claim.Inflection claim(String function, String at, String... given) {
    return new Claim.Inflection(PlainReader.parse(function), (Expr.Sym) PlainReader.parse("x"), PlainReader.parse(at),
        Stream.of(given).map(PlainReader::parse).toList());
  }

  private static Map<String, Object> written(Claim.Inflection c) {
    return Certificates.write(new Certificates.Subject(c, Map.of("a", Rational.ONE)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"x^3-3*x | 0", "x^5 | 0", "sin(x) | pi", "x*exp(-x) | 2", "sigmoid(x) | 0", "(sigmoid(x)-1)^2 | -log(2)",
      "exp(-x^2) | 1/sqrt(2)", "x^3+x^4 | 0", "log(x)+x^2/2 | 1", "atan(x) | 0"})
  void areWrittenDown(String function, String at) {
    assertThat(Checker.check(written(claim(function, at))).claim()).isEqualTo(claim(function, at));
  }

  @Test
  void ofAllParameters() {
    assertThat(written(claim("(x-a)^3", "a"))).isNotNull();
    assertThat(written(claim("a*x^3", "0", "a > 0"))).isNotNull();
    assertThat(written(claim("a*x^3", "0"))).isNull();
    assertThat(written(claim("(x-sqrt(a))^3", "sqrt(a)"))).isNull(); // there is no such place for a < 0
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"x^4 | 0", "x^3 | 1", "x^2 | 0", "log(x) | 1", "x | 0", "x^3*log(x) | 0", "abs(x)^3 | 0", "abs(x) | 0", "x^(7/3) | 0",
      "exp(-x^2) | 0.7071", "sin(x) | oo", "x^3 | x", "floor(x) | 0"})
  void whatIsNoneIsNotWritten(String function, String at) {
    assertThat(written(claim(function, at))).isNull();
  }

  private static void isRejected(Claim.Inflection c, Map<String, Object> proof) {
    assertThatThrownBy(() -> Checker.check(ByHand.certificate(c, proof, Map.of()))).isInstanceOf(Rejected.class);
  }

  @Test
  void forgedProofsAreRejected() {
    var shape = Map.<String, Object>of("rule", "sign", "by", Map.of("rule", "shape"));
    var none = Map.of("conditions", List.of());
    Map<String, Object> zero = Map.of("rule", "expand", "next", Map.of("rule", "zero", "hints", List.of()));
    var crossing = Map.<String, Object>of("rule", "crossing", "distance", "1", "defined", List.of(none, none, none, none), "sign", ">", "zero", zero, "slope", shape);
    Checker.check(ByHand.certificate(claim("x^3", "0"), crossing, Map.of()));
    isRejected(claim("x^3+x^2", "0"), crossing);
    isRejected(claim("-x^3", "0"), crossing);
    isRejected(claim("x^2", "0"), crossing);
    isRejected(claim("x^3", "0", "x > 0"), crossing);
    isRejected(claim("x^3", "0", "a > 1", "a < 0"), crossing);
    for (var other : List.of(Map.of("distance", "0"), Map.of("distance", "-1"), Map.of("sign", "<"), Map.of("sign", ">="), Map.of("defined", List.of(none, none)),
        Map.of("rule", "bends"))) {
      var forged = new LinkedHashMap<>(crossing);
      forged.putAll(other);
      isRejected(claim("x^3", "0"), forged);
    }
    var bends = Map.<String, Object>of("rule", "bends", "distance", "1", "defined", List.of(none, none, none), "sign", "<", "before", shape, "after", shape);
    Checker.check(ByHand.certificate(claim("x^5", "0"), bends, Map.of()));
    isRejected(claim("x^4", "0"), bends);
    isRejected(claim("x^5-x^2", "0"), bends);
  }
}
