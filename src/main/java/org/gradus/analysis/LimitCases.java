package org.gradus.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/** Limits that depend on the signs of parameters, or on the order of two of them: one value for each case. */
public final class LimitCases {

  /** Cases inside cases. */
  static final int MAX_DEPTH = 2;

  /** The limit under some conditions on the parameters; the cases together cover all values. */
  public record Case(List<Expr> conditions, Expr value) {
    @Override
    public String toString() {
      return String.join(" and ", conditions.stream().map(Expr::toString).toList()) + ": " + value;
    }
  }

  private LimitCases() {}

  /** The cases, at least two; empty where no such distinction settles every case. */
  public static List<Case> of(Expr e, Expr.Sym x, Expr to, int side, Kernel kernel, List<Expr> assumptions) {
    for (int depth = 1; depth <= MAX_DEPTH; depth++) {
      var found = split(e, x, to, side, kernel, assumptions, List.of(), MAX_DEPTH - depth, true);
      if (found != null) {
        return found;
      }
    }
    return List.of();
  }

  private static List<Case> split(Expr e, Expr.Sym x, Expr to, int side, Kernel kernel, List<Expr> assumptions, List<Expr> so, int depth, boolean first) {
    if (!first) {
      var value = LimitFinder.of(e, x, to, side, kernel, assumptions);
      if (value != null) {
        return List.of(new Case(so, value.toExpr()));
      }
    }
    if (depth == MAX_DEPTH) {
      return null;
    }
    for (var guard : guards(e, x)) {
      var all = new ArrayList<Case>();
      for (var op : List.of(RelOp.GT, RelOp.EQ, RelOp.LT)) {
        var condition = Exprs.rel(op, guard[0], guard[1]);
        var more = new ArrayList<>(assumptions);
        more.add(condition);
        var conditions = new ArrayList<>(so);
        conditions.add(condition);
        if (kernel.relation(negated(op), guard[0], guard[1], assumptions).proved()) {
          continue; // this case does not occur
        }
        var f = op == RelOp.EQ ? Trees.substitute(e, Map.of(guard[0], guard[1])) : e;
        var cases = split(f, x, to, side, kernel, op == RelOp.EQ ? assumptions : more, conditions, depth + 1, false);
        if (cases == null) {
          all.clear();
          break;
        }
        all.addAll(cases);
      }
      if (all.size() > 1) {
        return all;
      }
    }
    return null;
  }

  private static RelOp negated(RelOp op) {
    return op == RelOp.GT ? RelOp.LE : op == RelOp.LT ? RelOp.GE : RelOp.NE;
  }

  private static List<Expr[]> guards(Expr e, Expr.Sym x) {
    var names = Trees.freeSymbols(e).stream().filter(s -> !s.equals(x)).toList();
    var all = new ArrayList<Expr[]>();
    for (int i = 0; i < names.size(); i++) {
      all.add(new Expr[] {names.get(i), Exprs.ZERO});
      for (int j = i + 1; j < names.size(); j++) {
        all.add(new Expr[] {names.get(i), names.get(j)});
      }
      all.add(new Expr[] {names.get(i), Exprs.ONE});
    }
    return all;
  }
}
