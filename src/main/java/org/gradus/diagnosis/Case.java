package org.gradus.diagnosis;

import java.util.List;
import java.util.function.UnaryOperator;
import org.gradus.claim.Claim;
import org.gradus.claim.Rewriting;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.numeric.Domain;

/**
 * A refuted step.
 *
 * @param step     as it was judged
 * @param source   how to read it again; null where it was not read from a formula
 * @param left     the left side with derivatives carried out and values that are assumed put in; null if there is none
 * @param right    the right side likewise
 * @param domain   the points it speaks of
 * @param holdsIf  assumptions under which it would be proved
 * @param asJudged makes of a side as resolved what {@code left} and {@code right} are of theirs
 * @param referee  who decides
 */
public record Case(Claim.Step step, Rewriting source, Expr left, Expr right, Domain domain, List<String> holdsIf,
    UnaryOperator<Expr> asJudged, Referee referee) {

  RelOp op() {
    return step.op();
  }
}
