package org.gradus.claim;

import java.util.Objects;
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
    if (isOfArrays(r)) {
      var whole = Exprs.sym("constrained_");
      var factor = factor(d.body(), by);
      var slope = factor == null ? null : withName(factor, r.lhs(), whole);
      return slope != null && !isOfArrays(slope) && isResidual(slope, Exprs.sub(whole, r.rhs()));
    }
    try {
      var slope = Derivatives.carryOut(derivative);
      return isResidual(slope, Exprs.sub(r.lhs(), r.rhs()));
    } catch (Derivatives.NotDifferentiable _) {
      return false;
    }
  }

  private static boolean isResidual(Expr slope, Expr residual) {
    return Probe.look(slope, residual) == Probe.Sight.IDENTITY || Probe.look(slope, Exprs.neg(residual)) == Probe.Sight.IDENTITY;
  }

  /** Whether it is about sums, components, vectors or matrices. */
  private static boolean isOfArrays(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Big || x instanceof Expr.Indexed || x instanceof Expr.Call c && !c.function().scalar());
  }

  /** What the name is multiplied with in a sum of terms; null if it stands anywhere but as a factor. */
  private static Expr factor(Expr e, Expr.Sym name) {
    if (!Trees.isFree(e, name)) {
      return Exprs.ZERO;
    }
    return switch (e) {
      case Expr.Sym s -> Exprs.ONE;
      case Expr.Add a -> {
        var terms = a.args().stream().map(t -> factor(t, name)).toList();
        yield terms.contains(null) ? null : Exprs.add(terms);
      }
      case Expr.Mul m -> {
        var with = m.args().stream().filter(t -> Trees.isFree(t, name)).toList();
        var rest = with.size() == 1 ? factor(with.getFirst(), name) : null;
        yield rest == null ? null : Exprs.mul(m.args().stream().map(t -> t == with.getFirst() ? rest : t).toList());
      }
      default -> null;
    };
  }

  /** With a name in place of a sum or a product of vectors. */
  private static Expr withName(Expr e, Expr part, Expr.Sym name) {
    return isSame(e, part) ? name : Trees.map(e, x -> withName(x, part, name));
  }

  private static boolean isSame(Expr e, Expr part) {
    return e.equals(part) || e instanceof Expr.Big x && part instanceof Expr.Big y && x.kind() == y.kind() && Objects.equals(x.lower(), y.lower())
        && Objects.equals(x.upper(), y.upper()) && Trees.substitute(x.body(), x.index(), y.index()).equals(y.body());
  }
}
