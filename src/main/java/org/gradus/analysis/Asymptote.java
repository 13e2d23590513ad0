package org.gradus.analysis;

import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/**
 * How a function behaves at ±∞.
 *
 * @param slope of the line it approaches; null where there is none
 * @param intercept of that line, or null
 * @param growth the leading term of the function, or of what is left over the line; null where unknown or zero
 */
public record Asymptote(Expr slope, Expr intercept, Growth growth) {

  public boolean linear() {
    return slope != null;
  }

  /** {@code z + exp(-z) + …}. */
  public String text(Expr x) {
    if (!linear()) {
      return growth == null ? "not known" : "~ " + growth.term();
    }
    var line = Exprs.isZero(slope) ? intercept : Exprs.add(Exprs.mul(slope, x), intercept);
    return growth == null ? line.toString() : (Exprs.isZero(line) ? "~ " + growth.term()
        : "= " + Exprs.add(line, growth.term()) + " + …");
  }
}
