package org.gradus.certificate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/**
 * What is given of products of a matrix with its transpose: {@code WᵀW = I} and {@code WWᵀ = I}.
 *
 * @param columns the matrices of which the first is given
 * @param rows    the matrices of which the second is given
 */
record Orthonormal(Set<String> columns, Set<String> rows) {

  /** Of assumptions of which all are of this kind. */
  static Orthonormal of(List<Expr.Rel> products) {
    var columns = new LinkedHashSet<String>();
    var rows = new LinkedHashSet<String>();
    for (var p : products) {
      var factors = ((Expr.Call) p.lhs()).args();
      if (factors.get(1) instanceof Expr.Sym w) {
        columns.add(w.name());
      } else {
        rows.add(((Expr.Sym) factors.get(0)).name());
      }
    }
    return new Orthonormal(columns, rows);
  }

  /** Whether the assumption is {@code matmul(transpose(W), W) = identity(n)} with as many columns, or likewise with rows. */
  static boolean is(Expr a, Claim.Sums s) {
    if (!(a instanceof Expr.Rel r) || r.op() != RelOp.EQ || !(r.lhs() instanceof Expr.Call c) || !c.is("matmul") || c.args().size() != 2) {
      return false;
    }
    var first = c.args().get(0);
    var second = c.args().get(1);
    var w = second instanceof Expr.Sym x ? x : first instanceof Expr.Sym x ? x : null;
    if (w == null || !s.shapes().containsKey(w.name()) || s.members().containsKey(w.name())) {
      return false;
    }
    var t = Exprs.call("transpose", w);
    var shape = s.shapes().get(w.name());
    return first.equals(t) && second.equals(w) && r.rhs().equals(Exprs.call("identity", shape.columns()))
        || first.equals(w) && second.equals(t) && r.rhs().equals(Exprs.call("identity", shape.rows()));
  }
}
