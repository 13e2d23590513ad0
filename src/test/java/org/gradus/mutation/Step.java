package org.gradus.mutation;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.verify.Assumed;
import org.gradus.verify.Judge;
import org.gradus.verify.Judgement;

/**
 * A step whose right side is altered.
 *
 * @param origin where it is from, for the report
 * @param lhs the left side; of a derivative the function
 * @param by what a derivative is taken by; null for a relation
 * @param order the order of the derivative
 */
record Step(String origin, RelOp op, Expr lhs, Expr rhs, Expr.Sym by, int order, Assumed assumed) {

  Step with(Expr altered) {
    return new Step(origin, op, lhs, altered, by, order, assumed);
  }

  /** The same relation with its sides exchanged, so that the other side is altered. */
  Step turned() {
    return new Step(origin, op.flip(), rhs, lhs, null, 0, assumed);
  }

  Judgement judged(Judge judge) {
    return by != null ? judge.derivative(lhs, by, order, rhs, assumed) : judge.relation(op, lhs, rhs, assumed);
  }

  List<Expr> sides() {
    return List.of(lhs, rhs);
  }

  @Override
  public String toString() {
    var left = by == null ? lhs.toString() : "D(" + lhs + "," + by + (order > 1 ? "," + order : "") + ")";
    return left + " " + op.plain() + " " + rhs + (assumed.relations().isEmpty() ? "" : "   for " + assumed.relations());
  }
}
