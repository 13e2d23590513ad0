package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.Trees;

/** Functions of which nothing is known but their name: any activation σ. A claim about them holds for all of them. */
final class Unknown {

  private Unknown() {}

  /** The names of the unknown functions in the expressions. */
  static Set<String> in(List<Expr> expressions) {
    var names = new LinkedHashSet<String>();
    for (var e : expressions) {
      if (Kinds.occur(e, Kinds.APPLY)) {
        Trees.any(e, x -> {
          if (x instanceof Expr.Apply a) {
            names.add(a.name());
          }
          return false;
        });
      }
    }
    return names;
  }

  /**
   * The expressions with one smooth function in the place of each unknown one: whether a claim says anything is seen at a
   * point where both sides exist, and one function for which there is such a point is enough.
   */
  static List<Expr> standIns(List<Expr> expressions) {
    return expressions.stream().map(Unknown::standIn).toList();
  }

  private static Expr standIn(Expr e) {
    return !Kinds.occur(e, Kinds.APPLY) ? e : e instanceof Expr.Apply a && !a.args().isEmpty() ? Exprs.add(a.args().stream().map(Unknown::standIn).toList())
        : Trees.map(e, Unknown::standIn);
  }

  /** The judgement, on the condition that the functions have the derivatives that the expressions are about. */
  static Judgement differentiable(Judgement j, Set<String> functions, List<Expr> expressions) {
    return functions.isEmpty() ? j : j.withConditions(differentiable(j.conditions(), functions, expressions)).certifiedBy(null);
  }

  static List<String> differentiable(List<String> conditions, Set<String> functions, List<Expr> expressions) {
    var all = new ArrayList<>(conditions);
    for (var f : functions) {
      int order = expressions.stream().mapToInt(e -> order(f, e, 0)).max().orElse(0);
      all.add(f + (order < 2 ? " differentiable" : order == 2 ? " twice differentiable" : " " + order + " times differentiable"));
    }
    return all;
  }

  /** The highest derivative of the function that occurs, below so many derivatives. */
  private static int order(String function, Expr e, int above) {
    int here = e instanceof Expr.Diff d ? above + d.order() : above;
    int own = e instanceof Expr.Apply a && a.name().equals(function) ? above + a.primes() : 0;
    return Math.max(own, Trees.children(e).stream().mapToInt(c -> order(function, c, here)).max().orElse(0));
  }
}
