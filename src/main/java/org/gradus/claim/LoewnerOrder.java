package org.gradus.claim;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.notation.Rank;
import org.gradus.notation.Ranks;
import org.gradus.notation.Relation;

/** A ⪰ B: A − B is positive semidefinite, that is vᵀ(A − B)v ≥ 0 for every vector v (Horn and Johnson 2013, §7.7). */
final class LoewnerOrder {

  private LoewnerOrder() {}

  /** Whether the sign orders matrices. */
  static boolean is(Relation sign) {
    return sign.latex().matches("\\\\?(?:succ|prec)(?:curly)?(?:eq)?");
  }

  /**
   * vᵀ(A − B)v, to be compared with 0. Throws {@link UnresolvedException} for what is no matrix.
   *
   * @param written the sides as they are written
   */
  static Expr form(Expr a, Expr b, List<Expr> written, Context context) {
    var difference = Exprs.isZero(b) ? a : Exprs.isZero(a) ? Exprs.neg(b) : Exprs.sub(a, b);
    if (written.stream().noneMatch(e -> new Ranks(context).of(e) == Rank.MATRIX)) {
      throw new UnresolvedException("⪰ is read between matrices; write ≥ between numbers");
    }
    var v = Exprs.sym(Ranks.ANY);
    return Exprs.call("matmul", Exprs.call("transpose", v), Exprs.call("matmul", difference, v));
  }
}
