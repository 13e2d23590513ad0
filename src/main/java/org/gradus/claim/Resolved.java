package org.gradus.claim;

import org.gradus.expr.Expr;

/** Another reading of a claim, both sides resolved; the note says how it was read. */
public record Resolved(Expr lhs, Expr rhs, String note, Weight weight) {

  /** What a reading may decide where the usual one fails. */
  public enum Weight {
    /** Nothing: the notation allows both, and the author must settle it. */
    NOTATION,
    /** Nothing: a name of an earlier part may or may not be meant. */
    EARLIER,
    /** Nothing, and no refutation stands beside it: the claim is about all values of a name, this reading about those of its definition. */
    NARROWER,
    /** A proof: a decimal in it repeats the value shown of a name. */
    SHOWN,
    /** A proof: the document uses the name for one thing after the other. */
    DECIDES
  }

  public Resolved(Expr lhs, Expr rhs, String note) {
    this(lhs, rhs, note, Weight.NOTATION);
  }
}
