package org.gradus.diagnosis;

import org.gradus.claim.Claim;
import org.gradus.expr.Expr;

/** Who decides whether a suggestion is right: the same judge, by the same way, as for the step itself. */
public interface Referee {

  /** Whether the step is PROVED, in its usual reading. */
  boolean proves(Claim.Step step);

  /** Whether numbers leave it open that the step holds: a quick look at claims with indices, vectors and matrices. */
  boolean mayHold(Claim.Step step);

  /** Whether the kernel proves the two expressions equal under the assumptions in force, and one of them is not plainly 0. */
  boolean equal(Expr a, Expr b);

  /** The value of an expression with limits, or null where it was not found. */
  Expr limit(Expr e);
}
