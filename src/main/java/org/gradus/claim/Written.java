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
 */
public record Written(String latex, String lhs, String relation, String rhs, String text, Rewriting source) {

  public Written(String latex, String lhs, String relation, String rhs, String text) {
    this(latex, lhs, relation, rhs, text, null);
  }
}
