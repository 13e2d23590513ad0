package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/** Derivatives written as subscripts: with g(x, y) = … in force, g_x and g_{xy} are derivatives of g. */
final class PartialNames {

  private PartialNames() {}

  /** What a name without a meaning of its own is as a derivative, or null. */
  static Expr of(String name, Context context) {
    int bar = name.lastIndexOf('_');
    if (bar <= 0 || context.isDefined(name) || context.isDeclared(name)) {
      return null;
    }
    var g = context.definition(name.substring(0, bar));
    if (g == null || !g.isFunction() || g.parameters().size() < 2) {
      return null;
    }
    var by = parameters(name.substring(bar + 1), g.parameters());
    if (by == null) {
      return null;
    }
    Expr derivative = Exprs.apply(g.name(), 0, g.parameters());
    for (var x : by) {
      derivative = Exprs.diff(derivative, x, 1);
    }
    return derivative;
  }

  /** The subscript as one or two parameters in a row, or null. */
  private static List<Expr.Sym> parameters(String label, List<Expr.Sym> parameters) {
    for (var p : parameters) {
      if (label.equals(p.name())) {
        return List.of(p);
      }
      if (label.startsWith(p.name())) {
        var rest = label.substring(p.name().length());
        var last = parameters.stream().filter(q -> q.name().equals(rest)).findFirst();
        if (last.isPresent()) {
          return new ArrayList<>(List.of(p, last.get()));
        }
      }
    }
    return null;
  }
}
