package org.gradus.diagnosis;

import java.util.List;
import org.gradus.claim.Claim;
import org.gradus.claim.Rewriting.Part;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;

/** Who decides whether a suggestion is right: the same judge, by the same way, as for the step itself. */
public interface Referee {

  /** Whether the step is PROVED, in its usual reading. */
  boolean proves(Claim.Step step);

  /**
   * Whether numbers leave it open that the step holds: a quick look at claims with indices, vectors and matrices.
   *
   * @param unseen the answer where there are no numbers to look at
   */
  boolean mayHold(Claim.Step step, boolean unseen);

  /** Numbers of a step with indices, vectors and matrices, held against other meanings of one of its sides. */
  @FunctionalInterface
  interface Glance {

    /** Whether the step is false with this in the place of the side; no answer is that it may be true. */
    boolean speaksAgainst(Part part, Expr meaning);
  }

  /** What {@link #mayHold} would find where only the meaning of one side is another, much faster; null where there are no numbers to look at. */
  Glance glance(Claim.Step step);

  /** Whether the kernel proves the two expressions equal under the assumptions in force, and one of them is not plainly 0. */
  boolean equal(Expr a, Expr b);

  /**
   * The supremum or infimum of a function.
   *
   * @param exact    its value, or null where it is only enclosed; infinite where there is no bound
   * @param beyond   a rational number not below a supremum, not above an infimum; null where it is infinite
   * @param attained whether it is a value of the function
   * @param words    the value, and where it is attained or approached
   */
  record Extreme(Expr exact, Rational beyond, boolean attained, String words) {}

  /** The supremum, or else the infimum, of an expression in one variable; null where it was not found. */
  Extreme extreme(Expr e, boolean largest);

  /** Candidates for the solutions of an equation for a variable. */
  List<Expr> solutions(Expr.Rel equation, Expr.Sym x);

  /** The value of an expression with limits, or null where it was not found. */
  Expr limit(Expr e);
}
