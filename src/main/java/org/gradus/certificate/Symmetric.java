package org.gradus.certificate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * What is known of the entries of matrices by name: S_ij = S_ji, also of the inverse of S, and X_ik = x_ik where the rows of X are
 * the members of a family. Every component gets one of its names.
 *
 * @param names of symmetric matrices
 * @param stacked the family in whose components those of a matrix are written
 */
public record Symmetric(Set<String> names, Map<String, Stack> stacked) {

  static final Symmetric NONE = new Symmetric(Set.of(), Map.of());

  /** A family of columns; its members are the columns of the matrix, where {@code turned}. */
  public record Stack(String family, boolean turned) {}

  /** The entry by its own name, its indices as they are. */
  Expr sorted(Expr e) {
    if (e instanceof Expr.Indexed x && x.sub().size() == 2 && x.sup().isEmpty()) {
      var stack = stacked.get(x.base());
      if (stack != null) {
        return Exprs.indexed(stack.family(), stack.turned() ? x.sub().reversed() : x.sub(), List.of());
      }
      return names.contains(x.base()) && after(x.sub().get(0), x.sub().get(1)) ? Exprs.indexed(x.base(), x.sub().reversed(), List.of()) : e;
    }
    return e instanceof Expr.Call c && Inverse.is(c) && c.is("component") && c.arg() instanceof Expr.Call inverse && inverse.arg() instanceof Expr.Sym s
        && names.contains(s.name()) && after(c.args().get(1), c.args().get(2)) ? Exprs.call("component", c.arg(), c.args().get(2), c.args().get(1)) : e;
  }

  private static boolean after(Expr i, Expr j) {
    return i.toString().compareTo(j.toString()) > 0;
  }

  /** All entries inside. */
  Expr within(Expr e) {
    return names.isEmpty() && stacked.isEmpty() ? e : sorted(Trees.children(e).isEmpty() ? e : Trees.map(e, this::within));
  }
}
