package org.gradus.notation;

import java.util.List;
import org.gradus.expr.Expr;

/**
 * What a term means.
 *
 * @param expr the usual reading
 * @param readings how ambiguities were settled, in words
 * @param alternatives the other readings, where they differ
 */
public record Elaborated(Expr expr, List<String> readings, List<Expr> alternatives) {
  public Elaborated {
    readings = List.copyOf(readings);
    alternatives = List.copyOf(alternatives);
  }
}
