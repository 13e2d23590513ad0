package org.gradus.analysis;

import java.util.Map;
import java.util.Optional;
import org.gradus.expr.Expr;

/** What a function does at one point of its domain: minima, maxima, inflections. Jumps and ends of the domain are counted. */
final class Turning {

  private final Analyzer a;

  Turning(Analyzer a) {
    this.a = a;
  }

  /**
   * How the function goes beside the point.
   *
   * @param exists whether it is defined on that side at all
   * @param sign −1, 0, +1: the values beside the point lie below, at, or above the value there
   */
  private record Beside(boolean exists, int sign) {}

  /** Whether there is a local minimum (1) or maximum (−1), perhaps not a strict one. */
  Finding extremum(int direction, Expr at) {
    var what = direction > 0 ? "minimum" : "maximum";
    try {
      var m = a.ground.mark(at);
      var formula = formulaAt(m);
      if (formula == null) {
        return Finding.undecided("the function is not defined at " + at);
      }
      var best = direction > 0 ? a.infimum(0) : a.supremum(0);
      if (best.known() && best.value().attained() && best.value().value().infinite() == 0) {
        var there = a.ground.at(formula, m);
        if (new Extremes(a.ground, a.charts).compareSurely(there, best.value().value()) == 0) {
          return Finding.proved("a global " + what);
        }
      }
      var left = beside(m, true);
      var right = beside(m, false);
      if (!left.exists() && !right.exists()) {
        return Finding.undecided("the function is not known beside " + at);
      }
      for (var side : new Beside[] {left, right}) {
        if (side.exists() && side.sign() == -direction) {
          return Finding.refuted("just " + (side == left ? "left" : "right") + " of it the values are "
              + (direction > 0 ? "smaller" : "larger"), Map.of(), at.toString(), "a " + what);
        }
      }
      return Finding.proved("a local " + what);
    } catch (Undecided e) {
      return Finding.undecided(e.getMessage());
    }
  }

  private Optional<Node> node(Mark m) {
    return a.pieces().get().nodes().stream().filter(n -> a.ground.compare(n.at(), m) == 0).findFirst();
  }

  /** The formula that holds at the point; null where there is none. */
  private Expr formulaAt(Mark m) {
    var node = node(m);
    return node.isPresent() ? node.get().value()
        : a.pieces().get().pieces().stream().filter(p -> a.ground.inside(m, p.span())).map(Piece::body).findFirst().orElse(null);
  }

  private Beside beside(Mark m, boolean left) {
    var pieces = a.pieces().get();
    var node = node(m);
    int jump = node.isEmpty() ? 0 : a.jump(pieces, node.get(), left);
    if (jump != 0) {
      return new Beside(true, jump);
    }
    for (var r : a.runs(1).get()) {
      var s = r.span();
      if (a.ground.inside(m, s) || touches(left ? s.high() : s.low(), m)) {
        return new Beside(true, left ? -r.sign() : r.sign());
      }
    }
    return new Beside(false, 0);
  }

  private boolean touches(Mark end, Mark m) {
    return end != null && a.ground.compare(end, m) == 0;
  }

  /** Whether the bend changes at the point, with one tangent on both sides. */
  Finding inflection(Expr at) {
    try {
      var m = a.ground.mark(at);
      int left = 0;
      int right = 0;
      boolean found = false;
      for (var r : a.runs(2).get()) {
        boolean ends = touches(r.span().high(), m);
        boolean starts = touches(r.span().low(), m);
        left = ends ? r.sign() : left;
        right = starts ? r.sign() : right;
        found |= ends || starts;
        if (!ends && !starts && a.ground.inside(m, r.span())) {
          return Finding.refuted("on both sides of it the second derivative is "
              + (r.sign() > 0 ? "positive" : r.sign() < 0 ? "negative" : "zero"), Map.of(), at.toString(), "a point of inflection");
        }
      }
      var pieces = a.pieces().get();
      var node = node(m);
      if (!found || node.isPresent() && !a.continuousAt(pieces, node.get())) {
        return Finding.undecided("the function is not defined and continuous on both sides of " + at);
      }
      if (node.isPresent() && new Shape(a).kink(pieces, node.get()) != 0) {
        return Finding.undecided("the function has a kink at " + at + ", and no tangent");
      }
      return left * right < 0 ? Finding.proved("the second derivative changes its sign there")
          : left == 0 || right == 0 ? Finding.undecided("the function is straight or ends beside " + at)
          : Finding.refuted("on both sides of it the second derivative has one sign", Map.of(), at.toString(), "a point of inflection");
    } catch (Undecided e) {
      return Finding.undecided(e.getMessage());
    }
  }
}
