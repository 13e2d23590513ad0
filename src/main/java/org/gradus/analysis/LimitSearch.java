package org.gradus.analysis;

import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.numeric.Enclosure;
import org.gradus.numeric.PointEvaluator;
import org.gradus.proof.Kernel;

/** The search for a limit: the limit laws, Gruntz's algorithm, both sides, oscillations, cases. */
public final class LimitSearch {

  private static final int DIGITS = 25;

  private final Kernel kernel;
  private final Expr.Sym x;
  private final int side;
  /** Whether the variable may run through all numbers near the point; where it is an integer, an oscillation shows nothing. */
  private final boolean real;

  private LimitSearch(Expr.Sym x, int side, boolean real, Kernel kernel) {
    this.kernel = kernel;
    this.x = x;
    this.side = side;
    this.real = real;
  }

  /**
   * The limit of e as x tends to a value. At the end of the domain of e the limit is the one from inside.
   *
   * @param to an expression free of x, or ±∞
   * @param side from below (−1), from above (+1), or both (0)
   * @param integer whether x stands for integers
   */
  public static LimitAnswer of(Expr e, Expr.Sym x, Expr to, int side, boolean integer, Kernel kernel, List<Expr> assumptions) {
    if (Trees.freeSymbols(to).contains(x)) {
      return new LimitAnswer.Unknown("the variable tends to something that contains it");
    }
    var search = new LimitSearch(x, side != 0 ? side : domainSide(x, to, assumptions), !integer, kernel);
    var answer = search.alone(e, to, assumptions);
    return answer instanceof LimitAnswer.Unknown ? new LimitCases(search).of(e, x, to, kernel, assumptions) : answer;
  }

  /** Whether e is proved to be undefined at all points near enough to the value. */
  public static boolean isUndefined(Expr e, Expr.Sym x, Expr to, int side, Kernel kernel, List<Expr> assumptions) {
    boolean both = side == 0 && !to.equals(Exprs.INFINITY) && !to.equals(Exprs.neg(Exprs.INFINITY));
    for (int s : both ? new int[] {-1, 1} : new int[] {side}) {
      if (!Undefinedness.beside(e, x, to, s, kernel, assumptions)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the expression has no value wherever the assumptions hold; 1/0 has none. */
  public static boolean isCertainlyUndefined(Expr e, Kernel kernel, List<Expr> assumptions) {
    return isCertainlyUndefined(e) || Undefinedness.everywhere(e, kernel, assumptions);
  }

  static boolean isCertainlyUndefined(Expr e) {
    if (e instanceof Expr.Num || e instanceof Expr.Const || e instanceof Expr.Sym) {
      return false;
    }
    if (Trees.freeSymbols(e).isEmpty() && !Trees.any(e, n -> n instanceof Expr.Apply || n instanceof Expr.Indexed || n.equals(Exprs.INFINITY))
        && PointEvaluator.enclose(e, Map.of(), DIGITS).status() == Enclosure.Status.UNDEFINED) {
      return true;
    }
    return Trees.children(e).stream().anyMatch(LimitSearch::isCertainlyUndefined);
  }

  /** Whether e is proved to be positive, or negative, at all points near enough to the value it is taken at. */
  public static boolean keepsSign(Expr e, Expr.Sym x, Expr to, int side, Kernel kernel, List<Expr> assumptions) {
    for (int s : side == 0 && !to.equals(Exprs.INFINITY) && !to.equals(Exprs.neg(Exprs.INFINITY)) ? new int[] {-1, 1} : new int[] {side}) {
      var sign = Gruntz.eventualSign(e, x, to, s, kernel, assumptions);
      if (sign == null || sign == 0) {
        return false;
      }
    }
    return true;
  }

  /** The side on which the assumptions leave values next to the point: +1 for x → 0 where x > 0; else 0. */
  private static int domainSide(Expr.Sym x, Expr to, List<Expr> assumptions) {
    int found = 0;
    for (var a : assumptions) {
      if (a instanceof Expr.Rel r && (r.lhs().equals(x) && r.rhs().equals(to) || r.rhs().equals(x) && r.lhs().equals(to))) {
        int s = switch (r.op()) {
          case GT, GE -> 1;
          case LT, LE -> -1;
          case EQ, NE, APPROX -> 0;
        };
        found = s == 0 ? found : r.lhs().equals(x) ? s : -s;
      }
    }
    return found;
  }

  /** The answer for all values of the parameters at once. */
  LimitAnswer alone(Expr e, Expr to, List<Expr> assumptions) {
    var found = value(e, to, side, assumptions);
    if (found != null) {
      return found;
    }
    boolean infinite = to.equals(Exprs.INFINITY) || to.equals(Exprs.neg(Exprs.INFINITY));
    if (side == 0 && !infinite && real) {
      var sides = twoSides(e, to, assumptions);
      if (sides != null) {
        return sides;
      }
    }
    var constant = constant(e, assumptions);
    if (constant != null) {
      return constant;
    }
    if (isUndefined(e, x, to, side, kernel, assumptions)) {
      return new LimitAnswer.Undefined();
    }
    var why = real ? Oscillations.nowhere(e, x, to, side, kernel, assumptions) : null;
    return why != null ? new LimitAnswer.Nowhere(why) : new LimitAnswer.Unknown("the limit was not found");
  }

  private LimitAnswer.Found value(Expr e, Expr to, int from, List<Expr> assumptions) {
    var laws = LimitLaws.of(e, x, to, from, kernel, assumptions);
    if (laws != null) {
      return new LimitAnswer.Found(plain(laws.toExpr()), "limit laws");
    }
    var value = Gruntz.of(e, x, to, from, kernel, assumptions);
    return value == null ? null : new LimitAnswer.Found(plain(value.toExpr()), "Gruntz's algorithm");
  }

  /** A rational number as one. */
  private Expr plain(Expr value) {
    if (value instanceof Expr.Num || !Trees.freeSymbols(value).isEmpty() || Trees.any(value, n -> n.equals(Exprs.INFINITY))) {
      return value;
    }
    try {
      return new Ground(kernel, null, x).simple(value) instanceof Expr.Num n ? n : value;
    } catch (Undecided | ArithmeticException | IllegalArgumentException _) {
      return value;
    }
  }

  private LimitAnswer twoSides(Expr e, Expr to, List<Expr> assumptions) {
    var sides = new Gruntz.Sides(LimitFinder.of(e, x, to, -1, kernel, assumptions), LimitFinder.of(e, x, to, 1, kernel, assumptions));
    if (Gruntz.agree(sides, kernel, assumptions)) {
      return new LimitAnswer.Found(plain(sides.above().toExpr()), "the limits from both sides");
    }
    if (Gruntz.differ(sides, kernel, assumptions)) {
      return new LimitAnswer.Nowhere("from below it is " + plain(sides.below().toExpr()) + ", from above " + plain(sides.above().toExpr()));
    }
    if (sides.above() != null && Undefinedness.beside(e, x, to, -1, kernel, assumptions)) {
      return new LimitAnswer.Found(plain(sides.above().toExpr()), "Gruntz's algorithm, from above: below " + to + " it is not defined");
    }
    if (sides.below() != null && Undefinedness.beside(e, x, to, 1, kernel, assumptions)) {
      return new LimitAnswer.Found(plain(sides.below().toExpr()), "Gruntz's algorithm, from below: above " + to + " it is not defined");
    }
    for (int s : new int[] {-1, 1}) {
      var why = Oscillations.nowhere(e, x, to, s, kernel, assumptions);
      if (why != null) {
        return new LimitAnswer.Nowhere(why);
      }
    }
    return null;
  }

  /** sin² + cos² keeps oscillating inside and is 1 all the same. */
  private LimitAnswer.Found constant(Expr e, List<Expr> assumptions) {
    if (!Oscillating.is(e)) {
      return null;
    }
    // A constant is the value at any point; the kernel proves whether it is one.
    var about = assumptions.stream().filter(a -> !Trees.freeSymbols(a).contains(x)).toList();
    for (var at : List.of(Exprs.ONE, Exprs.num(Rational.of(1, 3)), Exprs.ZERO)) {
      try {
        var value = Trees.substitute(e, x, at);
        var simple = Trees.freeSymbols(value).isEmpty() ? new Ground(kernel, null, x).simple(value) : value;
        if (kernel.equal(e, simple, about).proved()) {
          return Trees.freeSymbols(simple).contains(x) || !steady(e) ? null : new LimitAnswer.Found(simple, "it is constant");
        }
      } catch (ArithmeticException | IllegalArgumentException | Undecided _) {
        // not defined there
      }
    }
    return null;
  }

  /** Whether the function is defined everywhere, so that it is defined near the point. */
  private boolean steady(Expr e) {
    try {
      return Guards.of(e).stream().allMatch(g -> kernel.relation(g.relation().op(), g.lhs(), Exprs.ZERO, List.of()).proved())
          && !Trees.any(e, n -> n instanceof Expr.Cases);
    } catch (Undecided _) {
      return false;
    }
  }
}
