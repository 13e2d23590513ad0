package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.analysis.Analyzer;
import org.gradus.analysis.Signs;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/** What the analysis of functions of one variable has to say to the judge. */
final class Shapes {

  /** More combinations of finite domains are not tried one by one. */
  static final int MAX_COMBINATIONS = 64;

  private Shapes() {}

  /**
   * Whether e stands in the relation to zero wherever it is defined, by its sign chart; false also where nothing is known.
   *
   * @param derivative whether e contains the formula of a derivative, which counts for nothing on borders between cases
   */
  static boolean holds(RelOp op, Expr e, Assumed assumed, boolean derivative, Kernel kernel) {
    for (var choice : combinations(assumed)) {
      var f = Trees.substitute(e, choice);
      var free = Trees.freeSymbols(f);
      if (free.size() != 1) {
        return false;
      }
      var x = free.iterator().next();
      if (!Signs.hold(op, new Analyzer(f, x, facts(assumed, choice), kernel, Requests.ORACLE), derivative)) {
        return false;
      }
    }
    return true;
  }

  /** What is assumed, with the finite domains replaced by the choice. */
  static List<Expr> facts(Assumed assumed, Map<Expr, Expr> choice) {
    return assumed.relations().stream().filter(r -> !finite(r)).map(r -> Trees.substitute(r, choice)).toList();
  }

  /** All choices from the finite domains; one empty choice where there are none. */
  static List<Map<Expr, Expr>> combinations(Assumed assumed) {
    List<Map<Expr, Expr>> all = List.of(Map.of());
    for (var r : assumed.relations()) {
      if (!finite(r)) {
        continue;
      }
      var next = new ArrayList<Map<Expr, Expr>>();
      for (var map : all) {
        for (var value : ((Expr.Logic) r).args()) {
          var more = new HashMap<Expr, Expr>(map);
          more.put(((Expr.Rel) value).lhs(), ((Expr.Rel) value).rhs());
          next.add(more);
        }
      }
      if (next.size() > MAX_COMBINATIONS) {
        return List.of(Map.of());
      }
      all = next;
    }
    return all;
  }

  private static boolean finite(Expr a) {
    return a instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR
        && l.args().stream().allMatch(x -> x instanceof Expr.Rel r && r.op() == RelOp.EQ && r.lhs() instanceof Expr.Sym);
  }
}
