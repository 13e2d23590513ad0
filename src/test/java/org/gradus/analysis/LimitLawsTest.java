package org.gradus.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.notation.PlainReader;
import org.gradus.proof.Kernel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitLawsTest {

  private final Kernel kernel = new Kernel(null);

  private Expr limit(String e, String to, int side) {
    var v = LimitLaws.of(PlainReader.parse(e), Exprs.sym("x"), PlainReader.parse(to), side, kernel, List.of());
    return v == null ? null : v.toExpr();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "sigmoid(x) | oo | 0 | 1", "sigmoid(x) | -oo | 0 | 0", "-(1-sigmoid(x)) | oo | 0 | 0",
      "log(1+exp(x)) | oo | 0 | oo", "log(x) | 0 | 1 | -oo", "1/x | 0 | -1 | -oo", "tanh(x) | -oo | 0 | -1", "bessely(1,x) | 0 | 1 | -oo", "bessely(-1,x) | 0 | 1 | oo", "bessely(-2,x) | 0 | 1 | -oo",
      "besselk(-1,x) | 0 | 1 | oo", "besseli(-1,x) | -oo | 0 | -oo", 
      "exp(x)/(exp(x)+exp(-x)) | oo | 0 | 1", "x^2+3 | 2 | 0 | 7"})
  void findsTheLimit(String e, String to, int side, String value) {
    var found = limit(e, to, side);
    assertThat(found).isNotNull();
    var expected = PlainReader.parse(value);
    assertThat(found.equals(expected) || kernel.equal(found, expected, List.of()).proved())
        .as("%s tends to %s", e, found).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "1/x | 0 | 0", "sin(x) | oo | 0", "x-x^2+exp(x) | oo | 0", "sign(x) | 0 | 0", "log(x) | -oo | 0",
      "1/sin(x) | 0 | 0"})
  void doesNotAnswerWhereTheLawsLeaveItOpen(String e, String to, int side) {
    assertThat(limit(e, to, side)).isNull();
  }
}
