package org.gradus.verify;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/** Domains that people leave unsaid. */
final class MissingAssumptions {

  /** An assumption and how to say it. */
  record Usual(Expr relation, String words) {}

  private MissingAssumptions() {}

  static List<Usual> of(Expr.Sym x) {
    return List.of(
        new Usual(Exprs.or(List.of(eq(x, 0), eq(x, 1))), x + " in {0,1}"),
        new Usual(Exprs.rel(RelOp.GT, x, Exprs.ZERO), x + " > 0"),
        new Usual(Exprs.or(List.of(eq(x, -1), eq(x, 1))), x + " in {-1,1}"),
        new Usual(eq(x, 1), x + " = 1"));
  }

  private static Expr eq(Expr x, long n) {
    return Exprs.rel(RelOp.EQ, x, Exprs.num(n));
  }
}
