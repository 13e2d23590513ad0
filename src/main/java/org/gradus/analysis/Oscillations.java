package org.gradus.analysis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;
import org.gradus.proof.Product;

/**
 * Shows that a limit does not exist because of a sine or cosine that keeps oscillating. Its argument u is continuous from some
 * point on and tends to ±∞, so it passes every θ + 2πk. Along those points sin u and cos u are constants; where the limits
 * along two such sequences are proved different, there is no limit. All oscillating arguments must be rational multiples
 * of one, up to a constant, so that one θ fixes them all.
 */
public final class Oscillations {

  /** Turns of the phase that are tried, in parts of 2π. */
  private static final Rational[] TURNS = {Rational.ZERO, Rational.of(1, 4), Rational.HALF, Rational.of(3, 4), Rational.of(1, 8)};

  private final Kernel kernel;
  private final List<Expr> assumptions;
  private final Expr.Sym v = Exprs.sym("gradus phase");

  private Oscillations(Kernel kernel, List<Expr> assumptions) {
    this.kernel = kernel;
    this.assumptions = assumptions;
  }

  /** Why there is no limit, or null where that was not shown. The variable must run through the reals. */
  public static String nowhere(Expr e, Expr.Sym x, Expr to, int side, Kernel kernel, List<Expr> assumptions) {
    var about = assumptions.stream().filter(a -> !Trees.freeSymbols(a).contains(x)).toList();
    var search = new Oscillations(kernel, about);
    try {
      if (to.equals(Exprs.INFINITY) || to.equals(Exprs.neg(Exprs.INFINITY))) {
        return search.along(Trees.substitute(e, x, to.equals(Exprs.INFINITY) ? search.v : Exprs.neg(search.v)));
      }
      for (int s : side == 0 ? new int[] {1, -1} : new int[] {side}) {
        var path = s > 0 ? Exprs.add(to, Exprs.pow(search.v, -1)) : Exprs.sub(to, Exprs.pow(search.v, -1));
        var why = search.along(Trees.substitute(e, x, path));
        if (why != null) {
          return why;
        }
      }
      return null;
    } catch (Undecided | GruntzUndecided | ArithmeticException | IllegalArgumentException | StackOverflowError _) {
      return null;
    }
  }

  private LimitLaws.Value limit(Expr e) {
    return LimitFinder.of(e, v, Exprs.INFINITY, 0, kernel, assumptions);
  }

  private String along(Expr e) {
    var f = opened(e);
    var arguments = new LinkedHashSet<Expr>();
    Trees.any(f, n -> {
      if (n instanceof Expr.Call c && wave(c) && Trees.freeSymbols(c.arg()).contains(v)) {
        arguments.add(c.arg());
      }
      return false;
    });
    arguments.removeIf(u -> {
      var l = limit(u);
      return l != null && l.infinite() == 0;
    });
    if (arguments.isEmpty() || arguments.stream().anyMatch(u -> !continuous(u))) {
      return null;
    }
    var first = arguments.getFirst();
    var end = limit(first);
    if (end == null || end.infinite() == 0) {
      return null;
    }
    var ratios = new HashMap<Expr, Rational>();
    var shifts = new HashMap<Expr, Expr>();
    var common = BigInteger.ONE;
    for (var u : arguments) {
      var ratio = limit(Exprs.div(u, first));
      var r = ratio == null || ratio.infinite() != 0 ? null
          : Product.of(ratio.finite(), List.of(), null).flatMap(Product::rational).orElse(null);
      if (r == null || r.isZero()) {
        return null;
      }
      var rest = Exprs.sub(u, Exprs.mul(Exprs.num(r), first));
      var shift = limit(rest);
      if (shift == null || shift.infinite() != 0 || !kernel.equal(rest, shift.finite(), assumptions).proved()) {
        return null;
      }
      ratios.put(u, r);
      shifts.put(u, shift.finite());
      common = common.multiply(r.den()).divide(common.gcd(r.den()));
    }
    return compared(f, ratios, shifts, common);
  }

  /** The limits along u = θ + 2πk for several θ, until two differ. */
  private String compared(Expr f, Map<Expr, Rational> ratios, Map<Expr, Expr> shifts, BigInteger common) {
    var found = new ArrayList<LimitLaws.Value>();
    for (var turn : TURNS) {
      var map = new HashMap<Expr, Expr>();
      ratios.forEach((u, r) -> {
        var angle = Exprs.add(Exprs.mul(Exprs.num(r.times(Rational.of(common)).times(turn).times(Rational.TWO)), Exprs.PI), shifts.get(u));
        map.put(Exprs.call("sin", u), plain(Exprs.call("sin", angle)));
        map.put(Exprs.call("cos", u), plain(Exprs.call("cos", angle)));
      });
      LimitLaws.Value value;
      try {
        value = limit(Trees.substitute(f, map));
      } catch (ArithmeticException | IllegalArgumentException _) {
        continue; // undefined along these points
      }
      if (value == null) {
        continue;
      }
      for (var other : found) {
        if (Gruntz.differ(new Gruntz.Sides(other, value), kernel, assumptions)) {
          return "along two sequences it tends to " + other.toExpr() + " and to " + value.toExpr();
        }
      }
      found.add(value);
    }
    return null;
  }

  private Expr plain(Expr closed) {
    for (var simple : List.of(Exprs.ZERO, Exprs.ONE, Exprs.MINUS_ONE)) {
      if (Trees.freeSymbols(closed).isEmpty() && kernel.equal(closed, simple, List.of()).proved()) {
        return simple;
      }
    }
    return closed;
  }

  /** Only what is certainly continuous where it is defined passes every value on its way. */
  private static boolean continuous(Expr u) {
    return !Kinks.in(u) && !Trees.any(u, n -> n instanceof Expr.Big || n instanceof Expr.Apply || n instanceof Expr.Integral);
  }

  private static boolean wave(Expr.Call c) {
    return c.is("sin") || c.is("cos");
  }

  /** Functions that are defined by sines and cosines, replaced by their definitions. */
  private static Expr opened(Expr e) {
    var inner = Trees.map(e, Oscillations::opened);
    return inner instanceof Expr.Call c && switch (c.function().name()) {
      case "tan", "cot", "sec", "csc" -> true;
      default -> false;
    } ? c.function().expand(c.args()) : inner;
  }
}
