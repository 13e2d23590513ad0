package org.gradus.analysis;

import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Relations to zero that hold throughout. */
public final class Signs {

  private Signs() {}

  /**
   * Whether the function stands in the relation to zero wherever it is defined; false also where that is not known.
   *
   * @param smooth whether functions that consist of several formulas are left undecided, |·| apart
   */
  public static boolean hold(RelOp op, Analyzer a, boolean smooth) {
    return Fact.of(() -> {
      var pieces = a.pieces().get();
      if (smooth && Trees.any(a.function(), e -> e instanceof Expr.Cases
          || e instanceof Expr.Call c && !c.is("abs") && Kinks.has(c.function()))) {
        return false;
      }
      for (var p : pieces.pieces()) {
        var chart = a.charts.of(p.body(), p.span());
        if (!chart.signs().stream().allMatch(op::holdsForSign) || !chart.zeros().isEmpty() && !op.holdsForSign(0)) {
          return false;
        }
      }
      for (var n : pieces.nodes()) {
        if (n.value() != null && !op.holdsForSign(a.ground.sign(n.value(), n.at()))) {
          return false;
        }
      }
      return !pieces.pieces().isEmpty() || !pieces.nodes().isEmpty();
    }).value() == Boolean.TRUE;
  }
}
