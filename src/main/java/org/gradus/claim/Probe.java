package org.gradus.claim;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Recent;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * A quick look at numbers, to tell an equation that may be an identity from one that only some points satisfy. It
 * classifies; it never decides a verdict.
 */
final class Probe {

  /** What the numbers suggest. */
  enum Sight { IDENTITY, SOME_POINTS, NOWHERE, UNKNOWN }

  private static final double[] POINTS = {0.37, 1.23, -0.71, 2.11, 0.83, -1.57, 0.11, 1.91};

  private Probe() {}

  /** How the equation looks of a column that is claimed to be 0: an identity, one of some points, or one that no point satisfies. */
  static Sight zeros(Expr.Matrix column) {
    var sights = column.rows().stream().flatMap(List::stream).map(e -> look(e, Exprs.ZERO)).distinct().toList();
    return sights.contains(Sight.UNKNOWN) ? Sight.UNKNOWN : sights.contains(Sight.NOWHERE) ? Sight.NOWHERE
        : sights.contains(Sight.SOME_POINTS) ? Sight.SOME_POINTS : Sight.IDENTITY;
  }

  /** How an equation looks at a few points. */
  static Sight look(Expr lhs, Expr rhs) {
    return look(lhs, rhs, List.of());
  }

  /** How an equation looks at a few points where these inequalities hold. */
  static Sight look(Expr lhs, Expr rhs, List<Expr> where) {
    Expr l;
    Expr r;
    try {
      l = Derivatives.carryOut(lhs);
      r = Derivatives.carryOut(rhs);
    } catch (RuntimeException _) {
      return Sight.UNKNOWN;
    }
    var symbols = new LinkedHashSet<Expr.Sym>(Trees.freeSymbols(l));
    symbols.addAll(Trees.freeSymbols(r));
    int defined = 0;
    boolean differs = false;
    boolean constant = true;
    double first = Double.NaN;
    for (int p = 0; p < (where.isEmpty() ? 12 : 20); p++) {
      var at = new HashMap<String, Double>();
      int k = 0;
      for (var s : symbols) {
        at.put(s.name(), p >= 12 ? -Math.abs(POINTS[(p + 3 * k) % POINTS.length]) : p < 4 ? Math.abs(POINTS[(p + 3 * k) % POINTS.length]) : POINTS[(p + 3 * k) % POINTS.length]);
        k++;
      }
      int turn = p;
      where.forEach(w -> choose(w, turn, at));
      if (where.stream().anyMatch(w -> isExcluded(w, at))) {
        continue;
      }
      double left = value(l, at);
      double d = left - value(r, at);
      if (Double.isNaN(d) || Double.isInfinite(d)) {
        continue;
      }
      double scale = 1 + Math.abs(left);
      differs |= Math.abs(d) > 1e-9 * scale;
      constant &= defined == 0 || Math.abs(d - first) <= 1e-9 * scale;
      first = defined == 0 ? d : first;
      defined++;
    }
    if (defined < 3) {
      return Sight.UNKNOWN;
    }
    return !differs ? Sight.IDENTITY : constant ? Sight.NOWHERE : Sight.SOME_POINTS;
  }

  /** One of the values that a name may have, each in its turn. */
  private static void choose(Expr condition, int turn, Map<String, Double> at) {
    if (condition instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR && l.args().get(turn % l.args().size()) instanceof Expr.Rel r
        && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym s && Trees.freeSymbols(r.rhs()).isEmpty()) {
      at.put(s.name(), value(r.rhs(), Map.of()));
    }
  }

  /** Whether a condition plainly fails at a point; equations and what has no value there exclude nothing. */
  private static boolean isExcluded(Expr condition, Map<String, Double> at) {
    return switch (condition) {
      case Expr.Rel r when r.op() != RelOp.EQ && r.op() != RelOp.APPROX -> {
        double d = value(r.lhs(), at) - value(r.rhs(), at);
        yield !Double.isNaN(d) && !r.op().holdsForSign((int) Math.signum(d));
      }
      case Expr.Logic l when l.op() == Expr.Logic.Op.AND -> l.args().stream().anyMatch(a -> isExcluded(a, at));
      default -> false;
    };
  }

  /** Whether an inequality fails somewhere, as far as numbers at a few points tell. */
  static boolean fails(RelOp op, Expr lhs, Expr rhs) {
    Expr l;
    Expr r;
    try {
      l = Derivatives.carryOut(lhs);
      r = Derivatives.carryOut(rhs);
    } catch (RuntimeException _) {
      return false;
    }
    var symbols = new LinkedHashSet<Expr.Sym>(Trees.freeSymbols(l));
    symbols.addAll(Trees.freeSymbols(r));
    for (int p = 0; p < 12; p++) {
      var at = new HashMap<String, Double>();
      int k = 0;
      for (var s : symbols) {
        at.put(s.name(), POINTS[(p + 3 * k++) % POINTS.length] * (p < 8 ? 1 : 4));
      }
      double d = value(l, at) - value(r, at);
      if (!Double.isNaN(d) && !op.holdsForSign((int) Math.signum(d))) {
        return true;
      }
    }
    return false;
  }

  /** About the value of an expression without variables; NaN where it has none. */
  static double closed(Expr e) {
    try {
      return value(Derivatives.carryOut(e), Map.of());
    } catch (RuntimeException _) {
      return Double.NaN;
    }
  }

  /** Whether two expressions without variables have about the same value, as far as rounding on the way lets it be seen. */
  static boolean close(Expr a, Expr b) {
    double x = closed(a);
    double y = closed(b);
    return Double.isNaN(x) || Double.isNaN(y) ? look(a, b) == Sight.IDENTITY : Math.abs(x - y) <= 2e-3 * Math.abs(x) + 1e-12;
  }

  /** Stands for the number of terms of a sum without an end that is known. */
  private static final int TERMS = 3;

  /** The value of one of a family, which depends on its indices. */
  private static double member(Expr.Indexed x, Map<String, Double> at) {
    int k = x.base().hashCode();
    for (var i : x.sub()) {
      double v = i instanceof Expr.Sym s && !at.containsKey(s.name()) ? s.name().hashCode() : value(i, at);
      k = 31 * k + (int) Math.round(v);
    }
    for (var i : x.sup()) {
      k = 31 * k + i.hashCode();
    }
    double shift = at.getOrDefault(SHIFT, 0.0);
    return POINTS[Math.floorMod(k + (int) shift, POINTS.length)] + 0.01 * Math.floorMod(k, 17);
  }

  private static double sum(Expr.Big b, Map<String, Double> at) {
    double from = b.lower() == null ? 1 : value(b.lower(), at);
    double to = b.upper() == null ? from + TERMS - 1 : value(b.upper(), at);
    if (Double.isNaN(from) || Double.isNaN(to) || to - from > 20) {
      return Double.NaN;
    }
    double total = b.kind() == Expr.Big.Kind.SUM ? 0 : 1;
    for (double i = from; i <= to; i++) {
      var inner = new HashMap<>(at);
      inner.put(b.index().name(), i);
      double v = value(b.body(), inner);
      total = b.kind() == Expr.Big.Kind.SUM ? total + v : total * v;
    }
    return total;
  }

  /** Whether an equation about families is one that only some of their values satisfy. */
  static boolean isOfSomeFamilies(Expr lhs, Expr rhs) {
    return spread(lhs, rhs) > 1e-6;
  }

  /** Whether an equation about families holds for all values of theirs that were looked at. */
  static boolean isOfAllFamilies(Expr lhs, Expr rhs) {
    return spread(lhs, rhs) == 0;
  }

  /** How far apart the differences of the two sides lie from each other and from 0; NaN where there are none. */
  private static double spread(Expr lhs, Expr rhs) {
    if (isOfEntries(lhs) || isOfEntries(rhs)) {
      return Double.NaN; // which of the entries depend on which is not for here
    }
    Expr l;
    Expr r;
    try {
      l = Derivatives.carryOut(lhs);
      r = Derivatives.carryOut(rhs);
    } catch (RuntimeException _) {
      return Double.NaN;
    }
    var symbols = new LinkedHashSet<Expr.Sym>(Trees.freeSymbols(l));
    symbols.addAll(Trees.freeSymbols(r));
    double low = Double.NaN;
    double high = Double.NaN;
    for (int p = 0; p < 6; p++) {
      var at = new HashMap<String, Double>();
      at.put(SHIFT, 3.0 * p);
      int k = 0;
      for (var s : symbols) {
        at.put(s.name(), Math.abs(POINTS[(p + 3 * k++) % POINTS.length]));
      }
      for (var e : List.of(l, r)) {
        Trees.any(e, x -> {
          if (x instanceof Expr.Big b && b.upper() instanceof Expr.Sym n) {
            at.put(n.name(), (double) TERMS); // the number of terms wherever it stands
          }
          return false;
        });
      }
      double d = value(l, at) - value(r, at);
      if (!Double.isNaN(d)) {
        low = Double.isNaN(low) ? d : Math.min(low, d);
        high = Double.isNaN(high) ? d : Math.max(high, d);
      }
    }
    return high - low <= 1e-9 && Math.max(Math.abs(low), Math.abs(high)) <= 1e-9 ? 0 : high - low;
  }

  private static boolean isOfEntries(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Diff d && d.by() instanceof Expr.Indexed);
  }

  private static final String SHIFT = "shift_";

  private static double value(Expr e, Map<String, Double> at) {
    return switch (e) {
      case Expr.Indexed x when at.containsKey(SHIFT) -> member(x, at);
      case Expr.Big b when at.containsKey(SHIFT) -> sum(b, at);
      case Expr.Num n -> n.value().doubleValue();
      case Expr.Const c -> switch (c.constant()) {
        case PI -> Math.PI;
        case E -> Math.E;
        case INFINITY -> Double.POSITIVE_INFINITY;
      };
      case Expr.Sym s -> at.getOrDefault(s.name(), Double.NaN);
      case Expr.Add a -> sum(a.args(), at);
      case Expr.Mul m -> {
        double product = 1;
        for (int i = 0; i < m.args().size(); i++) {
          product *= value(m.args().get(i), at);
        }
        yield product;
      }
      case Expr.Pow p -> Math.pow(value(p.base(), at), value(p.exponent(), at));
      case Expr.Call c -> call(c, at);
      case Expr.Cases c -> cases(c, at);
      case Expr.Indexed _, Expr.Apply _, Expr.Rel _, Expr.Logic _, Expr.Big _, Expr.Diff _, Expr.Limit _,
          Expr.Integral _, Expr.At _, Expr.Matrix _ -> Double.NaN;
    };
  }

  /** Calls by the definition of their function, of which the next point asks again. */
  private static final Recent<Expr> EXPANDED = new Recent<>(1 << 6, e -> ((Expr.Call) e).function().expand(((Expr.Call) e).args()));

  /** The sum, with what is lost of it on the way (Kahan), for the terms may cancel. */
  private static double sum(List<Expr> terms, Map<String, Double> at) {
    double plain = 0;
    double sum = 0;
    double lost = 0;
    for (int i = 0; i < terms.size(); i++) {
      double term = value(terms.get(i), at);
      plain += term;
      double next = sum + (term - lost);
      lost = next - sum - (term - lost);
      sum = next;
    }
    return Double.isNaN(sum - lost) && Double.isInfinite(plain) ? plain : sum - lost;
  }

  private static double call(Expr.Call c, Map<String, Double> at) {
    double x = c.args().isEmpty() ? Double.NaN : value(c.args().get(0), at);
    return switch (c.function().name()) {
      case "exp" -> Math.exp(x);
      case "log" -> x > 0 ? Math.log(x) : Double.NaN;
      case "sin" -> Math.sin(x);
      case "cos" -> Math.cos(x);
      case "asin" -> Math.asin(x);
      case "acos" -> Math.acos(x);
      case "atan" -> Math.atan(x);
      case "abs" -> Math.abs(x);
      case "sign" -> Math.signum(x);
      case "floor" -> Math.floor(x);
      default -> c.function().isDefined() ? value(EXPANDED.of(c), at) : Double.NaN;
    };
  }

  private static double cases(Expr.Cases c, Map<String, Double> at) {
    for (int i = 0; i < c.conditions().size(); i++) {
      if (!(c.conditions().get(i) instanceof Expr.Rel r)) {
        return Double.NaN;
      }
      double d = value(r.lhs(), at) - value(r.rhs(), at);
      if (Double.isNaN(d)) {
        return Double.NaN;
      }
      if (r.op().holdsForSign((int) Math.signum(d))) {
        return value(c.values().get(i), at);
      }
    }
    return c.otherwise() == null ? Double.NaN : value(c.otherwise(), at);
  }
}
