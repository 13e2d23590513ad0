package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.notation.PlainReader;
import org.gradus.proof.Certifier;
import org.gradus.symbolic.JasFactors;
import org.gradus.verify.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Induction over a size: what it proves, and what it must not. */
class InductionTest {

  private static final long UNITS = 200_000;

  private static Claim.Sums claim(String sides, String... assumptions) {
    var r = (Expr.Rel) PlainReader.parse(sides);
    return new Claim.Sums(r.lhs(), r.rhs(), Map.of(), Map.of(), Map.of(), List.of(assumptions).stream().map(PlainReader::parse).toList());
  }

  private static Map<String, Object> written(Claim.Sums c) {
    return Certificates.write(new Certificates.Subject(c, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"sum(k,k,1,n) = n*(n+1)/2 |", "sum(k^3,k,1,n) = (n*(n+1)/2)^2 |", "sum(2*k-1,k,1,n) = n^2 |",
      "sum(g^k,k,0,n-1) = (1-g^n)/(1-g) | g > 0", "sum(k*2^k,k,1,n) = (n-1)*2^(n+1)+2 |", "sum(1/(k*(k+1)),k,1,n) = n/(n+1) |"})
  void sumsUpToANumberAreProvedByInduction(String sides, String assumption) {
    var c = assumption == null ? claim(sides) : claim(sides, assumption);
    var certificate = written(c);
    assertThat(certificate).isNotNull();
    assertThat(Checker.check(certificate).claim()).isEqualTo(c);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum(k,k,1,n) = n*(n+1)/2+1", "sum(k^3,k,1,n) = (n*(n+1)/2)^3", "sum(k,k,1,n) = n*(n+1)/2+(n-1)*(n-2)", "sum(k,k,2,n) = n*(n+1)/2",
      "sum(k,k,1,n) = sum(k,k,1,n+1)"})
  void whatIsFalseForSomeNumberHasNone(String sides) {
    assertThat(written(claim(sides))).isNull();
  }

  private static Map<String, Object> byHand(Claim.Sums c, Object start, Object step) {
    var proof = new LinkedHashMap<String, Object>(Map.of("rule", "induction", "over", "n", "start", start, "step", step));
    return ByHand.certificate(c, proof, Map.of("n", "1", "g", "2"));
  }

  /** (n − 1)·c/(n − 1) has no value at 1, so that nothing begins there. */
  @ParameterizedTest
  @ValueSource(strings = {"5+0*sum(k,k,1,n)+0/(n-1) = 6", "sum(0,k,1,n)+sqrt(n-2)*0 = 1", "sum(0,k,1,n)+0*log(n-3) = 1"})
  void theSidesMustBeDefinedFromTheStart(String sides) {
    assertThatThrownBy(() -> new Induction(claim(sides), Exprs.sym("n"))).isInstanceOf(Rejected.class).hasMessageContaining("smaller");
  }

  @Test
  void anAssumptionAboutTheNumberIsNoneOfAllNumbers() {
    assertThatThrownBy(() -> new Induction(claim("sum(k,k,1,n) = n*(n+1)/2", "n = 1 or n = 2"), Exprs.sym("n"))).isInstanceOf(Rejected.class);
  }

  /** A sum from 3 has nothing to lose at n = 1: its last term is no term of it. */
  @Test
  void aSumThatBeginsLaterHasNoLastTerm() {
    assertThatThrownBy(() -> new Induction(claim("sum(k,k,5,n) = (n-4)*(n+5)/2"), Exprs.sym("n")).step()).isInstanceOf(Rejected.class).hasMessageContaining("range");
    assertThatThrownBy(() -> new Induction(claim("sum(k,k,1,2*n) = n*(2*n+1)"), Exprs.sym("n")).step()).isInstanceOf(Rejected.class).hasMessageContaining("range");
  }

  @Test
  void eachPartOfTheProofIsNeeded() {
    var c = claim("sum(k,k,1,n) = n*(n+1)/2+1");
    var step = new Certifier(new JasFactors(), UNITS).prove(new Induction(c, Exprs.sym("n")).step());
    assertThat(step).isNotNull();
    assertThatThrownBy(() -> Checker.check(byHand(c, step, step))).isInstanceOf(Rejected.class);
    var other = claim("sum(k,k,1,n) = 1");
    var start = new Certifier(new JasFactors(), UNITS).prove(new Induction(other, Exprs.sym("n")).start());
    assertThat(start).isNotNull();
    assertThatThrownBy(() -> Checker.check(byHand(other, start, start))).isInstanceOf(Rejected.class);
  }
}
