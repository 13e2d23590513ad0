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
 * @param slip     a word for the class overview, or null
 */
public record Mark(String item, Rational points, Rational max, Verdict verdict, String feedback, String slip) {

  /** What became of an answer. */
  public enum Verdict {
    RIGHT, PARTIAL, WRONG, MISSING,
    /** Neither right nor wrong could be shown: a person has to look. */
    OPEN,
    /** The answer could not be read, or the program failed. */
    BROKEN
  }
}
