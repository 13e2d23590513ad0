package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Rational;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Certificates;
import org.gradus.verify.Derivations;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CertificatesTest {

  private static final Map<String, Object> CERTIFICATES = new LinkedHashMap<>();
  private static final List<String> WITHOUT = new ArrayList<>();
  private static long proved;

  @BeforeAll
  static void verifyTheDerivations() throws IOException {
    for (var verified : Derivations.all()) {
      CERTIFICATES.putAll(verified.certificates());
      proved += verified.report().claims().stream().filter(c -> "PROVED".equals(c.verdict())).count();
      verified.report().claims().stream().filter(c -> "PROVED".equals(c.verdict()) && c.certificate() == null)
          .forEach(c -> WITHOUT.add(c.kind() + ": " + c.method()));
    }
  }

  @Test
  void everyProvedStepOfTheDerivationsHasAnAcceptedCertificate() {
    assertThat(CERTIFICATES.size()).isGreaterThan(300);
    CERTIFICATES.forEach((id, c) -> assertThat(Checker.check(c).claim()).as(id).isNotNull());
    assertThat(WITHOUT).isEmpty();
  }

  @Test
  void noStepTakesTheNameOfAnother() {
    assertThat(CERTIFICATES).hasSize((int) proved);
  }

  /** Maps of the JDK that cannot be changed have another order in each process. */
  @Test
  void theFieldsOfAProofStandInOneOrder() {
    CERTIFICATES.forEach((id, c) -> rulesFirst(id, c));
  }

  private static void rulesFirst(String id, Object part) {
    switch (part) {
      case Map<?, ?> m -> {
        if (m.containsKey("rule")) {
          assertThat((Object) m.keySet().iterator().next()).as(id + ": " + m.get("rule")).isEqualTo("rule");
        }
        assertThat(m.size() < 2 || m instanceof LinkedHashMap<?, ?>).as(id + ": " + m.keySet()).isTrue();
        m.values().forEach(x -> rulesFirst(id, x));
      }
      case List<?> l -> l.forEach(x -> rulesFirst(id, x));
      default -> { }
    }
  }

  private static Map<String, Object> certificate(String lhs, String relation, String rhs, Map<String, String> at,
      String... assumptions) {
    var point = new LinkedHashMap<String, Rational>();
    at.forEach((n, x) -> point.put(n, Sexpr.rational(x)));
    return Certificates.write(new Certificates.Subject(new Claim.Relation(Sexpr.relation(relation),
        PlainReader.parse(lhs), PlainReader.parse(rhs),
        List.of(assumptions).stream().map(PlainReader::parse).toList()), point));
  }

  @Test
  void casesRootsAnglesAndInverseFunctionsHaveCertificates() {
    assertThat(certificate("relu(x)", "=", "(x+abs(x))/2", Map.of("x", "1"))).isNotNull();
    assertThat(certificate("max(x,y)", "=", "(x+y+abs(x-y))/2", Map.of("x", "1", "y", "0"))).isNotNull();
    assertThat(certificate("sqrt(x^2)", "=", "abs(x)", Map.of("x", "1"))).isNotNull();
    assertThat(certificate("sqrt(5+2*sqrt(6))", "=", "sqrt(2)+sqrt(3)", Map.of())).isNotNull();
    assertThat(certificate("sin(3*x)", "=", "3*sin(x)-4*sin(x)^3", Map.of("x", "1"))).isNotNull();
    assertThat(certificate("atan(x)+atan(1/x)", "=", "pi/2", Map.of("x", "1"), "x > 0")).isNotNull();
    assertThat(certificate("y^2", "=", "y", Map.of("y", "1"), "y = 0 or y = 1")).isNotNull();
    assertThat(certificate("x^2+y^2", ">=", "2*x*y", Map.of("x", "1", "y", "0"))).isNotNull();
    assertThat(certificate("exp(-x)", "<=", "1", Map.of("x", "1"), "x >= 0")).isNotNull();
  }

  @Test
  void aCertificateStatesNoAssumptionThatItsProofDoesNotNeed() {
    var c = certificate("sqrt(x^2)", "=", "x", Map.of("x", "1", "y", "2"), "y > 0", "x > 0", "y > x");
    assertThat(Checker.check(c).claim().assumptions()).containsExactly(PlainReader.parse("x > 0"));
  }

  @Test
  void aClaimThatDoesNotHoldHasNoProof() {
    var good = certificate("log(x^2)", "=", "2*log(x)", Map.of("x", "1"));
    assertThat(good).isNotNull();
    assertThat(certificate("log(x^2)", "=", "3*log(x)", Map.of("x", "1"))).isNull();
    assertThat(certificate("sqrt(x^2)", "=", "x", Map.of("x", "1"))).isNull();
    assertThat(certificate("1/0", "=", "1/0", Map.of())).isNull();
    for (var rule : List.of("same", "zero", "absurd", "sign", "algebraic number")) {
      var forged = new LinkedHashMap<>(certificate("x+x", "=", "2*x", Map.of("x", "1")));
      var wrong = new Claim.Relation(Sexpr.relation("="), PlainReader.parse("x"), PlainReader.parse("2*x"), List.of());
      forged.put("claim", wrong.toMap());
      forged.put("proves", wrong.statement());
      forged.put("proof", Map.of("rule", rule, "hints", List.of()));
      assertThatThrownBy(() -> Checker.check(forged)).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void aBranchMayNotSplitWhereItsConditionIsUndefined() {
    // On x > 0 log x is positive or not; x <= 0 is in neither branch.
    var claim = new Claim.Relation(Sexpr.relation("="), PlainReader.parse("abs(x)"), PlainReader.parse("x"), List.of());
    var g = claim.goal().expanded();
    assertThat(g.defines(PlainReader.parse("log(x)"))).isFalse();
    assertThat(g.defines(PlainReader.parse("x^y"))).isFalse();
    assertThat(g.defines(PlainReader.parse("x"))).isTrue();
  }
}
