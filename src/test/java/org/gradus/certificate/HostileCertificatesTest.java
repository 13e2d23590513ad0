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
import org.gradus.proof.Kernel;
import org.gradus.verify.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proofs of false claims, made by hand against the checker. */
class HostileCertificatesTest {

  private static Expr read(String text) {
    return PlainReader.parse(text);
  }

  private static Map<String, Object> linear(Object... terms) {
    return Map.of("rule", "linear", "sum", List.of(terms));
  }

  private static Map<String, Object> times(String times, Object... fields) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < fields.length; i += 2) {
      map.put((String) fields[i], fields[i + 1]);
    }
    map.put("times", times);
    return map;
  }

  private static Claim relation(String lhs, String op, String rhs, String... assumptions) {
    return new Claim.Relation(Sexpr.relation(op), read(lhs), read(rhs), List.of(assumptions).stream().map(HostileCertificatesTest::read).toList());
  }

  /** (√x)² ≥ 0 has the normal form x, but says nothing of negative x. */
  @ParameterizedTest
  @ValueSource(strings = {"(^ (^ x 1/2) 2)", "(exp (log x))", "(^ (^ (* 2 x) 1/2) 2)"})
  void aSignOfWhatMayBeUndefinedIsNoEvidence(String of) {
    var proof = Map.of("rule", "sign", "by", linear(times("1", "use", "negated goal"), times("1", "use", "sign", "of", of)));
    assertThatThrownBy(() -> Checker.check(ByHand.certificate(relation("x", ">=", "0"), proof, Map.of("x", "1"))))
        .isInstanceOf(Rejected.class).hasMessageContaining("defined");
  }

  @Test
  void aFactThatMayBeUndefinedTellsNothingOfWhereItIsDefined() {
    var fact = "(= y (* 0 (^ x 1/2)))";
    var both = Map.of("rule", "both", "above", linear(times("1", "use", "negated goal"), times("1", "use", "hypothesis", "of", 0)), "below",
        linear(times("1", "use", "negated goal"), times("-1", "use", "hypothesis", "of", 0)));
    var end = Map.of("rule", "expand", "next", Map.of("rule", "case", "because", Map.of("is", "true", "by", Map.of("rule", "shape")), "next",
        Map.of("rule", "zero", "hints", List.of())));
    var proof = Map.of("rule", "have", "fact", fact, "by", both, "next",
        Map.of("rule", "solve", "of", 1, "variable", "y", "value", "(* 0 (^ x 1/2))", "factor", "1", "next", end));
    assertThatThrownBy(() -> Checker.check(ByHand.certificate(relation("y+abs(x)", "=", "x", "y = 0"), proof, Map.of("x", "1", "y", "0"))))
        .isInstanceOf(Rejected.class);
  }

  @Test
  void aBoundIsNotShownByWhatMayBeUndefined() {
    var claim = new Claim.Bound(RelOp.GE, new Claim.Sums(read("x"), Exprs.ZERO, Map.of(), Map.of(), Map.of(), List.of()));
    assertThatThrownBy(() -> Checker.check(ByHand.certificate(claim, Map.of("rule", "signs", "as", "(^ (^ x 1/2) 2)"), Map.of("x", "1"))))
        .isInstanceOf(Rejected.class).hasMessageContaining("defined");
  }

  @Test
  void anAlternativeHoldsThoughTheOtherIsUndefined() {
    var claim = new Claim.Equations(read("x = 0 or 1/x = 1"), read("x = 1"), List.of());
    assertThat(Certificates.write(new Certificates.Subject(claim, Map.of("x", Rational.TWO)))).isNull();
  }

  /** u·sign(u)² is u, so its derivative at 0 is 1; the formula sign(u)² is 0 there. */
  @Test
  void anAssumptionAboutTheNameOfABoundVariableSaysNothingOfIt() {
    var u = Exprs.sym("u");
    var slope = Exprs.at(Exprs.diff(read("u*sign(u)^2"), u, 1), u, Exprs.ZERO);
    var claim = new Claim.Relation(RelOp.EQ, slope, Exprs.ZERO, List.of(read("u != 0")));
    assertThat(Certificates.write(new Certificates.Subject(claim, Map.of("u", Rational.ONE)))).isNull();
    assertThat(new Kernel(null).equal(slope, Exprs.ZERO, List.of(read("u != 0"))).proved()).isFalse();
  }

  @Test
  void anAssumptionAboutTheValueOfABoundVariableIsKnownOfIt() {
    var u = Exprs.sym("u_1");
    var slope = Exprs.at(Exprs.diff(read("abs(u_1)"), u, 1), u, read("r"));
    var claim = new Claim.Relation(RelOp.EQ, slope, Exprs.ONE, List.of(read("r > 0")));
    assertThat(Certificates.write(new Certificates.Subject(claim, Map.of("r", Rational.ONE)))).isNotNull();
    assertThat(new Kernel(null).equal(slope, Exprs.ONE, List.of(read("r > 0"))).proved()).isTrue();
  }
}
