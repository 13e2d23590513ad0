package org.gradus.proof;

import static org.gradus.certificate.Fields.node;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.certificate.Boxes;
import org.gradus.certificate.Goal;
import org.gradus.expr.Rational;
import org.gradus.numeric.Interval;

/** Cuts a domain into boxes on each of which the checker sees the relation. */
final class BoxCertifier {

  /** Larger certificates are not written. */
  private static final int MAX_BOXES = 400;
  private static final int MAX_DEPTH = 24;

  private final Goal goal;
  private int boxes;

  BoxCertifier(Goal goal) {
    this.goal = goal;
  }

  /** The proof, or null. */
  Map<String, Object> write() {
    var cut = cut(Boxes.start(goal), 0);
    return cut == null ? null : node("rule", "boxes", "cut", cut);
  }

  private Map<String, Object> cut(Map<String, Interval> box, int depth) {
    if (++boxes > MAX_BOXES) {
      return null;
    }
    if (Boxes.holds(goal, box)) {
      return node("leaf", "relation");
    }
    for (int i = 0; i < goal.known().size(); i++) {
      if (Boxes.outside(goal, box, i)) {
        return node("leaf", "outside", "of", i);
      }
    }
    for (var name : box.keySet()) {
      if (Boxes.monotone(goal, box, name)) {
        return node("leaf", "monotone", "in", name);
      }
    }
    if (Boxes.middle(goal, box)) {
      return node("leaf", "middle");
    }
    if (Boxes.tail(goal, box)) {
      return node("leaf", "tail");
    }
    String widest = null;
    for (var e : box.entrySet()) {
      widest = widest == null || width(e.getValue()) > width(box.get(widest)) ? e.getKey() : widest;
    }
    var at = widest == null || depth >= MAX_DEPTH ? null : middle(box.get(widest));
    if (at == null) {
      return null;
    }
    var halves = Boxes.halves(box, widest, at);
    var parts = new ArrayList<Map<String, Object>>();
    for (var half : List.of(halves.get(0), halves.get(1))) {
      var one = cut(half, depth + 1);
      if (one == null) {
        return null;
      }
      parts.add(one);
    }
    return node("in", widest, "at", at.toString(), "low", parts.get(0), "high", parts.get(1));
  }

  private static double width(Interval x) {
    return x.isBounded() ? x.upper() - x.lower() : Double.POSITIVE_INFINITY;
  }

  private static Rational middle(Interval x) {
    double low = x.lower();
    double high = x.upper();
    double at = low < 0 && high > 0 && !x.isBounded() ? 0
        : Double.isInfinite(high) ? Math.max(1, 2 * low) : Double.isInfinite(low) ? Math.min(-1, 2 * high) : low + (high - low) / 2;
    return at > low && at < high && Math.abs(at) < 1e6 ? Rational.of(new BigDecimal(at)) : null;
  }
}
