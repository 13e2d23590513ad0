package org.gradus.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.numeric.PointEvaluator;

/** Questions about one function of one variable, answered with what shows the answer. */
public final class Places {

  private final Analyzer a;
  private final Shape shape;

  public Places(Analyzer a) {
    this.a = a;
    this.shape = new Shape(a);
  }

  /** Whether it rises (1) or falls (−1) throughout, perhaps strictly. */
  public Finding trend(int direction, boolean strictly) {
    var t = shape.trend();
    if (!t.known()) {
      return Finding.undecided(t.reason());
    }
    boolean weak = direction > 0 ? t.value() == Shape.Trend.INCREASING || t.value() == Shape.Trend.STRICTLY_INCREASING
        : t.value() == Shape.Trend.DECREASING || t.value() == Shape.Trend.STRICTLY_DECREASING;
    boolean strict = t.value() == (direction > 0 ? Shape.Trend.STRICTLY_INCREASING : Shape.Trend.STRICTLY_DECREASING);
    if (strict || (weak || t.value() == Shape.Trend.CONSTANT) && !strictly) {
      return Finding.proved(strict ? "the sign of the derivative" : "the sign of the derivative; it is constant in parts");
    }
    return against(direction, strictly);
  }

  /** Two points that show it: f does not move between them as claimed. */
  private Finding against(int direction, boolean strictly) {
    for (var r : a.runs(1).get()) {
      if (r.sign() == -direction || strictly && r.sign() == 0) {
        var p = r.span().sample();
        var q = r.span().high() == null ? p.plus(Rational.ONE) : Span.between(p, r.span().high().lower());
        var fp = PointEvaluator.enclose(a.function(), Map.of(a.variable().name(), p), 40);
        var fq = PointEvaluator.enclose(a.function(), Map.of(a.variable().name(), q), 40);
        var order = fp.compare(fq);
        if (order != null && (order == direction || strictly && order == 0)) {
          return Finding.refuted("it " + (order == 0 ? "stays the same" : direction > 0 ? "falls" : "rises") + " from " + p + " to " + q,
              point(p), "f(" + p + ") = " + text(fp), "f(" + q + ") = " + text(fq));
        }
      }
    }
    return Finding.undecided("no two points that show it were found");
  }

  private Map<String, Rational> point(Rational p) {
    var map = new LinkedHashMap<String, Rational>();
    map.put(a.variable().name(), p);
    return map;
  }

  private static String text(org.gradus.numeric.Enclosure e) {
    return e.exact() != null ? e.exact().toString() : e.middle().round(new java.math.MathContext(8)).toPlainString();
  }

  /** Whether it is bounded above and below. */
  public Finding bounded() {
    var low = a.infimum(0);
    var high = a.supremum(0);
    for (var e : java.util.List.of(high, low)) {
      if (e.known() && e.value().value().infinite() != 0) {
        return Finding.refuted("it is not bounded", Map.of(), e.value().text(a.variable().name()), "a finite bound");
      }
    }
    return low.known() && high.known()
        ? Finding.proved("its values lie between " + low.value().value().text() + " and " + high.value().value().text())
        : Finding.undecided(low.known() ? high.reason() : low.reason());
  }

  /** Whether it has a local minimum (1) or maximum (−1) at the point; the proof says whether it is a global one. */
  public Finding extremum(int direction, Expr at) {
    return turn(1, at, direction, direction > 0 ? "minimum" : "maximum");
  }

  /** Whether the bend changes at the point. */
  public Finding inflection(Expr at) {
    return turn(2, at, 0, "point of inflection");
  }

  private Finding turn(int order, Expr at, int direction, String what) {
    try {
      var m = a.ground.mark(at);
      int left = 0;
      int right = 0;
      boolean found = false;
      for (var r : a.runs(order).get()) {
        var s = r.span();
        boolean ends = s.high() != null && a.ground.compare(s.high(), m) == 0;
        boolean starts = s.low() != null && a.ground.compare(s.low(), m) == 0;
        left = ends ? r.sign() : left;
        right = starts ? r.sign() : right;
        found |= ends || starts;
        if (!ends && !starts && a.ground.inside(m, s)) {
          return Finding.refuted("on both sides of it the " + (order == 1 ? "derivative" : "second derivative") + " is "
              + (r.sign() > 0 ? "positive" : r.sign() < 0 ? "negative" : "zero"), Map.of(), at.toString(), "a " + what);
        }
      }
      var node = a.pieces().get().node(m);
      if (!found || node != null && !a.continuousAt(a.pieces().get(), node)) {
        return Finding.undecided("the function is not defined and continuous on both sides of " + at);
      }
      boolean yes = direction == 0 ? left * right < 0 : left == -direction && right == direction;
      if (!yes) {
        return left == 0 || right == 0 ? Finding.undecided("the function is constant or ends beside " + at)
            : Finding.refuted("the signs beside it say otherwise", Map.of(), at.toString(), "a " + what);
      }
      if (order == 2) {
        return Finding.proved("the second derivative changes its sign there");
      }
      var best = direction > 0 ? a.infimum(0) : a.supremum(0);
      boolean global = best.known() && best.value().at().stream().anyMatch(z -> a.ground.compare(z, m) == 0);
      return Finding.proved(global ? "a global " + what : "a local " + what);
    } catch (Undecided e) {
      return Finding.undecided(e.getMessage());
    }
  }

  /** Whether its slope is bounded, by the constant if there is one. */
  public Finding lipschitz(Expr constant) {
    var best = a.lipschitz(0);
    if (!best.known()) {
      return Finding.undecided(best.reason());
    }
    var v = best.value().value();
    if (v.infinite() != 0) {
      return Finding.refuted("the slope is unbounded", Map.of(), best.value().text(a.variable().name()), "a finite constant");
    }
    if (constant == null) {
      return Finding.proved("the best constant is " + best.value().text(a.variable().name()));
    }
    try {
      int c = new Extremes(a.ground, a.charts).compareSurely(v, Value.exactly(a.ground.simple(constant)));
      return c <= 0 ? Finding.proved("the best constant is " + best.value().text(a.variable().name()))
          : Finding.refuted("the best constant is larger", Map.of(), best.value().text(a.variable().name()), constant.toString());
    } catch (Undecided e) {
      return Finding.undecided(e.getMessage());
    }
  }

  public Finding quasiconvex() {
    var q = shape.quasiconvex();
    return !q.known() ? Finding.undecided(q.reason()) : q.value() ? Finding.proved("it falls, if at all, before it rises")
        : Finding.refuted("it falls again after it has risen", Map.of(), "rises, then falls", "quasiconvex");
  }
}
