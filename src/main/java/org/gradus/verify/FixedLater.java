package org.gradus.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.claim.Assumption;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Assumptions that fix a variable ({@code y = 1}): put in after derivatives by it have been carried out. */
record FixedLater(Map<Expr, Expr> values) {

  FixedLater(List<Assumption> assumptions) {
    this(collect(assumptions));
  }

  private static Map<Expr, Expr> collect(List<Assumption> assumptions) {
    var map = new LinkedHashMap<Expr, Expr>();
    for (var a : assumptions) {
      if (fixes(a)) {
        var r = (Expr.Rel) a.relation();
        var name = r.lhs();
        var value = Trees.substitute(r.rhs(), map);
        if (!map.containsKey(name) && !Trees.freeSymbols(value).contains(name)) {
          map.replaceAll((_, v) -> Trees.substitute(v, Map.of(name, value))); // x = y and y = z: both are z
        }
        map.put(name, value);
      }
    }
    return map;
  }

  static boolean fixes(Assumption a) {
    return a.relation() instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym
        && !Trees.freeSymbols(r.rhs()).contains(r.lhs());
  }

  /** Two sides with the values put in. */
  record Sides(Expr left, Expr right, boolean isEmpty) {}

  Sides apply(Expr l, Expr r) {
    if (values.isEmpty()) {
      return new Sides(l, r, true);
    }
    return new Sides(Trees.substitute(Derivatives.carryOut(l), values),
        Trees.substitute(Derivatives.carryOut(r), values), false);
  }
}
