package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.gradus.claim.Rewriting;
import org.gradus.claim.Rewriting.Part;
import org.gradus.expr.Derivatives;

/**
 * Looks for the smallest edit of a side after which the step is proved. Candidates come from the catalogue, cheapest first;
 * they are read by the way of the step itself, screened in doubles, and accepted only if the step is proved with them.
 */
final class Search {

  /** Candidates read for one step. */
  static final int MAX_CANDIDATES = 900;

  /** Candidates that passed the screen and were given to the judge. */
  static final int MAX_PROOFS = 6;

  /** An edit of the left side must be that much smaller than one of the right side to be preferred. */
  static final double LEFT = 0.6;

  private record Candidate(Slip slip, Part part, Formula formula, Edit edit, double cost) {}

  private final Case c;
  private final Screen screen;
  private final Formula left;
  private final Formula right;

  Search(Case c, Screen screen, Formula left, Formula right) {
    this.c = c;
    this.screen = screen;
    this.left = left;
    this.right = right;
  }

  /** The edit, or null if none was proved. */
  Finding find() {
    var candidates = new ArrayList<Candidate>();
    add(Part.RIGHT, right, 0, candidates);
    add(Part.LEFT, left, LEFT, candidates);
    candidates.sort(Comparator.comparingDouble(Candidate::cost));
    var seen = new HashSet<String>();
    int proofs = 0;
    int read = 0;
    for (var x : candidates) {
      if (read >= MAX_CANDIDATES || proofs >= MAX_PROOFS || Thread.currentThread().isInterrupted()) {
        return null;
      }
      var text = x.edit.apply(x.formula.text());
      if (!seen.add(x.part + text)) {
        continue;
      }
      read++;
      var meaning = c.source().meaning(x.part, text);
      if (meaning == null) {
        continue;
      }
      boolean possible;
      try {
        var value = c.asJudged().apply(meaning);
        possible = x.part == Part.LEFT ? screen.mayHoldWithLeft(value) : screen.mayHoldWithRight(value);
      } catch (Derivatives.NotDifferentiable _) {
        continue;
      }
      if (possible) {
        proofs++;
        var step = c.source().step(x.part, text);
        if (step != null && c.referee().proves(step)) {
          return Finding.of(x.slip, x.edit.message(), x.part, x.edit, text);
        }
      }
    }
    return null;
  }

  private static void add(Part part, Formula f, double more, List<Candidate> into) {
    if (f == null) {
      return;
    }
    for (var slip : Catalogue.ENTRIES) {
      for (var edit : slip.pattern().edits(f)) {
        into.add(new Candidate(slip, part, f, edit, edit.cost() + more));
      }
    }
  }
}
