package org.gradus.tensor;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Shape;

/**
 * A derivative that was found, as an expression in index notation.
 *
 * @param value the derivative; of a vector or matrix its entry at {@code indices}, all ranges written; null if none was
 *     found
 * @param readable the same for people: known functions by their names, ranges only where they were written
 * @param shape its shape
 * @param indices the names of the row and the column index in {@code value}; a size of 1 has none
 * @param reason why there is no value, else null
 */
public record Derived(Expr value, Expr readable, Shape shape, List<Expr.Sym> indices, String reason) {
  public Derived {
    indices = List.copyOf(indices);
  }

  static Derived none(String reason) {
    return new Derived(null, null, null, List.of(), reason);
  }
}
