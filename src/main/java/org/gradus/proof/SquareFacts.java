package org.gradus.proof;

import static org.gradus.certificate.Fields.node;
import static org.gradus.proof.Grounds.rel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.certificate.Goal;
import org.gradus.certificate.Sexpr;
import org.gradus.certificate.Shape;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Inequalities that follow linearly from squares of differences of variables, or of their roots: √(ab) ≤ (a + b)/2. */
final class SquareFacts {

  private static final int MAX_VARIABLES = 4;

  private SquareFacts() {}

  /** The proof, the squares brought in first; null if none was found. */
  static Map<String, Object> prove(Goal g, Oracle oracle, Work work) {
    var names = Trees.freeSymbols(Exprs.sub(g.lhs(), g.rhs()));
    if (names.isEmpty() || names.size() > MAX_VARIABLES) {
      return null;
    }
    var plain = new ArrayList<Expr>(names);
    var roots = new ArrayList<Expr>();
    for (var x : names) {
      if (Shape.implies(g.facts(), x, RelOp.GE)) {
        roots.add(Exprs.pow(x, Exprs.num(Rational.HALF)));
      }
    }
    for (var parts : List.of(plain, roots)) {
      parts.add(Exprs.ONE);
      var proof = with(squares(parts), g, oracle, work);
      if (proof != null) {
        return proof;
      }
    }
    return null;
  }

  private static List<Expr.Rel> squares(List<Expr> parts) {
    var all = new ArrayList<Expr.Rel>();
    for (int i = 0; i < parts.size(); i++) {
      for (int j = 0; j < i; j++) {
        all.add(rel(RelOp.GE, Exprs.pow(Exprs.sub(parts.get(j), parts.get(i)), 2), Exprs.ZERO));
        all.add(rel(RelOp.GE, Exprs.pow(Exprs.add(parts.get(j), parts.get(i)), 2), Exprs.ZERO));
      }
    }
    return all;
  }

  private static Map<String, Object> with(List<Expr.Rel> squares, Goal g, Oracle oracle, Work work) {
    var needed = new ArrayList<>(squares);
    if (evidence(needed, g, oracle, work) == null) {
      return null;
    }
    for (var fact : squares) {
      needed.remove(fact);
      if (evidence(needed, g, oracle, work) == null) {
        needed.add(fact);
      }
    }
    var proof = node("rule", "sign", "by", evidence(needed, g, oracle, work));
    for (var fact : needed.reversed()) {
      proof = node("rule", "have", "fact", Sexpr.write(fact), "by", node("rule", "shape"), "next", proof);
    }
    return proof;
  }

  private static Map<String, Object> evidence(List<Expr.Rel> more, Goal g, Oracle oracle, Work work) {
    var goal = g;
    for (var fact : more) {
      goal = goal.with(fact);
    }
    return new Grounds(goal.facts(), oracle, work).decide(rel(g.op(), g.lhs(), g.rhs()));
  }
}
