package org.gradus.claim;

import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** Formulas with vectors and matrices where each is a single number: an equation that fails there is no identity. */
final class OfSizeOne {

  private OfSizeOne() {}

  /** Whether an equation between vectors or matrices holds at some points only. */
  static boolean isOfSomePoints(Expr.Rel r) {
    if (!isOfArrays(r)) {
      return false;
    }
    var l = scalar(r.lhs());
    var right = scalar(r.rhs());
    return l != null && right != null && Probe.look(l, right) == Probe.Sight.SOME_POINTS;
  }

  static boolean isOfArrays(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Call c && !c.function().scalar());
  }

  /** Null for what says nothing at this size. */
  private static Expr scalar(Expr e) {
    if (e instanceof Expr.Matrix || e instanceof Expr.Indexed || e instanceof Expr.Apply || e instanceof Expr.Big || e instanceof Expr.Limit) {
      return null;
    }
    boolean[] open = {false};
    var inner = Trees.map(e, x -> {
      var s = scalar(x);
      open[0] |= s == null;
      return s == null ? x : s;
    });
    if (open[0]) {
      return null;
    }
    return !(inner instanceof Expr.Call c) || c.function().scalar() ? inner : switch (c.function().name()) {
      case "transpose", "trace", "det", "diag", "vec" -> c.arg();
      case "norm" -> Exprs.call("abs", c.arg());
      case "normsq" -> Exprs.pow(c.arg(), 2);
      case "inverse" -> Exprs.pow(c.arg(), -1);
      case "matmul", "hadamard", "dot", "outer", "kron" -> Exprs.mul(c.args());
      case "identity", "ones" -> Exprs.ONE;
      case "zeros" -> Exprs.ZERO;
      case "grad" -> c.args().get(1) instanceof Expr.Sym v ? Exprs.diff(c.arg(), v, 1) : null;
      default -> null;
    };
  }
}
