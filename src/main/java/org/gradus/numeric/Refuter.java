package org.gradus.numeric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Looks for a point of the domain at which a relation certainly fails: both sides certainly defined there, and their
 * enclosures apart (or, where the relation is strict, the sides exactly equal). What it returns is proof; that it returns
 * nothing proves nothing.
 */
public final class Refuter {

  /** Where hundreds of points tell nothing, more of them rarely do. */
  private static final int MAX_POINTS = 250;
  /** At so many of them, where doubles decide nothing, 40 digits are tried; at so few, 160. */
  private static final int ENCLOSED = 14;
  private static final int SHARP = 4;
  private static final int BIG_COST = 10;
  /** Points that are looked at before a proof is tried. */
  private static final int GLANCE = 8;
  private static final int GLANCE_BUDGET = 60;
  /** Functions that take a hundred times as long as the others; with them there are fewer points. */
  private static final Set<String> SLOW = Set.of("erf", "erfinv", "gamma", "loggamma", "digamma", "polygamma", "lambertw",
      "hzeta", "Si", "Ci", "Ei", "erfi", "fresnels", "fresnelc", "airyai", "airybi", "airyaiprime", "airybiprime", "besselj", "bessely",
      "besseli", "besselk");

  private final RelOp op;
  private final Expr lhs;
  private final Expr rhs;
  private final List<Expr> besides;
  private final List<Expr> expressions;
  private final Points points;
  private final Budget budget;
  private final Evaluator<Interval> fast = new Evaluator<>(IntervalNumbers.INSTANCE);
  private final PointEvaluator big = new PointEvaluator(40);

  /** Where the relation was last seen to fail, with the values of its sides to 40 digits. */
  private record Failed(Map<String, Rational> point, Enclosure lhs, Enclosure rhs) {}

  private Failed failed;

  private Refuter(RelOp op, Expr lhs, Expr rhs, Domain domain, Budget budget, Differentiated derivatives,
      List<Expr> besides) {
    this.op = op;
    this.besides = besides;
    this.lhs = lhs;
    this.rhs = rhs;
    this.expressions = new ArrayList<>(List.of(lhs, rhs));
    expressions.addAll(besides);
    this.points = new Points(domain, expressions, derivatives);
    this.budget = budget;
  }

  private static Refuter of(RelOp op, Expr lhs, Expr rhs, Domain domain, Budget budget, Differentiated derivatives) {
    return new Refuter(op, lhs, rhs, domain, budget, derivatives, derivatives == null ? List.of() : derivatives.functions());
  }

  /** A counterexample to {@code lhs op rhs} on the domain, if one was found within the budget. */
  public static Optional<Counterexample> refute(RelOp op, Expr lhs, Expr rhs, Domain domain, Budget budget) {
    return refute(op, lhs, rhs, domain, budget, null);
  }

  /** The same off every kink and case border of the sides and every end of the domain. */
  public static Optional<Counterexample> inside(RelOp op, Expr lhs, Expr rhs, Domain domain, Budget budget) {
    return hopeless(op, lhs, rhs) ? Optional.empty()
        : new Refuter(op, lhs, rhs, domain, budget, new Differentiated(List.of(), List.of(lhs, rhs), List.of()), List.of()).search();
  }

  /**
   * A counterexample to a relation between derivatives: off the kinks and case borders of what is differentiated and the ends of
   * the domain, where a derivative is a convention, and where the functions themselves are defined.
   *
   * @param derivatives what is differentiated; null for nothing, which leaves out no point
   */
  public static Optional<Counterexample> refute(RelOp op, Expr lhs, Expr rhs, Domain domain, Budget budget,
      Differentiated derivatives) {
    return hopeless(op, lhs, rhs) ? Optional.empty() : of(op, lhs, rhs, domain, budget, derivatives).search();
  }

  private static boolean hopeless(RelOp op, Expr lhs, Expr rhs) {
    // 'Approximately' says too little to be refuted by two numbers.
    return op == RelOp.APPROX || lhs == rhs && (op == RelOp.EQ || op == RelOp.LE || op == RelOp.GE);
  }

  /**
   * A counterexample among the first few points, if doubles show one there: so little work that it is worth doing before
   * a proof is tried.
   */
  public static Glance glance(RelOp op, Expr lhs, Expr rhs, Domain domain, Differentiated derivatives) {
    return op == RelOp.APPROX || lhs == rhs ? Glance.nothing()
        : of(op, lhs, rhs, domain, Budget.of(GLANCE_BUDGET), derivatives).glance();
  }

  private Glance glance() {
    var seen = Glance.nothing();
    for (int i = 0; i < GLANCE; i++) {
      var point = points.next(budget);
      if (point == null) {
        break;
      }
      var values = fast.at(box(point));
      if (i == 0 && points.noneLeftOut()) {
        seen = Glance.held(expressions, point, values);
      }
      if (quick(values) == Quick.FAILS && fails(big, point)) {
        return Glance.failed(report(simpler(point)));
      }
    }
    return seen;
  }

  private Optional<Counterexample> search() {
    var open = new ArrayList<Map<String, Rational>>();
    int enclosed = 0;
    int seen = 0;
    int share = isSlow(lhs, 0) || isSlow(rhs, 0) ? bySeries(lhs) || bySeries(rhs) ? 12 : 4 : 1;
    for (var point = points.next(budget); point != null && seen++ < MAX_POINTS / share && budget.spend(2);
        point = points.next(budget)) {
      var quick = quick(fast.at(box(point)));
      if (quick == Quick.FAILS || quick != Quick.FINE && (quick == Quick.BORDER || enclosed < ENCLOSED / share)) {
        enclosed += quick == Quick.OPEN ? 1 : 0;
        if (!budget.spend(BIG_COST)) {
          break;
        }
        if (fails(big, point)) {
          return Optional.of(report(simpler(point)));
        }
      }
      if (quick == Quick.OPEN && open.size() < 60) {
        open.add(point);
      }
    }
    return sharp(open);
  }

  /** Whether a value costs a sum of many terms, also in doubles. */
  static boolean bySeries(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Call c && (BigSeries.NAMES.contains(c.function().name()) || c.is("lambertw") || c.is("hzeta")
        || c.function().isDefined() && c.args().size() == 1 && bySeries(c.function().expand(c.args()))));
  }

  private static boolean isSlow(Expr e, int depth) {
    return depth < 6 && Trees.any(e, x -> x instanceof Expr.Call c && (SLOW.contains(c.function().name())
        || c.function().isDefined() && isSlow(c.function().expand(c.args()), depth + 1)));
  }

  /** Differences too small for 40 digits, at a few points spread over those that were seen. */
  private Optional<Counterexample> sharp(List<Map<String, Rational>> open) {
    var sharper = new PointEvaluator(160);
    for (int i = 0; i < Math.min(SHARP, open.size()); i++) {
      var point = open.get(i * open.size() / SHARP % open.size());
      if (fails(sharper, point)) {
        return Optional.of(report(point));
      }
    }
    return Optional.empty();
  }

  private enum Quick { FAILS, FINE, OPEN, BORDER }

  /** A look in doubles: whether the point is worth more work. */
  private Quick quick(Function<Expr, Interval> values) {
    try {
      var l = values.apply(lhs);
      var r = values.apply(rhs);
      if (l.isEmpty() || r.isEmpty()) {
        return Quick.FINE;
      }
      if (l.definedness() != Definedness.DEFINED_EVERYWHERE || r.definedness() != Definedness.DEFINED_EVERYWHERE) {
        return Quick.BORDER;
      }
      var t = IntervalNumbers.INSTANCE.compare(op, l, r);
      return t.isCertainlyTrue() ? Quick.FINE : t.canHold() ? Quick.OPEN : Quick.FAILS;
    } catch (Unsupported _) {
      return Quick.FINE;
    }
  }

  private boolean fails(PointEvaluator evaluator, Map<String, Rational> point) {
    var sides = evaluator.encloseBoth(lhs, rhs, point);
    boolean fails = sides[0].isDefined() && sides[1].isDefined() && fails(op, sides[0], sides[1])
        && besides.stream().allMatch(f -> isDefined(f, point) || evaluator.enclose(f, point).isDefined());
    if (fails && evaluator == big) {
      failed = new Failed(point, sides[0], sides[1]);
    }
    return fails;
  }

  /** Whether doubles show that there is a value. */
  private boolean isDefined(Expr e, Map<String, Rational> point) {
    return Sampler.isDefined(e, fast.at(box(point)));
  }

  static Map<String, Interval> box(Map<String, Rational> point) {
    var env = new HashMap<String, Interval>();
    point.forEach((name, x) -> env.put(name, Interval.of(x)));
    return env;
  }

  /** Whether the relation certainly fails between two values. */
  static boolean fails(RelOp op, Enclosure l, Enclosure r) {
    var sign = l.compare(r);
    if (sign != null) {
      return !op.holdsForSign(sign);
    }
    // The enclosures touch or overlap; at a common end the sides may be equal.
    return switch (op) {
      case LT -> l.lower().compareTo(r.upper()) >= 0;
      case GT -> l.upper().compareTo(r.lower()) <= 0;
      case EQ, NE, LE, GE, APPROX -> false;
    };
  }

  /** Greedily simpler values, as long as the relation still fails. */
  private Map<String, Rational> simpler(Map<String, Rational> point) {
    var best = point;
    int tries = 40;
    for (var name : point.keySet()) {
      if (points.isDependent(name)) {
        continue;
      }
      var options = new ArrayList<Rational>();
      var readable = points.readable(name);
      options.addAll(readable.subList(0, Math.min(6, readable.size())));
      options.addAll(Points.rounded(point.get(name)));
      for (var x : options) {
        if (tries > 0 && Point.cost(x) + 2 < Point.cost(best.get(name))) {
          tries--;
          var trial = new LinkedHashMap<>(best);
          trial.put(name, x);
          if (points.isAllowed(trial) && fails(big, trial)) {
            best = trial;
            break;
          }
        }
      }
    }
    return best;
  }

  private Counterexample report(Map<String, Rational> point) {
    boolean known = failed != null && failed.point() == point;
    var l = known ? failed.lhs() : big.enclose(lhs, point);
    var r = known ? failed.rhs() : big.enclose(rhs, point);
    if (l.compare(r) == null) {
      var sharper = new PointEvaluator(170);
      l = sharper.enclose(lhs, point);
      r = sharper.enclose(rhs, point);
    }
    return new Counterexample(new Point(point).values(), show(l, r), show(r, l));
  }

  /** The value in as few digits, but at least four, as show that it differs from the other. */
  static String show(Enclosure x, Enclosure other) {
    if (x.exact() != null && x.exact().isIntegerWithin(1_000_000_000)) {
      return x.exact().toString();
    }
    var a = x.middle();
    var b = other.middle();
    for (int digits = 4; ; digits++) {
      var text = show(a, digits);
      if (digits >= 160 || a.compareTo(b) == 0 || !text.equals(show(b, digits))
          && differ(a, b, digits)) {
        return text;
      }
    }
  }

  private static boolean differ(BigDecimal a, BigDecimal b, int digits) {
    var mc = new MathContext(digits, RoundingMode.HALF_EVEN);
    return a.round(mc).compareTo(b.round(mc)) != 0;
  }

  private static String show(BigDecimal x, int digits) {
    var rounded = x.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    int magnitude = rounded.precision() - rounded.scale();
    return rounded.signum() == 0 ? "0"
        : magnitude > 12 + digits || magnitude < -6 ? rounded.toString() : rounded.toPlainString();
  }
}
