package org.gradus.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/** Limits that depend on the signs of parameters, or on the order of two of them: one answer for each case. */
final class LimitCases {

  /** Cases inside cases. */
  static final int MAX_DEPTH = 2;
  /** Limits that are searched for one answer. */
  static final int MAX_SEARCHES = 30;
  /** With more parameters nothing is tried. */
  static final int MAX_PARAMETERS = 3;

  private final LimitSearch search;
  private int searches;

  LimitCases(LimitSearch search) {
    this.search = search;
  }

  /** At least two cases, or {@link LimitAnswer.Unknown} where no such distinction settles every one. */
  LimitAnswer of(Expr e, Expr.Sym x, Expr to, Kernel kernel, List<Expr> assumptions) {
    var names = new LinkedHashSet<>(Trees.freeSymbols(e));
    names.addAll(Trees.freeSymbols(to));
    names.remove(x);
    names.remove(Exprs.INFINITY);
    if (!names.isEmpty() && names.size() <= MAX_PARAMETERS) {
      var guards = guards(names.stream().sorted(Comparator.comparing(Expr.Sym::name)).toList());
      for (int depth = 1; depth <= MAX_DEPTH; depth++) {
        var found = split(e, to, guards, kernel, assumptions, List.of(), depth);
        if (found != null) {
          return found.stream().allMatch(c -> c.answer() instanceof LimitAnswer.Found f && found.getFirst().answer() instanceof LimitAnswer.Found g
              && f.value().equals(g.value())) ? found.getFirst().answer() : new LimitAnswer.ByCases(found);
        }
      }
    }
    return new LimitAnswer.Unknown("the limit was not found");
  }

  private List<LimitAnswer.Case> split(Expr e, Expr to, List<Expr[]> guards, Kernel kernel, List<Expr> assumptions, List<Expr> so, int depth) {
    for (var guard : guards) {
      var all = new ArrayList<LimitAnswer.Case>();
      for (var op : List.of(RelOp.GT, RelOp.EQ, RelOp.LT)) {
        if (kernel.relation(negated(op), guard[0], guard[1], assumptions).proved()) {
          continue; // this case does not occur
        }
        var condition = Exprs.rel(op, guard[0], guard[1]);
        var conditions = new ArrayList<>(so);
        conditions.add(condition);
        var cases = op == RelOp.EQ ? equal(e, to, guard, guards, kernel, assumptions, conditions, depth)
            : one(e, to, guards, kernel, with(assumptions, condition), conditions, depth);
        if (cases == null) {
          all.clear();
          break;
        }
        all.addAll(cases);
      }
      if (all.size() > 1) {
        return all;
      }
    }
    return null;
  }

  private List<LimitAnswer.Case> one(Expr e, Expr to, List<Expr[]> guards, Kernel kernel, List<Expr> assumptions, List<Expr> so, int depth) {
    if (++searches > MAX_SEARCHES) {
      return null;
    }
    var answer = search.alone(e, to, assumptions);
    return !(answer instanceof LimitAnswer.Unknown) ? List.of(new LimitAnswer.Case(so, answer))
        : depth > 1 ? split(e, to, guards, kernel, assumptions, so, depth - 1) : null;
  }

  /** The case of equality: one parameter is replaced by the other side everywhere. */
  private List<LimitAnswer.Case> equal(Expr e, Expr to, Expr[] guard, List<Expr[]> guards, Kernel kernel, List<Expr> assumptions,
      List<Expr> so, int depth) {
    try {
      var by = Map.of(guard[0], guard[1]);
      var about = new ArrayList<Expr>();
      for (var a : assumptions) {
        var b = Trees.substitute(a, by);
        if (b instanceof Expr.Rel || b instanceof Expr.Logic) {
          about.add(b);
        }
      }
      var f = Trees.substitute(e, by);
      if (LimitSearch.isCertainlyUndefined(f)) {
        return List.of(new LimitAnswer.Case(so, new LimitAnswer.Undefined()));
      }
      return one(f, Trees.substitute(to, by), guards, kernel, about, so, depth);
    } catch (ArithmeticException | IllegalArgumentException _) {
      return List.of(new LimitAnswer.Case(so, new LimitAnswer.Undefined()));
    }
  }

  private static List<Expr> with(List<Expr> assumptions, Expr condition) {
    var more = new ArrayList<>(assumptions);
    more.add(condition);
    return more;
  }

  private static RelOp negated(RelOp op) {
    return op == RelOp.GT ? RelOp.LE : op == RelOp.LT ? RelOp.GE : RelOp.NE;
  }

  private static List<Expr[]> guards(List<Expr.Sym> names) {
    var all = new ArrayList<Expr[]>();
    for (int i = 0; i < names.size(); i++) {
      all.add(new Expr[] {names.get(i), Exprs.ZERO});
    }
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        all.add(new Expr[] {names.get(i), names.get(j)});
      }
      all.add(new Expr[] {names.get(i), Exprs.ONE});
    }
    return all;
  }
}
