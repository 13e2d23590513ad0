package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gradus.certificate.Checker;
import org.junit.jupiter.api.Test;

class RequestCertificatesTest {

  private static Answer answer(String op, Map<String, Object> fields) {
    return Requests.answer(new Request("1", op, fields));
  }

  @Test
  void aProofIsWrittenDownWhereItIsAskedFor() {
    for (var a : List.of(answer("equal", Map.of("lhs", "sigmoid(-x)", "rhs", "1-sigmoid(x)", "certificate", true)),
        answer("derivative", Map.of("function", "relu(x)", "var", "x", "claimed", "ite(x>0,1,0)", "certificate", true)),
        answer("equivalent", Map.of("lhs", "2*x = 4", "rhs", "x = 2", "certificate", true)),
        answer("limit", Map.of("expr", "sin(x)/x", "var", "x", "to", "0", "claimed", "1", "certificate", true)))) {
      assertThat(Checker.check(a.certificate())).isNotNull();
    }
    assertThat(answer("equal", Map.of("lhs", "sigmoid(-x)", "rhs", "1-sigmoid(x)")).certificate()).isNull();
    assertThat(answer("equal", Map.of("lhs", "x", "rhs", "2*x", "certificate", true)).certificate()).isNull();
  }

  /** The first is not written within its budget. */
  @Test
  void workThatIsUsedUpIsNotMissedByTheNext() {
    var hard = answer("limit", Map.of("expr", "(exp(4*x*exp(-x)/(1/exp(x)+1/exp(2*x^2/(x+1))))-exp(x))/exp(x)^4", "var", "x", "to", "oo", "claimed", "1",
        "certificate", true));
    assertThat(hard.verdict()).isEqualTo("PROVED");
    assertThat(answer("limit", Map.of("expr", "3+1/x", "var", "x", "to", "oo", "claimed", "3", "certificate", true)).certificate()).isNotNull();
  }
}
