package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.gradus.expr.Rational;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Certificates;
import org.junit.jupiter.api.Test;

/** Rounded numbers that are right for some choice of what they stand for. */
class ValuesTest {

  private static Claim.Value claim(String lhs, String rhs, Rational from, Rational to) {
    return new Claim.Value(PlainReader.parse(lhs), PlainReader.parse(rhs), Rational.ZERO, Map.of("a", List.of(from, to)));
  }

  private static void between(Claim.Value v, String point, String other) {
    Checker.check(ByHand.certificate(v, Map.of("rule", "between", "other", Map.of("a", other)), Map.of("a", point)));
  }

  private static void isRejected(Claim.Value v, String point, String other) {
    assertThatThrownBy(() -> between(v, point, other)).isInstanceOf(Rejected.class);
  }

  @Test
  void betweenTwoSignsOfWhatIsContinuousIsAZero() {
    var v = claim("sigmoid(a)", "1/2+a^2", Rational.of(1, 10), Rational.ONE);
    between(v, "1/10", "1");
    between(v, "1", "1/10");
    isRejected(v, "1/2", "1");
    isRejected(v, "1/10", "2");
    isRejected(v, "1/10", "1/10");
    assertThat(Certificates.write(new Certificates.Subject(v, Map.of("a", Rational.HALF)))).isNotNull();
  }

  @Test
  void notAcrossAJumpOrAPole() {
    isRejected(claim("1/a", "0", Rational.MINUS_ONE, Rational.ONE), "-1", "1");
    isRejected(claim("sign(a)", "1/2", Rational.MINUS_ONE, Rational.ONE), "-1", "1");
    isRejected(claim("floor(a)", "1/2", Rational.ZERO, Rational.ONE), "0", "1");
    isRejected(claim("a+0*sqrt(a^2-1/4)", "0", Rational.MINUS_ONE, Rational.ONE), "-1", "1");
    isRejected(claim("D(abs(a),a)", "0", Rational.MINUS_ONE, Rational.ONE), "-1", "1");
    between(claim("a^3", "0", Rational.MINUS_ONE, Rational.ONE), "-1", "1");
  }
}
