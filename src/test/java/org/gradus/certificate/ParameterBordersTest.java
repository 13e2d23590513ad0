package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derivatives whose borders lie at a parameter: what is apart from the border there is so near it. */
class ParameterBordersTest {

  private static Object written(String function, String claimed, String... assumptions) {
    var claim = new Claim.Derivative(PlainReader.parse(function), Exprs.sym("x"), 1, PlainReader.parse(claimed),
        List.of(assumptions).stream().map(PlainReader::parse).toList());
    return Certificates.write(new Certificates.Subject(claim, Map.of("x", Rational.of(1, 3), "d", Rational.ONE)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"ite(x>d,x-d,ite(x<-d,x+d,0)) | ite(abs(x)>d,1,0)", "ite(abs(x)<=d,x^2/2,d*(abs(x)-d/2)) | ite(abs(x)<=d,x,d*sign(x))",
      "ite(abs(x)<d,x^2/2,d*(abs(x)-d/2)) | ite(x>d,d,ite(x<-d,-d,x))", "max(0,d-x)^2 | -2*max(0,d-x)"})
  void slopesAgreeOrTheFunctionHasAKink(String function, String claimed) {
    assertThat(written(function, claimed, "d > 0")).isNotNull();
  }

  /** At x = d the derivative of the first three is d, 1 and 2x; of the others the slopes are other ones, or d may be 0. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"ite(abs(x)<=d,x^2/2,d*(abs(x)-d/2)) | ite(abs(x)<d,x,ite(abs(x)=d,0,d*sign(x))) | d > 0", "x | ite(x=d,0,1) | d > 0",
      "ite(x>d,2*x,2*x) | ite(x=d,0,2) | d > 0", "ite(x>d,x-d,ite(x<-d,x+d,0)) | ite(abs(x)>d,1,1) | d > 0", "ite(x>d,x-d,ite(x<-d,x+d,0)) | ite(x>0,ite(x>d,1,0),0) | d > 0",
      "ite(x>d,x-d,ite(x<-d,x+d,0)) | ite(abs(x)>d,1,0) | d >= 0"})
  void aClaimThatIsWrongOnABorderHasNone(String function, String claimed, String assumption) {
    assertThat(written(function, claimed, assumption)).isNull();
  }

  @Test
  void anEquationThatHoldsOnTheBorderNeedNotHoldBesideIt() {
    var equal = (Expr.Rel) PlainReader.parse("x = d");
    assertThatThrownBy(() -> Borders.apart(equal, true)).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> Borders.apart((Expr.Rel) PlainReader.parse("x != d"), false)).isInstanceOf(Rejected.class);
    assertThat(Borders.apart((Expr.Rel) PlainReader.parse("x >= d"), true)).hasToString("x > d");
    assertThat(Borders.apart((Expr.Rel) PlainReader.parse("x > d"), false)).hasToString("x < d");
    assertThat(Borders.apart(equal, false)).hasToString("x != d");
  }
}
