package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.notation.PlainReader;
import org.junit.jupiter.api.Test;

/** What says several things at once has a certificate for each. */
class SeveralClaimsTest {

  private static final Map<String, Object> SHAPE = Map.of("rule", "sign", "by", Map.of("rule", "shape"));

  private static Claim relation(String text) {
    var r = (Expr.Rel) PlainReader.parse(text);
    return new Claim.Relation(r.op(), r.lhs(), r.rhs(), List.of());
  }

  private static Map<String, Object> part(String text) {
    return ByHand.certificate(relation(text), SHAPE, Map.of("x", "1"));
  }

  private static Map<String, Object> all(List<String> claims, List<Object> parts) {
    return ByHand.certificate(new Claim.All(claims.stream().map(SeveralClaimsTest::relation).toList()), Map.of("rule", "each part", "parts", parts), Map.of());
  }

  private static void rejected(Object certificate) {
    assertThatThrownBy(() -> Checker.check(certificate)).isInstanceOf(Rejected.class);
  }

  @Test
  void eachPartIsProved() {
    var claims = List.of("exp(x) > 0", "1+exp(x) > 0");
    assertThat(Checker.check(all(claims, List.of(part("exp(x) > 0"), part("1+exp(x) > 0")))).claim()).isInstanceOf(Claim.All.class);
    rejected(all(claims, List.of(part("exp(x) > 0"))));
    rejected(all(claims, List.of(part("exp(x) > 0"), part("exp(x) > 0"))));
    rejected(all(claims, List.of(part("1+exp(x) > 0"), part("exp(x) > 0"))));
    rejected(all(claims, List.of(part("exp(x) > 0"), part("1+exp(x) > 0"), part("1+exp(x) > 0"))));
  }

  @Test
  void aPartThatIsFalseIsRejected() {
    rejected(all(List.of("exp(x) > 0", "exp(x)-1 > 0"), List.of(part("exp(x) > 0"), part("exp(x)-1 > 0"))));
  }

  @Test
  void partsAreNoLists() {
    rejected(all(List.of("exp(x) > 0"), List.of(part("exp(x) > 0"))));
    rejected(all(List.of(), List.of()));
    var inner = new Claim.All(List.of(relation("exp(x) > 0"), relation("1+exp(x) > 0")));
    var proof = Map.of("rule", "each part", "parts", List.of(part("exp(x) > 0"), part("1+exp(x) > 0")));
    var one = ByHand.certificate(inner, proof, Map.of());
    rejected(ByHand.certificate(new Claim.All(List.of(inner, inner)), Map.of("rule", "each part", "parts", List.of(one, one)), Map.of()));
  }

  @Test
  void conditionsStandWithTheParts() {
    var good = new LinkedHashMap<>(all(List.of("exp(x) > 0", "1+exp(x) > 0"), List.of(part("exp(x) > 0"), part("1+exp(x) > 0"))));
    good.put("conditions", List.of("(> x 0)"));
    rejected(good);
  }
}
