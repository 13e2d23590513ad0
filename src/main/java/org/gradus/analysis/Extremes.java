package org.gradus.analysis;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** Supremum and infimum of a function taken apart into pieces. */
final class Extremes {

  private record Candidate(Value value, boolean attained, Mark at, String along) {}

  private final Ground ground;
  private final Charts charts;

  Extremes(Ground ground, Charts charts) {
    this.ground = ground;
    this.charts = charts;
  }

  Extreme supremum(Pieces f) {
    return best(candidates(f, false));
  }

  Extreme infimum(Pieces f) {
    return best(candidates(f, true)).negated();
  }

  /** The supremum of the absolute value. */
  Extreme largest(Pieces f) {
    var all = candidates(f, false);
    all.addAll(candidates(f, true));
    return best(all);
  }

  private ArrayList<Candidate> candidates(Pieces f, boolean negative) {
    var all = new ArrayList<Candidate>();
    for (var p : f.pieces()) {
      all.addAll(within(p));
    }
    for (var n : f.nodes()) {
      if (n.value() != null) {
        all.add(new Candidate(ground.at(n.value(), n.at()), true, n.at(), null));
      }
    }
    if (negative) {
      all.replaceAll(c -> new Candidate(c.value().negated(), c.attained(), c.at(), c.along()));
    }
    return all;
  }

  private List<Candidate> within(Piece p) {
    var repeats = new Repeating(ground).window(p);
    if (repeats != null) {
      return repeated(repeats);
    }
    var all = new ArrayList<Candidate>();
    var x = ground.x.name();
    if (!Trees.freeSymbols(p.body()).contains(ground.x)) {
      all.add(new Candidate(Value.exactly(ground.simple(p.body())), true, null, words(p.span(), x)));
      return all;
    }
    Expr slope;
    try {
      slope = Derivatives.of(p.body(), ground.x, 1);
    } catch (Derivatives.NotDifferentiable e) {
      throw new Undecided(e.getMessage());
    }
    var chart = charts.of(slope, p.span());
    if (chart.isZero()) {
      var value = ground.simple(Trees.substitute(p.body(), ground.x, Exprs.num(p.span().sample())));
      all.add(new Candidate(Value.exactly(value), true, null, words(p.span(), x)));
      return all;
    }
    chart.zeros().forEach(z -> all.add(new Candidate(ground.at(p.body(), z), true, z, null)));
    var ends = new Ends(ground);
    all.add(new Candidate(ends.limit(p.body(), p.span().low(), true), false, null, towards(p.span().low(), true, x)));
    all.add(new Candidate(ends.limit(p.body(), p.span().high(), false), false, null, towards(p.span().high(), false, x)));
    return all;
  }

  /** All that one period takes on, its border included, is taken on again and again. */
  private List<Candidate> repeated(Repeating.Repeat r) {
    var all = new ArrayList<Candidate>();
    for (var c : within(r.window())) {
      var at = c.at() != null ? c.at() : c.along().contains("from below") ? null : r.window().span().low();
      if (at != null) {
        all.add(new Candidate(c.value(), true, null, ground.x.name() + " = " + at.text() + ", and every " + r.period()));
      }
    }
    return all;
  }

  static String towards(Mark end, boolean low, String x) {
    return x + " → " + (end == null ? low ? "-∞" : "∞" : end.text() + (low ? " from above" : " from below"));
  }

  /** {@code z > 0}, {@code -3 < z < 3}. */
  static String words(Span s, String x) {
    return s.low() == null && s.high() == null ? "every " + x
        : s.low() == null ? x + " < " + s.high() : s.high() == null ? x + " > " + s.low()
        : s.low() + " < " + x + " < " + s.high();
  }

  private Extreme best(List<Candidate> all) {
    if (all.isEmpty()) {
      throw new Undecided("the function is defined nowhere");
    }
    var value = greatest(all);
    var top = new ArrayList<Candidate>();
    for (var c : all) {
      if (compare(c.value(), value) == 0) {
        top.add(c);
      }
    }
    boolean sure = value.exact() != null || top.stream().allMatch(Candidate::attained) || top.stream().noneMatch(Candidate::attained);
    if (!sure) {
      throw new Undecided("whether a bound is attained or only approached is not known");
    }
    boolean attained = top.stream().anyMatch(Candidate::attained);
    var marks = new ArrayList<Mark>();
    var along = new ArrayList<String>();
    for (var c : top) {
      if (c.attained() == attained) {
        if (c.at() != null && !marks.contains(c.at())) {
          marks.add(c.at());
        }
        if (c.along() != null && !along.contains(c.along())) {
          along.add(c.along());
        }
      }
    }
    return new Extreme(value, attained, marks, along);
  }

  /** The largest value: exact where one is proved to be, else an enclosure of the largest. */
  private Value greatest(List<Candidate> all) {
    for (var c : all) {
      boolean largest = c.value().infinite() > 0 || c.value().infinite() == 0 && c.value().exact() != null && all.stream().map(Candidate::value)
          .allMatch(v -> v.infinite() < 0 || v.infinite() == 0 && (v.exact() != null ? compare(v, c.value()) <= 0
              : v.upper().compareTo(c.value().lower()) < 0));
      if (largest) {
        return c.value();
      }
    }
    Value v = Value.MINUS_INFINITY;
    for (var c : all) {
      var w = c.value();
      v = v.infinite() < 0 ? w : w.infinite() < 0 ? v : Value.within(
          v.lower().compareTo(w.lower()) > 0 ? v.lower() : w.lower(), v.upper().compareTo(w.upper()) > 0 ? v.upper() : w.upper());
    }
    return v;
  }

  /** −1, 0, +1; 0 also where two enclosures overlap. */
  int compare(Value a, Value b) {
    if (a.infinite() != 0 || b.infinite() != 0) {
      return Integer.compare(a.infinite(), b.infinite());
    }
    if (a.lower().compareTo(b.upper()) > 0) {
      return 1;
    }
    if (a.upper().compareTo(b.lower()) < 0) {
      return -1;
    }
    if (a.exact() != null && b.exact() != null) {
      return ground.sign(Exprs.sub(a.exact(), b.exact()));
    }
    return 0;
  }

  /** −1, 0, +1; throws where two enclosures overlap. */
  int compareSurely(Value a, Value b) {
    int c = compare(a, b);
    if (c == 0 && (a.infinite() == 0 && a.exact() == null || b.infinite() == 0 && b.exact() == null)) {
      throw new Undecided("the order of two values near " + a.text() + " is not known");
    }
    return c;
  }
}
