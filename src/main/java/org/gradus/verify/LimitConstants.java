package org.gradus.verify;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Kinds;
import org.gradus.expr.Trees;
import org.gradus.numeric.Sampler;

/**
 * The parts of an expression that do not change when its variable does. Limit laws take them for numbers; where they have no
 * value together (√−2, 1/(log 2 + log 3 − log 6), √(−1 − a²)) the expression has none near any place, and no limit.
 */
final class LimitConstants {

  /** What has no values at points of numbers. */
  private static final int NO_VALUES = Kinds.INDEXED | Kinds.BIG | Kinds.DIFF | Kinds.LIMIT | Kinds.INTEGRAL | Kinds.AT | Kinds.MATRIX;

  private LimitConstants() {}

  /** Whether at some point where the assumptions hold all of these parts are certainly defined. */
  static boolean defined(Expr e, Expr.Sym x, Assumed assumed) {
    var parts = new ArrayList<Expr>();
    collect(e, x, parts);
    if (parts.isEmpty()) {
      return true;
    }
    var standIns = Unknown.standIns(parts);
    return Sampler.definedPoint(standIns, Judge.domain(standIns, assumed)).isPresent();
  }

  private static void collect(Expr e, Expr.Sym x, List<Expr> parts) {
    if (!Trees.freeSymbols(e).contains(x)) {
      if (!(e instanceof Expr.Num || e instanceof Expr.Const || e instanceof Expr.Sym) && !Kinds.occur(e, NO_VALUES)) {
        parts.add(e);
      }
      return;
    }
    // Which case is taken may depend on x, and what is bound takes other values.
    if (e instanceof Expr.Add || e instanceof Expr.Mul || e instanceof Expr.Pow || e instanceof Expr.Call) {
      Trees.children(e).forEach(child -> collect(child, x, parts));
    }
  }
}
