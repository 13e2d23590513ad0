package org.gradus.notation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * {@code \sum_{i<j}} runs over pairs where j stands nowhere but under such signs; else it runs over i alone, and j is given.
 */
public final class PairSums {

  private static final Set<RelOp> ORDER = Set.of(RelOp.LT, RelOp.LE, RelOp.GT, RelOp.GE);

  private PairSums() {}

  /**
   * The expressions with the second index of every such sum bound too.
   *
   * @param given whether a letter has a meaning of its own
   */
  public static List<Expr> closed(List<Expr> expressions, Predicate<String> given) {
    var second = new HashSet<Expr.Sym>();
    for (var e : expressions) {
      Trees.any(e, x -> {
        var j = second(x);
        if (j != null && !given.test(j.name())) {
          second.add(j);
        }
        return false;
      });
    }
    second.removeIf(j -> expressions.stream().anyMatch(e -> Trees.freeSymbols(without(e, j)).contains(j)));
    return second.isEmpty() ? expressions : expressions.stream().map(e -> closed(e, second)).toList();
  }

  /** The letter that an index is compared with below its sign; null if there is none. */
  private static Expr.Sym second(Expr e) {
    return e instanceof Expr.Big b && b.lower() == null && b.upper() == null && b.body() instanceof Expr.Cases c && c.conditions().size() == 1
        && c.conditions().getFirst() instanceof Expr.Rel r && ORDER.contains(r.op()) && r.lhs().equals(b.index())
        && r.rhs() instanceof Expr.Sym j ? j : null;
  }

  private static Expr without(Expr e, Expr.Sym j) {
    return j.equals(second(e)) ? Exprs.ZERO : Trees.children(e).isEmpty() ? e : Trees.map(e, x -> without(x, j));
  }

  private static Expr closed(Expr e, Set<Expr.Sym> second) {
    var j = second(e);
    var inner = Trees.children(e).isEmpty() ? e : Trees.map(e, x -> closed(x, second));
    return j == null || !second.contains(j) ? inner
        : ((Expr.Big) e).kind() == Expr.Big.Kind.SUM ? Exprs.sum(inner, j, null, null) : Exprs.product(inner, j, null, null);
  }
}
