package org.gradus.mutation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Says whether a relation fails somewhere, from its values to 50 digits at many pseudo-random points of the domain. It
 * shares neither points nor arithmetic nor derivatives with gradus: derivatives are central differences.
 */
final class Referee {

  /** Whether the relation was seen to fail; {@code NO_POINT} where it has a value at too few points. */
  enum Ruling { FAILS, HOLDS, NO_POINT }

  static final int POINTS = 28;
  private static final int ENOUGH = 8;
  private static final int DIGITS = 60;
  /** Central differences of step 10^−25 in 130 digits: 50 digits for the first derivative, 45 for the second. */
  private static final int FINE_DIGITS = 130;
  private static final int TRIES = 600;
  /** What differs at all differs in the last of these: gradus looks at 160 digits. */
  private static final int[] PRECISIONS = {120, 400, 2000};

  private final Step step;
  private final SplittableRandom random;
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> integers;
  /** The points found so far, each with the value of the left side, which all mutants of a step share. */
  private final List<Map<String, BigDecimal>> points = new ArrayList<>();
  private final List<Optional<BigDecimal>> left = new ArrayList<>();
  private int tries;

  Referee(Step step, long seed) {
    this.step = step;
    random = new SplittableRandom(seed);
    step.sides().forEach(e -> Trees.freeSymbols(e).forEach(s -> names.add(s.name())));
    step.assumed().relations().forEach(e -> Trees.freeSymbols(e).forEach(s -> names.add(s.name())));
    if (step.by() != null) {
      names.add(step.by().name());
    }
    integers = new HashSet<>(step.assumed().integers());
    step.sides().forEach(e -> Trees.any(e, x -> {
      if (x instanceof Expr.Big b && b.lower() != null) {
        Trees.freeSymbols(b.lower()).forEach(s -> integers.add(s.name()));
        Trees.freeSymbols(b.upper()).forEach(s -> integers.add(s.name()));
      }
      return false;
    }));
  }

  /** The ruling on the step with another right side. */
  Ruling rule(Expr rhs) {
    int seen = 0;
    for (int i = 0; i < POINTS && point(i) != null; i++) {
      if (left.get(i).isPresent()) {
        try {
          var r = Decimals.value(rhs, points.get(i), DIGITS);
          seen++;
          if (fails(step.op(), left.get(i).get(), r)) {
            return Ruling.FAILS;
          }
        } catch (Decimals.Undefined _) {
          // says nothing
        }
      }
    }
    return seen > 0 && seen >= Math.min(ENOUGH, points.size()) ? Ruling.HOLDS : Ruling.NO_POINT;
  }

  private static BigDecimal left(Step step, Map<String, BigDecimal> p) {
    try {
      if (step.by() == null) {
        return Decimals.value(step.lhs(), p, DIGITS);
      }
      var a = Decimals.derivative(step.lhs(), step.by().name(), step.order(), p, FINE_DIGITS, new BigDecimal("1e-25"));
      var b = Decimals.derivative(step.lhs(), step.by().name(), step.order(), p, FINE_DIGITS, new BigDecimal("7e-25"));
      return differ(a, b, -25) ? null : a;
    } catch (Decimals.Undefined | ArithmeticException _) {
      return null;
    }
  }

  /** Whether the relation, or the derivative, fails at this point; null if that cannot be told. */
  static Boolean failsAt(Step s, Map<String, Rational> at) {
    var p = new HashMap<String, BigDecimal>();
    at.forEach((name, x) -> p.put(name, Decimals.of(x, FINE_DIGITS)));
    if (s.by() != null) {
      // what stands neither in the derivative nor in the claim matters to neither
      p.putIfAbsent(s.by().name(), BigDecimal.ONE);
      Trees.freeSymbols(s.lhs()).forEach(x -> p.putIfAbsent(x.name(), BigDecimal.ONE));
    }
    try {
      for (var c : s.assumed().relations()) {
        if (!Decimals.holds(c, p, DIGITS)) {
          return false;
        }
      }
      if (s.by() == null) {
        // Equal to all digits, the sides are taken for equal: then a strict relation fails.
        return !s.op().holdsForSign(sign(s, at, 0));
      }
      var l = left(s, p);
      return l == null ? null : differ(l, Decimals.value(s.rhs(), p, FINE_DIGITS), -24);
    } catch (Decimals.Undefined _) {
      return null;
    }
  }

  /** The sign of left less right: of a difference that two precisions show alike, else of one that more digits show. */
  private static int sign(Step s, Map<String, Rational> at, int precision) {
    int digits = PRECISIONS[precision];
    var p = new HashMap<String, BigDecimal>();
    at.forEach((name, x) -> p.put(name, Decimals.of(x, digits)));
    var l = Decimals.value(s.lhs(), p, digits);
    var r = Decimals.value(s.rhs(), p, digits);
    var gap = l.subtract(r);
    var doubt = l.subtract(Decimals.value(s.lhs(), p, digits / 2)).abs().add(r.subtract(Decimals.value(s.rhs(), p, digits / 2)).abs())
        .max(l.abs().max(r.abs()).scaleByPowerOfTen(10 - digits / 2));
    // the last is slow, and asked only whether a relation that holds between equals fails after all
    int last = s.op().holdsForSign(0) ? PRECISIONS.length - 1 : 1;
    return gap.abs().compareTo(doubt.scaleByPowerOfTen(3)) > 0 ? gap.signum() : precision < last ? sign(s, at, precision + 1) : 0;
  }

  private boolean fails(RelOp op, BigDecimal l, BigDecimal r) {
    return differ(l, r, step.by() == null ? -40 : -24) && !op.holdsForSign(l.compareTo(r));
  }

  /** Whether the two differ by more than 10^exponent, relative to the larger where that is above one. */
  private static boolean differ(BigDecimal a, BigDecimal b, int exponent) {
    int size = Math.max(1, Math.max(Elementary.exponent(a), Elementary.exponent(b)));
    return Elementary.exponent(a.subtract(b)) > size + exponent;
  }

  // ---- points ----

  private Map<String, BigDecimal> point(int i) {
    if (names.isEmpty() && i > 0) {
      return null;
    }
    while (points.size() <= i && tries++ < TRIES) {
      var p = new HashMap<String, BigDecimal>();
      for (var name : names) {
        p.put(name, draw(name));
      }
      if (repaired(p)) {
        points.add(p);
        left.add(Optional.ofNullable(left(step, p)));
      }
    }
    return i < points.size() ? points.get(i) : null;
  }

  private BigDecimal draw(String name) {
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    for (var c : step.assumed().relations()) {
      if (c instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR && l.args().stream().allMatch(
          a -> a instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs().toString().equals(name))) {
        var r = (Expr.Rel) l.args().get(random.nextInt(l.args().size()));
        return Decimals.value(r.rhs(), Map.of(), FINE_DIGITS);
      }
      if (c instanceof Expr.Rel r) {
        boolean own = r.lhs().toString().equals(name);
        var other = own ? r.rhs() : r.lhs();
        if ((own || r.rhs().toString().equals(name)) && Trees.freeSymbols(other).isEmpty()) {
          double end = Decimals.value(other, Map.of(), 30).doubleValue();
          var op = own ? r.op() : r.op().flip();
          if (op == RelOp.GT || op == RelOp.GE) {
            low = Math.max(low, end);
          } else if (op == RelOp.LT || op == RelOp.LE) {
            high = Math.min(high, end);
          }
        }
      }
    }
    int scale = random.nextInt(4);
    if (integers.contains(name)) {
      double from = Double.isFinite(low) ? Math.ceil(low) : Math.max(-6, high - 12);
      double to = Double.isFinite(high) ? Math.floor(high) : from + 8 + scale;
      return BigDecimal.valueOf((long) from + random.nextInt(Math.max(1, (int) (to - from) + 1)));
    }
    double spread = scale == 0 ? 0.7 : scale == 1 ? 2.5 : scale == 2 ? 4 : 9;
    double u = random.nextDouble();
    double x = Double.isFinite(low) && Double.isFinite(high) ? low + (high - low) * u
        : Double.isFinite(low) ? low + spread * u : Double.isFinite(high) ? high - spread * u : spread * (2 * u - 1);
    return new BigDecimal(x).setScale(9, RoundingMode.HALF_EVEN);
  }

  /** Whether the point lies in the domain, after each equation among the constraints has been solved by a secant step. */
  private boolean repaired(Map<String, BigDecimal> p) {
    try {
      var fixed = new HashSet<String>();
      for (var c : step.assumed().relations()) {
        if (c instanceof Expr.Rel r && r.op() == RelOp.EQ) {
          var open = new ArrayList<>(Trees.freeSymbols(r));
          open.removeIf(n -> fixed.contains(n.name()));
          if (open.isEmpty()) {
            continue;
          }
          var x = open.getLast().name();
          var start = p.get(x);
          var a = gap(r, p);
          p.put(x, start.add(BigDecimal.ONE));
          var slope = gap(r, p).subtract(a);
          if (slope.signum() == 0) {
            return false;
          }
          p.put(x, start.subtract(a.divide(slope, new MathContext(FINE_DIGITS))));
          fixed.add(x);
          if (Elementary.exponent(gap(r, p)) > -80) {
            return false;
          }
        }
      }
      return step.assumed().relations().stream()
          .allMatch(c -> c instanceof Expr.Rel r && r.op() == RelOp.EQ || Decimals.holds(c, p, DIGITS));
    } catch (Decimals.Undefined | ArithmeticException _) {
      return false;
    }
  }

  private static BigDecimal gap(Expr.Rel r, Map<String, BigDecimal> p) {
    return Decimals.value(r.lhs(), p, FINE_DIGITS).subtract(Decimals.value(r.rhs(), p, FINE_DIGITS));
  }
}
