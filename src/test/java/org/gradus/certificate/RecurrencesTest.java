package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Certificates;
import org.gradus.verify.Request;
import org.gradus.verify.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions by those of another argument or order, and numbers made of roots. */
class RecurrencesTest {

  private static Map<String, Object> written(String lhs, String rhs, String assumption) {
    return Certificates.write(new Certificates.Subject(new Claim.Relation(RelOp.EQ, PlainReader.parse(lhs), PlainReader.parse(rhs),
        assumption == null ? List.of() : List.of(PlainReader.parse(assumption))), Map.of("x", Rational.TWO, "k", Rational.TWO)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      -log(x^k*exp(-x)/gamma(k+1)) | x-k*log(x)+loggamma(k+1) | x > 0 and k > 0
      loggamma(x+1) | log(x)+loggamma(x) | x > 0
      exp(loggamma(x)) | gamma(x) | x > 0
      digamma(x+2) | digamma(x)+1/x+1/(x+1) | x > 0
      polygamma(1,x+1) | polygamma(1,x)-1/x^2 | x > 0
      polygamma(2,x-1) | polygamma(2,x)-2/(x-1)^3 | x > 1
      besselj(-1,x) | -besselj(1,x) | x > 0
      besseli(-3,x) | besseli(3,x) | x > 0
      besselj(2,x) | 2*besselj(1,x)/x-besselj(0,x) | x > 0
      besselk(2,x) | besselk(0,x)+2*besselk(1,x)/x | x > 0
      besseli(2,x) | besseli(0,x)-2*besseli(1,x)/x | x > 0
      exp(-lambertw(x)) | lambertw(x)/x | x > 0
      lambertw(x)*exp(lambertw(x)) | x | x > 0
      (930249+416020*sqrt(5))^(1/30)-(930249-416020*sqrt(5))^(1/30) | 1 |
      sqrt(16-2*sqrt(29)+2*sqrt(55-10*sqrt(29))) | sqrt(5)+sqrt(11-2*sqrt(29)) |
      2*atan(x) | acos((1-x^2)/(1+x^2)) | x >= 0
      sqrt((1+cos(x))/2) | cos(x/2) | -pi <= x and x <= pi
      sqrt((1-cos(x))/2) | sin(x/2) | 0 <= x and x <= 2*pi
      """)
  void areWrittenDown(String lhs, String rhs, String assumption) {
    var c = written(lhs, rhs, assumption);
    assertThat(c).isNotNull();
    assertThat(Checker.check(c)).isNotNull();
    var other = new LinkedHashMap<>(c);
    var claim = (Claim.Relation) Checker.check(c).claim();
    var wrong = new Claim.Relation(claim.op(), claim.lhs(), Exprs.add(claim.rhs(), Exprs.num(Rational.of(1, 1_000_000))), claim.assumptions());
    other.put("claim", wrong.toMap());
    other.put("proves", wrong.statement());
    assertThatThrownBy(() -> Checker.check(other)).isInstanceOf(Rejected.class);
  }

  /** Signs, orders, branches and domains that are slightly other ones. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      loggamma(x+1) | log(x)-loggamma(x) | x > 0
      digamma(x+2) | digamma(x)+1/x-1/(x+1) | x > 0
      polygamma(1,x+1) | polygamma(1,x)+1/x^2 | x > 0
      polygamma(2,x-1) | polygamma(2,x)+2/(x-1)^3 | x > 1
      besselj(-1,x) | besselj(1,x) | x > 0
      besselj(-2,x) | -besselj(2,x) | x > 0
      besseli(-3,x) | -besseli(3,x) | x > 0
      besselj(2,x) | besselj(0,x)-2*besselj(1,x)/x | x > 0
      besselk(2,x) | besselk(0,x)-2*besselk(1,x)/x | x > 0
      besseli(2,x) | besseli(0,x)+2*besseli(1,x)/x | x > 0
      besselj(k-1,x)+besselj(k+1,x) | 2*k*besselj(k,x)/x | x > 0
      exp(lambertw(x)) | lambertw(x)/x | x > 0
      sqrt(16-2*sqrt(29)+2*sqrt(55-10*sqrt(29))) | sqrt(5)+sqrt(11-2*sqrt(29))+1/10^30 |
      2*atan(x) | acos((1-x^2)/(1+x^2)) |
      sqrt((1+cos(x))/2) | cos(x/2) | -pi <= x and x <= 2*pi
      sqrt((1-cos(x))/2) | sin(x/2) | -pi <= x and x <= pi
      sqrt((1+cos(x))/2) | -cos(x/2) | -pi <= x and x <= pi
      """)
  void whatIsFalseOrUnknownIsNot(String lhs, String rhs, String assumption) {
    assertThat(written(lhs, rhs, assumption)).isNull();
  }

  /** At x = 0 there is no x/W(x), and 2n/x says nothing of the order n. */
  @Test
  void theArgumentIsShownNotToBeZero() {
    assertThat(written("lambertw(x)*exp(lambertw(x))-x", "0", null)).isNull();
    assertThat(written("x*besselj(2,x)", "2*besselj(1,x)-x*besselj(0,x)", null)).isNull();
  }

  /** Without x ≠ 0 there is a border, on which the checker does not know that a Bessel function is continuous. */
  @Test
  void whatABorderNeedsIsAssumed() {
    var answer = Requests.answer(new Request("1", "derivative", Map.of("function", "besseli(2,x)*exp(-abs(x))", "var", "x", "claimed",
        "(besseli(1,x)+besseli(3,x))*exp(-abs(x))/2-sign(x)*besseli(2,x)*exp(-abs(x))", "assume", List.of("x != 0"), "certificate", true)));
    assertThat(Checker.check(answer.certificate()).claim().assumptions()).containsExactly(PlainReader.parse("x != 0"));
    var wrong = Requests.answer(new Request("2", "derivative", Map.of("function", "besseli(2,x)*exp(-abs(x))", "var", "x", "claimed",
        "(besseli(1,x)-besseli(3,x))*exp(-abs(x))/2-sign(x)*besseli(2,x)*exp(-abs(x))", "assume", List.of("x != 0"), "certificate", true)));
    assertThat(wrong.certificate()).isNull();
  }
}
