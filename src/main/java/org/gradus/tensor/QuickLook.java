package org.gradus.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;

/** A claim in doubles at a few points with given sizes and indices: a hundred times faster than to write it out, and never the last word. */
final class QuickLook {

  /** Points that the assumptions admit are looked for among so many. */
  static final int DRAWS = 16;

  /** Points looked at. */
  static final int POINTS = 3;

  private static final double TOLERANCE = 1e-8;

  /** What a look has shown. */
  enum Seen { DIFFERENT, EQUAL, UNDEFINED, NO_POINT, NOTHING }

  private final Looped values;
  private final Looped.Part left;
  private final Looped.Part right;
  private final List<Looped.Part> facts = new ArrayList<>();

  /**
   * Throws {@link Unsupported} for what has no value in doubles.
   *
   * @param sizes sizes and free indices by their values
   * @param given components by what they are: numbers, or an expression in others
   * @param facts what the points must satisfy, written out
   */
  QuickLook(Lowered claim, Map<Expr, Expr> sizes, Map<Expr, Expr> given, List<Expr> facts, Set<String> symmetric) {
    values = new Looped(claim.inverses(), symmetric, sizes);
    left = values.part(claim.sides().get(0));
    right = values.part(claim.sides().get(1));
    facts.forEach(f -> this.facts.add(values.condition(f)));
    values.define(given);
  }

  static boolean areApart(double l, double r) {
    return Math.abs(l - r) > TOLERANCE * (1 + Math.max(Math.abs(l), Math.abs(r)));
  }

  /** Whether the sides have different values at some point. */
  Seen look() {
    int seen = 0;
    boolean undefined = false;
    for (int draw = 0; draw < DRAWS && seen < POINTS; draw++) {
      try {
        var at = values.draw(draw);
        if (!facts.stream().allMatch(f -> f.at(at) == 1)) {
          continue;
        }
        double l = left.at(at);
        double r = right.at(at);
        if (!Double.isFinite(l) || !Double.isFinite(r)) {
          undefined = true;
        } else if (areApart(l, r)) {
          return Seen.DIFFERENT;
        } else {
          seen++;
        }
      } catch (Unsupported | StackOverflowError _) {
        return Seen.NOTHING;
      }
    }
    return seen > 0 ? Seen.EQUAL : undefined ? Seen.UNDEFINED : Seen.NO_POINT;
  }
}
