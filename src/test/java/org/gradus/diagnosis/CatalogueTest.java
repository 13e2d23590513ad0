package org.gradus.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.notation.LatexReader;
import org.gradus.verify.ClaimReport;
import org.gradus.verify.DocumentVerifier;
import org.gradus.verify.VerifyOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CatalogueTest {

  private static final VerifyOptions KERNEL_ONLY = new VerifyOptions(true, Duration.ofMinutes(10));

  static Stream<Slip> entries() {
    return Catalogue.ENTRIES.stream().filter(s -> !s.example().wrong().isEmpty());
  }

  static Stream<Slip> patterns() {
    return Stream.of(FactorSlips.ALL, MatrixSlips.ALL, SumSlips.ALL).flatMap(List::stream)
        .filter(s -> !s.name().equals("lost-inner-derivative"));
  }

  private static ClaimReport last(String given, String step) {
    var document = given + "\n\n$$" + step + "$$\n";
    return DocumentVerifier.verify("a.md", document.getBytes(StandardCharsets.UTF_8), KERNEL_ONLY).claims().stream()
        .filter(c -> c.verdict() != null).reduce((a, b) -> b).orElseThrow(() -> new AssertionError("no step in " + document));
  }

  /** Its own slip and no other, for every entry: so every example is a counterexample to all other entries. */
  @ParameterizedTest
  @MethodSource("entries")
  void the_example_of_an_entry_is_diagnosed_as_that_entry(Slip slip) {
    var wrong = last(slip.example().given(), slip.example().wrong());
    assertThat(wrong.verdict()).isEqualTo("REFUTED");
    assertThat(wrong.diagnosis()).isNotNull();
    assertThat(wrong.diagnosis().slip()).as(wrong.diagnosis().message()).isEqualTo(slip.name());
    assertThat(wrong.diagnosis().explanation()).isEqualTo(slip.explanation());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void the_example_put_right_is_no_slip(Slip slip) {
    var right = last(slip.example().given(), slip.example().right());
    assertThat(right.verdict()).isNotEqualTo("REFUTED");
    assertThat(right.diagnosis()).isNull();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void what_is_suggested_is_proved_when_it_is_put_in(Slip slip) {
    var wrong = last(slip.example().given(), slip.example().wrong());
    if (wrong.diagnosis() == null || wrong.diagnosis().suggestion() == null) {
      return;
    }
    var step = switch (wrong.diagnosis().edit().part()) {
      case LHS -> wrong.diagnosis().suggestion() + wrong.relation() + wrong.rhsLatex();
      case RELATION -> wrong.lhsLatex() + wrong.diagnosis().suggestion() + " " + wrong.rhsLatex();
      case RHS -> wrong.lhsLatex() + wrong.relation() + " " + wrong.diagnosis().suggestion();
    };
    assertThat(last(slip.example().given(), step).verdict()).as(step).isEqualTo("PROVED");
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void a_pattern_proposes_what_its_example_says_is_right(Slip slip) {
    var sides = slip.example().wrong().split(" = ");
    var right = slip.example().right().split(" = ")[1];
    var left = new Formula(sides[0], LatexReader.read(sides[0]), null, List.of(), List.of(), false, false);
    var formula = new Formula(sides[1], LatexReader.read(sides[1]), left, List.of("n"), List.of(), false, false);
    assertThat(slip.pattern().edits(formula)).extracting(e -> plain(e.apply(sides[1]))).contains(plain(right));
  }

  private static String plain(String latex) {
    return latex.replace("\\cdot", "").replaceAll("[{}\\s]", "");
  }
}
