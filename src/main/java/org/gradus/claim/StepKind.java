package org.gradus.claim;

import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Elaborator;
import org.gradus.notation.Relation;

/** Which sort of statement a relation between two sides is, by what it looks like. */
final class StepKind {

  private StepKind() {}

  static Kind unread(Side left, Side right, Relation sign) {
    return left.raw() == null && right.raw() == null ? Kind.EQUALITY
        : of(left.raw() != null ? left.raw() : right.raw(), Elaborator.relOp(sign.kind()));
  }

  static Kind of(Side left, Side right, Relation sign, RelOp op) {
    if (op == null || op == RelOp.LT || op == RelOp.LE || op == RelOp.GT || op == RelOp.GE || op == RelOp.NE) {
      return Kind.BOUND;
    }
    var shown = Rounding.shown(right, sign.kind() == Relation.Kind.APPROX);
    var kind = of(left.raw(), op);
    if (kind != Kind.LIMIT && shown != null) {
      return Kind.NUMERIC;
    }
    if (kind == Kind.EQUALITY) {
      kind = of(right.raw(), op);
    }
    if (kind == Kind.EQUALITY && Trees.freeSymbols(left.exact()).isEmpty() && Trees.freeSymbols(right.exact()).isEmpty()
        && !Trees.any(left.raw(), StepKind::isOpen) && !Trees.any(right.raw(), StepKind::isOpen)) {
      return Kind.NUMERIC;
    }
    return kind;
  }

  private static boolean isOpen(Expr x) {
    return x instanceof Expr.Apply || x instanceof Expr.Indexed;
  }

  private static Kind of(Expr e, RelOp op) {
    if (op != RelOp.EQ && op != RelOp.APPROX) {
      return Kind.BOUND;
    }
    if (Trees.any(e, x -> x instanceof Expr.Limit)) {
      return Kind.LIMIT;
    }
    boolean derivative = Trees.any(e, x -> x instanceof Expr.Diff || x instanceof Expr.Apply a && a.primes() > 0
        || x instanceof Expr.Sym s && s.name().endsWith("_prime")
        || x instanceof Expr.Call c && (c.is("grad") || c.is("hessian")));
    return derivative ? Kind.DERIVATIVE : Kind.EQUALITY;
  }
}
