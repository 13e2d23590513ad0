package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.gradus.claim.Rewriting.Part;
import org.gradus.expr.Derivatives;

/**
 * Looks for the smallest edit of a side after which the step is proved. Candidates come from the catalogue, cheapest first;
 * they are read by the way of the step itself, screened in numbers, and accepted only if the step is proved with them.
 */
final class Search {

  /** Candidates read for one step. */
  static final int MAX_CANDIDATES = 900;

  /** Candidates with indices, vectors or matrices, which are written out at small sizes to be screened. */
  static final int MAX_WRITTEN_OUT = 400;

  /** Candidates that passed the screen and were given to the judge. */
  static final int MAX_PROOFS = 6;

  /** The cheapest edits of the right side that are tried two at a time. */
  static final int PAIRED = 90;

  /** Pairs read for one step. */
  static final int MAX_PAIRS = 1_200;

  /** An edit of the left side must be that much smaller than one of the right side to be preferred. */
  static final double LEFT = 0.6;

  /** A change to what is differentiated is so much less likely to be meant than one to what came out. */
  static final double DIFFERENTIATED = 1;

  private record Candidate(Slip slip, Part part, Formula formula, Edit edit, double cost) {}

  private final Case c;
  private final Screen screen;
  private final Formula left;
  private final Formula right;
  private final Predicate<Slip> looksAt;
  private final Set<String> seen = new HashSet<>();
  private int proofs;

  /** @param looksAt the entries of the catalogue that are tried */
  Search(Case c, Screen screen, Formula left, Formula right, Predicate<Slip> looksAt) {
    this.c = c;
    this.screen = screen;
    this.left = left;
    this.right = right;
    this.looksAt = looksAt;
  }

  /** The edit, or null if none was proved. */
  Finding find() {
    int read = 0;
    proofs = 0;
    for (var x : candidates()) {
      if (read >= (screen.isUseful() ? MAX_CANDIDATES : MAX_WRITTEN_OUT) || isOver()) {
        return null;
      }
      var text = x.edit.apply(x.formula.text());
      if (seen.add(x.part + text)) {
        read++;
        if (holds(x.part, text)) {
          return Finding.of(x.slip, x.edit.message(), x.part, x.edit, text);
        }
      }
    }
    return null;
  }

  /** Two edits of the right side that make it right together, or null. */
  Finding findPair() {
    if (!screen.isUseful()) {
      return null; // too much to write out
    }
    var single = candidates().stream().filter(x -> x.part == Part.RIGHT).limit(PAIRED).toList();
    record Pair(Candidate first, Candidate second) {
      double cost() {
        return first.cost + second.cost;
      }
    }
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < single.size(); i++) {
      for (int j = i + 1; j < single.size(); j++) {
        pairs.add(single.get(i).edit.from() <= single.get(j).edit.from() ? new Pair(single.get(i), single.get(j))
            : new Pair(single.get(j), single.get(i)));
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::cost));
    int read = 0;
    proofs = 0;
    for (var p : pairs) {
      if (read >= MAX_PAIRS || isOver()) {
        return null;
      }
      var both = p.first.edit.and(p.second.edit);
      if (both == null) {
        continue;
      }
      var text = both.apply(right.text());
      if (seen.add(Part.RIGHT + text)) {
        read++;
        if (holds(Part.RIGHT, text)) {
          var larger = p.first.cost >= p.second.cost ? p.first.slip : p.second.slip;
          return Finding.of(larger, both.message(), Part.RIGHT, both, text);
        }
      }
    }
    return null;
  }

  private boolean isOver() {
    return proofs >= MAX_PROOFS || Thread.currentThread().isInterrupted();
  }

  private boolean holds(Part part, String text) {
    if (!screen.isUseful()) {
      var step = c.source().step(part, text);
      if (step == null || !c.referee().mayHold(step)) {
        return false;
      }
      proofs++;
      return c.referee().proves(step);
    }
    var meaning = c.source().meaning(part, text);
    if (meaning == null) {
      return false;
    }
    try {
      var value = c.asJudged().apply(meaning);
      if (part == Part.LEFT ? !screen.mayHoldWithLeft(value) : !screen.mayHoldWithRight(value)) {
        return false;
      }
    } catch (Derivatives.NotDifferentiable _) {
      return false;
    }
    proofs++;
    var step = c.source().step(part, text);
    return step != null && c.referee().proves(step);
  }

  private List<Candidate> candidates() {
    var found = new ArrayList<Candidate>();
    add(Part.RIGHT, right, 0, found);
    add(Part.LEFT, left, LEFT, found);
    found.sort(Comparator.comparingDouble(Candidate::cost));
    return found;
  }

  private void add(Part part, Formula f, double more, List<Candidate> into) {
    if (f == null) {
      return;
    }
    for (var slip : Catalogue.ENTRIES) {
      if (looksAt.test(slip)) {
        for (var edit : slip.pattern().edits(f)) {
          boolean given = part == Part.LEFT && f.isDifferentiated(edit.from(), edit.to());
          into.add(new Candidate(slip, part, f, edit, edit.cost() + more + (given ? DIFFERENTIATED : 0)));
        }
      }
    }
  }
}
