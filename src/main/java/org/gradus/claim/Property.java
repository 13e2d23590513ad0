package org.gradus.claim;

import java.util.List;
import org.gradus.expr.Expr;

/**
 * The claim that a function has a certain shape.
 *
 * @param body the function
 * @param variables in which it is meant
 * @param value the point of a minimum, maximum or inflection; the bound of {@code bounded}, {@code Lipschitz} and
 *     {@code smooth}, the m of {@code strongly convex}, or null
 */
public record Property(Form form, Expr body, List<Expr> variables, Expr value) {
  public Property {
    variables = List.copyOf(variables);
  }

  /** What is claimed. */
  public enum Form {
    CONVEX, CONCAVE, NOT_CONVEX, QUASICONVEX, INCREASING, DECREASING, STRICTLY_INCREASING, STRICTLY_DECREASING, MONOTONE, BOUNDED,
    MINIMUM, MAXIMUM, INFLECTION, LIPSCHITZ, STRONGLY_CONVEX, SMOOTH
  }
}
