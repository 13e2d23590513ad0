package org.gradus.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.Diagnosis;
import org.gradus.verify.DocumentVerifier;
import org.gradus.verify.VerifyOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slips in steps with indices, vectors and matrices. */
final class ArraySlipsTest {

  private static ClaimReport last(String step) {
    var document = "<!-- gradus: let n, m in N; A in R^(m x n); X in R^(m x n); x, w in R^n; y, b in R^m; c real; i, j, k in 1..n -->\n\n$$" + step + "$$\n";
    return DocumentVerifier.verify("a.md", document.getBytes(StandardCharsets.UTF_8), new VerifyOptions(true, Duration.ofMinutes(10)))
        .claims().getLast();
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "\\nabla_w \\|Xw - y\\|^2; X^T (Xw - y); factor",
      "\\nabla_w \\|Xw - y\\|^2; 2 X (Xw - y); transpose",
      "\\nabla_w \\|Xw - y\\|^2; 2 X^T (Xw + y); sign",
      "\\|Xw - y\\|^2; w^T X^T X w + 2 y^T X w + y^T y; sign",
      "\\nabla_A (y^T A x); x y^T; transpose",
      "\\frac{\\partial}{\\partial x_k} \\sum_{i=1}^n x_i^2; 2 x_i; index",
      "\\frac{\\partial}{\\partial x_k} \\sum_{i=1}^n x_i^2; \\sum_{i=1}^n 2 x_i; index",
      "\\frac{\\partial}{\\partial w_j} \\frac{1}{n} \\sum_{i=1}^n w_i x_i; x_j; factor",
      "\\sum_{i=1}^n c x_i; c x_i; sum",
      "\\sum_{i=1}^n (x_i - c)^2; \\sum_{i=1}^n x_i^2 - 2c \\sum_{i=1}^n x_i + c^2; sum"})
  void a_slip_is_named_and_what_is_suggested_is_proved(String left, String right, String kind) {
    var wrong = last(left + " = " + right);
    assertThat(wrong.verdict()).isEqualTo("REFUTED");
    assertThat(wrong.diagnosis()).isNotNull();
    assertThat(wrong.diagnosis().kind()).as(wrong.diagnosis().message() + ": " + wrong.diagnosis().suggestion()).isEqualTo(kind);
    assertThat(wrong.diagnosis().suggestion()).isNotNull();
    boolean rhs = wrong.diagnosis().edit().part() == Diagnosis.Part.RHS;
    var again = last(rhs ? left + " = " + wrong.diagnosis().suggestion() : wrong.diagnosis().suggestion() + " = " + right);
    assertThat(again.verdict()).as(again.latex()).isEqualTo("PROVED");
  }
}
