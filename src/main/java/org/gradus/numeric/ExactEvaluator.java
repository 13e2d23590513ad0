package org.gradus.numeric;

import java.util.Map;
import java.util.Optional;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;

/** Exact values: those that stay rational through every operation that matters. */
public final class ExactEvaluator {

  private ExactEvaluator() {}

  /** The exact value at the point, or empty if it is undefined, not rational or not found to be. */
  public static Optional<Rational> value(Expr e, Map<String, Rational> point) {
    var x = PointEvaluator.enclose(e, point, 20);
    return x.isDefined() ? Optional.ofNullable(x.exact()) : Optional.empty();
  }
}
