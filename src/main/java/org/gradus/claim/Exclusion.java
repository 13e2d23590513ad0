package org.gradus.claim;

import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/** Cases that exclude each other, so that naming one ends the other: {@code x > 0} and {@code x < 0}, {@code i = j} and {@code i ≠ j}. */
final class Exclusion {

  private Exclusion() {}

  /** Whether two assumptions cannot hold together; both compare the same with a number, the same two, or r with δ and −δ. */
  static boolean of(Expr one, Expr other) {
    if (one instanceof Expr.Logic l && l.op() == Expr.Logic.Op.AND) {
      return l.args().stream().anyMatch(a -> of(a, other));
    }
    if (other instanceof Expr.Logic l && l.op() == Expr.Logic.Op.AND) {
      return l.args().stream().anyMatch(a -> of(one, a));
    }
    return one instanceof Expr.Rel a && other instanceof Expr.Rel b && (rels(named(a), named(b)) || isBeyond(a, b) || isBeyond(b, a) || areOpposite(a, b));
  }

  /** {@code |r| ≤ δ} beside {@code r > δ} or {@code r < −δ}. */
  private static boolean isBeyond(Expr.Rel within, Expr.Rel other) {
    if (!(within.lhs() instanceof Expr.Call c) || !c.is("abs") || within.op() != RelOp.LE && within.op() != RelOp.LT) {
      return false;
    }
    var b = withLeft(c.arg(), other);
    if (b == null) {
      return false;
    }
    boolean closed = within.op() == RelOp.LE;
    return b.rhs().equals(within.rhs()) && (b.op() == RelOp.GT || !closed && b.op() == RelOp.GE)
        || b.rhs().equals(Exprs.neg(within.rhs())) && (b.op() == RelOp.LT || !closed && b.op() == RelOp.LE);
  }

  /** {@code r > δ} beside {@code r < −δ}: the two ends of a line, as people write them with δ > 0. */
  private static boolean areOpposite(Expr.Rel a, Expr.Rel other) {
    var b = withLeft(a.lhs(), other);
    return b != null && (a.rhs() instanceof Expr.Sym && isAbove(a.op()) && isAbove(b.op().flip()) || b.rhs() instanceof Expr.Sym && isAbove(b.op()) && isAbove(a.op().flip()))
        && a.rhs().equals(Exprs.neg(b.rhs()));
  }

  /** The relation with this on its left; null if it stands on neither side alone. */
  private static Expr.Rel withLeft(Expr left, Expr.Rel r) {
    return r.lhs().equals(left) ? r : r.rhs().equals(left) ? (Expr.Rel) Exprs.rel(r.op().flip(), r.rhs(), r.lhs()) : null;
  }

  private static boolean isAbove(RelOp op) {
    return op == RelOp.GT || op == RelOp.GE;
  }

  /** With the name, or what is compared with a number, on the left. */
  private static Expr.Rel named(Expr.Rel r) {
    boolean turn = !(r.lhs() instanceof Expr.Sym) && r.rhs() instanceof Expr.Sym || r.lhs() instanceof Expr.Num
        || r.lhs() instanceof Expr.Sym x && r.rhs() instanceof Expr.Sym y && x.name().compareTo(y.name()) > 0;
    return turn ? (Expr.Rel) Exprs.rel(r.op().flip(), r.rhs(), r.lhs()) : r;
  }

  private static boolean rels(Expr.Rel a, Expr.Rel b) {
    if (!a.lhs().equals(b.lhs())) {
      return false;
    }
    if (a.rhs().equals(b.rhs())) {
      return !together(a.op(), b.op());
    }
    return a.rhs() instanceof Expr.Num p && b.rhs() instanceof Expr.Num q
        && (p.value().compareTo(q.value()) < 0 ? apart(a.op(), b.op()) : apart(b.op(), a.op()));
  }

  /** Whether x op c and x other c can both hold. */
  private static boolean together(RelOp op, RelOp other) {
    for (int sign = -1; sign <= 1; sign++) {
      if (holds(op, sign) && holds(other, sign)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(RelOp op, int sign) {
    return switch (op) {
      case EQ, APPROX -> sign == 0;
      case NE -> sign != 0;
      case LT -> sign < 0;
      case LE -> sign <= 0;
      case GT -> sign > 0;
      case GE -> sign >= 0;
    };
  }

  /** Whether x below p and x above q exclude each other for p < q. */
  private static boolean apart(RelOp p, RelOp q) {
    return (p == RelOp.LT || p == RelOp.LE || p == RelOp.EQ) && (q == RelOp.GT || q == RelOp.GE || q == RelOp.EQ);
  }
}
