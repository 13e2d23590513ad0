package org.gradus.proof;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/**
 * What relations of absolute values say without them: |u| &lt; c is −c &lt; u and u &lt; c; |u| &gt; c is u &gt; c or u &lt; −c, two cases
 * that are everything, whatever the sign of c.
 */
final class Magnitudes {

  private static final int MAX_SPLITS = 2;

  private Magnitudes() {}

  /** The assumptions case by case; empty where no absolute value is in them. */
  static List<List<Expr>> cases(List<Expr> assumptions) {
    List<List<Expr>> cases = List.of(List.of());
    boolean any = false;
    int splits = 0;
    for (var a : assumptions) {
      var m = Magnitude.of(a);
      boolean within = m != null && (m.op() == RelOp.LT || m.op() == RelOp.LE);
      boolean beyond = m != null && (m.op() == RelOp.GT || m.op() == RelOp.GE) && splits < MAX_SPLITS;
      any |= within || beyond;
      if (beyond) {
        splits++;
        var doubled = new ArrayList<List<Expr>>();
        for (var c : cases) {
          doubled.add(with(c, Exprs.rel(m.op(), m.inner(), m.bound())));
          doubled.add(with(c, Exprs.rel(m.op(), Exprs.neg(m.inner()), m.bound())));
        }
        cases = doubled;
      } else {
        cases = cases.stream().map(c -> within ? with(c, a, Exprs.rel(m.op(), m.inner(), m.bound()),
            Exprs.rel(m.op(), Exprs.neg(m.inner()), m.bound())) : with(c, a)).toList();
      }
    }
    return any ? cases : List.of();
  }

  private static List<Expr> with(List<Expr> assumptions, Expr... more) {
    var all = new ArrayList<>(assumptions);
    all.addAll(List.of(more));
    return all;
  }

  /** |inner| op bound. */
  private record Magnitude(Expr inner, RelOp op, Expr bound) {

    static Magnitude of(Expr e) {
      if (!(e instanceof Expr.Rel r)) {
        return null;
      }
      if (r.lhs() instanceof Expr.Call c && c.is("abs")) {
        return new Magnitude(c.arg(), r.op(), r.rhs());
      }
      return r.rhs() instanceof Expr.Call c && c.is("abs") ? new Magnitude(c.arg(), r.op().flip(), r.lhs()) : null;
    }
  }
}
