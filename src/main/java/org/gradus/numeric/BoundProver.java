package org.gradus.numeric;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Proves a relation on a whole domain by interval branch and bound (Moore 1966; Hansen and Walster 2004, ch. 12): boxes
 * are halved until on each the enclosures decide the relation, or no point of it lies in the domain, or a side exists
 * nowhere on it. Points at which a side is undefined are passed over, as the claim is about the others; that there are
 * others is for the caller to show ({@link Sampler#definedPoint}).
 */
public final class BoundProver {

  /** What came of it. */
  public enum Outcome { PROVED, UNKNOWN }

  /**
   * The answer.
   *
   * @param boxes how many were looked at
   */
  public record Result(Outcome outcome, int boxes) {
    public boolean isProved() {
      return outcome == Outcome.PROVED;
    }
  }

  private static final int MAX_VARIABLES = 3;
  private static final int STANDARD_BOXES = 3_000;

  /** Boxes in whose middle the relation is looked at: what is false at a point is proved by no boxes. */
  private static final int LOOKS = 64;

  private final Evaluator<Interval> evaluator = new Evaluator<>(IntervalNumbers.INSTANCE);
  private final RelOp op;
  private final Expr lhs;
  private final Expr rhs;
  private final Expr difference;
  private final List<String> names;
  private final List<Expr> facts;
  private final Map<String, Expr> slopes = new HashMap<>();
  private final List<Expr> guards;

  private BoundProver(RelOp op, Expr lhs, Expr rhs, Domain domain) {
    this.op = op;
    this.lhs = lhs;
    this.rhs = rhs;
    difference = Exprs.sub(lhs, rhs);
    guards = Guards.of(List.of(difference));
    facts = domain.facts();
    names = domain.variables().stream().filter(n -> occurs(n)).toList();
  }

  private boolean occurs(String name) {
    var sides = new ArrayList<>(facts);
    sides.add(difference);
    return sides.stream().anyMatch(e -> Trees.any(e, x -> x.toString().equals(name)
        && (x instanceof Expr.Sym || x instanceof Expr.Indexed)));
  }

  /** Whether {@code lhs op rhs} holds wherever in the domain both sides are defined. */
  public static Result prove(RelOp op, Expr lhs, Expr rhs, Domain domain) {
    return prove(op, lhs, rhs, domain, Refuter.bySeries(lhs) || Refuter.bySeries(rhs) ? STANDARD_BOXES / 16 : STANDARD_BOXES);
  }

  /** The same with a budget of boxes. */
  public static Result prove(RelOp op, Expr lhs, Expr rhs, Domain domain, int boxes) {
    // Boxes of intervals never show equality of more than constants, and closeness means nothing here.
    if (op == RelOp.EQ || op == RelOp.APPROX) {
      return new Result(Outcome.UNKNOWN, 0);
    }
    var prover = new BoundProver(op, lhs, rhs, domain);
    if (prover.names.size() > MAX_VARIABLES) {
      return new Result(Outcome.UNKNOWN, 0);
    }
    try {
      return prover.run(boxes);
    } catch (Unsupported _) {
      return new Result(Outcome.UNKNOWN, 0);
    }
  }

  private Result run(int budget) {
    findSlopes();
    var start = new HashMap<String, Interval>();
    names.forEach(n -> start.put(n, Interval.ENTIRE));
    for (var fact : facts) {
      if (fact instanceof Expr.Rel r && !(bounded(r.lhs(), r.op(), r.rhs(), start)
          && bounded(r.rhs(), r.op().flip(), r.lhs(), start))) {
        return new Result(Outcome.PROVED, 0); // no point satisfies the bounds
      }
    }
    var open = new ArrayDeque<Map<String, Interval>>();
    open.add(start);
    int seen = 0;
    while (!open.isEmpty()) {
      var box = open.poll(); // breadth first, so that a hopeless place does not eat the budget unseen
      if (++seen > budget || Thread.currentThread().isInterrupted()) {
        return new Result(Outcome.UNKNOWN, seen);
      }
      if (settled(box)) {
        continue;
      }
      if (seen <= LOOKS && failsInside(box)) {
        return new Result(Outcome.UNKNOWN, seen);
      }
      if (!split(box, open)) {
        return new Result(Outcome.UNKNOWN, seen);
      }
    }
    return new Result(Outcome.PROVED, seen);
  }

  /** Cuts the first box by a fact {@code variable op constant}, so that it does not reach beyond the domain; false if nothing is left. */
  private boolean bounded(Expr variable, RelOp op, Expr constant, Map<String, Interval> box) {
    var x = box.get(variable.toString());
    if (x == null || !(variable instanceof Expr.Sym) || op == RelOp.NE || op == RelOp.APPROX) {
      return true;
    }
    Interval c;
    try {
      c = evaluator.value(constant, Map.of());
    } catch (Unsupported _) {
      return true; // not a constant
    }
    if (c.isEmpty()) {
      return true;
    }
    double lower = op == RelOp.GT || op == RelOp.GE || op == RelOp.EQ ? Math.max(x.lower(), c.lower()) : x.lower();
    double upper = op == RelOp.LT || op == RelOp.LE || op == RelOp.EQ ? Math.min(x.upper(), c.upper()) : x.upper();
    if (lower > upper) {
      return false;
    }
    box.put(variable.toString(), Interval.of(lower, upper));
    return true;
  }

  private void findSlopes() {
    // atan2 jumps where its partial derivatives know nothing of it
    if (names.size() > 2 || Trees.any(difference, x -> x instanceof Expr.Indexed
        || x instanceof Expr.Call c && c.is("atan2"))) {
      return;
    }
    for (var name : names) {
      var slope = slope(difference, name);
      if (slope == null) {
        slopes.clear();
        return;
      }
      slopes.put(name, slope);
    }
  }

  private boolean settled(Map<String, Interval> box) {
    for (var fact : facts) {
      if (truth(fact, box).holdsNowhere()) {
        return true;
      }
    }
    var here = evaluator.at(box); // the sides, their difference and its slopes have most of their parts in common
    var l = here.apply(lhs);
    var r = here.apply(rhs);
    if (l.isEmpty() || r.isEmpty()) {
      return true;
    }
    if (!IntervalNumbers.INSTANCE.compare(op, l, r).canFail()) {
      return true;
    }
    var d = here.apply(difference);
    return d.isEmpty() || decides(d) || bySlopes(box, here, d) || byTail(box);
  }

  /** Far out, where a factor that grows meets one that vanishes. */
  private boolean byTail(Map<String, Interval> box) {
    if (slopes.size() != 1 || !box.values().stream().allMatch(Tails::concern)) {
      return false;
    }
    var name = names.getFirst();
    return decides(Tails.enclose(difference, Exprs.sym(name), box.get(name), evaluator, u -> slope(u, name)));
  }

  private static Expr slope(Expr u, String name) {
    try {
      return Derivatives.of(u, Exprs.sym(name), 1);
    } catch (Derivatives.NotDifferentiable | IllegalArgumentException _) {
      return null;
    }
  }

  /** Whether the relation certainly fails at a point of the box that certainly belongs to the domain: then no boxes around it settle. */
  private boolean failsInside(Map<String, Interval> box) {
    var point = new HashMap<String, Interval>();
    box.forEach((name, x) -> point.put(name, Interval.point(x.isBounded() ? x.midpoint() : cut(x))));
    for (var fact : facts) {
      try {
        if (!evaluator.truth(fact, point).isCertainlyTrue()) {
          return false;
        }
      } catch (Unsupported _) {
        continue; // it is left out for boxes, too
      }
    }
    var here = evaluator.at(point);
    var l = here.apply(lhs);
    var r = here.apply(rhs);
    var truth = IntervalNumbers.INSTANCE.compare(op, l, r);
    return truth.holdsNowhere() && truth.definedness() == Definedness.DEFINED_EVERYWHERE;
  }

  /** A fact that cannot be evaluated is left out: the domain only grows by that. */
  private Truth truth(Expr fact, Map<String, Interval> box) {
    try {
      return evaluator.truth(fact, box);
    } catch (Unsupported _) {
      return Truth.UNKNOWN;
    }
  }

  /** Whether every number of the enclosure of left − right satisfies the relation with zero. */
  private boolean decides(Interval d) {
    return !IntervalNumbers.INSTANCE.compare(op, d, Interval.ZERO).canFail();
  }

  /**
   * Where the difference is differentiable on the whole box: along a variable in which it is monotone only one end
   * matters (which also settles tails), and over the rest the mean value form d(m) + Σ d_i(box)(x_i − m_i) is tried.
   * Differentiable means: certainly defined, no kink or jump inside, symbolic derivative certainly defined.
   */
  private boolean bySlopes(Map<String, Interval> box, Function<Expr, Interval> here, Interval d) {
    if (slopes.isEmpty() || d.definedness() != Definedness.DEFINED_EVERYWHERE || mayHaveKink(here)) {
      return false;
    }
    var slope = new HashMap<String, Interval>();
    for (var name : names) {
      var s = here.apply(slopes.get(name));
      if (s.definedness() != Definedness.DEFINED_EVERYWHERE) {
        return false;
      }
      slope.put(name, s);
    }
    boolean least = op == RelOp.GT || op == RelOp.GE; // which extreme of the difference has to be looked at
    var face = new HashMap<>(box);
    if (op != RelOp.NE) {
      for (var name : names) {
        var s = slope.get(name);
        if (s.lower() >= 0 || s.upper() <= 0) {
          double end = s.lower() >= 0 == least ? box.get(name).lower() : box.get(name).upper();
          if (Double.isFinite(end)) {
            face.put(name, Interval.point(end));
          }
        }
      }
      if (decides(evaluator.value(difference, face))) {
        return true;
      }
    }
    if (face.values().stream().anyMatch(x -> !x.isBounded())) {
      return false;
    }
    var middle = new HashMap<String, Interval>();
    face.forEach((n, x) -> middle.put(n, Interval.point(x.midpoint())));
    var sum = evaluator.value(difference, middle);
    for (var name : names) {
      sum = sum.add(slope.get(name).multiply(face.get(name).subtract(middle.get(name))));
    }
    return sum.definedness() == Definedness.DEFINED_EVERYWHERE && decides(sum);
  }

  private boolean mayHaveKink(Function<Expr, Interval> here) {
    for (var guard : guards) {
      var g = here.apply(guard);
      if (g.definedness() != Definedness.DEFINED_EVERYWHERE || g.contains(0)) {
        return true;
      }
    }
    return false;
  }

  /** Halves the widest side; infinite ones first, at zero and then at growing powers. */
  private boolean split(Map<String, Interval> box, ArrayDeque<Map<String, Interval>> open) {
    String widest = null;
    double size = 0;
    for (var name : names) {
      double w = extent(box.get(name));
      if (w > size) {
        size = w;
        widest = name;
      }
    }
    if (widest == null) {
      return false;
    }
    var x = box.get(widest);
    double at = cut(x);
    if (!(x.lower() < at && at < x.upper())) {
      return false;
    }
    for (var part : List.of(Interval.of(x.lower(), at), Interval.of(at, x.upper()))) {
      var next = new HashMap<>(box);
      next.put(widest, part);
      open.add(next);
    }
    return true;
  }

  private static double extent(Interval x) {
    if (!x.isBounded()) {
      double end = x.lower() == Double.NEGATIVE_INFINITY ? x.upper() : x.lower();
      // tails that start far out are split last
      return Double.isInfinite(end) ? Double.MAX_VALUE : 1e9 / (1 + Math.abs(end));
    }
    return x.width();
  }

  private static double cut(Interval x) {
    boolean left = x.lower() == Double.NEGATIVE_INFINITY;
    boolean right = x.upper() == Double.POSITIVE_INFINITY;
    if (left && right) {
      return 0;
    }
    if (right) {
      return x.lower() < 0 ? 0 : 4 * x.lower() + 1;
    }
    if (left) {
      return x.upper() > 0 ? 0 : 4 * x.upper() - 1;
    }
    return x.lower() < 0 && x.upper() > 0 ? 0 : x.midpoint(); // many functions are exact at zero
  }
}
