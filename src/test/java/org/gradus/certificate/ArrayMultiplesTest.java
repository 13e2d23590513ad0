package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.notation.PlainReader;
import org.gradus.verify.Certificates;
import org.gradus.verify.DocumentVerifier;
import org.gradus.verify.VerifyOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equations between vectors that are multiples of each other. */
class ArrayMultiplesTest {

  private static final Expr N = Exprs.sym("n");
  private static final Expr D = Exprs.sym("d");
  private static final Map<String, Shape> SHAPES = Map.of("X", Shape.of(N, D), "y", Shape.column(N), "w", Shape.column(D));

  private static void check(String lhs, String rhs, String otherLhs, String otherRhs, String number, String matrix) {
    var before = new Claim.Sums(PlainReader.parse(lhs), PlainReader.parse(rhs), SHAPES, Map.of(), Map.of(), List.of());
    var claim = new Claim.ArrayEquations(before, PlainReader.parse(otherLhs), PlainReader.parse(otherRhs));
    boolean words = (lhs + rhs + otherLhs + otherRhs).contains("inverse");
    var point = new LinkedHashMap<String, Object>();
    for (var size : words ? List.<String>of() : List.of("n", "d")) {
      point.put(size, "1");
    }
    for (var name : List.of("X", "y", "w")) {
      point.put(words ? name : name.equals("X") ? "X[1,1]" : name + "[1]", "1/" + (2 + point.size()));
    }
    var proof = ArrayMultiples.proof(PlainReader.parse(number), matrix.isEmpty() ? null : PlainReader.parse(matrix),
        words ? Map.of("rule", "matrix algebra", "by", "words") : Map.of("rule", "normal form of sums"));
    Checker.check(ByHand.certificate(claim, proof, point));
  }

  private static final String NORMAL = "matmul(transpose(X),matmul(X,w))";
  private static final String XTY = "matmul(transpose(X),y)";
  private static final String GRAM = "matmul(transpose(X),X)";
  private static final String SOLUTION = "matmul(inverse(" + GRAM + ")," + XTY + ")";

  @Test
  void aNumberThatIsNotZeroAndAMatrixWithAnInverseAreAccepted() {
    check("2*" + NORMAL, "2*" + XTY, NORMAL, XTY, "2", "");
    check("-" + NORMAL + "/n", "-" + XTY + "/n", NORMAL, XTY, "-1/n", "");
    check(NORMAL, XTY, "w", SOLUTION, "1", GRAM);
  }

  @Test
  void otherFactorsAreRejected() {
    assertThatThrownBy(() -> check("0", "0", NORMAL, XTY, "0", "")).isInstanceOf(Rejected.class).hasMessageContaining("factor");
    assertThatThrownBy(() -> check("(n-1)*" + NORMAL, "(n-1)*" + XTY, NORMAL, XTY, "n-1", "")).hasMessageContaining("factor");
    assertThatThrownBy(() -> check("a*" + NORMAL, "a*" + XTY, NORMAL, XTY, "a", "")).hasMessageContaining("factor");
    assertThatThrownBy(() -> check("2*" + NORMAL, "3*" + XTY, NORMAL, XTY, "2", "")).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> check(NORMAL, XTY, "matmul(X,w)", "y", "1", "transpose(X)")).hasMessageContaining("no inverse");
    // the inverse stands below a sum, which tells nothing of where there is one
    assertThatThrownBy(() -> check(NORMAL, XTY, "w", "sum(" + SOLUTION + ",k,1,1)", "1", GRAM)).isInstanceOf(Rejected.class);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"-2X^T y + 2X^T X w = 0 | X^T X w = X^T y", "X^T X w = X^T y | w = (X^T X)^{-1} X^T y",
      "\\frac{2}{n} X^T (Xw - y) = 0 | X^T X w = X^T y"})
  void stepsOfDocumentsAreWrittenDown(String before, String after) throws Exception {
    var text = "<!-- gradus: let X in R^(n x d), full column rank; y in R^n; w in R^d -->\n\nSet to zero and solve:\n\n$$" + before
        + "$$\n\n$$\\Leftrightarrow " + after + "$$\n";
    var written = new ArrayList<Map<String, Object>>();
    Certificates.Store store = (id, certificate) -> {
      written.add(certificate);
      return id;
    };
    DocumentVerifier.verify("a.md", text.getBytes(StandardCharsets.UTF_8), new VerifyOptions(true, VerifyOptions.DEFAULT_TIMEOUT, store));
    assertThat(written).anyMatch(c -> Checker.check(c).claim() instanceof Claim.ArrayEquations);
  }
}
