package org.gradus.proof;

import static org.gradus.certificate.Fields.node;
import static org.gradus.proof.Grounds.rel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.certificate.Borders;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Defined;
import org.gradus.certificate.Goal;
import org.gradus.certificate.Rejected;
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
    var above = limit(b, RelOp.GT, work);
    var below = limit(b, RelOp.LT, work);
    var found = above != null && below != null ? crossing(b, above, below, 1, false, work) : null;
    for (var side : List.of(RelOp.GT, RelOp.LT)) {
      var limit = side == RelOp.GT ? above : below;
      found = found == null && limit != null ? touched(b, side, limit, work) : found;
    }
    return found == null ? undefined(b) : found;
  }

  /** One side of a border: what the claim is there, and the entry of the certificate that says so. */
  private record Limit(Expr branch, Map<String, Object> entry) {}

  private Limit limit(Borders.Border b, RelOp op, Work work) {
    var taken = new ArrayList<Object>();
    var branch = branch(b, Borders.side(b, op), taken, work);
    var defined = branch == null ? null : defined(branch, new Grounds(Borders.known(b), oracle, work));
    return defined == null ? null : new Limit(branch, node("cases", taken, "defined", defined));
  }

  private Map<String, Object> touched(Borders.Border b, RelOp side, Limit limit, Work work) {
    var by = new Grounds(Borders.around(b), oracle, work).decide(Borders.only(b, side));
    var proof = by == null ? null : prove(Borders.value(b, limit.branch()));
    return proof == null ? null
        : node("rule", "touched", "side", Sexpr.relation(side), "by", by, "limit", limit.entry(), "proof", proof);
  }

  private Map<String, Object> crossing(Borders.Border b, Limit above, Limit below, int order, boolean crossed, Work work) {
    var absurd = new Grounds(Borders.known(b), oracle, work).absurd();
    if (absurd != null) {
      return node("rule", "never", "by", absurd);
    }
    var high = prove(Borders.value(b, above.branch()));
    var low = high == null && !crossed ? null : prove(Borders.value(b, below.branch()));
    if (high != null && low != null) {
      return node("rule", "both", "above", above.entry(), "below", below.entry(), "value above", high, "value below", low);
    }
    if (crossed) {
      if (high != null || low != null) {
        return node("rule", "one-sided", "side", high != null ? ">" : "<", "limit", (high != null ? above : below).entry(),
            "proof", high != null ? high : low);
      }
      var proof = prove(Borders.differ(b, above.branch(), below.branch()));
      return proof == null ? null
          : node("rule", "kink", "above", above.entry(), "below", below.entry(), "proof", proof);
    }
    if (order > Borders.ORDERS) {
      return null;
    }
    var slope = Borders.slope(b, order);
    var defined = defined(slope, new Grounds(Borders.known(b), oracle, work));
    var odd = order % 2 == 1;
    var apart = defined == null ? null : odd ? crossing(b.with(RelOp.NE, slope), above, below, order, true, work)
        : crossing(b.with(RelOp.NE, slope), above, below, Borders.ORDERS + 1, false, work);
    var flat = apart == null ? null : crossing(b.with(RelOp.EQ, slope), above, below, order + 1, false, work);
    return flat == null ? null : node("rule", "slope", "defined", defined, "apart", apart, "flat", flat);
  }

  private Map<String, Object> undefined(Borders.Border b) {
    for (var of : List.of("claim", "function")) {
      var proof = prove(Borders.undefined(b, of.equals("function")));
      if (proof != null) {
        return node("rule", "undefined", "of", of, "proof", proof);
      }
    }
    return null;
  }

  private Map<String, Object> prove(Goal g) {
    return new Certifier(oracle, Work.DEFAULT_UNITS).prove(g);
  }

  /** The evidence for each condition of definedness, or null. */
  static List<Object> defined(Expr e, Grounds grounds) {
    var all = new ArrayList<Object>();
    for (var r : Defined.of(e)) {
      var by = grounds.decideByFactors(r);
      if (by == null) {
        return null;
      }
      all.add(by);
    }
    return all;
  }

  /** What is apart on the border is so near it. */
  private Map<String, Object> onBorder(Borders.Border b, Expr condition, boolean value, Work work) {
    try {
      var by = condition instanceof Expr.Rel r ? new Grounds(Borders.known(b), oracle, work).decide(Borders.apart(r, value)) : null;
      return by == null ? null : node("on", "border", "is", value ? "true" : "false", "by", by);
    } catch (Rejected _) {
      return null;
    }
  }

  private Expr branch(Borders.Border b, Goal side, List<Object> taken, Work work) {
    var g = side;
    for (var c = g.cases(); c != null; c = g.cases()) {
      var grounds = new Grounds(g.known(), oracle, work);
      Goal next = null;
      for (var value : List.of(true, false)) {
        var plain = next == null ? Certifier.truth(c.conditions().get(0), value, grounds) : null;
        var because = next == null && plain == null ? onBorder(b, c.conditions().get(0), value, work) : plain;
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
