package org.gradus.claim;

import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Lagrange multipliers: the derivative by one is what the constraint sets to 0, so that the constraint must not be used for it. */
final class Multipliers {

  private Multipliers() {}

  /** Whether the relation is the constraint that belongs to the variable by which the expression is a derivative. */
  static boolean isConstraintOf(Expr derivative, Expr relation) {
    if (!(derivative instanceof Expr.Diff d && d.order() == 1 && d.by() instanceof Expr.Sym by)
        || !(relation instanceof Expr.Rel r && r.op() == RelOp.EQ) || r.lhs() instanceof Expr.Sym || Trees.freeSymbols(r).contains(by)) {
      return false;
    }
    try {
      var slope = Derivatives.carryOut(derivative);
      var residual = Exprs.sub(r.lhs(), r.rhs());
      return Probe.look(slope, residual) == Probe.Sight.IDENTITY || Probe.look(slope, Exprs.neg(residual)) == Probe.Sight.IDENTITY;
    } catch (Derivatives.NotDifferentiable _) {
      return false;
    }
  }
}
