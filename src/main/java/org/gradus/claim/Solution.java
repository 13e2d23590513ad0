package org.gradus.claim;

import org.gradus.expr.Expr;

/**
 * A step from one equation (or system) to the next.
 *
 * @param before   relations joined by and/or
 * @param after    relations joined by and/or
 * @param arrow    what is claimed
 * @param tie      what says that the one leads to the other
 */
public record Solution(Expr before, Expr after, Arrow arrow, Tie tie) {

  /** What ties an equation to the one before it. */
  public enum Tie {
    /** An arrow. */
    ARROW,
    /** It stands below the other, with nothing between them but words like 'hence'. */
    GOES_ON,
    /** {@code f(x) = 0 at x = 1}: a place where the other holds, perhaps one of several. */
    PLACE,
    /** The words between them may speak of something else. */
    PERHAPS
  }

  /** Whether no arrow is written. */
  public boolean unmarked() {
    return tie != Tie.ARROW;
  }

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
