package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.claim.Claim;
import org.gradus.claim.Rewriting.Part;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Looks for the smallest edit of a side after which the step is proved. Candidates come from the catalogue, cheapest first;
 * they are read by the way of the step itself, screened in numbers, and accepted only if the step is proved with them.
 */
final class Search {

  /** Candidates that passed the screen and were given to the judge. */
  static final int MAX_PROOFS = 6;

  /** The cheapest edits of the right side that are tried two at a time. */
  static final int PAIRED = 90;

  /** An edit of the left side must be that much smaller than one of the right side to be preferred. */
  static final double LEFT = 0.6;

  /** The left side of a step that continues a chain has been judged before. */
  static final double JUDGED = 1.4;

  /** A change to what is differentiated is so much less likely to be meant than one to what came out. */
  static final double DIFFERENTIATED = 1;

  private record Candidate(Slip slip, Part part, Formula formula, Edit edit, double cost) {}

  private final Case c;
  private final Sieve sieve;
  private final Formula left;
  private final Formula right;
  private final Set<String> seen = new HashSet<>();
  private int proofs;
  /** The edits of the catalogue, cheapest first; null until they are wanted. */
  private List<Candidate> candidates;

  /**
   * @param left  the left side, or null if it is not to be edited
   * @param right the right side likewise
   */
  Search(Case c, Sieve sieve, Formula left, Formula right) {
    this.c = c;
    this.sieve = sieve;
    this.left = left;
    this.right = right;
  }

  /** The edit, or null if none was proved. */
  Finding find() {
    int read = 0;
    proofs = 0;
    for (var x : candidates()) {
      if (read >= sieve.capacity() || isOver()) {
        return null;
      }
      var text = x.edit.apply(x.formula.text());
      if (seen.add(x.part + text)) {
        read++;
        if (holds(x.slip, x.part, text)) {
          return Finding.of(x.slip, x.edit.message(), x.part, x.edit, text);
        }
      }
    }
    return null;
  }

  /** Two edits of the right side that make it right together, or null. */
  Finding findPair() {
    if (right == null) {
      return null;
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
      if (read >= sieve.capacity() || isOver()) {
        return null;
      }
      var both = isExchange(p.first.slip, p.second.slip) ? null : p.first.edit.and(p.second.edit);
      if (both == null) {
        continue;
      }
      var text = both.apply(right.text());
      if (seen.add(Part.RIGHT + text)) {
        read++;
        if (holds(p.first.slip, Part.RIGHT, text)) {
          var larger = p.first.cost >= p.second.cost ? p.first.slip : p.second.slip;
          return Finding.of(larger, both.message(), Part.RIGHT, both, text);
        }
      }
    }
    return null;
  }

  /** To take one thing away and to put another in explains everything. */
  private static boolean isExchange(Slip a, Slip b) {
    return a.name().startsWith("extra-") && b.name().startsWith("lost-") || a.name().startsWith("lost-") && b.name().startsWith("extra-");
  }

  private boolean continues() {
    var w = c.step().written();
    return w.latex() != null && w.lhs() != null && !w.latex().strip().startsWith(w.lhs().strip());
  }

  private boolean isOver() {
    return proofs >= MAX_PROOFS || Thread.currentThread().isInterrupted();
  }

  private boolean holds(Slip slip, Part part, String text) {
    if (!sieve.passes(part, text)) {
      return false;
    }
    var step = c.source().step(part, text);
    if (slip == NameSlips.LABEL && isNothing(step)) {
      return false;
    }
    proofs++;
    return step != null && c.referee().proves(step);
  }

  /** Whether a derivative of what does not depend on the variable is claimed: nobody means that by another label. */
  private static boolean isNothing(Claim.Step step) {
    try {
      return step != null && step.lhs() != null && Trees.any(step.lhs(), x -> x instanceof Expr.Diff)
          && Exprs.isZero(Derivatives.carryOut(step.lhs()));
    } catch (Derivatives.NotDifferentiable _) {
      return false;
    }
  }

  private List<Candidate> candidates() {
    if (candidates == null) {
      candidates = made();
    }
    return candidates;
  }

  private List<Candidate> made() {
    var found = new ArrayList<Candidate>();
    add(Part.RIGHT, right, 0, found);
    add(Part.LEFT, left, continues() ? JUDGED : LEFT, found);
    found.sort(Comparator.comparingDouble(Candidate::cost));
    return found;
  }

  private void add(Part part, Formula f, double more, List<Candidate> into) {
    if (f == null) {
      return;
    }
    for (var slip : Catalogue.ENTRIES) {
      for (var edit : slip.pattern().edits(f)) {
        if (slip != NameSlips.INDEX && slip != NameSlips.VARIABLE && slip != NameSlips.LABEL && f.isBelow(edit.from(), edit.to())) {
          continue;
        }
        boolean given = part == Part.LEFT && f.isDifferentiated(edit.from(), edit.to());
        into.add(new Candidate(slip, part, f, edit, edit.cost() + more + (given ? DIFFERENTIATED : 0)));
      }
    }
  }
}
