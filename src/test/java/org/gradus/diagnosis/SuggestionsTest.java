package org.gradus.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.Diagnosis.Part;
import org.gradus.verify.DocumentVerifier;
import org.gradus.verify.VerifyOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds, solutions, shapes of functions, two slips at once: what is said of them, and that what is suggested is proved. */
final class SuggestionsTest {

  private static final String GIVEN = "<!-- gradus: let x, y, z, a, b real -->\n\n";

  private static List<ClaimReport> steps(String document) {
    return DocumentVerifier.verify("a.md", document.getBytes(StandardCharsets.UTF_8), new VerifyOptions(true, Duration.ofMinutes(10)))
        .claims().stream().filter(c -> c.verdict() != null).toList();
  }

  private static ClaimReport last(String step) {
    return steps(GIVEN + "$$" + step + "$$\n").getLast();
  }

  private static String mended(ClaimReport c) {
    var d = c.diagnosis();
    return switch (d.edit().part()) {
      case LHS -> d.suggestion() + c.relation() + " " + c.rhsLatex();
      case RELATION -> c.lhsLatex() + d.suggestion() + " " + c.rhsLatex();
      case RHS -> c.lhsLatex() + c.relation() + " " + d.suggestion();
    };
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "\\sigma'(z) \\le \\frac{1}{8}; bound; \\frac{1}{4}",
      "\\sigma'(z) < \\frac{1}{4}; strict; \\le",
      "|\\tanh''(z)| \\le \\frac12; bound; 1",
      "\\tanh(z) \\le 0; bound; 1",
      "z^2 - 4z \\ge 0; bound; -4",
      "\\sigma'(z) \\le -\\frac{1}{4}; sign-of-side; \\frac{1}{4}",
      "e^z \\ge 1 - z; sign-of-term; 1 + z",
      "e^{x} \\le 1 + x; direction; \\ge"})
  void a_bound_that_does_not_hold_is_mended(String step, String slip, String suggestion) {
    var wrong = last(step);
    assertThat(wrong.verdict()).isEqualTo("REFUTED");
    assertThat(wrong.diagnosis().slip()).as(wrong.diagnosis().message()).isEqualTo(slip);
    assertThat(wrong.diagnosis().kind()).isEqualTo("bound");
    assertThat(wrong.diagnosis().suggestion()).isEqualTo(suggestion);
    assertThat(last(mended(wrong)).verdict()).isEqualTo("PROVED");
  }

  @Test
  void a_bound_on_what_grows_beyond_every_number_is_not_mended() {
    var wrong = last("z^2 \\le 4");
    assertThat(wrong.diagnosis().suggestion()).isNull();
    assertThat(wrong.diagnosis().message()).contains("no such bound");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "e^{-x} = 2 \\Rightarrow x = \\log(2); sign; x = -\\log(2)",
      "x^3 = 27 \\Leftrightarrow x=9; solution; x=3",
      "2x + 6 = 4 \\Leftrightarrow 2x = 2; sign; 2x = -2",
      "\\log(x) = a \\Leftrightarrow x = a; solution; x = e^{a}"})
  void a_wrong_solution_is_mended(String step, String kind, String suggestion) {
    var wrong = last(step);
    assertThat(wrong.verdict()).isEqualTo("REFUTED");
    assertThat(wrong.diagnosis().kind()).as(wrong.diagnosis().message()).isEqualTo(kind);
    assertThat(wrong.diagnosis().suggestion().replace(" ", "")).isEqualTo(suggestion.replace(" ", ""));
    assertThat(wrong.rhsLatex().substring(wrong.diagnosis().edit().start(), wrong.diagnosis().edit().end())).doesNotContain("=");
    assertThat(last(mended(wrong)).verdict()).isEqualTo("PROVED");
  }

  @Test
  void a_line_below_an_equation_is_mended_in_its_place() {
    var steps = steps(GIVEN + "Solve\n\n$$2x + 6 = 4$$\n\n$$2x = 2$$\n");
    assertThat(steps.getLast().verdict()).isEqualTo("REFUTED");
    assertThat(steps.getLast().diagnosis().suggestion().strip()).isEqualTo("-2");
    assertThat(steps.getLast().diagnosis().edit().region().line()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "claim convex log(sigma(z)) in z; it is concave, not convex",
      "claim concave z^2 in z; it is convex, not concave",
      "claim increasing exp(-z); it is strictly decreasing, not increasing"})
  void a_wrong_shape_is_called_by_its_name(String claim, String message) {
    var wrong = steps("<!-- gradus: let z real -->\n<!-- gradus: " + claim + " -->\n").getLast();
    assertThat(wrong.verdict()).isEqualTo("REFUTED");
    assertThat(wrong.diagnosis().kind()).isEqualTo("convexity");
    assertThat(wrong.diagnosis().message()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "(x - 1)(x - 2) + y = x^2 + 3x + 2 - y",
      "\\sin(x) e^{-x} = \\cos(x) e^{x}",
      "(2x + 3)^2 = 4x^2 + 6x - 9"})
  void two_slips_at_once_are_two(String step) {
    var wrong = last(step);
    assertThat(wrong.verdict()).isEqualTo("REFUTED");
    assertThat(wrong.diagnosis().message()).startsWith("there are two slips: ");
    assertThat(wrong.diagnosis().edit().part()).isEqualTo(Part.RHS);
    assertThat(last(mended(wrong)).verdict()).isEqualTo("PROVED");
  }

  @Test
  void one_slip_is_not_called_two() {
    assertThat(last("(x - 1)(x - 2) = x^2 + 3x + 2").diagnosis().message()).doesNotContain("two slips");
  }
}
