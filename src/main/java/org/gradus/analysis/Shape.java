package org.gradus.analysis;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Exprs;

/** Monotone, convex and their kin, from the signs of the derivatives and the jumps at the nodes. */
public final class Shape {

  private final Analyzer analyzer;

  public Shape(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  /** What the function does over its whole domain. */
  public enum Trend { CONSTANT, STRICTLY_INCREASING, INCREASING, STRICTLY_DECREASING, DECREASING, NEITHER }

  /** How the function bends over its whole domain. */
  public enum Bend { AFFINE, STRICTLY_CONVEX, CONVEX, STRICTLY_CONCAVE, CONCAVE, NEITHER }

  /** Monotonicity over the whole domain, which must be one interval. */
  public Fact<Trend> trend() {
    return Fact.of(() -> {
      var p = connected();
      boolean up = false;
      boolean down = false;
      boolean flat = false;
      for (var r : analyzer.oneOfEach(1).get()) {
        up |= r.sign() > 0;
        down |= r.sign() < 0;
        flat |= r.sign() == 0;
      }
      for (var n : p.nodes()) {
        int left = -analyzer.jump(p, n, true);
        int right = analyzer.jump(p, n, false);
        up |= left > 0 || right > 0;
        down |= left < 0 || right < 0;
      }
      return up && down ? Trend.NEITHER : up ? flat ? Trend.INCREASING : Trend.STRICTLY_INCREASING
          : down ? flat ? Trend.DECREASING : Trend.STRICTLY_DECREASING : Trend.CONSTANT;
    });
  }

  private Pieces connected() {
    var p = analyzer.pieces().get();
    if (!p.connected()) {
      throw new Undecided("the domain is not one interval");
    }
    return p;
  }

  /** Convexity over the whole domain, which must be one interval. */
  public Fact<Bend> bend() {
    return Fact.of(() -> {
      var p = connected();
      boolean up = false;
      boolean down = false;
      boolean flat = false;
      for (var r : analyzer.oneOfEach(2).get()) {
        up |= r.sign() > 0;
        down |= r.sign() < 0;
        flat |= r.sign() == 0;
      }
      for (var n : p.nodes()) {
        int kink = kink(p, n);
        up |= kink > 0;
        down |= kink < 0;
        if (!analyzer.continuousAt(p, n)) {
          if (!end(p, n)) {
            return Bend.NEITHER;
          }
          // At an end of its domain a convex function may jump up, a concave one down.
          int jump = -analyzer.jump(p, n, true) - analyzer.jump(p, n, false);
          up |= jump > 0;
          down |= jump < 0;
        }
      }
      return up && down ? Bend.NEITHER : up ? flat ? Bend.CONVEX : Bend.STRICTLY_CONVEX
          : down ? flat ? Bend.CONCAVE : Bend.STRICTLY_CONCAVE : Bend.AFFINE;
    });
  }

  private static boolean end(Pieces p, Node n) {
    return n.at().equals(p.pieces().getFirst().span().low()) || n.at().equals(p.pieces().getLast().span().high());
  }

  /** The sign of slope on the right minus slope on the left. */
  int kink(Pieces p, Node n) {
    if (end(p, n)) {
      return 0;
    }
    var slopes = analyzer.derivative(1).get().pieces();
    var left = slopes.stream().filter(q -> n.at().equals(q.span().high())).findFirst().orElseThrow();
    var right = slopes.stream().filter(q -> n.at().equals(q.span().low())).findFirst().orElseThrow();
    var ends = new Ends(analyzer.ground);
    return new Extremes(analyzer.ground, analyzer.charts).compareSurely(
        ends.limit(right.body(), n.at(), true), ends.limit(left.body(), n.at(), false));
  }

  /** Whether the function falls, if at all, before it rises, so that its sublevel sets are intervals. */
  public Fact<Boolean> quasiconvex() {
    return turnsOnce(-1);
  }

  public Fact<Boolean> quasiconcave() {
    return turnsOnce(1);
  }

  private Fact<Boolean> turnsOnce(int first) {
    return Fact.of(() -> {
      boolean turned = false;
      for (int move : moves(connected())) {
        turned |= move == -first;
        if (turned && move == first) {
          return false;
        }
      }
      return true;
    });
  }

  /** Which way the function goes, from left to right: on the runs, and in jumps to the values at nodes and from them. */
  private List<Integer> moves(Pieces p) {
    var moves = new ArrayList<Integer>();
    var nodes = new ArrayList<>(p.nodes());
    for (var r : analyzer.runs(1).get()) {
      while (!nodes.isEmpty() && (r.span().high() == null || analyzer.ground.compare(nodes.getFirst().at(), r.span().high()) < 0)
          && (r.span().low() == null || analyzer.ground.compare(nodes.getFirst().at(), r.span().low()) <= 0)) {
        jumps(p, nodes.removeFirst(), moves);
      }
      moves.add(r.sign());
    }
    nodes.forEach(n -> jumps(p, n, moves));
    return moves;
  }

  private void jumps(Pieces p, Node n, List<Integer> moves) {
    moves.add(-analyzer.jump(p, n, true));
    moves.add(analyzer.jump(p, n, false));
  }

  /** The points of the domain at which the bend changes from convex to concave or back. */
  public Fact<List<Mark>> inflections() {
    return changes(2, true);
  }

  /** The points of the domain where the function is continuous and turns from rising to falling or back. */
  public Fact<List<Mark>> turns() {
    return changes(1, false);
  }

  private Fact<List<Mark>> changes(int order, boolean smooth) {
    return Fact.of(() -> {
      var all = new ArrayList<Mark>();
      var p = analyzer.pieces().get();
      Run last = null;
      for (var r : analyzer.runs(order).get()) {
        if (last != null && last.sign() * r.sign() < 0 && r.span().low() != null && r.span().low().equals(last.span().high())) {
          var n = p.node(r.span().low());
          if (n == null || analyzer.continuousAt(p, n) && (!smooth || kink(p, n) == 0)) {
            all.add(r.span().low());
          }
        }
        last = r;
      }
      return all;
    });
  }

  /** The largest m ≥ 0 such that f − m·x²/2 is convex; 0 where there is none, or f is not convex. */
  public Fact<Value> strongConvexity() {
    return Fact.of(() -> {
      var bend = bend().get();
      if (bend != Bend.CONVEX && bend != Bend.STRICTLY_CONVEX) {
        return Value.exactly(Exprs.ZERO);
      }
      // At a kink of a convex function the second derivative is, so to speak, +∞.
      var pieces = analyzer.derivative(2).get();
      return new Extremes(analyzer.ground, analyzer.charts).infimum(new Pieces(pieces.pieces(), List.of())).value();
    });
  }
}
