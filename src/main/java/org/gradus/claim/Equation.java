package org.gradus.claim;

import java.util.ArrayList;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * An equation, or several joined by and/or; the relation is null where it has no clear meaning.
 *
 * @param supposed meanings of its names that the document does not give in so many words
 */
record Equation(String latex, Expr relation, Set<Supposition> supposed) {

  Equation(String latex, Expr relation) {
    this(latex, relation, Set.of());
  }

  /** The relation with arrays that are written out taken apart: a column that is 0 is 0 in every component. */
  static Expr byComponents(Expr e) {
    return switch (e) {
      case Expr.Logic l when l.op() == Expr.Logic.Op.AND -> Exprs.and(Trees.each(l.args(), Equation::byComponents));
      case Expr.Rel r when r.op() == RelOp.EQ && r.lhs() instanceof Expr.Matrix m && Exprs.isZero(r.rhs()) -> apart(m, null);
      case Expr.Rel r when r.op() == RelOp.EQ && r.rhs() instanceof Expr.Matrix m && Exprs.isZero(r.lhs()) -> apart(m, null);
      case Expr.Rel r when r.op() == RelOp.EQ && r.lhs() instanceof Expr.Matrix m && r.rhs() instanceof Expr.Matrix n
          && m.rows().size() == n.rows().size() && m.rows().getFirst().size() == n.rows().getFirst().size() -> {
        var all = apart(m, n);
        yield speaksOfArrays(all) ? e : all; // blocks need not be of the same sizes
      }
      default -> e;
    };
  }

  private static Expr apart(Expr.Matrix m, Expr.Matrix n) {
    var all = new ArrayList<Expr>();
    for (int i = 0; i < m.rows().size(); i++) {
      for (int j = 0; j < m.rows().get(i).size(); j++) {
        all.add(byComponents(Exprs.rel(RelOp.EQ, m.rows().get(i).get(j), n == null ? Exprs.ZERO : n.rows().get(i).get(j))));
      }
    }
    return Exprs.and(all);
  }

  static boolean speaksOfArrays(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Matrix || x instanceof Expr.Call c && !c.function().scalar());
  }
}
