package org.gradus.tensor;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * det(A + UV) = det A · det(I + VA⁻¹U), of two sizes the smaller one by name: the matrix determinant lemma, and for A = ±I the
 * theorem of Weinstein and Aronszajn (Harville 1997, section 18.1).
 */
final class DeterminantLemma {

  private final Shapes shapes;
  private final List<Expr> inverted;

  private DeterminantLemma(Typing typing, List<Expr> inverted) {
    this.shapes = new Shapes(typing);
    this.inverted = inverted;
  }

  /** The expression with determinants of sums by those of the smaller size; {@code inverted} are matrices that are known to have an inverse. */
  static Expr of(Expr e, Typing typing, List<Expr> inverted) {
    return new DeterminantLemma(typing, inverted).of(e);
  }

  private Expr of(Expr e) {
    if (!Trees.any(e, x -> x instanceof Expr.Call c && c.is("det"))) {
      return e;
    }
    var inner = Trees.map(e, this::of);
    return inner instanceof Expr.Call c && c.is("det") ? determinant(c) : inner;
  }

  private Expr determinant(Expr.Call det) {
    var terms = det.arg() instanceof Expr.Add a ? a.args() : List.<Expr>of();
    if (terms.size() != 2) {
      return det;
    }
    for (int i = 0; i < 2; i++) {
      var first = terms.get(i);
      var word = new Word(Exprs.ONE, new ArrayList<>());
      if (isInvertible(first) && (word = word(terms.get(1 - i))) != null && word.factors().size() > 1) {
        var shorter = shorter(first, word);
        if (shorter != null) {
          return shorter;
        }
      }
    }
    return det;
  }

  private boolean isUnit(Expr e) {
    return e instanceof Expr.Call c && c.is("identity");
  }

  private boolean isInvertible(Expr e) {
    return isUnit(e) || inverted.contains(e);
  }

  /** By the split with the least size between two factors; null if none is less than that of the matrix. */
  private Expr shorter(Expr a, Word word) {
    var least = shapes.of(a).rows();
    int cut = -1;
    for (int i = 1; i < word.factors().size(); i++) {
      var inner = shapes.of(word.factors().get(i)).rows();
      if (Exprs.isOne(inner) && !Exprs.isOne(least) || !Exprs.isOne(least) && inner.toString().compareTo(least.toString()) < 0) {
        least = inner;
        cut = i;
      }
    }
    if (cut < 0) {
      return null;
    }
    var turned = new ArrayList<>(word.factors().subList(cut, word.factors().size()));
    if (!isUnit(a)) {
      turned.add(a instanceof Expr.Call c && c.is("inverse") ? c.arg() : Exprs.call("inverse", a));
    }
    turned.addAll(word.factors().subList(0, cut));
    var product = Exprs.mul(word.number(), turned.stream().reduce((x, y) -> Exprs.call("matmul", x, y)).orElseThrow());
    var inside = Exprs.isOne(least) ? Exprs.add(Exprs.ONE, product) : Exprs.call("det", Exprs.add(Exprs.call("identity", least), product));
    return isUnit(a) ? inside : Exprs.mul(Exprs.call("det", a), inside);
  }

  /** A number times a product of matrices. */
  private record Word(Expr number, List<Expr> factors) {}

  private Word word(Expr e) {
    var numbers = new ArrayList<Expr>();
    var factors = new ArrayList<Expr>();
    split(e, numbers, factors);
    return factors.isEmpty() ? null : new Word(Exprs.mul(numbers), factors);
  }

  private void split(Expr e, List<Expr> numbers, List<Expr> factors) {
    if (shapes.of(e).isScalar()) {
      numbers.add(e);
    } else if (e instanceof Expr.Mul m) {
      m.args().forEach(x -> split(x, numbers, factors));
    } else if (e instanceof Expr.Call c && c.is("matmul")) {
      c.args().forEach(x -> split(x, numbers, factors));
    } else {
      factors.add(e);
    }
  }
}
