package org.gradus.analysis;

import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/** Limits of an analytic function at the ends of an interval on which it is defined. */
final class Ends {

  private final Ground ground;

  Ends(Ground ground) {
    this.ground = ground;
  }

  /**
   * The limit from inside.
   *
   * @param end null for infinity
   * @param low whether it is the lower end
   */
  Value limit(Expr f, Mark end, boolean low) {
    if (!Trees.freeSymbols(f).contains(ground.x)) {
      return Value.exactly(ground.simple(f));
    }
    if (end == null) {
      return found(f, low ? Exprs.neg(Exprs.INFINITY) : Exprs.INFINITY, 0, low ? "-∞" : "∞");
    }
    if (!end.isExact()) {
      return ground.at(f, end);
    }
    var there = Trees.substitute(f, Map.of(ground.x, end.exact()));
    if (continuousWhereDefined(f) && PointEvaluator.enclose(there, Map.of(), 25).isDefined()) {
      return Value.exactly(ground.simple(there));
    }
    return found(f, end.exact(), low ? 1 : -1, end.text());
  }

  private Value found(Expr f, Expr to, int side, String where) {
    var v = LimitFinder.of(f, ground.x, to, side, ground.kernel, List.of());
    if (v == null) {
      throw new Undecided("the limit of " + f + " at " + where + " was not found");
    }
    return Value.exactly(v.infinite() != 0 ? v.toExpr() : ground.simple(v.finite()));
  }

  /** Elementary functions are continuous where they are defined; powers such as x^x, and what has jumps, are left out. */
  private static boolean continuousWhereDefined(Expr f) {
    return !Trees.any(f, e -> e instanceof Expr.Cases || e instanceof Expr.Big || e instanceof Expr.Apply
        || e instanceof Expr.Pow p && !(p.exponent() instanceof Expr.Num) && !(p.base() instanceof Expr.Num || p.base() instanceof Expr.Const)
        || e instanceof Expr.Call c && switch (c.function().name()) {
          case "sign", "floor", "ceil", "step", "indicator", "mod", "atan2", "acot", "delta" -> true;
          default -> Kinks.has(c.function());
        });
  }
}
