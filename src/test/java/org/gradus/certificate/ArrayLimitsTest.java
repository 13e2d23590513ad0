package org.gradus.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.verify.Certificates;
import org.gradus.verify.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of vectors and matrices, by continuity. */
class ArrayLimitsTest {

  private static final Expr N = Exprs.sym("n");
  private static final Expr D = Exprs.sym("d");
  private static final Map<String, Shape> SHAPES = Map.of("X", Shape.of(N, D), "y", Shape.column(N), "A", Shape.of(D, D), "w", Shape.column(D));

  private static Expr read(String text) {
    return Requests.read(text).expr();
  }

  private static Claim.ArrayLimit claim(String body, String to, int side, String value) {
    return new Claim.ArrayLimit(new Claim.Sums(read(body), read(value), SHAPES, Map.of(), Map.of(), List.of()), Exprs.sym("t"), read(to), side);
  }

  private static Map<String, Object> written(String body, String to, int side, String value) {
    return Certificates.write(new Certificates.Subject(claim(body, to, side, value), Map.of()));
  }

  private static final String GRAM = "matmul(transpose(X),X)";
  private static final String RIDGE = "matmul(inverse(" + GRAM + "+t*identity(d)),transpose(X),y)";
  private static final String LEAST = "matmul(inverse(" + GRAM + "),transpose(X),y)";

  @Test
  void ofRidgeRegression() {
    for (var c : List.of(claim(RIDGE, "0", 1, LEAST), claim(RIDGE, "oo", 0, "0"), claim("t*" + RIDGE, "oo", 0, "matmul(transpose(X),y)"),
        claim(RIDGE + "/n", "0", 0, LEAST + "/n"))) {
      assertThat(Checker.check(Certificates.write(new Certificates.Subject(c, Map.of()))).claim()).isEqualTo(c);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"t*w+matmul(A,w) | 0 | matmul(A,w)", "matmul(A+t*A,w) | 2 | 3*matmul(A,w)", "matmul(inverse(t*A),w)*t | oo | matmul(inverse(A),w)",
      "normsq(w)/t | oo | 0", "(w+t*w)/(1+t) | -oo | w", "inverse(identity(d)+t*A) | 0 | identity(d)", "trace(A+t*A) | 1 | 2*trace(A)"})
  void areWrittenDown(String body, String to, String value) {
    assertThat(written(body, to, 0, value)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"t*w+matmul(A,w) | 0 | w", "t*w | oo | 0", "inverse(A+t*identity(d)) | 0 | A", "inverse(t*A) | 0 | 0", "w/t | 0 | w",
      "inverse(A+t*identity(d)) | oo | identity(d)", "w/(1-t) | 1 | 0", "t*w | t | w", "inverse(A+t*identity(d)) | c | inverse(A+c*identity(d))",
      "matmul(inverse(A+t*identity(d)),w) | 0 | matmul(transpose(A),w)", "sum(t*w[k],k,1,d) | 0 | 0", "t*w/c | oo | 0"})
  void whatIsNotClearIsNotWritten(String body, String to, String value) {
    assertThat(written(body, to, 0, value)).isNull();
  }

  @Test
  void forgedProofsAreRejected() {
    var point = Map.of("X", "1", "y", "1", "d", "1", "n", "1");
    var proof = Map.of("rule", "continuity", "equal", Map.of("rule", "same"));
    Checker.check(ByHand.certificate(claim(RIDGE, "0", 1, LEAST), proof, point));
    for (var c : List.of(claim(RIDGE, "1", 1, LEAST), claim(RIDGE, "0", 1, "0"), claim(RIDGE, "oo", 1, "0"), claim(RIDGE, "0", 1, RIDGE))) {
      assertThatThrownBy(() -> Checker.check(ByHand.certificate(c, proof, point))).isInstanceOf(Rejected.class);
    }
    assertThatThrownBy(() -> Checker.check(ByHand.certificate(claim(RIDGE, "0", 1, LEAST), proof, Map.of("X", "0", "y", "1")))).isInstanceOf(Rejected.class);
    assertThatThrownBy(() -> Checker.check(ByHand.certificate(claim(RIDGE, "0", 1, LEAST), Map.of("rule", "continuity", "equal", Map.of("rule", "normal form of sums")),
        Map.of()))).isInstanceOf(Rejected.class);
  }
}
