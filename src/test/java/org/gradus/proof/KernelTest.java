package org.gradus.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.notation.PlainReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelTest {

  private final Kernel kernel = new Kernel(null);

  private Proof equal(String l, String r, String... assumptions) {
    return kernel.equal(PlainReader.parse(l), PlainReader.parse(r), relations(assumptions));
  }

  private static List<Expr> relations(String... texts) {
    return List.of(texts).stream().map(PlainReader::parse).toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "sigmoid(x)*(1-sigmoid(x)) | exp(-x)/(1+exp(-x))^2",
      "tanh(x) | 2*sigmoid(2*x)-1",
      "log(sigmoid(x)) | -log(1+exp(-x))",
      "relu(x) | (x+abs(x))/2",
      "max(x,y) | (x+y+abs(x-y))/2",
      "sin(x)^2+cos(x)^2 | 1",
      "sin(3*x) | 3*sin(x)-4*sin(x)^3",
      "log(x^2) | 2*log(abs(x))",
      "sqrt(x^2) | abs(x)",
      "cos(pi/3) | 1/2",
      "sqrt(12) | 2*sqrt(3)",
      "sqrt(5+2*sqrt(6)) | sqrt(2)+sqrt(3)",
      "exp(log(x)) | x",
      "asin(x)+acos(x) | pi/2",
      "gamma(x+1) | x*gamma(x)",
      "sum(k*x,k,1,4) | 10*x"})
  void provesIdentitiesThatHoldWhereverBothSidesAreDefined(String l, String r) {
    assertThat(equal(l, r)).matches(Proof::proved, l + " = " + r);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "sqrt(x^2) | x",
      "atan(x)+atan(1/x) | pi/2",
      "(x^2)^(1/4) | sqrt(x)+x-x+1",
      "log(x*y) | log(x)*log(y)",
      "sign(x)^2 | 1",
      "abs(x)^3 | x^3",
      "exp(pi*sqrt(58)) | 24591257752",
      "sqrt(2)+sqrt(3) | 314626437/100000000",
      "sin(x) | x-x^3/6+x^5/120",
      "acos(cos(x)) | x",
      "tanh(x)^2 | 1-tanh(x)",
      "floor(2*x) | 2*floor(x)",
      "(x^y)^(1/y) | x+0*y+1"})
  void neverProvesWhatIsFalseSomewhere(String l, String r) {
    assertThat(equal(l, r).proved()).isFalse();
  }

  @Test
  void usesAssumptionsWhereTheIdentityNeedsThem() {
    assertThat(equal("sqrt(x^2)", "x").proved()).isFalse();
    assertThat(equal("sqrt(x^2)", "x", "x >= 0").proved()).isTrue();
    assertThat(equal("atan(x)+atan(1/x)", "pi/2", "x > 0").proved()).isTrue();
    assertThat(equal("y^2", "y", "y = 0 or y = 1").proved()).isTrue();
    assertThat(equal("y^2", "y", "y = 0 or y = 2").proved()).isFalse();
    assertThat(equal("a+b", "1", "a + b = 1").proved()).isTrue();
  }

  @Test
  void statesTheConditionsUnderWhichBothSidesAreDefined() {
    assertThat(equal("x/x", "1").conditions()).containsExactly("x != 0");
    assertThat(equal("(x^2-1)/(x-1)", "x+1").conditions()).containsExactly("-1+x != 0");
    assertThat(equal("w*z/w", "z", "w > 0").conditions()).isEmpty();
  }

  private boolean derivative(String f, String claimed, String... assumptions) {
    return kernel.derivative(PlainReader.parse(f), Exprs.sym("x"), 1, PlainReader.parse(claimed),
        relations(assumptions)).proved();
  }

  @Test
  void takesTheValueAtAKinkForAConvention() {
    assertThat(derivative("relu(x)", "step(x)")).isTrue();
    assertThat(derivative("relu(x)", "ite(x>0,1,0)")).isTrue();
    assertThat(derivative("relu(x)", "ite(x>0,1,ite(x<0,0,1/2))")).isTrue();
    assertThat(derivative("abs(x)", "sign(x)")).isTrue();
    assertThat(derivative("abs(x)", "1")).isFalse();
  }

  @Test
  void doesNotAcceptAWrongValueWhereTheDerivativeExists() {
    assertThat(derivative("x*abs(x)", "2*abs(x)")).isTrue();
    assertThat(derivative("x*abs(x)", "ite(x>0,2*x,ite(x<0,-2*x,5))")).isFalse();
    assertThat(derivative("x^2", "ite(x=1,7,2*x)")).isFalse();
  }

  @Test
  void splitsOnLabelsAlsoInDerivatives() {
    assertThat(derivative("ite(y=1,x^2,x)", "ite(y=1,3*x,1)", "y = 0 or y = 1")).isFalse();
    assertThat(derivative("ite(y=1,x^2,x)", "ite(y=1,2*x,1)", "y = 0 or y = 1")).isTrue();
  }

  @Test
  void runsOutOfBudgetWithItsName() {
    var proof = new Kernel(null, 1_000).equal(PlainReader.parse("(a+b+c+d)^40"), PlainReader.parse("(a+b+c-d)^40"), List.of());
    assertThat(proof.proved()).isFalse();
    assertThat(proof.reason()).contains("out of budget");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "cos(x) | (exp(i*x)+exp(-i*x))/2", // i is a variable like any other
      "sum(sqrt(k^2),k,-n,n)^2 | sum(k,k,-n,n)^2", // no sign holds for a whole range
      "integral(x,x,0,1) | integral(x,x,0,2)",
      "2*D(ite(x=0,1,exp(x)),x) | 2*ite(x=0,0,exp(x))", // at 0 the function is exp all the same
      "ite(x>=0,1,ite(atan2(y,x)>0,2,3)) | ite(x=0 and y=0,7,ite(x>=0,1,ite(atan2(y,x)>0,2,3)))"})
  void provesNothingThatFailsAtOnePoint(String l, String r) {
    assertThat(equal(l, r).proved()).isFalse();
  }

  @Test
  void whatIsKnownOutsideAnIntegralIsNotKnownUnderIt() {
    assertThat(equal("integral(sqrt(x^2),x,-1,1)", "integral(x,x,-1,1)", "x > 0").proved()).isFalse();
    assertThat(equal("integral(2*x+x,x,0,a)", "integral(3*t,t,0,a)").proved()).isTrue();
  }
}
