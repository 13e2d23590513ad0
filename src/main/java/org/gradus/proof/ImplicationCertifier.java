package org.gradus.proof;

import static org.gradus.certificate.Fields.node;
import static org.gradus.proof.Grounds.rel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Defined;
import org.gradus.certificate.Goal;
import org.gradus.certificate.Implications;
import org.gradus.certificate.Normal;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/** Writes down that a statement follows from another one, part by part. */
public final class ImplicationCertifier {

  private static final long UNITS = 300_000;
  private static final int MAX_DEPTH = 2;

  private final Oracle oracle;

  public ImplicationCertifier(Oracle oracle) {
    this.oracle = oracle;
  }

  /** The proof, or null if none was found. */
  public Map<String, Object> write(Claim.Implication c) {
    var cases = cases(c.assumptions(), c.before(), c.after());
    return cases == null ? null : node("rule", "follows", "cases", cases);
  }

  /** That two statements follow from each other; null if that was not found. */
  public Map<String, Object> write(Claim.Equations e) {
    var forth = cases(e.assumptions(), e.before(), e.after());
    var back = forth == null ? null : cases(e.assumptions(), e.after(), e.before());
    return back == null ? null : node("rule", "both ways", "forth", forth, "back", back);
  }

  private List<Object> cases(List<Expr> assumptions, Expr before, Expr after) {
    try {
      var all = new ArrayList<Object>();
      for (var holds : Implications.cases(before)) {
        var one = one(Implications.known(assumptions, holds), Implications.cases(after));
        if (one == null) {
          return null;
        }
        all.add(one);
      }
      return all;
    } catch (Rejected | Normal.Refused | Work.Exhausted | ArithmeticException | StackOverflowError _) {
      return null;
    }
  }

  private Map<String, Object> one(Goal known, List<List<Expr.Rel>> alternatives) {
    var grounds = new Grounds(known.known(), oracle, new Work(UNITS));
    for (int k = 0; k < alternatives.size(); k++) {
      var parts = new ArrayList<Object>();
      for (var r : alternatives.get(k)) {
        var defined = defined(known, r, grounds);
        var proof = defined == null ? null : proof(Implications.goal(known, r));
        if (proof == null) {
          break;
        }
        parts.add(node("defined", defined, "proof", proof));
      }
      if (parts.size() == alternatives.get(k).size()) {
        return node("alternative", k, "parts", parts);
      }
    }
    var absurd = grounds.absurd();
    return absurd == null ? null : node("absurd", absurd);
  }

  private static List<Object> defined(Goal known, Expr.Rel r, Grounds grounds) {
    var all = new ArrayList<Object>();
    for (var condition : Defined.of(r.lhs(), r.rhs())) {
      var by = grounds.decide(condition);
      if (by == null) {
        by = grounds.product(Exprs.sub(condition.lhs(), condition.rhs()), condition.op());
      }
      if (by == null) {
        return null;
      }
      all.add(by);
    }
    return all;
  }

  private Map<String, Object> proof(Goal g) {
    return proof(g, 0);
  }

  /** @param depth of case distinctions around the goal */
  private Map<String, Object> proof(Goal g, int depth) {
    var direct = new Certifier(oracle, UNITS).prove(g);
    if (direct != null || g.op() != RelOp.EQ) {
      return direct;
    }
    var equations = new EquationCertifier(oracle, UNITS, g);
    var plain = equations.plain();
    if (plain != null || depth >= MAX_DEPTH) {
      return plain;
    }
    var cases = equations.byCases(x -> proof(x, depth + 1));
    return cases != null ? cases : split(g, equations.undecided(), depth);
  }

  /** Where a sign decides, for both. */
  private Map<String, Object> split(Goal g, Expr sign, int depth) {
    if (sign == null) {
      return null;
    }
    var parts = new ArrayList<Map<String, Object>>();
    for (var op : List.of(RelOp.GE, RelOp.LT)) {
      var more = g.with(rel(op, sign, Exprs.ZERO));
      var absurd = new Grounds(more.facts(), oracle, new Work(UNITS)).absurd();
      var next = absurd != null ? node("rule", "absurd", "by", absurd) : proof(more, depth + 1);
      if (next == null) {
        return null;
      }
      parts.add(next);
    }
    return node("rule", "split", "on", Sexpr.write(rel(RelOp.GE, sign, Exprs.ZERO)), "then", parts.get(0), "else", parts.get(1));
  }
}
