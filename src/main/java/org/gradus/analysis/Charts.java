package org.gradus.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Product;
import org.gradus.proof.Solver;

/**
 * Sign charts of functions that are analytic and defined on an open interval. The function is factored; a factor's sign is
 * proved by the kernel, or its zeros are solved for, or it is charted by its derivative: between two neighbouring
 * zeros of the derivative it is monotone (Rolle), so that its signs at the two ends, or its limits there, decide.
 * Exponential polynomials lose a degree with each derivative, so that this ends for them (Hardy, Orders of Infinity,
 * 1910); for others it may not, and is given up.
 */
final class Charts {

  /** Derivatives taken one inside the other. */
  static final int MAX_DEPTH = 28;
  /** Derivatives of larger ones only grow, each proof about them takes seconds. */
  private static final int MAX_SLOPE = 400;
  /** Derivatives taken of functions with sines, which do not become simpler. */
  static final int MAX_OSCILLATING_DEPTH = 2;

  private record Key(Expr f, Span on) {}

  private final Ground ground;
  private final Roots roots;
  /** What could not be proved, and how deep it was asked: deeper there is less room still. */
  private record Failure(int depth, Undecided why) {}

  private final Map<Key, Chart> known = new HashMap<>();
  private final Map<Key, Failure> failed = new HashMap<>();

  Charts(Ground ground) {
    this.ground = ground;
    this.roots = new Roots(ground);
  }

  /** The chart. Throws {@link Undecided} where a step cannot be proved. */
  Chart of(Expr f, Span on) {
    return of(f, on, 0);
  }

  private Chart of(Expr f, Span on, int depth) {
    var key = new Key(f, on);
    var chart = known.get(key);
    if (chart == null) {
      var failure = failed.get(key);
      if (failure != null && failure.depth() <= depth) {
        throw failure.why();
      }
      try {
        chart = compute(f, on, depth);
      } catch (Undecided e) {
        failed.put(key, new Failure(depth, e));
        throw e;
      }
      known.put(key, chart);
    }
    return chart;
  }

  private Chart compute(Expr f, Span on, int depth) {
    if (depth > MAX_DEPTH) {
      throw new Undecided("out of budget: derivatives of derivatives");
    }
    if (!Trees.freeSymbols(f).contains(ground.x)) {
      return Chart.constant(on, ground.sign(f));
    }
    var product = Product.of(f, on.assumptions(ground.x), ground.oracle);
    if (product.isEmpty()) {
      return factor(f, on, depth);
    }
    var p = product.get();
    if (p.constant().isZero()) {
      return Chart.constant(on, 0);
    }
    var result = Chart.constant(on, p.constant().signum());
    for (var e : p.factors().entrySet()) {
      result = times(result, power(plain(e.getKey(), on), e.getValue(), on, depth));
    }
    return result;
  }

  /** log |u| as log u or log(−u), where the sign of u is proved. */
  private Expr plain(Expr e, Span on) {
    var inner = Trees.map(e, c -> plain(c, on));
    if (inner instanceof Expr.Call c && c.is("abs")) {
      var s = signOf(c.arg(), on);
      return s > 0 ? c.arg() : Exprs.neg(c.arg());
    }
    return inner;
  }

  private int signOf(Expr e, Span on) {
    var chart = of(e, on, 1);
    if (!chart.zeros().isEmpty()) {
      throw new Undecided("a sign that changes inside an absolute value");
    }
    return chart.signs().getFirst();
  }

  private Chart power(Expr base, Rational k, Span on, int depth) {
    if (base instanceof Expr.Call c && c.is("exp") || !k.isInteger() && k.signum() < 0) {
      return Chart.constant(on, 1);
    }
    var chart = factor(base, on, depth);
    if (k.signum() < 0 && !chart.zeros().isEmpty()) {
      throw new Undecided("a denominator that vanishes inside");
    }
    if (k.isInteger() && k.num().testBit(0)) {
      return chart;
    }
    return new Chart(on, chart.zeros(), chart.signs().stream().map(s -> s * s).toList());
  }

  private Chart times(Chart a, Chart b) {
    var zeros = new ArrayList<>(a.zeros());
    for (var m : b.zeros()) {
      if (zeros.stream().noneMatch(z -> ground.compare(z, m) == 0)) {
        zeros.add(m);
      }
    }
    zeros.sort(ground::compare);
    var signs = new ArrayList<Integer>();
    for (int i = 0; i <= zeros.size(); i++) {
      var left = i == 0 ? null : zeros.get(i - 1);
      signs.add(after(a, left) * after(b, left));
    }
    return new Chart(a.span(), zeros, signs);
  }

  /** The sign just above the mark (null: at the left end). */
  private int after(Chart c, Mark left) {
    int i = 0;
    while (left != null && i < c.zeros().size() && ground.compare(c.zeros().get(i), left) <= 0) {
      i++;
    }
    return c.signs().get(i);
  }

  private Chart factor(Expr f, Span on, int depth) {
    if (!Trees.freeSymbols(f).contains(ground.x)) {
      return Chart.constant(on, ground.sign(f));
    }
    if (f.equals(ground.x)) {
      return line(on);
    }
    var key = new Key(Exprs.pow(f, Exprs.num(Rational.of(7, 3))), on); // apart from the whole
    var chart = known.get(key);
    if (chart == null) {
      chart = irreducible(f, on, depth);
      known.put(key, chart);
    }
    return chart;
  }

  private Chart line(Span on) {
    var zero = Mark.of(Rational.ZERO);
    if (ground.inside(zero, on)) {
      return new Chart(on, List.of(zero), List.of(-1, 1));
    }
    return Chart.constant(on, on.sample().signum());
  }

  private Chart irreducible(Expr f, Span on, int depth) {
    if (depth > 0 && Trees.size(f, MAX_SLOPE + 1) > MAX_SLOPE) {
      throw new Undecided("out of budget: derivatives with more than " + MAX_SLOPE + " terms and factors");
    }
    var sign = ground.proved(f, on);
    if (sign != null) {
      return Chart.constant(on, sign);
    }
    if (ground.zero(f, on)) {
      return Chart.constant(on, 0);
    }
    var solved = solved(f, on);
    if (solved != null) {
      return solved;
    }
    if (Oscillating.is(f)) {
      return oscillating(f, on, depth);
    }
    try {
      return byDerivative(f, on, depth);
    } catch (Undecided e) {
      if (depth > 0 || on.low() == null || on.high() == null) {
        throw e;
      }
      return new Subdivision(ground, roots).chart(f, on);
    }
  }

  /** A double zero, which bisection does not find, is a zero of the derivative. */
  private Chart oscillating(Expr f, Span on, int depth) {
    try {
      return new Subdivision(ground, roots).chart(f, on);
    } catch (Undecided e) {
      if (depth >= MAX_OSCILLATING_DEPTH || on.low() == null || on.high() == null) {
        throw e;
      }
      return byDerivative(f, on, depth);
    }
  }

  private Chart solved(Expr f, Span on) {
    List<Expr> candidates = null;
    for (int m = 1; m <= 3 && candidates == null; m++) {
      // A polynomial in e^{mx} is one in e^x at x/m.
      var part = Rational.of(1, m);
      var found = Solver.solve((Expr.Rel) Exprs.rel(RelOp.EQ,
          Trees.substitute(f, ground.x, Exprs.mul(Exprs.num(part), ground.x)), Exprs.ZERO), ground.x, List.of(), ground.oracle);
      candidates = !found.complete() ? null : found.values().stream().map(c -> Exprs.mul(Exprs.num(part), c)).toList();
    }
    if (candidates == null) {
      return null;
    }
    var zeros = new ArrayList<Mark>();
    for (var c : candidates) {
      var value = Trees.substitute(f, Map.of(ground.x, c));
      if (!Trees.freeSymbols(c).isEmpty()) {
        return null;
      }
      var m = ground.mark(ground.simple(c));
      if (ground.inside(m, on) && ground.sign(value) == 0) {
        zeros.add(m);
      }
    }
    zeros.sort(ground::compare);
    var signs = new ArrayList<Integer>();
    for (var gap : on.cut(zeros)) {
      signs.add(sampled(f, gap));
    }
    return new Chart(on, zeros, signs);
  }

  /** The sign on an interval without zeros, at a point of it. */
  private int sampled(Expr f, Span gap) {
    var s = ground.signAt(f, gap.sample());
    if (s == null || s == 0) {
      throw new Undecided("the sign of " + f + " at " + gap.sample() + " is not known");
    }
    return s;
  }

  private Chart byDerivative(Expr f, Span on, int depth) {
    var split = Leading.of(f, ground.x);
    if (split != null) {
      // f = a·(L + b/a): between the zeros of a the second factor has the simpler derivative.
      var a = of(split.coefficient(), on, depth + 1);
      if (a.isZero()) {
        return of(split.rest(), on, depth + 1);
      }
      return byParts(f, a, Exprs.add(split.function(), Exprs.div(split.rest(), split.coefficient())), depth);
    }
    Expr slope;
    try {
      slope = Derivatives.of(f, ground.x, 1);
    } catch (Derivatives.NotDifferentiable e) {
      throw new Undecided(e.getMessage());
    }
    return new Monotone(ground, roots).chart(f, of(slope, on, depth + 1));
  }

  private Chart byParts(Expr f, Chart a, Expr reduced, int depth) {
    var zeros = new ArrayList<Mark>();
    var signs = new ArrayList<Integer>();
    var gaps = a.gaps();
    for (int i = 0; i < gaps.size(); i++) {
      Expr slope;
      try {
        slope = Derivatives.of(reduced, ground.x, 1);
      } catch (Derivatives.NotDifferentiable e) {
        throw new Undecided(e.getMessage());
      }
      var part = new Monotone(ground, roots).chart(reduced, of(slope, gaps.get(i), depth + 1));
      int sign = a.signs().get(i);
      if (i > 0 && ground.sign(f, a.zeros().get(i - 1)) == 0) {
        zeros.add(a.zeros().get(i - 1));
      } else if (i > 0) {
        if (signs.removeLast() != sign * part.signs().getFirst()) {
          throw new Undecided("a sign that does not fit");
        }
      }
      zeros.addAll(part.zeros());
      part.signs().forEach(s -> signs.add(s * sign));
    }
    return new Chart(a.span(), zeros, signs);
  }
}
