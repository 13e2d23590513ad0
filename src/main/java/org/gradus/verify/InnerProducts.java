package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.claim.Arrays;
import org.gradus.claim.Assumption;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.Rank;
import org.gradus.notation.Ranks;

/**
 * A claim in which vectors stand only in inner products and the like is one about numbers: {@code wᵀh + b} with the one
 * number {@code wᵀh}.
 */
final class InnerProducts {

  private final Arrays arrays;
  private final Map<Expr, Expr> atoms = new HashMap<>();
  private final Set<String> inside = new HashSet<>();
  private boolean free = true;

  private InnerProducts(Arrays arrays) {
    this.arrays = arrays;
  }

  /**
   * The numbers that stand for what is made of vectors.
   *
   * @param by what is replaced by which name
   * @param free whether each of these numbers can take every value whatever the others are
   */
  record Found(Map<Expr, Expr> by, boolean free) {

    /** That products with a vector are 0 where the vector is assumed to be 0. */
    List<Assumption> vanishing(List<Assumption> assumptions) {
      var found = new ArrayList<Assumption>();
      for (var a : assumptions) {
        if (FixedLater.fixes(a) && Exprs.isZero(((Expr.Rel) a.relation()).rhs())) {
          var vector = ((Expr.Rel) a.relation()).lhs();
          by.forEach((product, number) -> {
            if (Trees.any(product, x -> x.equals(vector))) {
              found.add(new Assumption(Exprs.rel(RelOp.EQ, number, Exprs.ZERO), null, number.toString(), a.words()));
            }
          });
        }
      }
      return found;
    }
  }

  /** Null if vectors stand in the expressions in other ways too. */
  static Found in(List<Expr> expressions, Arrays arrays) {
    var search = new InnerProducts(arrays);
    for (var e : expressions) {
      if (!search.visit(e, new HashSet<>())) {
        return null;
      }
    }
    return new Found(Map.copyOf(search.atoms), search.free);
  }

  /** @param bound indices that run over something here */
  private boolean visit(Expr e, Set<String> bound) {
    if (!Sizes.concern(e, arrays)) {
      return true;
    }
    if (e instanceof Expr.Big || e instanceof Expr.Diff d && Sizes.concern(d.by(), arrays) || e instanceof Expr.Matrix) {
      return false;
    }
    if (e instanceof Expr.Call c && !c.function().scalar()) {
      return isNumber(c) && take(c);
    }
    if (e instanceof Expr.Sym || e instanceof Expr.Indexed) {
      return false;
    }
    for (var child : Trees.children(e)) {
      if (!visit(child, bound)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVector(Expr e, Arrays arrays) {
    return switch (e) {
      case Expr.Sym s -> arrays.rank(s.name(), 0) == Rank.COLUMN && !s.name().equals(Ranks.ONES);
      case Expr.Indexed x -> arrays.rank(x.base(), x.sub().size()) == Rank.COLUMN;
      default -> false;
    };
  }

  /** xᵀy or x·y of two names. */
  private boolean isNumber(Expr.Call c) {
    if (c.is("matmul") && c.args().get(0) instanceof Expr.Call t && t.is("transpose")) {
      return isVector(t.arg(), arrays) && isVector(c.args().get(1), arrays);
    }
    return c.is("dot") && isVector(c.args().get(0), arrays) && isVector(c.args().get(1), arrays);
  }

  private boolean take(Expr.Call c) {
    var a = c.is("matmul") ? ((Expr.Call) c.args().get(0)).arg() : c.args().get(0);
    var b = c.args().get(1);
    if (!atoms.containsKey(c)) {
      var first = a.toString().compareTo(b.toString()) <= 0 ? a : b;
      var name = Exprs.sym(first + "·" + (first == a ? b : a));
      free &= atoms.containsValue(name) || inside.add(a.toString()) & inside.add(b.toString());
      atoms.put(c, name);
    }
    return true;
  }
}
