package org.gradus.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.analysis.Moving;
import org.gradus.claim.Claim;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** Components that stand under no sum are variables like any other, if no two of them can be the same one. */
final class Components {

  private Components() {}

  /** The step with its components as plain variables, or the step itself where that would lose something. */
  static Claim.Step asVariables(Claim.Step s) {
    if (s.lhs() == null || s.rhs() == null || s.solution() != null || s.property() != null) {
      return s;
    }
    var names = new LinkedHashMap<Expr, Expr>();
    for (var side : List.of(s.lhs(), s.rhs())) {
      if (Trees.any(side, x -> x instanceof Expr.Big || x instanceof Expr.Diff d && d.by() instanceof Expr.Indexed)) {
        return s;
      }
      Trees.any(side, x -> {
        if (x instanceof Expr.Indexed i) {
          names.put(i, Exprs.sym(i.toString()));
        }
        return false;
      });
    }
    if (names.isEmpty() || mayCoincide(names)) {
      return s;
    }
    return new Claim.Step(s.place(), s.written(), s.kind(), s.op(), Trees.substitute(s.lhs(), names),
        Trees.substitute(s.rhs(), names), s.proposition(), List.of(), s.setting(), s.unreadable(), s.decimals(),
        s.solution(), s.property(), s.expectation(), s.implicit(), s.notes());
  }

  /** A symbol for each component, where all that moves are components with numbers; empty otherwise. */
  static Map<Expr, Expr.Sym> numbered(Expr e, List<Expr> variables) {
    var names = new LinkedHashMap<Expr, Expr.Sym>();
    boolean other = Trees.any(e, x -> x instanceof Expr.Big || variables.contains(x) && !(x instanceof Expr.Indexed));
    Trees.any(e, x -> {
      if (x instanceof Expr.Indexed i && Moving.byComponents(i, variables)) {
        names.put(i, Exprs.sym(i.toString()));
      }
      return false;
    });
    return other || !names.keySet().stream().allMatch(x -> numeric((Expr.Indexed) x)) || variables.stream().anyMatch(v -> v instanceof Expr.Indexed)
        ? Map.of() : names;
  }

  /** x_i and x_j may be the same number; x_1 and x_2 are not. */
  private static boolean mayCoincide(Map<Expr, Expr> names) {
    var seen = new LinkedHashMap<String, Expr.Indexed>();
    for (var e : names.keySet()) {
      var i = (Expr.Indexed) e;
      var other = seen.put(i.base(), i);
      if (other != null && !(numeric(i) && numeric(other))) {
        return true;
      }
    }
    return false;
  }

  private static boolean numeric(Expr.Indexed i) {
    return i.sub().stream().allMatch(x -> x instanceof Expr.Num) && i.sup().stream().allMatch(x -> x instanceof Expr.Num);
  }
}
