package org.gradus.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/** Domains that people leave unsaid. */
final class MissingAssumptions {

  /** An assumption and how to say it. */
  record Usual(Expr relation, String words) {}

  /** Names that count samples. */
  private static final Set<String> COUNTS = Set.of("n", "m", "N");

  private MissingAssumptions() {}

  static List<Usual> of(Expr.Sym x) {
    var usual = new ArrayList<Usual>();
    usual.add(new Usual(Exprs.or(List.of(eq(x, 0), eq(x, 1))), x + " in {0,1}"));
    usual.add(new Usual(Exprs.rel(RelOp.GT, x, Exprs.ZERO), x + " > 0"));
    usual.add(new Usual(Exprs.or(List.of(eq(x, -1), eq(x, 1))), x + " in {-1,1}"));
    if (COUNTS.contains(x.name())) {
      usual.add(new Usual(eq(x, 1), x + " = 1"));
    }
    return usual;
  }

  private static Expr eq(Expr x, long n) {
    return Exprs.rel(RelOp.EQ, x, Exprs.num(n));
  }
}
