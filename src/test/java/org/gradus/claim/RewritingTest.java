package org.gradus.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.gradus.claim.Rewriting.Part;
import org.gradus.document.Documents;
import org.gradus.expr.RelOp;
import org.junit.jupiter.api.Test;

/** Steps that are read again with something else in them: what a look shows is what the whole step would be. */
class RewritingTest {

  private static final String DOCUMENT = """
      Let $x, w, u \\in \\mathbb{R}^n$, $A \\in \\mathbb{R}^{n \\times n}$ and $z = w^T x + b$ with $a > 0$.

      $$w^T x + b = z$$

      $$\\frac{\\partial}{\\partial w} (w^T x + b) = x$$

      $$u^T A u + 2 a = u^T A^T u + a + a$$

      $$\\sum_{i=1}^n x_i w_i + 0.5 = w^T x + \\frac{1}{2}$$

      $$\\nabla_w \\|w\\|^2 = 2 w$$

      $$f(x) (1 - a) = f(x) - a f(x)$$

      $$\\frac{dJ}{da} = \\frac{da^2}{da}$$

      Let $y_i = v_i + a$ for $i = 1, \\dots, n$.

      $$\\sum_{i=1}^n y_i = n a + \\sum_{i=1}^n v_i$$

      $$\\sigma(z)(1 - \\sigma(z)) = \\sigma'(z)$$
      """;

  private static List<Claim.Step> steps() throws Exception {
    return ClaimExtractor.read(Documents.parse("a.md", DOCUMENT)).claims().stream().filter(Claim.Step.class::isInstance).map(Claim.Step.class::cast)
        .filter(s -> s.unreadable() == null && s.op() == RelOp.EQ && s.lhs() != null && s.rhs() != null && s.written().source() != null).toList();
  }

  /** Every side of the document in the place of every other, so that names of elsewhere come in. */
  private static List<String> texts(List<Claim.Step> steps) {
    var found = new LinkedHashSet<String>();
    for (var s : steps) {
      for (var part : List.of(Part.LEFT, Part.RIGHT)) {
        if (s.written().source().text(part) != null) {
          found.add(s.written().source().text(part));
          found.add(s.written().source().text(part) + " + a");
        }
      }
    }
    return List.copyOf(found);
  }

  private static final List<String> NAMES = List.of("x", "w", "u", "A", "z", "a", "b", "y", "v", "J", "f");

  /** What the step takes a name for. */
  private static List<Object> known(Claim.Step s, String name) {
    var arrays = s.setting().arrays();
    return java.util.Arrays.asList(arrays.rank(name, 0), arrays.rank(name, 1), String.valueOf(arrays.shape(name)), arrays.properties(name));
  }

  @Test
  void whatALookShowsIsWhatTheStepWouldBe() throws Exception {
    var steps = steps();
    assertThat(steps).hasSizeGreaterThan(7);
    var differ = new ArrayList<String>();
    int alike = 0;
    for (var s : steps) {
      var source = s.written().source();
      var reader = source.reader(s);
      for (var part : reader == null ? List.<Part>of() : List.of(Part.LEFT, Part.RIGHT)) {
        for (var text : texts(steps)) {
          var meaning = reader.meaning(part, text);
          var look = meaning == null ? null : reader.step(part, meaning);
          var whole = look == null ? null : source.step(part, text);
          if (whole == null || whole.unreadable() != null) {
            continue; // a look lets more pass
          }
          alike++;
          boolean same = look.lhs().equals(whole.lhs()) && look.rhs().equals(whole.rhs()) && look.op() == whole.op()
              && look.setting().assumptions().equals(whole.setting().assumptions()) && look.setting().domains().equals(whole.setting().domains())
              && look.setting().real().equals(whole.setting().real()) && NAMES.stream().allMatch(n -> known(look, n).equals(known(whole, n)));
          if (!same) {
            differ.add(s.written().latex() + " with " + part + " " + text + ": " + look.lhs() + " = " + look.rhs() + " and " + whole.lhs() + " = " + whole.rhs());
          }
        }
      }
    }
    assertThat(differ).isEmpty();
    assertThat(alike).isGreaterThan(100);
  }

  @Test
  void aLookTakesTheUsualReading() throws Exception {
    var steps = steps();
    for (var s : steps) {
      for (var part : List.of(Part.LEFT, Part.RIGHT)) {
        var source = s.written().source();
        if (source.text(part) != null && source.meaning(part, source.text(part)) != null && source.step(part, source.text(part)).unreadable() == null
            && source.reader(s) != null) {
          assertThat(source.meaning(part, source.text(part))).isEqualTo(part == Part.LEFT ? s.lhs() : s.rhs());
        }
      }
    }
  }
}
