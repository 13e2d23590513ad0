package org.gradus.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Rational points of a domain, the readable ones first: small numbers, distinct for distinct variables; case borders and
 * domain ends; large numbers; pseudo-random ones from a fixed seed. Every point given out certainly satisfies every
 * constraint.
 */
final class Points {

  private static final List<Rational> SMALL = rationals("1 2 0 -1 1/2 3 -2 -1/2 1/3 -3 3/2 2/3 1/4 10 -10 3/4 -1/3 5 -3/2 "
      + "4 1/10 -4 7/10 9/10 -5 7 99/100 -1/10 1/100 6 -7 50 -50 100 -100 1/1000 1000 -1000");
  private static final Map<Rational, Integer> RANK = ranks(SMALL);
  private static final List<Rational> FRACTIONS = rationals("1/2 1/4 3/4 1/3 2/3 1/10 9/10 1/100 99/100 1/1000 999/1000");
  private static final List<Rational> BEYOND = rationals("1 1/2 2 1/10 1/100 3 5 10 100 1000 1/1000");
  private static final int MAX_DRAWS = 12;
  private static final int FIRST = 8;

  private final Domain domain;
  private final List<String> names;
  private final List<Expr> facts;
  private final List<Expr> expressions;
  private final List<Expr> avoided;
  private final PointEvaluator exact = new PointEvaluator(30);
  private final Map<String, List<Rational>> candidates = new LinkedHashMap<>();
  /** For an equation among the constraints, the variable it is solved for. */
  private final Map<String, Expr> dependent = new LinkedHashMap<>();
  private final Set<Map<String, Rational>> given = new HashSet<>();
  private final List<Map<String, Rational>> queue = new ArrayList<>();
  private final Set<String> finite = new HashSet<>();
  private final SplittableRandom random = new SplittableRandom(20250101);
  private int next;
  private int misses;
  private boolean planned;
  /** The variables of the first points, if those are made when they are asked for. */
  private List<String> early;

  /**
   * Points at which to look at the expressions.
   *
   * @param derivatives leave out points on a kink or a case border of these, and the ends of the domain; null: leave out none
   */
  Points(Domain domain, List<Expr> expressions, Differentiated derivatives) {
    this.domain = domain;
    facts = domain.facts();
    this.expressions = expressions;
    names = occurring(expressions);
    avoided = derivatives == null ? List.of() : concat(concat(Guards.of(derivatives.kinked()), Guards.ends(facts)),
        Guards.roots(derivatives.kinked())).stream().filter(derivatives::concerned).toList();
    chooseDependents();
    for (var name : names) {
      candidates.put(name, candidatesFor(name));
    }
    begin();
  }

  private static List<Expr> concat(List<Expr> a, List<Expr> b) {
    var all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  private static List<Rational> rationals(String text) {
    var result = new ArrayList<Rational>();
    for (var word : text.split(" ")) {
      var parts = word.split("/");
      result.add(Rational.of(Long.parseLong(parts[0]), parts.length > 1 ? Long.parseLong(parts[1]) : 1));
    }
    return result;
  }

  private static Map<Rational, Integer> ranks(List<Rational> values) {
    var ranks = new HashMap<Rational, Integer>();
    values.forEach(x -> ranks.putIfAbsent(x, ranks.size()));
    return Map.copyOf(ranks);
  }

  /** The variables that matter: those of the expressions and of the constraints. */
  private List<String> occurring(List<Expr> expressions) {
    var used = new HashSet<String>();
    for (var e : concat(expressions, facts)) {
      if (Kinds.occur(e, Kinds.INDEXED)) {
        return domain.variables();
      }
      Trees.symbols(e).forEach(s -> used.add(s.name()));
    }
    return domain.variables().stream().filter(used::contains).toList();
  }

  // ---- equations among the constraints ----

  private void chooseDependents() {
    for (var fact : facts) {
      if (fact instanceof Expr.Rel r && r.op() == RelOp.EQ && !isValue(r)) {
        var difference = Exprs.sub(r.lhs(), r.rhs());
        for (int i = names.size() - 1; i >= 0; i--) {
          var name = names.get(i);
          if (!dependent.containsKey(name) && mentions(difference, name)) {
            dependent.put(name, difference);
            break;
          }
        }
      }
    }
  }

  private static boolean isValue(Expr.Rel r) {
    return r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym && r.rhs() instanceof Expr.Num;
  }

  private static boolean mentions(Expr e, String name) {
    return Trees.any(e, x -> (x instanceof Expr.Sym || x instanceof Expr.Indexed) && x.toString().equals(name));
  }

  /** The zero of an expression that is affine in the variable, the others being given; null if it is not, or not exactly. */
  private Rational zero(Expr e, String name, Map<String, Rational> others) {
    var point = new HashMap<>(others);
    var values = new Rational[3];
    for (int i = 0; i < 3; i++) {
      point.put(name, Rational.of(i + 1));
      var v = exact.enclose(e, point);
      if (!v.isDefined() || v.exact() == null) {
        return null;
      }
      values[i] = v.exact();
    }
    var slope = values[1].minus(values[0]);
    if (slope.isZero() || !slope.equals(values[2].minus(values[1]))) {
      return null;
    }
    return Rational.ONE.minus(values[0].dividedBy(slope));
  }

  // ---- candidates for one variable ----

  private List<Rational> candidatesFor(String name) {
    var own = new ArrayList<Expr>();
    for (var fact : facts) {
      var symbols = Trees.symbols(fact);
      if (symbols.size() == 1 && mentions(fact, name)) {
        own.add(fact);
      }
    }
    if (own.isEmpty() && !domain.integers().contains(name)) {
      return SMALL;
    }
    var values = new LinkedHashSet<Rational>();
    for (var fact : own) {
      var listed = listed(fact);
      if (!listed.isEmpty()) {
        values.addAll(listed);
        finite.add(name);
      }
    }
    if (values.isEmpty()) {
      bounded(name, own, values);
      values.addAll(SMALL);
      for (int i = 0; domain.integers().contains(name) && i <= 12; i++) {
        values.add(Rational.of(i));
      }
    }
    values.removeIf(x -> domain.integers().contains(name) && !x.isInteger()
        || own.stream().anyMatch(fact -> !exact.truth(fact, Map.of(name, x)).isCertainlyTrue()));
    var list = new ArrayList<>(values);
    if (!finite.contains(name)) {
      // the simplest of the readable ones first, without disturbing the order of equals
      list.sort(Comparator.comparingInt(x -> RANK.containsKey(x) ? RANK.get(x) : 5 + Point.cost(x)));
    }
    return list;
  }

  /** The values of {@code y = a or y = b or …}. */
  private List<Rational> listed(Expr fact) {
    var values = new ArrayList<Rational>();
    var parts = fact instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR ? l.args() : List.of(fact);
    for (var part : parts) {
      if (!(part instanceof Expr.Rel r && isValue(r))) {
        return List.of();
      }
      values.add(((Expr.Num) r.rhs()).value());
    }
    return values;
  }

  private void bounded(String name, List<Expr> own, Set<Rational> values) {
    Rational low = null;
    Rational high = null;
    for (var fact : own) {
      if (!(fact instanceof Expr.Rel r)) {
        continue;
      }
      boolean left = r.lhs().toString().equals(name);
      if (!left && !r.rhs().toString().equals(name)) {
        continue;
      }
      var op = left ? r.op() : r.op().flip();
      var end = exact.enclose(left ? r.rhs() : r.lhs(), Map.of());
      if (!end.isDefined()) {
        continue;
      }
      if (op == RelOp.GT || op == RelOp.GE) {
        var value = end.exact() != null ? end.exact() : inside(end.upper(), RoundingMode.CEILING);
        low = low == null || value.compareTo(low) > 0 ? value : low;
      } else if (op == RelOp.LT || op == RelOp.LE) {
        var value = end.exact() != null ? end.exact() : inside(end.lower(), RoundingMode.FLOOR);
        high = high == null || value.compareTo(high) < 0 ? value : high;
      }
    }
    if (low != null && high != null) {
      values.add(low);
      values.add(high);
      for (var f : FRACTIONS) {
        values.add(low.plus(high.minus(low).times(f)));
      }
    } else if (low != null || high != null) {
      var end = low != null ? low : high;
      values.add(end);
      for (var b : BEYOND) {
        values.add(low != null ? end.plus(b) : end.minus(b));
      }
    }
  }

  private static Rational inside(BigDecimal end, RoundingMode mode) {
    return Rational.of(end.round(new MathContext(5, mode)));
  }

  // ---- the plan ----

  private List<String> free() {
    var free = new ArrayList<String>(names.size());
    for (var n : names) {
      if (!dependent.containsKey(n)) {
        free.add(n);
      }
    }
    return free;
  }

  private void begin() {
    var free = free();
    if (free.isEmpty()) {
      queue.add(Map.of());
      planned = true;
      return;
    }
    // Where nothing is drawn at random they are made one by one: mostly the first is enough.
    early = free.stream().noneMatch(n -> candidates.get(n).isEmpty()) ? free : null;
    for (int i = 0; early == null && i < FIRST; i++) {
      queue.add(shifted(free, i, 1));
    }
  }

  /** The others of the plan, which are made when the first were not enough: mostly they are. */
  private void plan() {
    planned = true;
    var free = free();
    atGuards(free);
    atCorners(free);
    product(free);
    equal(free, Rational.ZERO);
    equal(free, Rational.ONE);
    for (int i = FIRST; i < 40; i++) {
      queue.add(shifted(free, i, 1 + i / 13));
    }
  }

  /** Value number {@code i} for the first variable, later ones for the others. */
  private Map<String, Rational> shifted(List<String> free, int i, int stride) {
    var point = new HashMap<String, Rational>();
    int at = i;
    for (var name : free) {
      var values = candidates.get(name);
      if (values.isEmpty()) {
        point.put(name, draw(name));
      } else {
        // of a finite set, all combinations come with time
        point.put(name, values.get(Math.floorMod(finite.contains(name) ? i / (1 + point.size()) + point.size() : at,
            values.size())));
      }
      at += stride;
    }
    return point;
  }

  private void equal(List<String> free, Rational x) {
    var point = new HashMap<String, Rational>();
    free.forEach(n -> point.put(n, finite.contains(n) && !candidates.get(n).isEmpty() ? candidates.get(n).get(0) : x));
    queue.add(point);
  }

  private void product(List<String> free) {
    if (free.size() > 5) {
      return;
    }
    int most = free.size() == 1 ? 60 : free.size() == 2 ? 7 : free.size() == 3 ? 4 : 2;
    var points = List.<Map<String, Rational>>of(Map.of());
    for (var name : free) {
      var values = candidates.get(name);
      var more = new ArrayList<Map<String, Rational>>();
      for (var p : points) {
        for (var x : values.subList(0, Math.min(values.size(), most))) {
          var q = new HashMap<>(p);
          q.put(name, x);
          more.add(q);
        }
      }
      points = more;
    }
    queue.addAll(points);
  }

  /** Points on the borders and on either side, the other variables at readable values. */
  private void atGuards(List<String> free) {
    var guards = concat(Guards.of(expressions), Guards.ends(facts));
    for (var guard : guards.subList(0, Math.min(guards.size(), 12))) {
      for (var name : free) {
        if (!mentions(guard, name)) {
          continue;
        }
        for (int i = 0; i < 2; i++) {
          var point = shifted(free, i, 1);
          var zero = zero(guard, name, point);
          if (zero == null) {
            break;
          }
          for (var offset : new Rational[] {Rational.ZERO, Rational.of(1, 100), Rational.of(-1, 100)}) {
            var q = new HashMap<>(point);
            q.put(name, zero.plus(offset));
            queue.add(q);
          }
        }
      }
    }
  }

  /** Points at which base and exponent of a power are 0 together, or the exponent is an integer, which a negative base needs. */
  private void atCorners(List<String> free) {
    var corners = Guards.corners(expressions);
    for (var p : corners.subList(0, Math.min(corners.size(), 4))) {
      for (var name : free) {
        var point = shifted(free, 0, 1);
        var exponent = mentions(p.exponent(), name) ? zero(p.exponent(), name, point) : null;
        if (exponent == null) {
          continue;
        }
        for (long whole : new long[] {1, -1, -3}) {
          var other = shifted(free, 3, 1);
          var x = zero(Exprs.sub(p.exponent(), Exprs.num(whole)), name, other);
          if (x != null) {
            other.put(name, x);
            queue.add(other);
          }
        }
        point.put(name, exponent);
        queue.add(new HashMap<>(point));
        for (var other : free) {
          var base = !other.equals(name) && mentions(p.base(), other) ? zero(p.base(), other, point) : null;
          if (base != null) {
            var both = new HashMap<>(point);
            both.put(other, base);
            queue.add(both);
          }
        }
      }
    }
  }

  private Rational draw(String name) {
    var values = candidates.get(name);
    if (finite.contains(name)) {
      return values.isEmpty() ? Rational.ZERO : values.get(random.nextInt(values.size()));
    }
    if (values != null && values.size() >= 2 && random.nextInt(3) > 0) {
      // between two that are allowed: stays in intervals, however short
      var a = values.get(random.nextInt(values.size()));
      var b = values.get(random.nextInt(values.size()));
      var w = Rational.of(random.nextInt(1, 64), 64);
      var x = a.plus(b.minus(a).times(w));
      return domain.integers().contains(name) ? Rational.of(x.floor()) : x;
    }
    int scale = random.nextInt(4);
    var numerator = random.nextInt(-200, 201) * (scale == 3 ? 10L : 1L);
    return domain.integers().contains(name) ? Rational.of(numerator / 10)
        : Rational.of(numerator, scale == 0 ? 7 : scale == 1 ? 100 : 20);
  }

  // ---- giving out ----

  /** The next point, or null when the search for more is hopeless or the budget is spent. */
  Map<String, Rational> next(Budget budget) {
    while (misses < 400 && budget.spend(1)) {
      Map<String, Rational> start;
      if (next == queue.size() && !planned) {
        if (early != null && next < FIRST) {
          queue.add(shifted(early, next, 1));
        } else {
          plan();
        }
      }
      if (next < queue.size()) {
        start = queue.get(next++);
      } else if (names.isEmpty()) {
        return null;
      } else {
        start = new HashMap<>();
        for (var name : names) {
          if (!dependent.containsKey(name)) {
            start.put(name, draw(name));
          }
        }
      }
      var point = complete(start);
      if (point != null && given.add(point)) {
        misses = 0;
        return point;
      }
      misses++;
    }
    return null;
  }

  /** Whether no point was left out so far: then those given out would be the same with nothing to avoid. */
  boolean noneLeftOut() {
    return next == given.size();
  }

  /** The point with the dependent variables solved for, in order, if it lies in the domain; else null. */
  private Map<String, Rational> complete(Map<String, Rational> start) {
    var values = dependent.isEmpty() ? start : new HashMap<>(start);
    for (var entry : dependent.entrySet()) {
      if (values.containsKey(entry.getKey())) {
        continue;
      }
      // what is not solved for yet gets a readable value, which a later equation may reject
      var others = new HashMap<>(values);
      Rational x = zero(entry.getValue(), entry.getKey(), others);
      if (x == null) {
        var list = candidates.get(entry.getKey());
        x = list.isEmpty() ? draw(entry.getKey()) : list.get(random.nextInt(Math.min(MAX_DRAWS, list.size())));
      }
      values.put(entry.getKey(), x);
    }
    var point = new LinkedHashMap<String, Rational>();
    for (var name : names) {
      point.put(name, values.get(name));
    }
    return isAllowed(point) ? point : null;
  }

  /** Whether the point certainly lies in the domain (and, if asked for, off its borders). */
  boolean isAllowed(Map<String, Rational> point) {
    for (var name : domain.integers()) {
      if (point.containsKey(name) && !point.get(name).isInteger()) {
        return false;
      }
    }
    for (var x : point.values()) {
      if (x == null || x.num().bitLength() + x.den().bitLength() > 200) {
        return false;
      }
    }
    for (var fact : facts) {
      if (!exact.truth(fact, point).isCertainlyTrue()) {
        return false;
      }
    }
    for (var guard : avoided) {
      if (exact.enclose(guard, point).mayBeZero()) {
        return false;
      }
    }
    return true;
  }

  /** Readable values of one variable, for making a point simpler. */
  List<Rational> readable(String name) {
    return candidates.getOrDefault(name, List.of());
  }

  boolean isDependent(String name) {
    return dependent.containsKey(name);
  }

  /** Rounded to fewer digits. */
  static List<Rational> rounded(Rational x) {
    var result = new ArrayList<Rational>();
    result.add(Rational.of(x.floor()));
    for (int den : new int[] {2, 10, 100}) {
      var scaled = x.times(Rational.of(den)).floor();
      result.add(Rational.of(scaled, BigInteger.valueOf(den)));
    }
    return result;
  }
}
