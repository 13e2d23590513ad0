package org.gradus.analysis;

import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.numeric.Enclosure;
import org.gradus.numeric.PointEvaluator;

/** Questions about one function of one variable, answered with what shows the answer. */
public final class Places {

  private static final int HALVINGS = 12;

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
    for (var r : a.oneOfEach(1).get()) {
      if (r.sign() == -direction || strictly && r.sign() == 0) {
        var p = r.span().sample();
        var q = r.span().high() == null ? p.plus(Rational.ONE) : Span.between(p, r.span().high().lower());
        var found = between(p, q, direction, strictly);
        if (found != null) {
          return found;
        }
      }
    }
    for (var n : a.pieces().get().nodes()) {
      if (n.at().isExact() && n.at().lower().equals(n.at().upper())) {
        var m = n.at().lower();
        var h = Rational.HALF;
        for (int i = 0; i < HALVINGS; i++, h = h.times(Rational.HALF)) {
          for (var pair : List.of(List.of(m.minus(h), m), List.of(m, m.plus(h)), List.of(m.minus(h), m.plus(h)))) {
            var found = inside(pair.getFirst()) && inside(pair.getLast()) ? between(pair.getFirst(), pair.getLast(), direction, strictly) : null;
            if (found != null) {
              return found;
            }
          }
        }
      }
    }
    return Finding.undecided("no two points that show it were found");
  }

  private boolean inside(Rational p) {
    var d = a.domain();
    var m = Mark.of(p);
    return d.span().low() != null && d.lowClosed() && a.ground.compare(m, d.span().low()) == 0
        || d.span().high() != null && d.highClosed() && a.ground.compare(m, d.span().high()) == 0
        || a.ground.inside(m, d.span()) && d.holes().stream().noneMatch(h -> a.ground.compare(h, m) == 0);
  }

  /** The refutation that two points make, or null. */
  private Finding between(Rational p, Rational q, int direction, boolean strictly) {
    var fp = PointEvaluator.enclose(a.function(), Map.of(a.variable().name(), p), 40);
    var fq = PointEvaluator.enclose(a.function(), Map.of(a.variable().name(), q), 40);
    var order = fp.compare(fq);
    return order != null && (order == direction || strictly && order == 0)
        ? Finding.refuted("it " + (order == 0 ? "stays the same" : direction > 0 ? "falls" : "rises") + " from " + p + " to " + q,
            point(p), "f(" + p + ") = " + text(fp), "f(" + q + ") = " + text(fq)) : null;
  }

  private Map<String, Rational> point(Rational p) {
    var map = new LinkedHashMap<String, Rational>();
    map.put(a.variable().name(), p);
    return map;
  }

  private static String text(Enclosure e) {
    return e.exact() != null ? e.exact().toString() : e.middle().round(new MathContext(8)).toPlainString();
  }

  /** Whether it is bounded above and below. */
  public Finding bounded() {
    var low = a.infimum(0);
    var high = a.supremum(0);
    for (var e : List.of(high, low)) {
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
    return new Turning(a).extremum(direction, at);
  }

  /** Whether the bend changes at the point. */
  public Finding inflection(Expr at) {
    return new Turning(a).inflection(at);
  }

  /** Whether |f| is nowhere larger than the bound, by the largest value there is. */
  public Finding bounded(Expr bound) {
    var best = a.largest(0);
    if (!best.known()) {
      return Finding.undecided(best.reason());
    }
    var words = best.value().text(a.variable().name());
    try {
      var v = best.value().value();
      int c = v.infinite() != 0 ? 1 : new Extremes(a.ground, a.charts).compareSurely(v, Value.exactly(a.ground.simple(bound)));
      return c <= 0 ? Finding.proved("the largest size is " + words)
          : Finding.refuted("the largest size is " + words, Map.of(), words, "at most " + bound);
    } catch (Undecided e) {
      return Finding.undecided(e.getMessage());
    }
  }

  /** Whether its slope is bounded, by the constant if there is one. */
  public Finding lipschitz(Expr constant) {
    return steepest(0, constant);
  }

  /** Whether the slope of its derivative is bounded, by the constant if there is one. */
  public Finding smooth(Expr constant) {
    return steepest(1, constant);
  }

  private Finding steepest(int order, Expr constant) {
    var best = a.lipschitz(order);
    if (!best.known()) {
      return Finding.undecided(best.reason());
    }
    var v = best.value().value();
    if (v.infinite() != 0) {
      return Finding.refuted(order == 0 ? "the slope is unbounded" : "the slope of the derivative is unbounded", Map.of(), best.value().text(a.variable().name()), "a finite constant");
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
