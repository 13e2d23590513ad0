package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Implication;
import org.gradus.proof.Solver;

/**
 * Compares the real solutions of two equations (or alternatives of equations). Proved where both have the same finite
 * set of solutions, found exactly, or where one left side is a nowhere vanishing multiple of the other; refuted by a
 * solution of the one that provably does not satisfy the other.
 */
final class Equivalence {

  /** What was found out. */
  enum Outcome { EQUIVALENT, GAINS, LOSES, DIFFERENT, UNKNOWN }

  private Equivalence() {}

  static Answer answer(Request r, Judge judge) {
    var result = compare(Requests.expr(r, "lhs"), Requests.expr(r, "rhs"), Requests.assumed(r), judge);
    var relation = result.outcome() == Outcome.UNKNOWN ? null : result.outcome().name().toLowerCase(java.util.Locale.ROOT);
    var j = result.judgement();
    return new Answer(r.id(), j.verdict(), null, j.method(), j.conditions(), List.of(), j.counterexample(), j.reason(),
        relation, null, Map.of());
  }

  /** The comparison and the verdict on the claim that both have the same solutions. */
  record Result(Outcome outcome, Judgement judgement) {}

  static Result compare(Expr before, Expr after, Assumed assumed, Judge judge) {
    if (before.equals(after)) {
      return new Result(Outcome.EQUIVALENT, Judgement.proved("the same equation", List.of()));
    }
    var multiple = multiple(before, after, assumed, judge);
    if (multiple.isPresent()) {
      return new Result(Outcome.EQUIVALENT, multiple.get());
    }
    var general = bySolving(before, after, assumed, judge);
    if (general != null) {
      return general;
    }
    var variable = unknown(before, after);
    if (variable == null) {
      return open("the equations could not be solved for one of their variables");
    }
    var a = solutions(before, variable, assumed, judge);
    var b = solutions(after, variable, assumed, judge);
    if (a == null || b == null) {
      return open("not all solutions were found exactly");
    }
    return compareSets(a, b, variable, before, after, judge);
  }

  /** Each solved for one of its variables and put into the other; else a rational solution that fails is looked for. */
  private static Result bySolving(Expr before, Expr after, Assumed assumed, Judge judge) {
    var implication = new Implication(Requests.ORACLE, Requests.KERNEL, assumed.relations());
    if (implication.holds(before, after) && implication.holds(after, before)) {
      return new Result(Outcome.EQUIVALENT, Judgement.proved("each solved and put into the other", List.of()));
    }
    var lost = counterexample(before, after, assumed, judge, implication);
    var gained = counterexample(after, before, assumed, judge, implication);
    if (lost == null && gained == null) {
      return null;
    }
    var outcome = lost == null ? Outcome.GAINS : gained == null ? Outcome.LOSES : Outcome.DIFFERENT;
    if (gained == null && !implication.holds(after, before) || lost == null && !implication.holds(before, after)) {
      outcome = Outcome.DIFFERENT;
    }
    return new Result(outcome, Judgement.refuted("a solution of one equation that does not satisfy the other",
        new Counterexample(lost != null ? lost : gained, lost != null ? "a solution" : "not a solution",
            lost != null ? "not a solution" : "a solution")));
  }

  private static final List<Long> PROBES = List.of(1L, 2L, 3L, -1L, -2L, 5L);

  /** A point that solves the first and provably not the second: one variable solved for, the others chosen. */
  private static Map<String, String> counterexample(Expr first, Expr second, Assumed assumed, Judge judge,
      Implication implication) {
    var symbols = new ArrayList<Expr.Sym>(new java.util.LinkedHashSet<>(Trees.freeSymbols(Exprs.and(List.of(first, second)))));
    for (var x : Trees.freeSymbols(first)) {
      for (int shift = 0; shift < PROBES.size() && symbols.size() <= 4; shift++) {
        var others = new LinkedHashMap<Expr, Expr>();
        int k = shift;
        for (var s : symbols) {
          if (!s.equals(x)) {
            others.put(s, Exprs.num(PROBES.get(k++ % PROBES.size())));
          }
        }
        var found = failing(Trees.substitute(first, others), Trees.substitute(second, others), x,
            assumed.relations().stream().map(a -> Trees.substitute(a, others)).toList(), judge);
        if (found != null) {
          var point = new LinkedHashMap<String, String>();
          others.forEach((n, v) -> point.put(n.toString(), v.toString()));
          point.put(x.name(), found.toString());
          return point;
        }
      }
    }
    return null;
  }

  private static Expr failing(Expr first, Expr second, Expr.Sym x, List<Expr> conditions, Judge judge) {
    for (var part : first instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR ? l.args() : List.of(first)) {
      var values = part instanceof Expr.Rel r && r.op() == RelOp.EQ ? Solver.solve(r, x) : null;
      if (values == null) {
        continue;
      }
      for (var v : values) {
        if (Boolean.TRUE.equals(satisfies(part, x, v, judge)) && Boolean.FALSE.equals(satisfies(second, x, v, judge))
            && conditions.stream().allMatch(c -> Boolean.TRUE.equals(satisfies(c, x, v, judge)))) {
          return v;
        }
      }
    }
    return null;
  }

  private static Result open(String reason) {
    return new Result(Outcome.UNKNOWN, Judgement.undecided(reason));
  }

  /** u = 0 and c·u = 0 for a constant c ≠ 0, both sides defined at the same points. */
  private static Optional<Judgement> multiple(Expr before, Expr after, Assumed assumed, Judge judge) {
    if (!(before instanceof Expr.Rel p && after instanceof Expr.Rel q && p.op() == RelOp.EQ && q.op() == RelOp.EQ)) {
      return Optional.empty();
    }
    var u = Exprs.sub(p.lhs(), p.rhs());
    var v = Exprs.sub(q.lhs(), q.rhs());
    for (var c : List.of(Exprs.ONE, Exprs.MINUS_ONE, Exprs.TWO, Exprs.num(-2), Exprs.HALF, Exprs.num(4), Exprs.num(3))) {
      if (!Solver.polynomial(u) || !Solver.polynomial(v)) {
        break;
      }
      var same = judge.relation(RelOp.EQ, u, Exprs.mul(c, v), assumed);
      if (same.isProved() && same.conditions().isEmpty()) {
        return Optional.of(Judgement.proved("the difference of the sides is the same up to a factor", List.of()));
      }
    }
    return Optional.empty();
  }

  private static Expr.Sym unknown(Expr a, Expr b) {
    var symbols = new java.util.LinkedHashSet<>(Trees.freeSymbols(a));
    symbols.addAll(Trees.freeSymbols(b));
    return symbols.size() == 1 ? symbols.iterator().next() : null;
  }

  private static List<Expr> solutions(Expr e, Expr.Sym x, Assumed assumed, Judge judge) {
    var all = new ArrayList<Expr>();
    for (var part : e instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR ? l.args() : List.of(e)) {
      var found = part instanceof Expr.Rel r && r.op() == RelOp.EQ ? Solver.solve(r, x) : null;
      if (found == null) {
        return null;
      }
      for (var s : found) {
        var truth = satisfies(part, x, s, judge);
        if (truth == null) {
          return null;
        }
        for (var condition : assumed.relations()) {
          if (truth && Trees.freeSymbols(condition).contains(x)) {
            truth = satisfies(condition, x, s, judge);
            if (truth == null) {
              return null;
            }
          }
        }
        if (truth) {
          all.add(s);
        }
      }
    }
    return all;
  }

  /** Whether the value satisfies the relation; null if that is not certain. */
  private static Boolean satisfies(Expr e, Expr.Sym x, Expr value, Judge judge) {
    if (e instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR) {
      Boolean result = false;
      for (var part : l.args()) {
        var t = satisfies(part, x, value, judge);
        if (t != null && t) {
          return true;
        }
        result = t == null ? null : result;
      }
      return result;
    }
    if (!(e instanceof Expr.Rel r)) {
      return null;
    }
    var l = Trees.substitute(r.lhs(), x, value);
    var q = Trees.substitute(r.rhs(), x, value);
    if (Solver.undefined(l) || Solver.undefined(q)) {
      return false;
    }
    var j = judge.relation(r.op(), l, q, Assumed.NOTHING);
    return j.isProved() ? Boolean.TRUE : j.isRefuted() ? Boolean.FALSE : null;
  }

  private static Result compareSets(List<Expr> a, List<Expr> b, Expr.Sym x, Expr before, Expr after, Judge judge) {
    var lost = missing(a, after, x, judge);
    var gained = missing(b, before, x, judge);
    if (lost == null || gained == null) {
      return open("whether a solution of one satisfies the other is not certain");
    }
    if (lost.isEmpty() && gained.isEmpty()) {
      return new Result(Outcome.EQUIVALENT, Judgement.proved("the same solutions, found exactly", List.of()));
    }
    var outcome = lost.isEmpty() ? Outcome.GAINS : gained.isEmpty() ? Outcome.LOSES : Outcome.DIFFERENT;
    var witness = lost.isEmpty() ? gained.getFirst() : lost.getFirst();
    var point = new LinkedHashMap<String, String>();
    point.put(x.name(), witness.toString());
    return new Result(outcome, Judgement.refuted("a solution of one equation that does not satisfy the other",
        new Counterexample(point, lost.isEmpty() ? "not a solution" : "a solution",
            lost.isEmpty() ? "a solution" : "not a solution")));
  }

  private static List<Expr> missing(List<Expr> solutions, Expr other, Expr.Sym x, Judge judge) {
    var list = new ArrayList<Expr>();
    for (var s : solutions) {
      var t = satisfies(other, x, s, judge);
      if (t == null) {
        return null;
      }
      if (!t) {
        list.add(s);
      }
    }
    return list;
  }
}
