package org.gradus.tensor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Equalities multiplied by a matrix whose inverse stands at the end of a product: (A + UCV)⁻¹ = … is I = (A + UCV)·… . Where both
 * sides are defined the matrix is invertible, so the one equality holds if and only if the other does.
 */
final class Clearing {

  private static final int MAX_TERMS = 12;

  private final Shapes shapes;

  private Clearing(Typing typing) {
    this.shapes = new Shapes(typing);
  }

  /** An equality, and the matrix that it was multiplied by. */
  record Cleared(Expr lhs, Expr rhs, Expr by, boolean left) {}

  /** The equalities that come from one by clearing one inverse of a sum, from the left or from the right. */
  static List<Cleared> of(Expr lhs, Expr rhs, Typing typing) {
    if (!Trees.any(lhs, Clearing::isInverseOfSum) && !Trees.any(rhs, Clearing::isInverseOfSum)) {
      return List.of();
    }
    var c = new Clearing(typing);
    var l = c.words(lhs);
    var r = c.words(rhs);
    if (l == null || r == null || l.size() + r.size() > MAX_TERMS) {
      return List.of();
    }
    var all = new ArrayList<>(l);
    all.addAll(r);
    var found = new ArrayList<Cleared>();
    for (boolean left : new boolean[] {true, false}) {
      var ends = new LinkedHashSet<Expr>();
      all.stream().filter(w -> !w.factors().isEmpty()).map(w -> left ? w.factors().getFirst() : w.factors().getLast()).filter(Clearing::isInverseOfSum).forEach(ends::add);
      for (var end : ends) {
        found.add(new Cleared(c.times(l, end, left), c.times(r, end, left), ((Expr.Call) end).arg(), left));
      }
    }
    return found;
  }

  private static boolean isInverseOfSum(Expr e) {
    return e instanceof Expr.Call c && c.is("inverse") && c.arg() instanceof Expr.Add;
  }

  /** A number times a product of matrices. */
  private record Word(Expr number, List<Expr> factors) {}

  /** The terms as words; null where a term is something else, a product of sums included. */
  private List<Word> words(Expr e) {
    var found = new ArrayList<Word>();
    for (var term : e instanceof Expr.Add a ? a.args() : Exprs.isZero(e) ? List.<Expr>of() : List.of(e)) {
      var numbers = new ArrayList<Expr>();
      var factors = new ArrayList<Expr>();
      if (!split(term, numbers, factors)) {
        return null;
      }
      found.add(new Word(Exprs.mul(numbers), factors));
    }
    return found;
  }

  private boolean split(Expr e, List<Expr> numbers, List<Expr> factors) {
    if (shapes.of(e).isScalar()) {
      return numbers.add(e);
    }
    return switch (e) {
      case Expr.Mul m -> m.args().stream().allMatch(x -> split(x, numbers, factors));
      case Expr.Call c when c.is("matmul") -> c.args().stream().allMatch(x -> split(x, numbers, factors));
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().isIntegerWithin(4) && !n.value().isZero() -> {
        for (int i = 0; i < Math.abs(n.value().intValueExact()); i++) {
          factors.add(n.value().signum() < 0 ? Exprs.call("inverse", p.base()) : p.base());
        }
        yield true;
      }
      default -> factors.add(e);
    };
  }

  private Expr times(List<Word> words, Expr inverse, boolean left) {
    var matrix = ((Expr.Call) inverse).arg();
    var terms = new ArrayList<Expr>();
    for (var w : words) {
      var factors = new ArrayList<>(w.factors());
      if ((left ? factors.getFirst() : factors.getLast()).equals(inverse)) {
        factors.remove(left ? 0 : factors.size() - 1);
      } else {
        factors.add(left ? 0 : factors.size(), matrix);
      }
      Expr product = factors.isEmpty() ? Exprs.call("identity", shapes.of(matrix).rows()) : factors.getFirst();
      for (var f : factors.isEmpty() ? factors : factors.subList(1, factors.size())) {
        product = Exprs.call("matmul", product, f);
      }
      terms.add(Exprs.mul(w.number(), product));
    }
    return Exprs.add(terms);
  }
}
