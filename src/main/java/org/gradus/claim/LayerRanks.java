package org.gradus.claim;

import java.util.List;
import java.util.function.Predicate;
import org.gradus.expr.Expr;

/** {@code z = Wx + b} where z is known to be a vector: W is a matrix, x and b are vectors. */
final class LayerRanks {

  /** The matrix and the vectors of a weighted input. */
  record Parts(Expr matrix, List<Expr> vectors) {}

  private LayerRanks() {}

  /**
   * What a sum of a product and a bias is made of; null if it is none.
   *
   * @param isMatrix whether a letter may stand for a matrix
   */
  static Parts of(Expr sum, Predicate<Expr> isMatrix) {
    if (!(sum instanceof Expr.Add a) || a.args().size() != 2) {
      return null;
    }
    for (int i = 0; i < 2; i++) {
      if (a.args().get(i) instanceof Expr.Mul m && m.args().size() == 2 && a.args().get(1 - i) instanceof Expr.Sym bias) {
        for (int j = 0; j < 2; j++) {
          if (isMatrix.test(m.args().get(j)) && m.args().get(1 - j) instanceof Expr.Sym x && !isMatrix.test(x)) {
            return new Parts(m.args().get(j), List.of(x, bias));
          }
        }
      }
    }
    return null;
  }
}
