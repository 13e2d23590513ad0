package org.gradus.mutation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.gradus.certificate.Claim;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.mutation.Referee.Ruling;

/**
 * Rules on limits, equations that are to have the same solutions, implications, and shapes of functions, by values in many decimals: on the
 * way to the place of the limit, at solutions found by Newton's method, and at three points of a chord.
 */
final class ClaimReferee {

  private static final int DIGITS = 60;
  /** What cancels on the way to a limit. */
  private static final int LIMIT_DIGITS = 320;
  private static final int STEPS = 24;
  private static final int POINTS = 40;
  private static final int TRIES = 300;
  private static final int SOLUTIONS = 60;
  private static final int NEWTON_STEPS = 90;
  /** Values on the way to solutions, for one ruling. */
  private static final int MAX_VALUES = 4_000;
  private static final BigDecimal AWAY = BigDecimal.valueOf(10_000);
  private static final BigDecimal FAR = BigDecimal.valueOf(30);
  private static final int FINE_DIGITS = DIGITS + 50;
  private static final MathContext FINE = new MathContext(FINE_DIGITS, RoundingMode.HALF_EVEN);
  private static final BigDecimal ZERO_ENOUGH = new BigDecimal("1e-58");
  private static final BigDecimal SMALL = new BigDecimal("1e-18");
  private static final BigDecimal STEP = new BigDecimal("1e-40");

  private final SplittableRandom random;
  private final List<Expr> assumptions;
  private int values;

  private ClaimReferee(List<Expr> assumptions, long seed) {
    this.assumptions = assumptions;
    random = new SplittableRandom(seed);
  }

  // ---- limits ----

  static Ruling limit(Claim.Limit l, long seed) {
    var own = new ClaimReferee(l.assumptions().stream().filter(a -> !Trees.freeSymbols(a).contains(l.by())).toList(), seed);
    if (l.side() == 0 && infinite(l.to()) == 0) {
      var above = own.limit(l, 1);
      var below = own.limit(l, -1);
      return above == Ruling.FAILS || below == Ruling.FAILS ? Ruling.FAILS : above == Ruling.HOLDS ? below : above;
    }
    return own.limit(l, l.side());
  }

  /**
   * Values near the place that lie apart however near it is: where the last steps to it move by more than steps before did, there is no limit;
   * where they settle, on the same value from both sides, there is one.
   */
  static Ruling none(Claim.NoLimit l, long seed) {
    var own = new ClaimReferee(l.assumptions().stream().filter(a -> !Trees.freeSymbols(a).contains(l.by())).toList(), seed);
    var names = own.names(List.of(l.body(), l.to()));
    names.remove(l.by().name());
    var p = own.point(names);
    if (p == null) {
      return Ruling.NO_POINT;
    }
    var near = new ArrayList<BigDecimal>();
    for (int side : l.side() == 0 && infinite(l.to()) == 0 ? List.of(-1, 1) : List.of(l.side())) {
      for (int k = 0; k < STEPS; k++) {
        var at = new HashMap<>(p);
        var step = new BigDecimal(1 + own.random.nextDouble()).setScale(12, RoundingMode.HALF_EVEN);
        try {
          at.put(l.by().name(), infinite(l.to()) != 0 ? step.scaleByPowerOfTen(6).multiply(BigDecimal.valueOf(infinite(l.to())))
              : Decimals.value(l.to(), p, LIMIT_DIGITS).add(step.scaleByPowerOfTen(-6).multiply(BigDecimal.valueOf(side))));
          near.add(Decimals.value(l.body(), at, LIMIT_DIGITS));
        } catch (Decimals.Undefined _) {
          // says nothing
        }
      }
    }
    if (near.size() < 4) {
      return Ruling.NO_POINT;
    }
    var low = near.stream().reduce(BigDecimal::min).orElseThrow();
    var high = near.stream().reduce(BigDecimal::max).orElseThrow();
    boolean apart = high.subtract(low).compareTo(new BigDecimal("1e-2").multiply(low.abs().max(high.abs()).max(BigDecimal.ONE))) > 0;
    boolean large = low.signum() > 0 && low.compareTo(BigDecimal.valueOf(1000)) > 0 || high.signum() < 0 && high.compareTo(BigDecimal.valueOf(-1000)) < 0;
    return large ? Ruling.FAILS : apart ? Ruling.HOLDS : Ruling.FAILS;
  }

  private static int infinite(Expr e) {
    return e.equals(Exprs.INFINITY) ? 1 : e.equals(Exprs.neg(Exprs.INFINITY)) ? -1 : 0;
  }

  private Ruling limit(Claim.Limit l, int side) {
    var names = names(List.of(l.body(), l.to(), l.value()));
    names.remove(l.by().name());
    int held = 0;
    for (int i = 0; i < TRIES && held < 3; i++) {
      var p = point(names);
      if (p == null) {
        continue;
      }
      var ruling = approached(l, side, p);
      if (ruling != Ruling.HOLDS) {
        return ruling;
      }
      held++;
      if (names.isEmpty()) {
        break;
      }
    }
    return held > 0 ? Ruling.HOLDS : Ruling.NO_POINT;
  }

  /** What fails must fail with more digits as well, and farther on: log(x)^100/x rises for long before it falls. */
  private static Ruling approached(Claim.Limit l, int side, Map<String, BigDecimal> parameters) {
    var steps = new ArrayList<Integer>();
    for (int k = 1; k <= STEPS; k++) {
      steps.add(k);
    }
    var first = approached(l, side, parameters, LIMIT_DIGITS, steps);
    if (first != Ruling.FAILS) {
      return first;
    }
    for (int k = 2 * STEPS; k < LIMIT_DIGITS; k += STEPS) {
      steps.add(k);
    }
    steps.subList(0, STEPS / 2).clear();
    boolean again = approached(l, side, parameters, 4 * LIMIT_DIGITS, steps.subList(0, STEPS / 2)) == Ruling.FAILS
        && approached(l, side, parameters, 4 * LIMIT_DIGITS, steps) == Ruling.FAILS;
    return again ? first : Ruling.NO_POINT;
  }

  private static Ruling approached(Claim.Limit l, int side, Map<String, BigDecimal> parameters, int digits, List<Integer> steps) {
    var gaps = new ArrayList<BigDecimal>();
    int sign = infinite(l.value());
    try {
      var value = sign != 0 ? null : Decimals.value(l.value(), parameters, digits);
      var to = infinite(l.to()) != 0 ? null : Decimals.value(l.to(), parameters, digits);
      for (int k : steps) {
        var p = new HashMap<>(parameters);
        p.put(l.by().name(), to == null ? BigDecimal.TEN.pow(k).multiply(BigDecimal.valueOf(infinite(l.to())))
            : to.add(new BigDecimal("1e-" + k).multiply(BigDecimal.valueOf(side))));
        try {
          var y = Decimals.value(l.body(), p, digits);
          gaps.add(sign != 0 ? y.multiply(BigDecimal.valueOf(sign)) : y.subtract(value).abs());
        } catch (Decimals.Undefined _) {
          // too large to be written, as a rule
        }
      }
    } catch (Decimals.Undefined _) {
      return Ruling.NO_POINT;
    }
    int n = gaps.size();
    if (n < 3) {
      return Ruling.NO_POINT;
    }
    var last = gaps.get(n - 1);
    var before = gaps.get(n - 2);
    boolean settled = last.subtract(before).abs().compareTo(last.abs().multiply(new BigDecimal("1e-3"))) < 0;
    if (sign != 0) {
      return last.compareTo(before) > 0 && last.compareTo(BigDecimal.valueOf(2)) > 0 && !settled ? Ruling.HOLDS
          : settled && last.compareTo(BigDecimal.valueOf(1000)) < 0 || last.compareTo(before) < 0 && last.signum() < 0 ? Ruling.FAILS : Ruling.NO_POINT;
    }
    return last.compareTo(new BigDecimal("1e-2")) < 0 && last.compareTo(before) <= 0 && (!settled || last.compareTo(SMALL) < 0) ? Ruling.HOLDS
        : settled && last.compareTo(new BigDecimal("1e-4")) > 0 || last.compareTo(before) > 0 && last.compareTo(BigDecimal.ONE) > 0 ? Ruling.FAILS
        : Ruling.NO_POINT;
  }

  // ---- statements ----

  static Ruling implication(Expr before, Expr after, List<Expr> assumptions, long seed) {
    var own = new ClaimReferee(assumptions, seed);
    var names = List.copyOf(own.names(List.of(before, after)));
    int seen = 0;
    for (int i = 0; i < SOLUTIONS && own.values < MAX_VALUES && seen < POINTS && (seen > 0 || i < SOLUTIONS / 3); i++) {
      var p = own.solution(before, names);
      if (p != null) {
        var holds = own.holds(after, p);
        if (Boolean.FALSE.equals(holds)) {
          return Ruling.FAILS;
        }
        seen += holds == null ? 0 : 1;
      }
    }
    return seen > 2 ? Ruling.HOLDS : Ruling.NO_POINT;
  }

  /** A point at which the statement holds: a random one, or one that an equation of an alternative is solved at; null if that is none. */
  private Map<String, BigDecimal> solution(Expr statement, List<String> names) {
    var alternatives = statement instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR ? l.args() : List.of(statement);
    var one = alternatives.get(random.nextInt(alternatives.size()));
    var parts = one instanceof Expr.Logic l ? l.args() : List.of(one);
    var p = draw(new LinkedHashSet<>(names));
    var equations = new LinkedHashSet<Expr>();
    for (var e : parts) {
      Trees.any(e, x -> x instanceof Expr.Rel r && r.op() == RelOp.EQ && equations.add(Exprs.sub(r.lhs(), r.rhs())) && false);
    }
    solve(List.copyOf(equations), names, p);
    // far away what only tends to 0 is as small as what is 0
    return p.values().stream().allMatch(x -> x.abs().compareTo(FAR) < 0) && assumptions.stream().allMatch(a -> Boolean.TRUE.equals(holds(a, p)))
        && Boolean.TRUE.equals(holds(one, p)) ? p : null;
  }

  /** Newton's method for several equations; names that the equations leave open, drawn by lot, stay where they are. */
  private void solve(List<Expr> equations, List<String> names, Map<String, BigDecimal> p) {
    var order = new ArrayList<>(names);
    Collections.shuffle(order, new Random(random.nextLong()));
    try {
      for (int i = 0; i < NEWTON_STEPS && values < MAX_VALUES; i++) {
        values += equations.size() * (order.size() + 1);
        var rows = new ArrayList<BigDecimal[]>();
        boolean done = true;
        for (var d : equations) {
          var y = Decimals.value(d, p, FINE_DIGITS);
          done &= y.abs().compareTo(ZERO_ENOUGH) < 0;
          var row = new BigDecimal[order.size() + 1];
          for (int k = 0; k < order.size(); k++) {
            var at = p.put(order.get(k), p.get(order.get(k)).add(STEP));
            row[k] = Decimals.value(d, p, FINE_DIGITS).subtract(y).divide(STEP, FINE);
            p.put(order.get(k), at);
          }
          row[order.size()] = y.negate();
          rows.add(row);
        }
        if (done) {
          return;
        }
        step(rows, order, p);
        if (p.values().stream().anyMatch(x -> x.abs().compareTo(AWAY) > 0)) {
          return;
        }
      }
    } catch (Decimals.Undefined | ArithmeticException _) {
      // no solution from here
    }
  }

  /** One step, by Gauss's elimination; equations that depend on others are passed over. */
  private static void step(List<BigDecimal[]> rows, List<String> names, Map<String, BigDecimal> p) {
    int n = names.size();
    var pivots = new int[rows.size()];
    Arrays.fill(pivots, -1);
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      int k = 0;
      while (k < n && row[k].abs().compareTo(new BigDecimal("1e-20")) < 0) {
        k++;
      }
      if (k == n) {
        continue;
      }
      pivots[i] = k;
      for (int other = 0; other < rows.size(); other++) {
        if (other != i) {
          var q = rows.get(other)[k].divide(row[k], FINE);
          for (int c = 0; c <= n; c++) {
            rows.get(other)[c] = rows.get(other)[c].subtract(q.multiply(row[c], FINE), FINE);
          }
        }
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      if (pivots[i] >= 0) {
        p.merge(names.get(pivots[i]), rows.get(i)[n].divide(rows.get(i)[pivots[i]], FINE), (x, d) -> x.add(d, FINE).setScale(2 * FINE_DIGITS, RoundingMode.HALF_EVEN));
      }
    }
  }

  /** Whether a statement holds at a point, equations up to what decimals leave open; null if that cannot be told. */
  private Boolean holds(Expr statement, Map<String, BigDecimal> p) {
    switch (statement) {
      case Expr.Logic l when l.op() != Expr.Logic.Op.NOT -> {
        boolean and = l.op() == Expr.Logic.Op.AND;
        Boolean all = and;
        for (var a : l.args()) {
          var own = holds(a, p);
          if (own != null && own != and) {
            return !and;
          }
          if (own == null) {
            all = null;
          }
        }
        return all;
      }
      case Expr.Rel r -> {
        try {
          var l = Decimals.value(r.lhs(), p, DIGITS);
          var gap = l.subtract(Decimals.value(r.rhs(), p, DIGITS));
          boolean equal = gap.abs().compareTo(SMALL.multiply(l.abs().max(BigDecimal.ONE))) < 0;
          if (equal && r.op() != RelOp.EQ && !r.op().holdsForSign(0)) {
            return null;
          }
          return r.op() == RelOp.EQ ? equal : equal || r.op().holdsForSign(gap.signum());
        } catch (Decimals.Undefined | ArithmeticException _) {
          return null;
        }
      }
      default -> {
        return null;
      }
    }
  }

  // ---- shapes ----

  static Ruling shape(Claim.Shape s, long seed) {
    var own = new ClaimReferee(s.assumptions(), seed);
    var names = own.names(List.of(s.function()));
    names.add(s.by().name());
    boolean some = s.form().equals("not convex");
    int seen = 0;
    for (int i = 0; i < TRIES && seen < POINTS; i++) {
      var p = own.point(names);
      var end = own.point(names);
      if (p == null || end == null) {
        continue;
      }
      var q = new HashMap<>(p);
      q.put(s.by().name(), end.get(s.by().name()));
      var middle = new HashMap<>(p);
      middle.put(s.by().name(), p.get(s.by().name()).add(q.get(s.by().name())).divide(BigDecimal.TWO));
      try {
        var a = Decimals.value(s.function(), p, DIGITS);
        var b = Decimals.value(s.function(), q, DIGITS);
        var m = Decimals.value(s.function(), middle, DIGITS);
        int run = q.get(s.by().name()).compareTo(p.get(s.by().name()));
        int rise = sign(b.subtract(a)) * run;
        int bend = sign(a.add(b).subtract(m.multiply(BigDecimal.TWO)));
        if (run == 0) {
          continue;
        }
        boolean fails = switch (s.form()) {
          case "increasing" -> rise < 0;
          case "strictly increasing" -> rise <= 0;
          case "decreasing" -> rise > 0;
          case "strictly decreasing" -> rise >= 0;
          case "convex" -> bend < 0;
          case "concave" -> bend > 0;
          default -> false;
        };
        if (fails) {
          return Ruling.FAILS;
        }
        if (some && bend < 0) {
          return Ruling.HOLDS;
        }
        seen++;
      } catch (Decimals.Undefined | ArithmeticException _) {
        // says nothing
      }
    }
    return !some && seen > 5 ? Ruling.HOLDS : Ruling.NO_POINT;
  }

  /** Chords on either side of the place, each nearer than the last: one bends up and the other down. */
  static Ruling inflection(Claim.Inflection c, long seed) {
    var own = new ClaimReferee(c.assumptions(), seed);
    var names = own.names(List.of(c.function(), c.at()));
    names.remove(c.by().name());
    var p = own.point(names);
    if (p == null) {
      return Ruling.NO_POINT;
    }
    try {
      var place = Decimals.value(c.at(), p, LIMIT_DIGITS);
      int bends = 0;
      for (int k = 3; k < STEPS; k++) {
        var step = BigDecimal.ONE.divide(BigDecimal.TWO.pow(k));
        bends = own.bend(c, p, place, step) * own.bend(c, p, place, step.negate());
      }
      return bends < 0 ? Ruling.HOLDS : bends > 0 ? Ruling.FAILS : Ruling.NO_POINT;
    } catch (Decimals.Undefined | ArithmeticException _) {
      return Ruling.FAILS; // there is no function around the place
    }
  }

  /** The sign of the bend of the chord from the place to a step from it. */
  private int bend(Claim.Inflection c, Map<String, BigDecimal> p, BigDecimal place, BigDecimal step) {
    var at = new HashMap<>(p);
    var values = new ArrayList<BigDecimal>();
    for (var k : List.of(BigDecimal.ZERO, new BigDecimal("0.5"), BigDecimal.ONE)) {
      at.put(c.by().name(), place.add(step.multiply(k)));
      values.add(Decimals.value(c.function(), at, LIMIT_DIGITS));
    }
    var bend = values.get(0).add(values.get(2)).subtract(values.get(1).multiply(BigDecimal.TWO));
    return bend.abs().compareTo(new BigDecimal("1e-250")) < 0 ? 0 : bend.signum();
  }

  private static int sign(BigDecimal x) {
    return x.abs().compareTo(new BigDecimal("1e-50")) < 0 ? 0 : x.signum();
  }

  // ---- points ----

  private Set<String> names(List<Expr> of) {
    var all = new LinkedHashSet<String>();
    of.forEach(e -> Trees.freeSymbols(e).forEach(s -> all.add(s.name())));
    assumptions.forEach(e -> Trees.freeSymbols(e).forEach(s -> all.add(s.name())));
    return all;
  }

  private Map<String, BigDecimal> draw(Set<String> names) {
    var p = new LinkedHashMap<String, BigDecimal>();
    double spread = List.of(0.9, 2.5, 7.0).get(random.nextInt(3));
    for (var name : names) {
      p.put(name, new BigDecimal(spread * (2 * random.nextDouble() - 1)).setScale(9, RoundingMode.HALF_EVEN));
      for (var a : assumptions) {
        if (a instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR && l.args().get(random.nextInt(l.args().size())) instanceof Expr.Rel r
            && r.op() == RelOp.EQ && r.lhs().toString().equals(name) && r.rhs() instanceof Expr.Num v) {
          p.put(name, Decimals.of(v.value(), DIGITS));
        }
      }
    }
    return p;
  }

  /** A point at which the assumptions hold; null if one was not found. */
  private Map<String, BigDecimal> point(Set<String> names) {
    for (int i = 0; i < TRIES; i++) {
      var p = draw(names);
      if (assumptions.stream().allMatch(a -> Boolean.TRUE.equals(holds(a, p)))) {
        return p;
      }
    }
    return null;
  }
}
