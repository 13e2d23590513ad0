package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Inequalities in one variable by the slope: the difference of the sides falls before a point and rises after it, or the other way
 * round, so that its value at the point decides (mean value theorem). Where the sides are defined is an interval.
 */
final class Extremum {

  private Extremum() {}

  /** For {@code d > 0} or {@code ≥} a least value, for {@code <} and {@code ≤} a largest one. */
  static void prove(Goal g, Node n) {
    n.only("rule", "variable", "at", "inside", "after", "before", "there");
    require(g.op() != RelOp.EQ && g.op() != RelOp.NE, "only inequalities");
    var d = Exprs.sub(g.lhs(), g.rhs());
    require(n.expr("variable") instanceof Expr.Sym x && Trees.freeSymbols(d).equals(Set.of(x)), "not one variable");
    var x = (Expr.Sym) n.expr("variable");
    require(Tame.continuousWhereDefined(d), "the difference may jump");
    // The facts about x alone are an interval; those that follow from others of them say nothing more.
    var facts = new ArrayList<>(new LinkedHashSet<>(g.facts()));
    facts.removeIf(r -> !Trees.freeSymbols(r).equals(Set.of(x)) && !Defined.of(g.lhs(), g.rhs()).contains(r));
    var shaping = MeanValue.shaping(facts, n.nodes("inside"));
    shaping.forEach(r -> require(r.op() != RelOp.NE && r.op() != RelOp.EQ && MeanValue.linear(Exprs.sub(r.lhs(), r.rhs())), r + " is no linear inequality"));
    var at = Exprs.num(n.rational("at"));
    for (var r : facts) {
      var there = (Expr.Rel) Trees.substitute(r, Map.of(x, at));
      require(MeanValue.isTrue(there), "the point does not satisfy " + r);
    }
    boolean least = g.op() == RelOp.GT || g.op() == RelOp.GE;
    var slope = Expand.of(Slope.of(d, x, 1));
    side(facts, slope, rel(RelOp.GT, x, at), least ? RelOp.GE : RelOp.LE, n.node("after"));
    side(facts, slope, rel(RelOp.LT, x, at), least ? RelOp.LE : RelOp.GE, n.node("before"));
    Steps.prove(new Goal(g.op(), Trees.substitute(d, x, at), Exprs.ZERO, List.of(), List.of(), null), n.node("there"));
  }

  /** The sign of the slope on one side, where it is shown to be defined. */
  private static void side(List<Expr.Rel> facts, Expr slope, Expr.Rel where, RelOp op, Node n) {
    n.only("defined", "by");
    var known = new ArrayList<>(facts);
    known.add(where);
    Borders.continuous(known, slope, n.nodes("defined"));
    Evidence.check(known, rel(op, slope, Exprs.ZERO), n.node("by"));
  }

  private static Expr.Rel rel(RelOp op, Expr l, Expr r) {
    return (Expr.Rel) Exprs.rel(op, l, r);
  }
}
