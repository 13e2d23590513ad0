package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits that need more than the laws. */
class LimitStepsTest {

  private static Expr read(String text) {
    return text.equals("oo") ? Exprs.INFINITY : text.equals("-oo") ? Exprs.neg(Exprs.INFINITY) : PlainReader.parse(text);
  }

  private static Map<String, Object> written(String body, String to, String value, String... assumptions) {
    return Certificates.write(new Certificates.Subject(new Claim.Limit(PlainReader.parse(body), Exprs.sym("z"), read(to), 0, read(value),
        List.of(assumptions).stream().map(PlainReader::parse).toList()), Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
      "log(1+exp(z))/z, oo, 1", "tanh(z)+z*sech(z)^2, oo, 1", "(1-exp(-z))/z, 0, 1", "z^2*exp(-z), oo, 0", "z/sinh(z), 0, 1",
      "(1-sigmoid(z))*sigmoid(z)/sigmoid(z), -oo, 1", "exp(2*z)/(exp(2*z)+1), oo, 1", "log(z)/z, oo, 0"})
  void areProvedByRewritingAndLHopital(String body, String to, String value) {
    var c = written(body, to, value);
    assertThat(c).isNotNull();
    assertThat(((Claim.Limit) Checker.check(c).claim()).value()).isEqualTo(read(value));
  }

  @ParameterizedTest
  @CsvSource({
      "log(1+exp(z))/z, oo, 0", "(1-exp(-z))/z, 0, -1", "z^2*exp(-z), oo, 1", "exp(2*z)/(exp(2*z)+1), -oo, 1", "(z+sin(z))/z, oo, 0",
      "abs(z)/z, 0, 1", "1/z, 0, oo", "sin(z), oo, 0", "log(-exp(z)), oo, oo"})
  void whatIsNotTheLimitHasNoCertificate(String body, String to, String value) {
    assertThat(written(body, to, value)).isNull();
  }

  @Test
  void powersOfAParameterTendByItsRange() {
    assertThat(written("w^z", "oo", "0", "0 < w", "w < 1")).isNotNull();
    assertThat(written("w^z", "oo", "0", "0 < w")).isNull();
    assertThat(written("w^z", "oo", "oo", "w > 1")).isNotNull();
    assertThat(written("w^z", "oo", "0", "1 < w", "w < 1")).as("about no w at all").isNull();
  }

  @Test
  void aForgedQuotientIsRejected() {
    // 2z/z by l'Hôpital is 2, z·(2 + 1/z)/z is not
    var proof = Map.<String, Object>of("rule", "l'Hôpital", "near", "2", "numerator", "(* 2 z)", "denominator", "z", "defined", List.of(),
        "slope", Map.of("rule", "shape"), "next", Map.of("rule", "limit laws"));
    for (var forged : List.of("(* 3 z)", "(+ z 1)", "(log (* -1 z))")) {
      var c = new LinkedHashMap<>(written("log(1+exp(z))/z", "oo", "1"));
      var other = new LinkedHashMap<>(proof);
      other.put("numerator", forged);
      c.put("proof", other);
      assertThatThrownBy(() -> Checker.check(c)).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void theDerivativeOfWhatIsNowhereDefinedIsNone() {
    for (var claim : List.of(new Claim.Derivative(PlainReader.parse("-log(-sigmoid(-z))"), Exprs.sym("z"), 1, PlainReader.parse("sigmoid(z)"), List.of()),
        new Claim.Relation(RelOp.EQ, PlainReader.parse("D(log(-exp(z)),z)"), Exprs.ONE, List.of()),
        new Claim.Sums(PlainReader.parse("D(log(-exp(sum(y[i],i,1,n))),y[k])"), Exprs.ONE, Map.of(), Map.of(),
            Map.of(Exprs.sym("k"), List.of(Exprs.ONE, Exprs.sym("n"))), List.of()))) {
      assertThat(Certificates.write(new Certificates.Subject(claim, Map.of("z", Rational.ONE)))).isNull();
    }
  }
}
