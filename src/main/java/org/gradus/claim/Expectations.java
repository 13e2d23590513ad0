package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import org.gradus.document.Problem;

/** Puts what {@code expect} directives say on the steps they mean. */
final class Expectations {

  /** A relation of the formula at hand: where its sign stands, and the index of the claim it became. */
  record Ordinal(int offset, int claim) {}

  private final Directives directives;
  private final List<Problem> problems;

  Expectations(Directives directives, List<Problem> problems) {
    this.directives = directives;
    this.problems = problems;
  }

  void meet(List<Directives.Expected> expected, FormulaText text, List<Claim> claims, int first, List<Ordinal> ordinals) {
    for (var e : expected) {
      meet(e, 0, text.latex().length(), claims, first, ordinals);
    }
    for (var inner : text.inner()) {
      if (inner.text().startsWith("expect")) {
        var e = directives.parseExpect(inner.text().substring("expect".length()), inner.position());
        if (e != null) {
          int end = rowEnd(text.latex(), inner.offset());
          meet(e, rowStart(text.latex(), end), end, claims, first, ordinals);
        }
      }
    }
  }

  private static int rowEnd(String latex, int offset) {
    var s = latex.substring(0, Math.min(offset, latex.length())).stripTrailing();
    return s.endsWith("\\\\") ? s.length() - 2 : s.length();
  }

  private static int rowStart(String latex, int end) {
    int depth = 0;
    for (int i = end - 1; i > 0; i--) {
      if (latex.startsWith("\\end{", i)) {
        depth++;
      } else if (latex.startsWith("\\begin{", i)) {
        depth--;
      } else if (depth <= 0 && latex.startsWith("\\\\", i)) {
        return i;
      }
    }
    return 0;
  }

  private void meet(Directives.Expected e, int from, int to, List<Claim> claims, int first, List<Ordinal> ordinals) {
    var here = new ArrayList<Ordinal>();
    for (var o : ordinals) {
      if (o.claim() >= first && o.offset() >= from && o.offset() <= to) {
        here.add(o);
      }
    }
    int hit = -1;
    if (e.relation() > 0) {
      hit = e.relation() <= here.size() ? here.get(e.relation() - 1).claim() : -1;
    } else {
      for (var o : here) {
        if (hit < 0 && claims.get(o.claim()) instanceof Claim.Step) {
          hit = o.claim();
        }
      }
    }
    if (hit >= 0 && claims.get(hit) instanceof Claim.Step step) {
      claims.set(hit, step.withExpectation(e.expectation()));
    } else {
      problems.add(new Problem(e.position(), "this expect meets no step"
          + (e.relation() > 0 ? ": relation " + e.relation() + " of the formula claims nothing" : "")));
    }
  }
}
