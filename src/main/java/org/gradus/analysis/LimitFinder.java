package org.gradus.analysis;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.proof.Kernel;

/** Limits by the limit laws, else by Gruntz's algorithm. */
public final class LimitFinder {

  private LimitFinder() {}

  /**
   * The limit of e as x tends to a value, or null where none was found.
   *
   * @param to an expression free of x, or ±∞
   * @param side from below (−1), from above (+1), or both (0)
   */
  public static LimitLaws.Value of(Expr e, Expr.Sym x, Expr to, int side, Kernel kernel, List<Expr> assumptions) {
    var value = LimitLaws.of(e, x, to, side, kernel, assumptions);
    return value != null ? value : Gruntz.of(e, x, to, side, kernel, assumptions);
  }
}
