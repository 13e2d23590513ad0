package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.Enclosure;
import org.gradus.numeric.PointEvaluator;
import org.gradus.proof.Solver;

/**
 * Compares two statements in one unknown, equations and inequalities joined by and/or: between the points at which a relation
 * can change its truth (its sides are equal, or a side begins or ceases to be defined) one point stands for all.
 */
final class OnTheLine {

  /** Functions that are continuous wherever they are defined, and whose borders of definedness are found. */
  private static final Set<String> CONTINUOUS = Set.of("exp", "log", "abs", "relu", "sigmoid", "tanh", "softplus", "atan", "max", "min");
  private static final int DIGITS = 60;

  /** Points of the line that solve one statement and not the other; empty lists where there are none. */
  record Difference(List<Expr> lost, List<Expr> gained) {}

  private final Expr.Sym x;
  private final SolutionWitness truth;
  private final List<Expr> borders = new ArrayList<>();

  private OnTheLine(Expr.Sym x, SolutionWitness truth) {
    this.x = x;
    this.truth = truth;
  }

  /** The difference of the solutions; null if it was not found out. */
  static Difference compare(Expr before, Expr after, Expr.Sym x, Assumed assumed, SolutionWitness truth) {
    if (assumed.integers().contains(x.name())) {
      return null;
    }
    var conditions = assumed.relations().stream().filter(r -> Trees.freeSymbols(r).contains(x)).toList();
    if (!conditions.stream().allMatch(r -> Trees.freeSymbols(r).equals(Set.of(x)))) {
      return null; // whether a point belongs to the domain depends on other variables
    }
    var line = new OnTheLine(x, truth);
    var all = new ArrayList<>(conditions);
    all.add(before);
    all.add(after);
    return all.stream().allMatch(line::collect) ? line.difference(before, after, conditions) : null;
  }

  private boolean collect(Expr statement) {
    return switch (statement) {
      case Expr.Logic l when l.op() != Expr.Logic.Op.NOT -> l.args().stream().allMatch(this::collect);
      case Expr.Rel r -> continuous(r.lhs()) && continuous(r.rhs()) && roots(r.lhs(), r.rhs()) && edges(r.lhs()) && edges(r.rhs());
      default -> false;
    };
  }

  private static boolean continuous(Expr e) {
    return !Trees.any(e, y -> !(y instanceof Expr.Num || y instanceof Expr.Const || y instanceof Expr.Sym || y instanceof Expr.Add
        || y instanceof Expr.Mul || y instanceof Expr.Pow p && (p.exponent() instanceof Expr.Num || Trees.freeSymbols(p.exponent()).isEmpty())
        || y instanceof Expr.Call c && CONTINUOUS.contains(c.function().name())));
  }

  private boolean roots(Expr l, Expr r) {
    if (l.equals(r)) {
      return true;
    }
    var found = Solver.solve((Expr.Rel) Exprs.rel(RelOp.EQ, l, r), x, List.of(), Requests.ORACLE);
    if (!found.complete() || found.values().stream().anyMatch(v -> !Trees.freeSymbols(v).isEmpty())) {
      return false;
    }
    borders.addAll(found.values());
    return true;
  }

  /** Where bases of powers and arguments of logarithms are 0. */
  private boolean edges(Expr e) {
    boolean own = switch (e) {
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().isInteger() && n.value().signum() > 0 -> true;
      case Expr.Pow p -> Trees.freeSymbols(p.base()).isEmpty() || roots(p.base(), Exprs.ZERO);
      case Expr.Call c when c.is("log") -> roots(c.arg(), Exprs.ZERO);
      default -> true;
    };
    return own && Trees.children(e).stream().allMatch(this::edges);
  }

  private Difference difference(Expr before, Expr after, List<Expr> conditions) {
    var sorted = sorted();
    if (sorted == null) {
      return null;
    }
    var lost = new ArrayList<Expr>();
    var gained = new ArrayList<Expr>();
    for (var point : sorted) {
      var at = Map.of(x, point);
      boolean inside = true;
      for (var c : conditions) {
        var t = truth.satisfied(c, at);
        if (t == null) {
          return null;
        }
        inside &= t;
      }
      var b = truth.satisfied(before, at);
      var a = truth.satisfied(after, at);
      if (a == null || b == null) {
        return null;
      }
      if (inside && !a.equals(b)) {
        (b ? lost : gained).add(point);
      }
    }
    return new Difference(lost, gained);
  }

  /** The borders in order, with a rational number in each gap and beyond the ends; null if two could not be told apart. */
  private List<Expr> sorted() {
    var places = new LinkedHashMap<Expr, Enclosure>();
    for (var b : new LinkedHashSet<>(borders)) {
      var v = PointEvaluator.enclose(b, Map.of(), DIGITS);
      if (v.status() == Enclosure.Status.UNDEFINED) {
        continue; // a candidate that is no number
      }
      if (!v.isDefined()) {
        return null;
      }
      places.put(b, v);
    }
    var order = new ArrayList<>(places.keySet());
    order.sort((p, q) -> places.get(p).middle().compareTo(places.get(q).middle()));
    var all = new ArrayList<Expr>();
    Enclosure last = null;
    for (var b : order) {
      var v = places.get(b);
      if (last == null) {
        all.add(Exprs.num(Rational.of(v.lower()).minus(Rational.ONE)));
      } else if (last.upper().compareTo(v.lower()) < 0) {
        all.add(Exprs.num(between(Rational.of(last.upper()), Rational.of(v.lower()))));
      }
      all.add(b); // two that cannot be told apart stand side by side: nothing between them is looked at
      if (last != null && last.upper().compareTo(v.lower()) >= 0 && !same(last, v)) {
        return null;
      }
      last = v;
    }
    all.add(Exprs.num(last == null ? Rational.ZERO : Rational.of(last.upper()).plus(Rational.ONE)));
    return all;
  }

  private static boolean same(Enclosure a, Enclosure b) {
    return a.exact() != null && a.exact().equals(b.exact());
  }

  private static Rational between(Rational a, Rational b) {
    var middle = a.plus(b).times(Rational.HALF);
    for (long den = 1; den <= 1_000_000; den *= 10) {
      var simple = Rational.of(middle.times(Rational.of(den)).floor()).dividedBy(Rational.of(den));
      if (simple.compareTo(a) > 0 && simple.compareTo(b) < 0) {
        return simple;
      }
    }
    return middle;
  }
}
