package org.gradus.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gradus.analysis.Stability.Kind;
import org.gradus.expr.Exprs;
import org.gradus.notation.PlainReader;
import org.gradus.proof.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StabilityTest {

  private static List<Stability.Warning> of(String text) {
    return Stability.of(PlainReader.parse(text), Exprs.sym("z"), new Kernel(null));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "log(1+exp(z)) | OVERFLOWS | 709.8 | Infinity",
      "1-sigmoid(z) | CANCELS | 19.2 | 36.7",
      "1-sigmoid(z) | VANISHES | 36.7 | 690.7",
      "exp(z)/(1+exp(z)) | IS_NAN | 709.8 | Infinity",
      "-log(sigmoid(z)) | IS_NAN | -Infinity | -745.1",
      "exp(z)/(exp(z)+exp(2*z)) | VANISHES | 354.9 | 690.7",
  })
  void namesWhatFailsWhereAndTheCure(String text, Kind kind, double from, double to) {
    var found = of(text).stream().filter(w -> w.kind() == kind).toList();
    assertThat(found).as("%s: %s", text, of(text)).anySatisfy(w -> {
      near(w.from(), from);
      near(w.to(), to);
      assertThat(w.stable()).isNotNull();
    });
  }

  private static void near(double value, double expected) {
    if (Double.isInfinite(expected)) {
      assertThat(value).isEqualTo(expected);
    } else {
      assertThat(value).isCloseTo(expected, within(0.02 * Math.abs(expected)));
    }
  }

  @Test
  void smallArgumentsCancelToo() {
    assertThat(of("exp(z)-1")).anySatisfy(w -> {
      assertThat(w.kind()).isEqualTo(Kind.CANCELS);
      assertThat(Math.abs(w.from())).isLessThan(1e-6);
      assertThat(w.stable()).hasToString("expm1(z)");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigmoid(z)", "tanh(z)", "softplus(z)", "z^2", "max(z,0)", "z*sigmoid(z)", "1/z", "exp(-z^2/2)"})
  void whatIsFineIsNotWarnedOf(String text) {
    assertThat(of(text)).isEmpty();
  }

  @Test
  void otherSymbolsAreLeftAlone() {
    assertThat(of("log(1+exp(a*z))")).isEmpty();
  }
}
