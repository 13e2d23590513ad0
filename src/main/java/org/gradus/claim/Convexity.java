package org.gradus.claim;

import java.util.List;
import org.gradus.expr.Expr;

/** The claim that an expression is convex, concave, or not convex, in some variables. */
public record Convexity(Expr body, List<Expr> variables, Form form) {
  public Convexity {
    variables = List.copyOf(variables);
  }

  /** What is claimed. */
  public enum Form { CONVEX, CONCAVE, NOT_CONVEX }
}
