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
 * Checks that two statements have the same real solutions: u = q·v for the products u and v of their differences of sides, q
 * being defined and not 0 wherever both are defined, and each is defined at the solutions of the other.
 */
public final class Multiples {

  private static final int DIGITS = 40;

  private Multiples() {}

  /** The equations of which one holds. Throws {@link Rejected} for another statement. */
  public static List<Expr.Rel> alternatives(Expr statement) {
    var all = new ArrayList<Expr.Rel>();
    for (var part : statement instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR ? l.args() : List.of(statement)) {
      require(part instanceof Expr.Rel r && r.op() == RelOp.EQ, "not an equation: " + part);
      require(!Trees.any(part, x -> x instanceof Expr.Diff || x instanceof Expr.At), "a derivative in an equation");
      var e = (Expr.Rel) part;
      require(Tame.continuousWhereDefined(Expand.of(e.lhs())) && Tame.continuousWhereDefined(Expand.of(e.rhs())),
          "where " + e + " is defined is not clear");
      all.add(e);
    }
    return all;
  }

  /** What is 0 where the statement holds, and only there, as far as it is defined. */
  public static Expr difference(Expr statement) {
    return Exprs.mul(alternatives(statement).stream().map(r -> Exprs.sub(r.lhs(), r.rhs())).toList());
  }

  /** The conditions under which a statement is defined. */
  public static List<Expr.Rel> defined(Expr statement) {
    var sides = new ArrayList<Expr>();
    alternatives(statement).forEach(r -> sides.addAll(List.of(r.lhs(), r.rhs())));
    return Defined.of(sides.toArray(Expr[]::new));
  }

  /** The assumptions. */
  public static List<Expr.Rel> known(Claim.Equations e) {
    return Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, e.assumptions(), null).known();
  }

  /** The assumptions and the conditions of both statements. */
  public static List<Expr.Rel> where(Claim.Equations e) {
    var all = new ArrayList<>(known(e));
    all.addAll(defined(e.before()));
    all.addAll(defined(e.after()));
    return all;
  }

  /** The goal that one difference is the other times the factor. */
  public static Goal equal(Claim.Equations e, Expr factor) {
    return new Goal(RelOp.EQ, difference(e.before()), Exprs.mul(factor, difference(e.after())), where(e), List.of(), null);
  }

  static void check(Claim.Equations e, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty(),
        "equations have no conditions of their own");
    if (n.node("proof").text("rule").equals("both ways")) {
      Implications.both(e, n);
      return;
    }
    var p = n.node("proof").only("rule", "factor", "nonzero", "defined", "before", "after", "equal");
    require(p.text("rule").equals("multiple"), "equations are compared by the rule 'multiple'");
    List.of(e.before(), e.after()).forEach(x -> everywhere(e, x));
    var q = p.expr("factor");
    var where = where(e);
    require(Tame.continuousWhereDefined(Expand.of(q)), "where the factor is defined is not clear");
    all(where, Defined.of(q), p.nodes("defined"));
    Evidence.check(where, (Expr.Rel) Exprs.rel(RelOp.NE, q, Exprs.ZERO), p.node("nonzero"));
    there(e, e.after(), e.before(), p.nodes("before"));
    there(e, e.before(), e.after(), p.nodes("after"));
    Steps.prove(equal(e, q), p.node("equal"));
    var point = Checker.point(n.node("point"));
    var at = new PointEvaluator(DIGITS);
    for (var r : List.of(e.before(), e.after())) {
      require(alternatives(r).stream().allMatch(x -> Checker.defined(at, x.lhs(), point) && Checker.defined(at, x.rhs(), point)),
          "a side is not certainly defined at the point");
    }
    e.assumptions().forEach(a -> require(at.truth(a, point).isCertainlyTrue(), "the point does not satisfy " + a));
  }

  /** Where one alternative holds the others are to be defined: "or" says nothing of what is not. */
  private static void everywhere(Claim.Equations e, Expr statement) {
    require(alternatives(statement).size() == 1 || defined(statement).stream().allMatch(r ->
        Shape.implies(known(e), Exprs.sub(r.lhs(), r.rhs()), r.op())), "where the alternatives " + statement + " are defined is not clear");
  }

  private static void all(List<Expr.Rel> known, List<Expr.Rel> needed, List<Node> evidence) {
    require(needed.size() == evidence.size(), "there are " + needed.size() + " conditions");
    for (int i = 0; i < needed.size(); i++) {
      Evidence.check(known, needed.get(i), evidence.get(i));
    }
  }

  /** Where a statement holds the other is defined: shown for each alternative. */
  private static void there(Claim.Equations e, Expr holds, Expr other, List<Node> evidence) {
    var alternatives = alternatives(holds);
    require(alternatives.size() == evidence.size(), "there are " + alternatives.size() + " alternatives");
    for (int i = 0; i < alternatives.size(); i++) {
      evidence.get(i).only("defined");
      all(there(e, holds, i), defined(other), evidence.get(i).nodes("defined"));
    }
  }

  /** What is known where the i-th alternative of a statement holds. */
  public static List<Expr.Rel> there(Claim.Equations e, Expr holds, int i) {
    var known = new ArrayList<>(known(e));
    known.addAll(defined(holds));
    known.add(alternatives(holds).get(i));
    return known;
  }
}
