package org.gradus.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.notation.PlainReader;
import org.gradus.proof.Kernel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StableFormsTest {

  /** Each rule: the value where the formula as written loses it. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "log(sigmoid(x)) | -1000",
      "-log(1/(1+exp(-x))) | -1000",
      "log(1+exp(x)) | 1000",
      "1-sigmoid(x) | 50",
      "1-1/(1+exp(-x)) | 50",
      "log(1-sigmoid(x)) | 1000",
      "exp(x)/(1+exp(x)) | 1000",
      "exp(x)/(1+exp(x))^2 | 1000",
      "exp(-x)/(1+exp(-x))^2 | -1000",
      "exp(x)-1 | 1e-20",
      "1-exp(-x) | 1e-20",
      "1-tanh(x)^2 | 30",
      "1-tanh(x) | 30",
      "1+tanh(x) | -30",
      "1-cos(x) | 1e-10",
      "(exp(x)-exp(-x))/(exp(x)+exp(-x)) | 800",
      "(exp(2*x)-1)/(exp(2*x)+1) | 800",
      "log(exp(x)+exp(2*x)+3) | 600",
      "exp(x)/(exp(x)+exp(2*x)+exp(3*x)) | 400",
      "exp(3*x)/(exp(x)+exp(2*x)+exp(3*x)) | 400",
      "log(exp(x)/(exp(x)+exp(2*x)+exp(3*x))) | 400",
      "log(cosh(x)) | 1000",
      "log(1+x) | 1e-20",
      "softplus(x)-x | 60",
      "-log(1/(1+exp(-(2*1-1)*x))) | -800",
  })
  void keepsTheValueWhereTheFormulaAsWrittenLosesIt(String text, double at) {
    Expr e = PlainReader.parse(text);
    var stable = StableForms.of(e);
    assertThat(stable).isNotEqualTo(e);
    double exact = PointEvaluator.enclose(e, Map.of("x", Rational.of(at)), 1000).middle().doubleValue();
    double value = Evaluator.real(stable, Map.of("x", at));
    assertThat(value).isCloseTo(exact, within(1e-11 * Math.abs(exact)));
    assertThat(new Kernel(null).equal(e, stable, List.of()).proved()).as("%s = %s", e, stable).isTrue();
  }
}
