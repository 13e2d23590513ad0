package org.gradus.claim;

import org.gradus.notation.Relation;

/**
 * Two members of a chain and the sign between them.
 *
 * @param anew whether the chain begins here
 */
record Link(Side left, Relation sign, Side right, boolean anew) {

  boolean isEquals() {
    return sign.kind() == Relation.Kind.EQ;
  }

  boolean isApproximate() {
    return sign.kind() == Relation.Kind.APPROX;
  }

  /** Where what is claimed here begins: a chain that goes on claims from its sign on. */
  int start() {
    return anew ? left.start() : sign.span().start();
  }

  Claim unclaimed(StepBuilder builder, Kind kind, String reason) {
    var u = builder.unclaimed(start(), right.end(), left.latex(), sign.latex(), right.latex(), kind, reason);
    return new Claim.Unclaimed(u.place(), u.written().read(left, right), kind, reason);
  }
}
