package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.ExactEvaluator;
import org.gradus.numeric.PointEvaluator;
import org.gradus.numeric.Sampler;
import org.gradus.proof.Implication;
import org.gradus.proof.Solver;

/**
 * Looks for a point of the domain that solves one statement and provably not another. Variables that are not solved for get
 * readable values; the others exact ones, so that 'solves' and 'does not solve' are proved.
 */
final class SolutionWitness {

  private static final int POINTS = 24;
  private static final int MANY = 120;

  private final Assumed assumed;
  private final Judge judge;
  private final Implication implication;
  private boolean formulas;

  SolutionWitness(Assumed assumed, Judge judge, Implication implication) {
    this.assumed = assumed;
    this.judge = judge;
    this.implication = implication;
  }

  /** The search in which {@code x = b/a} says what x is where the formula has a value, and nothing of a = 0. */
  SolutionWitness whereFormulasAreDefined() {
    formulas = true;
    return this;
  }

  /** The coordinates, or null if none was found. */
  Map<String, String> of(Expr first, Expr second) {
    var symbols = new ArrayList<>(new LinkedHashSet<>(Trees.freeSymbols(Exprs.and(List.of(first, second)))));
    if (symbols.size() > 5) {
      return null;
    }
    var all = new LinkedHashSet<>(symbols);
    assumed.relations().forEach(r -> all.addAll(Trees.freeSymbols(r))); // n > d, of which only n stands in the equation
    if (all.size() > symbols.size() && all.size() <= 5) {
      symbols = new ArrayList<>(all);
    }
    var points = points(symbols);
    var found = single(first, second, symbols, points);
    found = found != null ? found : families(first, second, symbols, points);
    return found != null ? found : chosen(first, second, symbols);
  }

  /** A readable point that satisfies the first and not the second, on the borders of inequalities or beside them. */
  private Map<String, String> chosen(Expr first, Expr second, List<Expr.Sym> symbols) {
    if (!inequalities(first) && !inequalities(second)) {
      return null;
    }
    var all = new ArrayList<Expr>(symbols);
    all.add(Exprs.ite(second, Exprs.ONE, Exprs.ZERO));
    var domain = Judge.domain(List.copyOf(symbols), withoutOther(symbols)).where(first);
    var quick = new PointEvaluator(30);
    for (var point : Sampler.points(all, domain, MANY)) {
      if (holds(second, point, quick)) {
        continue;
      }
      var at = new LinkedHashMap<Expr.Sym, Expr>();
      symbols.forEach(s -> at.put(s, Exprs.num(point.getOrDefault(s.name(), Rational.ZERO))));
      if (tells(first, second, at)) {
        return shown(symbols, at);
      }
    }
    return null;
  }

  /** Whether the statement certainly holds, as enclosures show. */
  private static boolean holds(Expr e, Map<String, Rational> point, PointEvaluator quick) {
    return switch (e) {
      case Expr.Rel r -> {
        var l = quick.enclose(r.lhs(), point);
        var q = l.isDefined() ? quick.enclose(r.rhs(), point) : l;
        var sign = l.isDefined() && q.isDefined() ? l.compare(q) : null;
        yield sign != null && r.op().holdsForSign(sign);
      }
      case Expr.Logic l when l.op() == Expr.Logic.Op.AND -> l.args().stream().allMatch(a -> holds(a, point, quick));
      case Expr.Logic l when l.op() == Expr.Logic.Op.OR -> l.args().stream().anyMatch(a -> holds(a, point, quick));
      default -> false;
    };
  }

  private static boolean inequalities(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Rel r && r.op() != RelOp.EQ);
  }

  /** A point of the domain that solves the statement, or null if none was found. */
  Map<String, String> solution(Expr statement) {
    return of(statement, Exprs.rel(RelOp.EQ, Exprs.ZERO, Exprs.ONE));
  }

  private List<Map<String, Rational>> points(List<Expr.Sym> symbols) {
    return Sampler.points(List.<Expr>copyOf(symbols), Judge.domain(List.copyOf(symbols), withoutOther(symbols)), POINTS);
  }

  private Assumed withoutOther(List<Expr.Sym> symbols) {
    return new Assumed(assumed.relations().stream().filter(r -> symbols.containsAll(Trees.freeSymbols(r))).toList(),
        assumed.integers());
  }

  /** One variable is solved for, the others are chosen. */
  private Map<String, String> single(Expr first, Expr second, List<Expr.Sym> symbols, List<Map<String, Rational>> points) {
    for (var x : Trees.freeSymbols(first)) {
      var seen = new LinkedHashSet<Map<Expr, Expr>>();
      for (var point : points) {
        var others = new LinkedHashMap<Expr, Expr>();
        symbols.stream().filter(s -> !s.equals(x)).forEach(s -> others.put(s, Exprs.num(point.get(s.name()))));
        if (!seen.add(others) || seen.size() > 8) {
          continue;
        }
        for (var part : alternatives(Trees.substitute(first, others))) {
          if (!(part instanceof Expr.Rel r) || r.op() != RelOp.EQ || Trees.any(r, e -> e instanceof Expr.Indexed)) {
            continue; // nothing gives entries a value
          }
          for (var v : Solver.solve(r, x, List.of(), Requests.ORACLE).values()) {
            var at = new LinkedHashMap<Expr.Sym, Expr>();
            others.forEach((s, value) -> at.put((Expr.Sym) s, value));
            at.put(x, v);
            if (tells(first, second, at)) {
              return shown(symbols, at);
            }
          }
        }
      }
    }
    return null;
  }

  /** All solutions are known in terms of some variables; those are chosen. */
  private Map<String, String> families(Expr first, Expr second, List<Expr.Sym> symbols, List<Map<String, Rational>> points) {
    var families = implication.solve(first);
    if (families == null) {
      return null;
    }
    for (var f : families) {
      for (var point : points.subList(0, Math.min(8, points.size()))) {
        var at = new LinkedHashMap<Expr.Sym, Expr>();
        for (var s : symbols) {
          var value = f.in(s);
          for (var t : List.copyOf(Trees.freeSymbols(value))) {
            var chosen = point.get(t.name());
            value = chosen == null ? value : Trees.substitute(value, t, Exprs.num(chosen));
          }
          at.put(s, value);
        }
        if (tells(first, second, at)) {
          return shown(symbols, at);
        }
      }
    }
    return null;
  }

  private static List<Expr> alternatives(Expr e) {
    return e instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR ? l.args() : List.of(e);
  }

  private boolean tells(Expr first, Expr second, Map<Expr.Sym, Expr> at) {
    for (var name : assumed.integers()) {
      var value = at.get(Exprs.sym(name));
      if (value != null && !ExactEvaluator.value(value, Map.of()).map(Rational::isInteger).orElse(false)) {
        return false;
      }
    }
    return Boolean.FALSE.equals(satisfied(second, at)) && Boolean.TRUE.equals(satisfied(first, at))
        && assumed.relations().stream().allMatch(c -> Boolean.TRUE.equals(satisfied(c, at)));
  }

  private static Map<String, String> shown(List<Expr.Sym> symbols, Map<Expr.Sym, Expr> at) {
    var point = new LinkedHashMap<String, String>();
    symbols.forEach(s -> {
      var exact = ExactEvaluator.value(at.get(s), Map.of());
      point.put(s.name(), exact.isPresent() ? exact.get().toString() : at.get(s).toString());
    });
    return point;
  }

  /** Whether the point satisfies the statement; null if that is not certain. */
  Boolean satisfied(Expr e, Map<Expr.Sym, Expr> at) {
    return switch (e) {
      case Expr.Rel r -> relation(r, at);
      case Expr.Logic l when l.op() != Expr.Logic.Op.NOT -> {
        boolean neutral = l.op() == Expr.Logic.Op.AND;
        Boolean result = neutral;
        for (var part : l.args()) {
          var t = satisfied(part, at);
          if (t != null && t != neutral) {
            yield !neutral;
          }
          result = t == null ? null : result;
        }
        yield result;
      }
      default -> null;
    };
  }

  private Boolean relation(Expr.Rel r, Map<Expr.Sym, Expr> at) {
    var l = Trees.substitute(r.lhs(), at);
    var q = Trees.substitute(r.rhs(), at);
    if (formulas && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym x && !Trees.freeSymbols(r.rhs()).contains(x) && Solver.undefined(q)) {
      return null;
    }
    if (Solver.undefined(l) || Solver.undefined(q)) {
      return false;
    }
    if (!Trees.freeSymbols(l).isEmpty() || !Trees.freeSymbols(q).isEmpty()) {
      return null;
    }
    var j = judge.relation(r.op(), l, q, Assumed.NOTHING);
    return j.isProved() ? Boolean.TRUE : j.isRefuted() ? Boolean.FALSE : null;
  }
}
