package org.gradus.verify;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Slope;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.StableForms;

/** Derivatives in a claim as they should be computed: with tanh and sech in place of quotients of exponentials, of which intervals know no bounds. */
final class TidySlopes {

  private TidySlopes() {}

  /** For each derivative what the checker makes of it, and a form that should have the same value; empty where there is none. */
  static Map<Expr, Expr> of(Claim.Relation claim) {
    var found = new LinkedHashMap<Expr, Expr>();
    Trees.any(Exprs.rel(RelOp.EQ, claim.lhs(), claim.rhs()), e -> {
      if (e instanceof Expr.Diff d && d.by() instanceof Expr.Sym) {
        try {
          var tidy = squares(Derivatives.of(StableForms.of(d.body()), d.by(), d.order()));
          var plain = Slope.carryOut(d);
          if (!plain.equals(tidy)) {
            found.put(plain, tidy);
          }
        } catch (Rejected | Derivatives.NotDifferentiable | IllegalArgumentException _) {
          // it stays as it is
        }
      }
      return false;
    });
    return found;
  }

  /** 1 − tanh²u as sech²u. */
  private static Expr squares(Expr e) {
    var inside = Trees.children(e).isEmpty() ? e : Trees.map(e, TidySlopes::squares);
    return inside instanceof Expr.Add a && a.args().size() == 2 && Exprs.isOne(a.args().get(0)) && Exprs.neg(a.args().get(1)) instanceof Expr.Pow p
        && p.exponent().equals(Exprs.TWO) && p.base() instanceof Expr.Call c && c.is("tanh") ? Exprs.pow(Exprs.call("sech", c.arg()), Exprs.TWO) : inside;
  }
}
