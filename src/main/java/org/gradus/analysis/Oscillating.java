package org.gradus.analysis;

import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/** Functions whose derivatives never become simpler: those with sines and cosines. */
final class Oscillating {

  private Oscillating() {}

  static boolean is(Expr f) {
    return Trees.any(f, e -> e instanceof Expr.Call c && switch (c.function().name()) {
      case "sin", "cos", "tan", "cot", "sec", "csc" -> true;
      default -> false;
    });
  }
}
