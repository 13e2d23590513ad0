package org.gradus.proof;

import static org.gradus.proof.Grounds.node;
import static org.gradus.proof.Grounds.rel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Expand;
import org.gradus.certificate.Goal;
import org.gradus.certificate.Sexpr;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/** Writes down why a claimed derivative is right on the borders between its cases. */
public final class BorderCertifier {

  private final Oracle oracle;

  public BorderCertifier(Oracle oracle) {
    this.oracle = oracle;
  }

  /** One entry a border, or null if one of them was not settled. */
  public List<Object> write(Claim.Derivative d) {
    var all = new ArrayList<Object>();
    for (var guard : org.gradus.certificate.Borders.of(d)) {
      var one = border(d, guard);
      if (one == null) {
        return null;
      }
      all.add(one);
    }
    return all;
  }

  private Map<String, Object> border(Claim.Derivative d, Expr guard) {
    var g = Goal.of(RelOp.EQ, Expand.of(d.claimed()), Exprs.ZERO, d.assumptions(), null);
    var work = new Work(Work.DEFAULT_UNITS);
    var outside = new Grounds(g.known(), oracle, work).decide(rel(RelOp.NE, guard, Exprs.ZERO));
    if (outside != null) {
      return node("rule", "outside", "by", outside);
    }
    var sides = new ArrayList<Expr>();
    var decisions = new ArrayList<List<Object>>();
    for (var op : List.of(RelOp.GT, RelOp.LT)) {
      var taken = new ArrayList<Object>();
      var branch = branch(org.gradus.certificate.Borders.side(d, guard, op), taken, work);
      if (branch == null) {
        return null;
      }
      var proof = new Certifier(oracle, Work.DEFAULT_UNITS).prove(
          org.gradus.certificate.Borders.value(d, guard, branch));
      if (proof != null) {
        return node("rule", "one-sided", "side", Sexpr.relation(op), "cases", taken, "proof", proof);
      }
      sides.add(branch);
      decisions.add(taken);
    }
    var proof = new Certifier(oracle, Work.DEFAULT_UNITS).prove(
        org.gradus.certificate.Borders.differ(d, guard, sides.get(0), sides.get(1)));
    return proof == null ? null
        : node("rule", "kink", "above", decisions.get(0), "below", decisions.get(1), "proof", proof);
  }

  private Expr branch(Goal side, List<Object> taken, Work work) {
    var g = side;
    for (var c = g.cases(); c != null; c = g.cases()) {
      var grounds = new Grounds(g.known(), oracle, work);
      Goal next = null;
      for (var value : List.of(true, false)) {
        var because = next == null ? Certifier.truth(c.conditions().get(0), value, grounds) : null;
        if (because != null) {
          taken.add(because);
          next = g.chosen(c, value);
        }
      }
      if (next == null) {
        return null;
      }
      g = next;
    }
    return g.lhs();
  }
}
