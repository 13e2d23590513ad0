package org.gradus.proof;

import static org.gradus.expr.Exprs.ZERO;
import static org.gradus.expr.Exprs.rel;
import static org.gradus.expr.Exprs.sub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.certificate.Interior;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * A claimed derivative that agrees off the borders between cases can still be wrong on a border where the function happens to
 * be differentiable. A derivative that exists on a border is the limit of the derivatives beside it, from either side (mean
 * value theorem); that needs borders that do not accumulate ({@link Tame}). So where the claim is continuous nothing is left to
 * show, and on its own borders it must equal both of its one-sided limits. Where the border is crossed, one of them is enough,
 * and if they differ there is no derivative, and the value given is a convention.
 */
final class Borders {

  private final Oracle oracle;
  private final long units;

  Borders(Oracle oracle, long units) {
    this.oracle = oracle;
    this.units = units;
  }

  /** Whether an expanded expression has borders or jumps that depend on the variable. */
  static boolean concern(Expr e, Expr by) {
    return Kinds.occur(e, Kinds.REL | Kinds.CALL) && Trees.occurs(e, by)
        && Trees.any(e, x -> Tame.border(x, by) || x instanceof Expr.Call c && c.is("floor") && Tame.mentions(c, by));
  }

  /**
   * Null if all is well, else what could not be settled. All expressions expanded.
   *
   * @param slope the formula of the derivative
   * @param assumptions finite domains among them
   */
  String check(Expr function, Expr by, Expr slope, Expr claimed, List<Expr> assumptions) {
    if (!concern(function, by) && !concern(claimed, by)) {
      return null;
    }
    if (!Tame.borders(function, by) || !Tame.borders(claimed, by)) {
      return "the borders between the cases of the function may accumulate";
    }
    var work = new Work(units);
    var facts = new Facts(assumptions.stream().filter(a -> !Kernel.isFiniteDomain(a)).toList(), work);
    if (!continuous(claimed, by, facts)) {
      return "the value of the claimed derivative where it jumps could not be checked";
    }
    var guards = guards(claimed, by);
    var neighbours = Interior.of(assumptions, List.of(claimed), by);
    if (neighbours == Interior.Kind.UNKNOWN) {
      // A claim about single points has no neighbours that it could be continuous with.
      if (Trees.any(function, x -> x instanceof Expr.Call c && c.is("floor") && Tame.mentions(c, by))) {
        return "the claimed derivative may be one at single points, where the function may jump beside them";
      }
      guards.addAll(guards(function, by));
    }
    var beside = neighbours == Interior.Kind.OPEN ? claimed : slope;
    for (var guard : guards) {
      if (!facts.sign(guard).canBeZero()) {
        continue;
      }
      if (!settled(function, slope, beside, claimed, guard, by, border(guard, by, work), facts, work)) {
        return "the value of the claimed derivative where " + guard + " = 0 could not be checked";
      }
    }
    return null;
  }

  /**
   * Off its case borders. A single floor whose argument is strictly monotone has the value of one of its sides at each jump;
   * several may mix them.
   */
  private static boolean continuous(Expr claimed, Expr by, Facts facts) {
    Set<Expr> floors = new LinkedHashSet<>();
    boolean[] hidden = {false};
    Trees.any(claimed, x -> {
      if (x instanceof Expr.Call c && c.is("floor") && Tame.mentions(c, by)) {
        floors.add(c.arg());
      }
      hidden[0] |= (x instanceof Expr.Big || x instanceof Expr.Integral) && concern(x, by);
      return false;
    });
    try {
      return !hidden[0] && (floors.isEmpty() || floors.size() == 1 && guards(claimed, by).isEmpty()
          && !facts.sign(Expansion.of(Derivatives.of(floors.iterator().next(), by, 1))).canBeZero());
    } catch (Derivatives.NotDifferentiable _) {
      return false;
    }
  }

  /** A substitution that leads to every isolated zero of the guard; empty if there is none. */
  private static Map<Expr, Expr> border(Expr guard, Expr by, Work work) {
    var solved = Equations.solve(guard, work);
    if (solved != null) {
      return Map.of(solved.getKey(), solved.getValue());
    }
    try {
      // A product of powers: for the other variables to vanish is no isolated zero.
      var f = new Lowering(Facts.NONE, work, null).of(Expansion.of(guard)).cancelled(work);
      boolean product = f.den().isEmpty() && f.num().size() == 1 && f.num().leading().getKey().exponents().entrySet().stream()
          .allMatch(e -> e.getKey().kind() == Generator.Kind.VARIABLE && e.getValue().signum() > 0);
      return product ? Map.of(by, ZERO) : Map.of();
    } catch (Lowering.Refused | ArithmeticException _) {
      return Map.of();
    }
  }

  /** @param open what is shown to be the derivative beside the border, if the domain does not end on it */
  private boolean settled(Expr function, Expr slope, Expr open, Expr claimed, Expr guard, Expr by, Map<Expr, Expr> at, Facts facts,
      Work work) {
    var onBorder = at.isEmpty() ? facts.with(List.of(rel(RelOp.EQ, guard, ZERO))) : facts.substitute(at);
    var value = Trees.substitute(claimed, at);
    if (onBorder.contradictory() || undefined(value, onBorder, work)
        || undefined(Trees.substitute(function, at), onBorder, work)) {
      return true;
    }
    // Where the domain ends on the border nothing has been proved of the claim beyond it: there the derivative itself counts.
    var around = facts.relations().stream().filter(r -> !ends(r, by, at, onBorder)).toList();
    var shape = around.size() == facts.relations().size() ? open : slope;
    var limits = new ArrayList<Expr>();
    for (var op : List.of(RelOp.GT, RelOp.LT)) {
      var beside = new Facts(around, work).with(List.of(rel(op, guard, ZERO)));
      if (beside.contradictory()) {
        continue; // nowhere, so not beside the border
      }
      var branch = resolve(shape, beside, at, onBorder);
      if (branch == null) {
        return false;
      }
      var limit = Trees.substitute(branch, at);
      if (Trees.any(branch, x -> ByDerivative.notSmooth(x) && !(x instanceof Expr.Indexed))
          || !Definedness.of(branch).stream().allMatch(
          c -> onBorder.decide((Expr.Rel) Trees.substitute(c, at)) == Boolean.TRUE)) {
        return false; // not continuous up to the border, or not known to be
      }
      limits.add(limit);
    }
    return limits.stream().allMatch(l -> same(l, value, onBorder, work))
        || limits.size() == 2 && new Crossing(guard, by, at, limits, value).settled(onBorder, 1, work);
  }

  /** Whether the relation may cease to hold beside the border. */
  private static boolean ends(Expr.Rel r, Expr by, Map<Expr, Expr> at, Facts onBorder) {
    return Tame.mentions(r, by) && r.op() != RelOp.GT && r.op() != RelOp.LT && r.op() != RelOp.NE
        && onBorder.sign(Trees.substitute(sub(r.lhs(), r.rhs()), at)).canBeZero();
  }

  private boolean same(Expr limit, Expr value, Facts facts, Work work) {
    return new CaseSplit(oracle, work, null).prove(limit, value, facts, 0);
  }

  /**
   * Whether there are both sides at a border: the guard changes its sign where the first of its derivatives that is not 0 is one
   * of odd order (Taylor). There one limit is enough; else the claim has to agree with both, for one of the sides may not exist.
   */
  private final class Crossing {
    private static final int ORDERS = 3;

    private final Expr guard;
    private final Expr by;
    private final Map<Expr, Expr> at;
    private final List<Expr> limits;
    private final Expr value;

    Crossing(Expr guard, Expr by, Map<Expr, Expr> at, List<Expr> limits, Expr value) {
      this.guard = guard;
      this.by = by;
      this.at = at;
      this.limits = limits;
      this.value = value;
    }

    boolean settled(Facts facts, int order, Work work) {
      if (facts.contradictory() || limits.stream().allMatch(l -> same(l, value, facts, work))) {
        return true;
      }
      var slope = order > ORDERS ? null : slope(order);
      if (slope == null || !Definedness.of(slope).stream().allMatch(c -> facts.decide((Expr.Rel) c) == Boolean.TRUE)) {
        return false;
      }
      var apart = facts.with(List.of(rel(RelOp.NE, slope, ZERO)));
      boolean there = apart.contradictory() || order % 2 == 1
          && (limits.stream().anyMatch(l -> same(l, value, apart, work)) || differ(limits.get(0), limits.get(1), apart, work));
      return there && flat(slope, facts, order, work);
    }

    private boolean flat(Expr slope, Facts facts, int order, Work work) {
      if (!facts.sign(slope).canBeZero()) {
        return true;
      }
      var flat = facts.with(List.of(rel(RelOp.EQ, slope, ZERO)));
      var solved = Equations.solve(slope, work);
      if (solved == null) {
        return settled(flat, order + 1, work);
      }
      Map<Expr, Expr> more = Map.of(solved.getKey(), solved.getValue());
      var there = new HashMap<>(at);
      there.replaceAll((k, v) -> Trees.substitute(v, more));
      there.putAll(more);
      return new Crossing(guard, by, there, limits.stream().map(l -> Trees.substitute(l, more)).toList(), Trees.substitute(value, more))
          .settled(flat.substitute(more), order + 1, work);
    }

    private Expr slope(int order) {
      try {
        var d = Expansion.of(Derivatives.of(guard, by, order));
        return CaseSplit.firstCases(d) == null && !Trees.any(d, x -> x instanceof Expr.Call c && c.is("floor"))
            ? Trees.substitute(d, at) : null;
      } catch (Derivatives.NotDifferentiable _) {
        return null;
      }
    }
  }

  /** Whether the expression has no value at all: no number is its own successor. */
  private boolean undefined(Expr e, Facts facts, Work work) {
    return new CaseSplit(oracle, work, null).prove(e, Exprs.add(e, Exprs.ONE), facts, 0);
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

  /** The claim with its case distinctions decided beside the border, or null if they are not all decided. */
  private static Expr resolve(Expr e, Facts beside, Map<Expr, Expr> at, Facts onBorder) {
    var result = e;
    for (int i = 0; i < 64; i++) {
      var cases = CaseSplit.firstCases(result);
      if (cases == null) {
        return result;
      }
      var condition = cases.conditions().get(0);
      var truth = CaseSplit.truth(condition, beside);
      if (truth == null) {
        truth = nearby(condition, at, onBorder);
      }
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

  /** A relation between continuous values that are different on the border is the same beside it. */
  private static Boolean nearby(Expr condition, Map<Expr, Expr> at, Facts onBorder) {
    if (!(condition instanceof Expr.Rel r) || Trees.any(r, x -> x instanceof Expr.Call c && c.is("floor"))
        || !Definedness.of(r).stream().allMatch(c -> onBorder.decide((Expr.Rel) Trees.substitute(c, at)) == Boolean.TRUE)) {
      return null;
    }
    var there = (Expr.Rel) Trees.substitute(r, at);
    return onBorder.sign(sub(there.lhs(), there.rhs())).canBeZero() ? null : onBorder.decide(there);
  }

  /** A guard that itself has cases, with each of their values in turn. */
  private static List<Expr> variants(Expr guard) {
    var inner = CaseSplit.firstCases(guard);
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
      if (Tame.border(x, by) && x instanceof Expr.Rel r) {
        variants(sub(r.lhs(), r.rhs())).stream().filter(v -> Tame.mentions(v, by)).forEach(guards::add);
      }
      return false;
    });
    return guards;
  }
}
