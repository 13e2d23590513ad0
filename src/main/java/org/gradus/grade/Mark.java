package org.gradus.grade;

import org.gradus.expr.Rational;

/**
 * The mark for one item.
 *
 * @param item     its id
 * @param points   given
 * @param max      that could be reached
 * @param verdict  of the answer
 * @param feedback for the student, as much as the assignment tells
 * @param slip     a word for the class overview, or null; why nothing was decided, where the answer is open
 * @param read     the answer as it was read, in plain text; null where it was no formula
 */
public record Mark(String item, Rational points, Rational max, Verdict verdict, String feedback, String slip, String read) {

  /** A mark for something else than a formula. */
  public Mark(String item, Rational points, Rational max, Verdict verdict, String feedback, String slip) {
    this(item, points, max, verdict, feedback, slip, null);
  }

  /** Whether all points were given. */
  boolean isFull() {
    return verdict == Verdict.RIGHT || verdict == Verdict.CARRIED && points.equals(max);
  }

  Mark readAs(String formula) {
    return new Mark(item, points, max, verdict, feedback, slip, formula);
  }

  /** What became of an answer. */
  public enum Verdict {
    RIGHT,
    /** Wrong, but it follows rightly from a wrong answer to an earlier item. */
    CARRIED,
    PARTIAL, WRONG, MISSING,
    /** Neither right nor wrong could be shown: a person has to look. */
    OPEN,
    /** The answer could not be read, or the program failed. */
    BROKEN
  }
}
