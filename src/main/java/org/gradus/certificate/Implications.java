package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * Checks that where one statement holds another one does: each alternative of the first is a case, each part of the second is
 * proved, and shown to be defined there. What holds is defined.
 */
public final class Implications {

  private static final int DIGITS = 40;

  private Implications() {}

  static void check(Claim.Implication c, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty(), "implications have no conditions of their own");
    var proof = n.node("proof").only("rule", "cases");
    require(proof.text("rule").equals("follows"), "implications are proved by the rule 'follows'");
    follows(c.assumptions(), c.before(), c.after(), proof.nodes("cases"));
    point(List.of(c.before(), c.after()), c.assumptions(), n);
  }

  /** For two statements with the same solutions. */
  static void both(Claim.Equations e, Node n) {
    var proof = n.node("proof").only("rule", "forth", "back");
    follows(e.assumptions(), e.before(), e.after(), proof.nodes("forth"));
    follows(e.assumptions(), e.after(), e.before(), proof.nodes("back"));
    point(List.of(e.before(), e.after()), e.assumptions(), n);
  }

  /** At the point the assumptions hold and everything is defined. */
  private static void point(List<Expr> statements, List<Expr> assumptions, Node n) {
    var point = Checker.point(n.node("point"));
    var at = new PointEvaluator(DIGITS);
    for (var s : statements) {
      for (var r : relations(s)) {
        require(Checker.defined(at, r.lhs(), point) && Checker.defined(at, r.rhs(), point), "a side is not certainly defined at the point");
      }
    }
    assumptions.forEach(a -> require(at.truth(a, point).isCertainlyTrue(), "the point does not satisfy " + a));
  }

  /** The relations in a statement. Throws {@link Rejected} for what is no statement about numbers. */
  public static List<Expr.Rel> relations(Expr statement) {
    var all = new ArrayList<Expr.Rel>();
    switch (statement) {
      case Expr.Rel r -> {
        require(r.op() != RelOp.APPROX && !Trees.any(r, x -> x instanceof Expr.Diff || x instanceof Expr.At || x instanceof Expr.Big
            || x instanceof Expr.Limit || x instanceof Expr.Integral || x instanceof Expr.Matrix
            || x instanceof Expr.Call c && !c.function().scalar()), "no relation between numbers: " + r);
        all.add(r);
      }
      case Expr.Logic l when l.op() != Expr.Logic.Op.NOT -> l.args().forEach(x -> all.addAll(relations(x)));
      default -> throw new Rejected("no statement: " + statement);
    }
    return all;
  }

  /** The alternatives of a statement, each a list of relations that hold together. */
  public static List<List<Expr.Rel>> cases(Expr statement) {
    if (statement instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR) {
      return l.args().stream().flatMap(x -> cases(x).stream()).toList();
    }
    if (statement instanceof Expr.Logic l && l.args().stream().anyMatch(x -> cases(x).size() > 1)) {
      throw new Rejected("alternatives inside " + statement);
    }
    return List.of(relations(statement));
  }

  /** What is known where an alternative holds: that, that it is defined, and the assumptions. */
  public static Goal known(List<Expr> assumptions, List<Expr.Rel> holds) {
    var g = Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, assumptions, null);
    for (var r : holds) {
      for (var condition : Defined.of(r.lhs(), r.rhs())) {
        g = g.with(condition);
      }
    }
    for (var r : holds) {
      g = g.with(r);
    }
    return g;
  }

  private static void follows(List<Expr> assumptions, Expr before, Expr after, List<Node> nodes) {
    var cases = cases(before);
    require(cases.size() == nodes.size(), "there are " + cases.size() + " cases");
    var alternatives = cases(after);
    for (int i = 0; i < cases.size(); i++) {
      var n = nodes.get(i);
      var g = known(assumptions, cases.get(i));
      if (n.has("absurd")) {
        n.only("absurd");
        Evidence.absurd(g.known(), n.node("absurd"));
        continue;
      }
      n.only("alternative", "parts");
      int k = n.number("alternative");
      require(k >= 0 && k < alternatives.size(), "there is no alternative " + k);
      var parts = n.nodes("parts");
      require(parts.size() == alternatives.get(k).size(), "there are " + alternatives.get(k).size() + " parts");
      for (int j = 0; j < parts.size(); j++) {
        part(g, alternatives.get(k).get(j), parts.get(j).only("defined", "proof"));
      }
    }
  }

  private static void part(Goal known, Expr.Rel r, Node n) {
    for (var side : List.of(r.lhs(), r.rhs())) {
      require(Tame.continuousWhereDefined(known.known(), Expand.of(side)) || new Presence(known.known()).of(side), "where " + side + " is defined is not clear");
    }
    var needed = Defined.of(r.lhs(), r.rhs());
    var evidence = n.nodes("defined");
    require(needed.size() == evidence.size(), r + " is defined under " + needed.size() + " conditions");
    for (int i = 0; i < needed.size(); i++) {
      Evidence.check(known.known(), needed.get(i), evidence.get(i));
    }
    Steps.prove(goal(known, r), n.node("proof"));
  }

  /** Whether a factor has a value wherever the sides of the goal have. */
  public static boolean isPresent(Goal g, Expr factor) {
    return new Presence(g.facts(), g.lhs(), g.rhs()).of(factor);
  }

  /** The goal of one relation. */
  public static Goal goal(Goal known, Expr.Rel r) {
    return new Goal(r.op(), r.lhs(), r.rhs(), known.known(), known.choices(), null);
  }
}
