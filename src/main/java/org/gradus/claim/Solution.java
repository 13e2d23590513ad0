package org.gradus.claim;

import org.gradus.expr.Expr;

/**
 * A step from one equation (or system) to the next.
 *
 * @param before   relations joined by and/or
 * @param after    relations joined by and/or
 * @param arrow    what is claimed
 * @param unmarked no arrow is written: the line only stands below the other
 */
public record Solution(Expr before, Expr after, Arrow arrow, boolean unmarked) {

  /** What a step of solving claims. */
  public enum Arrow {
    /** The same real solutions. */
    EQUIVALENT,
    /** No solution is lost. */
    IMPLIES,
    /** A further equation beside others: if it follows from them that is worth saying, else it claims nothing. */
    MAY_FOLLOW
  }
}
