package org.gradus.claim;

/**
 * A claim as its author wrote it.
 *
 * @param latex    the whole step
 * @param lhs      the left side; for a continued chain the previous member; null where there is none
 * @param relation the relation sign; null where there is none
 * @param rhs      the right side; null where there is none
 * @param text     the words, where the claim is made in prose; else null
 * @param source   how to read the step again with something else written in it; null where that is not possible
 * @param readLhs  the left side as it was read, with what macros and abbreviations of the document stand for
 * @param readRhs  the right side as it was read
 */
public record Written(String latex, String lhs, String relation, String rhs, String text, Rewriting source, String readLhs, String readRhs) {

  public Written(String latex, String lhs, String relation, String rhs, String text, Rewriting source) {
    this(latex, lhs, relation, rhs, text, source, lhs, rhs);
  }

  public Written(String latex, String lhs, String relation, String rhs, String text) {
    this(latex, lhs, relation, rhs, text, null);
  }

  /** The same claim, with the sides as they were read where that is known. */
  Written read(Side left, Side right) {
    return new Written(latex, lhs, relation, rhs, text, source, left.source() != null ? left.source() : lhs, right.source() != null ? right.source() : rhs);
  }
}
