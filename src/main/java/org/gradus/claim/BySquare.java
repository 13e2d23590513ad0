package org.gradus.claim;

import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * The derivative by the square of a variable, {@code ∂ℓ/∂σ²}: with u = v², dv/du = 1/(2v) on either side of v = 0, so that
 * df/du = f'(v)/(2v) whatever form v has in f.
 */
final class BySquare {

  private BySquare() {}

  /** Null if it is not by the square of a variable that the body contains. */
  static Expr derivative(Expr body, Expr by, int order) {
    if (!(by instanceof Expr.Pow p) || !p.exponent().equals(Exprs.TWO) || !(p.base() instanceof Expr.Sym || p.base() instanceof Expr.Indexed)
        || !Trees.any(body, x -> x.equals(p.base()))) {
      return null;
    }
    var result = body;
    for (int i = 0; i < order; i++) {
      result = Exprs.div(Exprs.diff(result, p.base(), 1), Exprs.mul(Exprs.TWO, p.base()));
    }
    return result;
  }
}
