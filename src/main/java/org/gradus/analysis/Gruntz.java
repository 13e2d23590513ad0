package org.gradus.analysis;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/**
 * Limits of real exp-log functions, and of what can be brought to them, by the algorithm of D. Gruntz, "On Computing
 * Limits in a Symbolic Manipulation System" (ETH Zürich, 1996). Every zero and every sign on the way is proved by the
 * kernel or by rigorous enclosures; where one is not, the answer is null.
 */
public final class Gruntz {

  private Gruntz() {}

  /** The limits from below and from above; each null where it is not found. */
  public record Sides(LimitLaws.Value below, LimitLaws.Value above) {}

  /**
   * The limit of e as x tends to a value, or null.
   *
   * @param to an expression free of x, or ±∞
   * @param side from below (−1), from above (+1), or both (0)
   */
  public static LimitLaws.Value of(Expr e, Expr.Sym x, Expr to, int side, Kernel kernel, List<Expr> assumptions) {
    if (side != 0 || isInfinite(to)) {
      return atInfinity(e, x, path(to, side), kernel, assumptions);
    }
    var below = of(e, x, to, -1, kernel, assumptions);
    var sides = below == null ? null : new Sides(below, of(e, x, to, 1, kernel, assumptions));
    return sides != null && agree(sides, kernel, assumptions) ? sides.above() : null;
  }

  private static boolean isInfinite(Expr to) {
    return to.equals(Exprs.INFINITY) || to.equals(Exprs.neg(Exprs.INFINITY));
  }

  /** How x depends on a variable that tends to +∞. */
  private static UnaryOperator<Expr> path(Expr to, int side) {
    return to.equals(Exprs.INFINITY) ? v -> v : to.equals(Exprs.neg(Exprs.INFINITY)) ? Exprs::neg
        : v -> side > 0 ? Exprs.add(to, Exprs.pow(v, -1)) : Exprs.sub(to, Exprs.pow(v, -1));
  }

  /** The limits from both sides at a finite point. */
  public static Sides sides(Expr e, Expr.Sym x, Expr to, Kernel kernel, List<Expr> assumptions) {
    return new Sides(of(e, x, to, -1, kernel, assumptions), of(e, x, to, 1, kernel, assumptions));
  }

  /** Whether both limits were found and are proved equal. */
  public static boolean agree(Sides s, Kernel kernel, List<Expr> assumptions) {
    return s.below() != null && s.above() != null && s.below().infinite() == s.above().infinite()
        && (s.below().infinite() != 0 || s.below().finite().equals(s.above().finite())
            || kernel.equal(s.below().finite(), s.above().finite(), assumptions).proved());
  }

  /** Whether both limits were found and are proved different: then there is no limit. */
  public static boolean differ(Sides s, Kernel kernel, List<Expr> assumptions) {
    if (s.below() == null || s.above() == null) {
      return false;
    }
    if (s.below().infinite() != 0 || s.above().infinite() != 0) {
      return s.below().infinite() != s.above().infinite();
    }
    var sign = new GruntzConstants(null, kernel, assumptions, new GruntzBudget())
        .signOrNull(Exprs.sub(s.below().finite(), s.above().finite()));
    return sign != null && sign != 0;
  }

  /** The sign that e has from some point on, on the side of a finite value or towards ±∞, or null. */
  static Integer eventualSign(Expr e, Expr.Sym x, Expr to, int side, Kernel kernel, List<Expr> assumptions) {
    return ask(e, x, path(to, side), kernel, assumptions, GruntzCore::sign);
  }

  private static LimitLaws.Value atInfinity(Expr e, Expr.Sym x, UnaryOperator<Expr> path, Kernel kernel, List<Expr> assumptions) {
    var limit = ask(e, x, path, kernel, assumptions, GruntzCore::limit);
    return limit != null && limit.infinite() == 0 && !sound(limit.finite()) ? null : limit;
  }

  private static <T> T ask(Expr e, Expr.Sym x, UnaryOperator<Expr> path, Kernel kernel, List<Expr> assumptions,
      BiFunction<GruntzCore, Expr, T> question) {
    try {
      var v = Exprs.sym("gruntz x");
      var budget = new GruntzBudget();
      var about = assumptions.stream().filter(a -> !Trees.freeSymbols(a).contains(x)).toList();
      var constants = new GruntzConstants(v, kernel, about, budget);
      constants.assume(Exprs.rel(RelOp.GT, v, Exprs.ONE)); // from some point on it is
      var core = new GruntzCore(v, new GruntzTidy(v, constants), constants, budget);
      return question.apply(core, new GruntzPrepare(core).of(Trees.substitute(e, Map.of(x, path.apply(v)))));
    } catch (GruntzUndecided | ArithmeticException | IllegalArgumentException | StackOverflowError _) {
      return null;
    }
  }

  /** Whether nothing of the inside of the algorithm is left in the value. */
  private static boolean sound(Expr value) {
    return !GruntzOscillation.occursIn(value) && !Trees.any(value, n -> GruntzTails.isTail(n)
        || n instanceof Expr.Sym s && s.name().startsWith("gruntz "));
  }
}
