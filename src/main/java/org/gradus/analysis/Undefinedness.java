package org.gradus.analysis;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/** Points beside which a function is certainly not defined: √x below 0. */
final class Undefinedness {

  private Undefinedness() {}

  /** Whether e is proved to be undefined wherever the assumptions hold. */
  static boolean everywhere(Expr e, Kernel kernel, List<Expr> assumptions) {
    try {
      return Guards.of(e).stream().anyMatch(g -> g.kind() == Guards.Kind.DEFINES
          && kernel.relation(negated(g.relation().op()), g.lhs(), Exprs.ZERO, assumptions).proved());
    } catch (Undecided _) {
      return false;
    }
  }

  private static RelOp negated(RelOp op) {
    return switch (op) {
      case GT -> RelOp.LE;
      case GE -> RelOp.LT;
      case LT -> RelOp.GE;
      case LE -> RelOp.GT;
      case NE -> RelOp.EQ;
      case EQ, APPROX -> RelOp.NE;
    };
  }

  /** Whether e is proved to be undefined at all points near enough on the side (−1 below, +1 above). */
  static boolean beside(Expr e, Expr.Sym x, Expr to, int side, Kernel kernel, List<Expr> assumptions) {
    try {
      for (var g : Guards.of(e)) {
        if (g.kind() != Guards.Kind.DEFINES || !Trees.freeSymbols(g.lhs()).contains(x)) {
          continue;
        }
        var sign = Gruntz.eventualSign(g.lhs(), x, to, side, kernel, assumptions);
        if (sign == null) {
          return false;
        }
        if (!g.relation().op().holdsForSign(sign)) {
          return true;
        }
      }
      return false;
    } catch (Undecided _) {
      return false;
    }
  }
}
