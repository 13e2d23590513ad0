package org.gradus.claim;

import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/**
 * A display that goes on with the last member of the one before it, in other words and without a relation sign between them:
 * below {@code c' = 2(σ − 1)σ'} stands {@code 2(σ − 1)σ(1 − σ) = −2σc}. Only what agrees in numbers is taken for this; two
 * equations that stand below each other are otherwise two equations.
 */
final class SilentStep {

  private static final int SMALLEST = 6;

  private SilentStep() {}

  /** Whether the first member of a display says once more what the chain before it ended with. */
  static boolean goesOn(Reading reading, Side last, Side first) {
    if (last == null || last.raw() == null || first.raw() == null || !reading.text().display() || !reading.connected()
        || isShort(last.exact()) || isShort(first.exact()) || last.exact().equals(first.exact()) || states(first.exact())) {
      return false;
    }
    try {
      var before = reading.resolve(last.exact());
      var now = reading.resolve(first.exact());
      return !Trees.freeSymbols(before).isEmpty() && Probe.look(before, now) == Probe.Sight.IDENTITY;
    } catch (UnresolvedException | IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean isShort(Expr e) {
    return Trees.size(e, SMALLEST) < SMALLEST;
  }

  /** A derivative or a limit on the left begins a chain of its own. */
  private static boolean states(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Diff || x instanceof Expr.Limit || x instanceof Expr.Integral)
        || e instanceof Expr.Apply;
  }
}
