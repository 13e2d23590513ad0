package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.Definedness;
import org.gradus.numeric.Evaluator;
import org.gradus.numeric.Interval;
import org.gradus.numeric.IntervalNumbers;
import org.gradus.numeric.PointEvaluator;
import org.gradus.numeric.Tails;
import org.gradus.numeric.Unsupported;

/**
 * Inequalities by interval arithmetic: the domain is cut into boxes as the certificate says, and on each the enclosures of the
 * sides show the relation, or show that no point of the domain is in it; or the difference is monotone in a variable, so that
 * one end of the box decides (Moore 1966).
 */
public final class Boxes {

  /** Certificates have no more boxes. */
  public static final int MAX_BOXES = 2_000;
  private static final int MAX_VARIABLES = 3;
  private static final int DIGITS = 40;
  private static final long ONE_BOX = 50;
  private static final Evaluator<Interval> EVALUATOR = new Evaluator<>(IntervalNumbers.INSTANCE);

  private Boxes() {}

  static void prove(Goal g, Node n) {
    n.only("rule", "cut");
    require(g.op() != RelOp.EQ && g.op() != RelOp.APPROX, "boxes do not show equality");
    require(!Trees.any(Exprs.sub(g.lhs(), g.rhs()), x -> x instanceof Expr.Indexed), "boxes are cut along variables");
    follow(g, start(g), n.node("cut"), new int[1]);
  }

  /** All values of the variables, within the bounds that are known. */
  public static Map<String, Interval> start(Goal g) {
    var names = new TreeSet<String>();
    Trees.freeSymbols(Exprs.sub(g.lhs(), g.rhs())).forEach(s -> names.add(s.name()));
    require(names.size() <= MAX_VARIABLES, "too many variables for boxes");
    var box = new HashMap<String, Interval>();
    names.forEach(s -> box.put(s, Interval.ENTIRE));
    for (var r : g.known()) {
      bound(r.lhs(), r.op(), r.rhs(), box);
      bound(r.rhs(), r.op().flip(), r.lhs(), box);
    }
    return box;
  }

  /** Whether the enclosure of the difference on the box of all known bounds shows the relation, and that its sides are defined there. */
  public static boolean onOne(List<Expr.Rel> known, Expr.Rel r) {
    if (r.op() == RelOp.EQ || r.op() == RelOp.APPROX || Trees.freeSymbols(r).isEmpty() || Trees.any(r, x -> x instanceof Expr.Indexed)
        || Trees.freeSymbols(r).size() > MAX_VARIABLES) {
      return false;
    }
    var g = new Goal(r.op(), r.lhs(), r.rhs(), known, List.of(), null);
    var box = start(g);
    if (!box.values().stream().allMatch(Interval::isBounded)) {
      return false;
    }
    Meter.spend(ONE_BOX);
    try {
      var d = EVALUATOR.value(Exprs.sub(r.lhs(), r.rhs()), box);
      return d.definedness() == Definedness.DEFINED_EVERYWHERE && decided(r.op(), d, Interval.ZERO);
    } catch (Unsupported _) {
      return false;
    }
  }

  private static void bound(Expr variable, RelOp op, Expr constant, Map<String, Interval> box) {
    if (variable instanceof Expr.Sym s && box.containsKey(s.name()) && constant instanceof Expr.Num n && op != RelOp.NE
        && op != RelOp.APPROX) {
      var x = box.get(s.name());
      var c = Interval.of(n.value());
      double low = op == RelOp.GT || op == RelOp.GE || op == RelOp.EQ ? Math.max(x.lower(), c.lower()) : x.lower();
      double high = op == RelOp.LT || op == RelOp.LE || op == RelOp.EQ ? Math.min(x.upper(), c.upper()) : x.upper();
      if (low <= high) {
        box.put(s.name(), Interval.of(low, high));
      }
    }
  }

  private static void follow(Goal g, Map<String, Interval> box, Node n, int[] seen) {
    Meter.spend(50);
    require(++seen[0] <= 2 * MAX_BOXES, "too many boxes");
    if (n.has("leaf")) {
      boolean holds = switch (n.text("leaf")) {
        case "relation" -> {
          n.only("leaf");
          yield holds(g, box);
        }
        case "outside" -> outside(g, box, n.only("leaf", "of").number("of"));
        case "middle" -> {
          n.only("leaf");
          yield !holds(g, box) && middle(g, box);
        }
        case "tail" -> {
          n.only("leaf");
          yield !holds(g, box) && tail(g, box);
        }
        case "monotone" -> monotone(g, box, n.only("leaf", "in").text("in"));
        default -> false;
      };
      require(holds, "a box does not show the relation: " + box);
      return;
    }
    n.only("in", "at", "low", "high");
    var halves = halves(box, n.text("in"), n.rational("at"));
    follow(g, halves.get(0), n.node("low"), seen);
    follow(g, halves.get(1), n.node("high"), seen);
  }

  /** The two parts of a box. Throws {@link Rejected} where the cut is not inside. */
  public static List<Map<String, Interval>> halves(Map<String, Interval> box, String name, Rational at) {
    require(box.containsKey(name), "there is no variable " + name);
    var x = box.get(name);
    var cut = Interval.of(at);
    require(cut.lower() > x.lower() && cut.upper() < x.upper(), "a cut outside the box");
    var low = new HashMap<>(box);
    low.put(name, Interval.of(x.lower(), cut.upper()));
    var high = new HashMap<>(box);
    high.put(name, Interval.of(cut.lower(), x.upper()));
    return List.of(low, high);
  }

  /** Whether the enclosures show the relation wherever both sides are defined. */
  public static boolean holds(Goal g, Map<String, Interval> box) {
    if (box.isEmpty()) {
      var d = PointEvaluator.enclose(Exprs.sub(g.lhs(), g.rhs()), Map.of(), DIGITS);
      return d.isDefined() && (d.lower().signum() > 0 && g.op().holdsForSign(1) || d.upper().signum() < 0 && g.op().holdsForSign(-1));
    }
    try {
      var l = EVALUATOR.value(g.lhs(), box);
      var r = EVALUATOR.value(g.rhs(), box);
      var d = EVALUATOR.value(Exprs.sub(g.lhs(), g.rhs()), box);
      return l.isEmpty() || r.isEmpty() || d.isEmpty() || decided(g.op(), l, r) || decided(g.op(), d, Interval.ZERO);
    } catch (Unsupported _) {
      return false;
    }
  }

  /** Whether the relation holds far out, where a factor that grows meets one that vanishes. */
  public static boolean tail(Goal g, Map<String, Interval> box) {
    if (box.size() != 1 || !Tails.concern(box.values().iterator().next())) {
      return false;
    }
    var x = Exprs.sym(box.keySet().iterator().next());
    try {
      return decided(g.op(), Tails.enclose(Exprs.sub(g.lhs(), g.rhs()), x, box.get(x.name()), EVALUATOR, u -> slope(u, x)), Interval.ZERO);
    } catch (Unsupported _) {
      return false;
    }
  }

  private static boolean isSmooth(Expr d) {
    return !Trees.any(Expand.of(d), x -> x instanceof Expr.Cases || x instanceof Expr.Big
        || x instanceof Expr.Integral || x instanceof Expr.Apply || x instanceof Expr.Call c && c.is("floor"));
  }

  /** Whether the relation holds by the mean value form: the difference is that in the middle and Σ slope·(x − middle), a slope being one in the box. */
  public static boolean middle(Goal g, Map<String, Interval> box) {
    var d = Exprs.sub(g.lhs(), g.rhs());
    if (!isSmooth(d) || !box.values().stream().allMatch(Interval::isBounded)) {
      return false;
    }
    try {
      var at = new HashMap<String, Interval>();
      box.forEach((name, x) -> at.put(name, Interval.point(x.midpoint())));
      var sum = EVALUATOR.value(d, at);
      boolean defined = EVALUATOR.value(d, box).definedness() == Definedness.DEFINED_EVERYWHERE;
      for (var name : box.keySet()) {
        var slope = EVALUATOR.value(Slope.of(d, Exprs.sym(name), 1), box);
        defined &= slope.definedness() == Definedness.DEFINED_EVERYWHERE;
        sum = sum.add(slope.multiply(box.get(name).subtract(at.get(name))));
      }
      return defined && sum.definedness() == Definedness.DEFINED_EVERYWHERE && decided(g.op(), sum, Interval.ZERO);
    } catch (Unsupported | Rejected _) {
      return false;
    }
  }

  private static Expr slope(Expr u, Expr.Sym x) {
    try {
      return Slope.of(u, x, 1);
    } catch (Rejected _) {
      return null;
    }
  }

  private static boolean decided(RelOp op, Interval l, Interval r) {
    return !IntervalNumbers.INSTANCE.compare(op, l, r).canFail();
  }

  /** Whether the i-th known relation holds nowhere in the box. */
  public static boolean outside(Goal g, Map<String, Interval> box, int i) {
    var r = Evidence.at(g.known(), i);
    if (!box.keySet().containsAll(Trees.freeSymbols(r).stream().map(Expr.Sym::name).toList())) {
      return false;
    }
    try {
      return EVALUATOR.truth(r, box).holdsNowhere();
    } catch (Unsupported _) {
      return false;
    }
  }

  /** Whether the difference is smooth and monotone in the variable, and the relation holds where it is tightest. */
  public static boolean monotone(Goal g, Map<String, Interval> box, String name) {
    var d = Exprs.sub(g.lhs(), g.rhs());
    if (!box.containsKey(name) || g.op() == RelOp.NE || !isSmooth(d)) {
      return false;
    }
    try {
      var value = EVALUATOR.value(d, box);
      var slope = EVALUATOR.value(Slope.of(d, Exprs.sym(name), 1), box);
      if (value.definedness() != Definedness.DEFINED_EVERYWHERE || slope.definedness() != Definedness.DEFINED_EVERYWHERE
          || slope.lower() < 0 && slope.upper() > 0) {
        return false;
      }
      boolean least = g.op() == RelOp.GT || g.op() == RelOp.GE;
      double end = slope.lower() >= 0 == least ? box.get(name).lower() : box.get(name).upper();
      if (!Double.isFinite(end)) {
        return false;
      }
      var face = new HashMap<>(box);
      face.put(name, Interval.point(end));
      return decided(g.op(), EVALUATOR.value(d, face), Interval.ZERO);
    } catch (Unsupported | Rejected _) {
      return false;
    }
  }
}
