package org.gradus.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;

/**
 * The points a claim speaks of: all real values of the variables that satisfy the constraints.
 *
 * @param variables the names, also of components ({@code x[1]}), in the order in which points are shown
 * @param constraints relations and connectives of relations over the variables, all of which hold
 * @param integers the variables that are integers
 */
public record Domain(List<String> variables, List<Expr> constraints, Set<String> integers) {

  public Domain {
    variables = List.copyOf(variables);
    constraints = List.copyOf(constraints);
    integers = Set.copyOf(integers);
  }

  /** All real values of the variables. */
  public static Domain reals(String... variables) {
    return new Domain(List.of(variables), List.of(), Set.of());
  }

  /** The same with further constraints. */
  public Domain where(Expr... more) {
    var all = new ArrayList<>(constraints);
    all.addAll(List.of(more));
    return new Domain(variables, all, integers);
  }

  /** The constraints, conjunctions taken apart. */
  List<Expr> facts() {
    var flat = new ArrayList<Expr>();
    constraints.forEach(c -> flatten(c, flat));
    return flat;
  }

  private static void flatten(Expr c, List<Expr> out) {
    if (c instanceof Expr.Logic l && l.op() == Expr.Logic.Op.AND) {
      l.args().forEach(x -> flatten(x, out));
    } else {
      out.add(c);
    }
  }
}
