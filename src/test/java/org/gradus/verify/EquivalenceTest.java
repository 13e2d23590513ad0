package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EquivalenceTest {

  private static Answer ask(String lhs, String rhs, String... assume) {
    return Requests.answer(new Request("1", "equivalent", Map.of("lhs", lhs, "rhs", rhs, "assume", List.of(assume))));
  }

  @ParameterizedTest(name = "{0}  <=>  {1}")
  @CsvSource(delimiter = ';', value = {
      "(a-b)*(a^2+a*b+b^2)=0; a=b",
      "abs(x-1)=2; x=3 or x=-1",
      "max(x,0)=1; x=1",
      "sqrt((2*x-7)^2)=3; x=5 or x=2",
      "logb(2,(x+17)/(-2*x))=3; x=-1",
      "log(x)+log(x-1)=log(2); x=2",
      "sqrt(x)+sqrt(x+5)=5; x=4",
      "exp(2*x)-3*exp(x)+2=0; x=0 or x=log(2)",
      "tanh(x)=1/2; x=log(3)/2",
      "(x^2-sqrt(2))*(x^2+sqrt(2))=0; x^2=sqrt(2)",
      "x*(y-1)=0; x=0 or y=1",
      "x+y=3 and x-y=1; x=2 and y=1",
      "x^2+y^2=25 and x-y=1; (x=4 and y=3) or (x=-3 and y=-4)",
      "2*u+2*b+v-1=0 and 2*v+2*b+u-1=0 and u+v+2*b-1=0; u=0 and v=0 and b=1/2"})
  void theSameSolutions(String lhs, String rhs) {
    var a = ask(lhs, rhs);
    assertThat(a.verdict()).as(a.reason()).isEqualTo("PROVED");
    assertThat(a.relation()).isEqualTo("equivalent");
  }

  @ParameterizedTest(name = "{0}  {2}  {1}")
  @CsvSource(delimiter = ';', value = {
      "a=b; abs(a)=abs(b); gains",
      "abs(w)=l; w=l; different",
      "relu(x)=0; x=0; loses",
      "sqrt(x+6)=x; x+6=x^2; gains",
      "sin(x)=0; x=0; loses",
      "x*y=x*z; y=z; loses",
      "x*y=6 and x+y=5; x=2 and y=3; loses",
      "x+y=3 and x-y=1; x=2 and y=2; different"})
  void whatIsLostOrGainedIsShownByAPoint(String lhs, String rhs, String relation) {
    var a = ask(lhs, rhs);
    assertThat(a.verdict()).as(a.reason()).isEqualTo("REFUTED");
    assertThat(a.relation()).isEqualTo(relation);
    assertThat(a.counterexample().point()).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}  {2}  {1}")
  @CsvSource(delimiter = ';', value = {
      "x^2<4; -2<x and x<2; equivalent",
      "x^2<=4; -2<x and x<2; loses",
      "1/x<1; x>1; loses",
      "1/x<1; x>1 or x<0; equivalent",
      "-2*x<6; x<-3; different",
      "abs(x-1)<2; x>-1 and x<3; equivalent",
      "sqrt(x)<2; x<4; gains",
      "x^2>=2; x>=sqrt(2) or x<=-sqrt(2); equivalent",
      "sigmoid(z)>1/2; z>0; equivalent",
      "x != 0; x^2 > 0; equivalent"})
  void inequalitiesInOneUnknown(String lhs, String rhs, String relation) {
    var a = ask(lhs, rhs);
    assertThat(a.verdict()).as(a.reason()).isEqualTo(relation.equals("equivalent") ? "PROVED" : "REFUTED");
    assertThat(a.relation()).isEqualTo(relation);
  }

  @Test
  void theWitnessLiesInTheDomain() {
    assertThat(ask("n^2=1/4", "n=1/2", "n integer").verdict()).isNotEqualTo("REFUTED");
    assertThat(ask("x^2=4", "x=2", "x > 0").verdict()).isEqualTo("PROVED");
    assertThat(ask("exp(-z)=(1-y)/y", "z=log(y/(1-y))", "y in (0,1)").verdict()).isEqualTo("PROVED");
  }
}
