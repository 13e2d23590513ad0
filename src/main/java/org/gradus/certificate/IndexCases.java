package org.gradus.certificate;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * A case distinction by whether two indices are equal is u·δ + v·(1 − δ). Where u or v is undefined must not depend on the
 * indices, so that both forms are defined alike for almost all values of what else they hold, and by continuity equal everywhere.
 */
final class IndexCases {

  private IndexCases() {}

  static boolean is(Expr.Cases c) {
    return c.conditions().size() == 1 && c.otherwise() != null && c.conditions().get(0) instanceof Expr.Rel r && (r.op() == RelOp.EQ || r.op() == RelOp.NE)
        && isName(r.lhs()) && isName(r.rhs()) && independent(c.values().get(0), r) && independent(c.otherwise(), r);
  }

  static Expr byDelta(Expr.Cases c) {
    var r = (Expr.Rel) c.conditions().get(0);
    var equal = r.op() == RelOp.EQ ? c.values().get(0) : c.otherwise();
    var other = r.op() == RelOp.EQ ? c.otherwise() : c.values().get(0);
    var delta = r.lhs().equals(r.rhs()) ? Exprs.ONE : Exprs.call("delta", r.lhs(), r.rhs());
    return Exprs.add(Exprs.mul(equal, delta), Exprs.mul(other, Exprs.sub(Exprs.ONE, delta)));
  }

  private static boolean isName(Expr e) {
    return e instanceof Expr.Sym || e instanceof Expr.Num;
  }

  private static boolean independent(Expr e, Expr.Rel r) {
    for (var needed : Defined.of(e)) {
      var mentioned = Trees.freeSymbols(needed);
      if ((mentioned.contains(r.lhs()) || mentioned.contains(r.rhs()))
          && !Shape.implies(List.of(), Exprs.sub(needed.lhs(), needed.rhs()), needed.op())) {
        return false;
      }
    }
    return !Trees.any(e, x -> x instanceof Expr.Cases || x instanceof Expr.Big b && !Defined.of(b.body()).isEmpty()
        || x instanceof Expr.Pow p && !(p.exponent() instanceof Expr.Num) && Shape.of(List.of(), p.base()) != Shape.PLUS);
  }
}
