package org.gradus.proof;

import static org.gradus.proof.Grounds.node;
import static org.gradus.proof.Grounds.rel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.certificate.Borders;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Defined;
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
  public List<Object> write(Claim claim) {
    var all = new ArrayList<Object>();
    for (var border : Borders.of(claim)) {
      var one = border(border);
      if (one == null) {
        return null;
      }
      all.add(one);
    }
    return all;
  }

  private Map<String, Object> border(Borders.Border b) {
    var work = new Work(Work.DEFAULT_UNITS);
    var known = Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, b.of().assumptions(), null).known();
    var outside = new Grounds(known, oracle, work).decide(rel(RelOp.NE, b.guard(), Exprs.ZERO));
    if (outside != null) {
      return node("rule", "outside", "by", outside);
    }
    var sides = new ArrayList<Expr>();
    var limits = new ArrayList<Object>();
    for (var op : List.of(RelOp.GT, RelOp.LT)) {
      var taken = new ArrayList<Object>();
      var branch = branch(Borders.side(b, op), taken, work);
      var defined = branch == null ? null : defined(branch, new Grounds(Borders.known(b), oracle, work));
      if (defined == null) {
        return undefined(b);
      }
      var limit = node("cases", taken, "defined", defined);
      var proof = prove(Borders.value(b, branch));
      if (proof != null) {
        return node("rule", "one-sided", "side", Sexpr.relation(op), "limit", limit, "proof", proof);
      }
      sides.add(branch);
      limits.add(limit);
    }
    var proof = prove(Borders.differ(b, sides.get(0), sides.get(1)));
    return proof == null ? undefined(b)
        : node("rule", "kink", "above", limits.get(0), "below", limits.get(1), "proof", proof);
  }

  private Map<String, Object> undefined(Borders.Border b) {
    var proof = prove(Borders.undefined(b));
    return proof == null ? null : node("rule", "undefined", "proof", proof);
  }

  private Map<String, Object> prove(Goal g) {
    return new Certifier(oracle, Work.DEFAULT_UNITS).prove(g);
  }

  /** The evidence for each condition of definedness, or null. */
  static List<Object> defined(Expr e, Grounds grounds) {
    var all = new ArrayList<Object>();
    for (var r : Defined.of(e)) {
      var by = grounds.decide(r);
      if (by == null) {
        return null;
      }
      all.add(by);
    }
    return all;
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
