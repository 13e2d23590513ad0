package org.gradus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FloatingPointTest {

  private static List<String> notes(String text) {
    return DocumentVerifier.verify("a.md", text.getBytes(StandardCharsets.UTF_8), new VerifyOptions(true, VerifyOptions.DEFAULT_TIMEOUT))
        .claims().stream().flatMap(c -> c.notes().stream()).filter(n -> n.contains("double precision")).toList();
  }

  @Test
  void a_formula_that_overflows_is_told_with_a_form_that_does_not() {
    assertThat(notes("$$-\\log\\sigma(-z) = \\log(1 + e^z)$$\n")).singleElement().asString().contains("overflows for z > 709.8: softplus(z) does not");
  }

  @Test
  void the_same_cure_is_named_once() {
    var step = "$$1 - \\sigma(-z) = \\frac{e^z}{1 + e^z}$$\n\n";
    assertThat(notes(step + step + "$$\\sigma(z) = \\frac{1}{1 + e^{-z}} = \\frac{e^z}{e^z + 1}$$\n")).hasSize(1);
  }

  @Test
  void what_is_wrong_or_fine_has_no_such_note() {
    assertThat(notes("$$\\sigma(z) = \\log(1 + e^z)$$\n\n$$\\frac{d}{dz}\\sigma(z) = \\sigma(z)(1 - \\sigma(z))$$\n")).isEmpty();
  }

  @Test
  void an_analysis_tells_all_that_goes_wrong() {
    var facts = FunctionReports.of("log(1+exp(z))", "z", Map.of(), List.of()).getFirst().facts();
    assertThat(facts.get("in doubles")).contains("overflows for z > 709.8").contains("loses its digits").contains("softplus(z) does not");
    assertThat(FunctionReports.of("tanh(z)", "z", Map.of(), List.of()).getFirst().facts()).doesNotContainKey("in doubles");
  }
}
