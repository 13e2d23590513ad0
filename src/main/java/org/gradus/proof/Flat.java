package org.gradus.proof;

import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.rel;

import java.util.List;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/** Where a function may vanish on a whole interval: it does so only where its derivatives vanish too. */
final class Flat {

  private static final int ORDERS = 4;

  private Flat() {}

  /** The facts with u = 0 and what follows of its derivatives inside an interval of zeros; null if there is none. */
  static Facts where(Expr u, Expr by, Facts facts, Oracle oracle, Work work) {
    var known = facts.with(List.of(rel(RelOp.EQ, u, ZERO)));
    for (int k = 1; k <= ORDERS; k++) {
      if (known.contradictory()) {
        return null;
      }
      var slope = derivative(u, by, k);
      if (slope == null || !everywhereDefined(slope, known)) {
        return known;
      }
      if (apart(u, slope, known, oracle, work)) {
        return null;
      }
      known = known.with(List.of(rel(RelOp.EQ, slope, ZERO)));
    }
    return known.contradictory() ? null : known;
  }

  private static Expr derivative(Expr u, Expr by, int order) {
    try {
      var d = Expansion.of(Derivatives.of(u, by, order));
      return CaseSplit.firstCases(d) == null ? d : null;
    } catch (Derivatives.NotDifferentiable _) {
      return null;
    }
  }

  /** An undefined derivative is no reason to think that there is no such point. */
  private static boolean everywhereDefined(Expr e, Facts known) {
    return Definedness.of(e).stream().allMatch(c -> known.decide((Expr.Rel) c) == Boolean.TRUE);
  }

  /** Whether the two are never 0 together, as sine and cosine: the sum of their squares is positive. */
  private static boolean apart(Expr u, Expr v, Facts known, Oracle oracle, Work work) {
    try {
      var sum = new Lowering(known, work, oracle).of(Expansion.of(Exprs.add(pow(u, 2), pow(v, 2)))).cancelled(work);
      return sum.rational() != null && sum.rational().signum() > 0;
    } catch (Lowering.Refused | ArithmeticException _) {
      return false;
    }
  }
}
