package org.gradus.analysis;

import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * A sine or cosine that keeps oscillating, replaced by a parameter of [−1, 1]. What the algorithm then proves holds for
 * every value of that compact interval, with strict signs, hence uniformly; a limit that is free of the parameter is
 * therefore the limit. One that is not is left open.
 */
final class GruntzOscillation {

  private static final String PREFIX = "gruntz osc";

  private GruntzOscillation() {}

  static Expr parameter(int number, GruntzConstants constants) {
    var p = Exprs.sym(PREFIX + number);
    constants.assume(Exprs.rel(RelOp.GE, p, Exprs.MINUS_ONE));
    constants.assume(Exprs.rel(RelOp.LE, p, Exprs.ONE));
    return p;
  }

  static boolean occursIn(Expr e) {
    return Trees.any(e, n -> n instanceof Expr.Sym s && s.name().startsWith(PREFIX));
  }
}
