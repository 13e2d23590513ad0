package org.gradus.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.analysis.Gruntz;
import org.gradus.analysis.LimitFinder;
import org.gradus.analysis.Oscillations;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/** Judges claims about limits. */
final class Limits {

  private Limits() {}

  /** The limit, or null where it was not found. */
  static Expr of(Expr e, Expr.Sym x, Expr to, int side, Assumed assumed, Kernel kernel) {
    try {
      var body = Derivatives.carryOut(e);
      var value = LimitFinder.of(body, x, to, side, kernel, assumed.relations());
      return value == null ? null : value.toExpr();
    } catch (Derivatives.NotDifferentiable _) {
      return null;
    }
  }

  /** Whether the limits from below and from above are proved different. */
  static boolean sidesDiffer(Expr e, Expr.Sym x, Expr to, Assumed assumed, Kernel kernel) {
    try {
      var sides = Gruntz.sides(Derivatives.carryOut(e), x, to, kernel, assumed.relations());
      return Gruntz.differ(sides, kernel, assumed.relations());
    } catch (Derivatives.NotDifferentiable _) {
      return false;
    }
  }

  /** Why there is no limit, where an oscillation shows it; else null. */
  static String oscillates(Expr e, Expr.Sym x, Expr to, int side, Assumed assumed, Kernel kernel) {
    try {
      return Oscillations.nowhere(Derivatives.carryOut(e), x, to, side, kernel, assumed.relations());
    } catch (Derivatives.NotDifferentiable _) {
      return null;
    }
  }

  static boolean infinite(Expr e) {
    return e.equals(Exprs.INFINITY) || e.equals(Exprs.neg(Exprs.INFINITY));
  }

  /** Whether a limit that was found is the claimed one. */
  static Judgement compare(Expr value, Expr claimed, Assumed assumed, Judge judge) {
    if (infinite(value) || infinite(claimed)) {
      return value.equals(claimed) ? Judgement.proved("limit laws", List.of())
          : Judgement.refuted("limit laws", new Counterexample(Map.of(), value.toString(), claimed.toString()));
    }
    var j = judge.relation(RelOp.EQ, value, claimed, assumed);
    return switch (j.verdict()) {
      case "PROVED" -> Judgement.proved("limit laws", j.conditions());
      case "REFUTED" -> Judgement.refuted("limit laws", j.counterexample() == null
          ? new Counterexample(Map.of(), value.toString(), claimed.toString()) : j.counterexample());
      default -> j;
    };
  }

  /** A claim between expressions that contain limits. */
  static Judgement relation(Expr l, Expr r, Assumed assumed, Judge judge, Kernel kernel) {
    if (l instanceof Expr.Limit a && r instanceof Expr.Limit b && a.var().equals(b.var()) && a.to().equals(b.to())
        && a.side() == b.side()) {
      var same = judge.relation(RelOp.EQ, a.body(), b.body(), assumed);
      if (same.isProved()) {
        return Judgement.proved("equal expressions under the limit: " + same.method(), same.conditions());
      }
    }
    var left = resolve(l, assumed, kernel);
    var right = resolve(r, assumed, kernel);
    if (left == null || right == null) {
      return Judgement.undecided("the limit was not found");
    }
    return compare(left, right, assumed, judge);
  }

  /** The expression with its limits replaced by their values; null if one was not found. */
  static Expr resolve(Expr e, Assumed assumed, Kernel kernel) {
    var map = new HashMap<Expr, Expr>();
    boolean[] failed = {false};
    collect(e, assumed, kernel, map, failed);
    if (failed[0]) {
      return null;
    }
    var result = Trees.substitute(e, map);
    if (!infinite(result) && Trees.any(result, x -> x.equals(Exprs.INFINITY))) {
      // Only a multiple of an infinite limit has a value.
      return result instanceof Expr.Mul m && m.args().size() == 2 && m.args().get(0) instanceof Expr.Num n
          && !n.value().isZero() && m.args().get(1).equals(Exprs.INFINITY)
          ? n.value().signum() > 0 ? Exprs.INFINITY : Exprs.neg(Exprs.INFINITY) : null;
    }
    return result;
  }

  private static void collect(Expr e, Assumed assumed, Kernel kernel, Map<Expr, Expr> map, boolean[] failed) {
    if (e instanceof Expr.Limit l) {
      var value = l.var() instanceof Expr.Sym x && !Trees.any(l.body(), n -> n instanceof Expr.Limit)
          ? of(l.body(), x, l.to(), l.side(), assumed, kernel) : null;
      if (value == null) {
        failed[0] = true;
      } else {
        map.put(e, value);
      }
      return;
    }
    Trees.children(e).forEach(c -> collect(c, assumed, kernel, map, failed));
  }
}
