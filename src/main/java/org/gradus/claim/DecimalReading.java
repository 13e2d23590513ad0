package org.gradus.claim;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;

/**
 * The second reading of a claim with decimals: what was rounded is any number that rounds to it.
 *
 * @param lhs      the left side with stand-ins for rounded values
 * @param rhs      the right side with stand-ins; a decimal alone on the right is {@code claimed} instead
 * @param boxes    the stand-ins
 * @param claimed  the decimal alone on the right, or null
 * @param halfUnit half a unit of its last digit, or null
 */
public record DecimalReading(Expr lhs, Expr rhs, List<Box> boxes, Rational claimed, Rational halfUnit) {
  public DecimalReading {
    boxes = List.copyOf(boxes);
  }
}
