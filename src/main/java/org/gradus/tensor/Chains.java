package org.gradus.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.gradus.expr.Expr;

/** Products of several matrices, in which neighbours are taken together. */
final class Chains {

  private Chains() {}

  /** The factors of the product, neighbours taken together from the left as long as {@code product} says what they are; it gives null where it does not. */
  static List<Expr> joined(Expr chain, BinaryOperator<Expr> product) {
    var factors = new ArrayList<Expr>();
    flatten(chain, factors);
    for (int i = 0; i + 1 < factors.size();) {
      var together = product.apply(factors.get(i), factors.get(i + 1));
      if (together == null) {
        i++;
      } else {
        factors.set(i, together);
        factors.remove(i + 1);
        i = Math.max(0, i - 1);
      }
    }
    return factors;
  }

  private static void flatten(Expr e, List<Expr> factors) {
    if (e instanceof Expr.Call c && c.is("matmul")) {
      c.args().forEach(a -> flatten(a, factors));
    } else {
      factors.add(e);
    }
  }
}
