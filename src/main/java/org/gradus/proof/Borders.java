package org.gradus.proof;

import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.rel;
import static org.gradus.expr.Exprs.sub;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * A claimed derivative that agrees on the open regions can still be wrong on a border where the function happens to
 * be differentiable. There it must equal one of the one-sided derivatives, or these must differ (no derivative, and
 * the value given is a convention).
 */
final class Borders {

  private final Oracle oracle;
  private final long units;

  Borders(Oracle oracle, long units) {
    this.oracle = oracle;
    this.units = units;
  }

  /** Null if all is well, else what could not be settled. */
  String check(Expr function, Expr by, int order, Expr claimed, List<Expr> assumptions) {
    var work = new Work(units);
    var facts = new Facts(assumptions, work);
    for (var guard : guards(claimed, by)) {
      var solved = Equations.solve(guard, work);
      if (solved == null) {
        if (facts.sign(guard).canBeZero()) {
          return "the value of the claimed derivative where " + guard + " = 0 could not be checked";
        }
        continue;
      }
      Map<Expr, Expr> at = Map.of(solved.getKey(), solved.getValue());
      var onBorder = new Facts(assumptions.stream().map(a -> Trees.substitute(a, at)).toList(), work);
      if (onBorder.contradictory()) {
        continue;
      }
      if (!settled(function, by, order, claimed, guard, at, facts, onBorder, work)) {
        return "the value of the claimed derivative where " + guard + " = 0 could not be checked";
      }
    }
    return null;
  }

  private boolean settled(Expr function, Expr by, int order, Expr claimed, Expr guard, Map<Expr, Expr> at, Facts facts,
      Facts onBorder, Work work) {
    var oneSided = new ArrayList<Expr>();
    for (var op : List.of(RelOp.GT, RelOp.LT)) {
      var region = facts.with(List.of(rel(op, guard, ZERO)));
      var branch = resolve(function, region);
      if (branch == null) {
        return false;
      }
      oneSided.add(Trees.substitute(Derivatives.of(branch, by, order), at));
    }
    var value = Trees.substitute(claimed, at);
    for (var slope : oneSided) {
      if (new CaseSplit(oracle, work, null).prove(Expansion.of(slope), Expansion.of(value), onBorder, 0)) {
        return true;
      }
    }
    return differ(Expansion.of(oneSided.get(0)), Expansion.of(oneSided.get(1)), onBorder, work);
  }

  /** Whether the two are different numbers. */
  private boolean differ(Expr a, Expr b, Facts facts, Work work) {
    try {
      var d = new Lowering(facts, work, oracle).of(sub(a, b)).cancelled(work);
      if (d.rational() != null) {
        return !d.rational().isZero();
      }
      return d.den().isEmpty() && !facts.sign(ToExpr.of(d.num())).canBeZero();
    } catch (Lowering.Refused | ArithmeticException _) {
      return false;
    }
  }

  /** The function with its case distinctions decided near the border, or null if they are not all decided. */
  private static Expr resolve(Expr e, Facts region) {
    var result = e;
    for (int i = 0; i < 64; i++) {
      var cases = find(result);
      if (cases == null) {
        return result;
      }
      var truth = CaseSplit.truth(cases.conditions().get(0), region);
      if (truth == null) {
        return null;
      }
      int n = cases.conditions().size();
      var by = truth ? cases.values().get(0)
          : n == 1 ? cases.otherwise()
          : Exprs.cases(cases.conditions().subList(1, n), cases.values().subList(1, n), cases.otherwise());
      if (by == null) {
        return null;
      }
      result = Trees.substitute(result, Map.of(cases, by));
    }
    return null;
  }

  private static Expr.Cases find(Expr e) {
    var found = new Expr.Cases[1];
    Trees.any(e, x -> {
      if (x instanceof Expr.Cases c && found[0] == null
          && c.conditions().stream().noneMatch(k -> Trees.any(k, y -> y instanceof Expr.Cases))) {
        found[0] = c;
      }
      return found[0] != null;
    });
    return found[0];
  }

  /** A guard that itself has cases, with each of their values in turn. */
  private static List<Expr> variants(Expr guard) {
    var inner = find(guard);
    if (inner == null) {
      return List.of(guard);
    }
    var values = new ArrayList<Expr>(inner.values());
    if (inner.otherwise() != null) {
      values.add(inner.otherwise());
    }
    var all = new ArrayList<Expr>();
    for (var v : values) {
      all.addAll(variants(Trees.substitute(guard, Map.of(inner, v))));
    }
    return all;
  }

  /** The differences whose sign decides a case of the claim. */
  private static LinkedHashSet<Expr> guards(Expr claimed, Expr by) {
    var guards = new LinkedHashSet<Expr>();
    Trees.any(claimed, x -> {
      if (x instanceof Expr.Cases c) {
        c.conditions().forEach(k -> Trees.any(k, y -> {
          if (y instanceof Expr.Rel r && Trees.any(r, z -> z.equals(by))) {
            guards.addAll(variants(sub(r.lhs(), r.rhs())));
          }
          return false;
        }));
      }
      return false;
    });
    return guards;
  }
}
