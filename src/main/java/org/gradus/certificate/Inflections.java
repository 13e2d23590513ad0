package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * Checks that a function of one variable has an inflection at a place, whatever the parameters: it is defined nearer than a distance, as
 * its first two derivatives are, which are continuous there; and the second one has one sign before the place and the other after it: by
 * a proof for each side, or as it is 0 at the place and the third derivative has one sign around it (mean value theorem).
 */
public final class Inflections {

  private static final int DIGITS = 40;

  private Inflections() {}

  static void check(Claim.Inflection c, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty(), "inflections have no conditions of their own");
    var point = Checker.point(n.node("point"));
    c.assumptions().forEach(a -> require(new PointEvaluator(DIGITS).truth(a, point).isCertainlyTrue(), "the point does not satisfy " + a));
    var proof = n.node("proof");
    boolean crossing = proof.text("rule").equals("crossing");
    require(crossing || proof.text("rule").equals("bends"), "there is no rule '" + proof.text("rule") + "' for inflections");
    proof.only(crossing ? new String[] {"rule", "distance", "defined", "sign", "zero", "slope"}
        : new String[] {"rule", "distance", "defined", "sign", "before", "after"});
    check(c);
    var distance = proof.rational("distance");
    var around = around(c, distance);
    var formulas = formulas(c, crossing ? 3 : 2);
    var defined = proof.nodes("defined");
    require(defined.size() == formulas.size(), "evidence for " + formulas.size() + " formulas is needed");
    for (int i = 0; i < formulas.size(); i++) {
      Borders.continuous(around, formulas.get(i), defined.get(i).only("conditions").nodes("conditions"));
    }
    var sign = Sexpr.relation(proof.text("sign"));
    require(sign == RelOp.GT || sign == RelOp.LT, "a sign is > or <");
    if (crossing) {
      Steps.prove(zero(c), proof.node("zero"));
      Steps.prove(slope(c, distance, sign), proof.node("slope"));
      return;
    }
    Steps.prove(side(c, distance, false, sign), proof.node("before"));
    Steps.prove(side(c, distance, true, sign.flip()), proof.node("after"));
  }

  private static void check(Claim.Inflection c) {
    require(!Trees.any(c.function(), x -> x instanceof Expr.Diff || x instanceof Expr.At), "a derivative in a function");
    require(!Trees.any(c.function(), x -> x instanceof Expr.Indexed i && i.base().equals(c.by().name())), "a function of components has no slope");
    require(!Trees.freeSymbols(c.at()).contains(c.by()), "the place depends on the variable");
    require(!Trees.freeSymbols(Exprs.and(c.assumptions())).contains(c.by()), "an assumption about the variable need not hold around the place");
    var known = known(c);
    require(Tending.infinite(c.at()) == 0 && Tame.continuousWhereDefined(known, Expand.of(c.at()))
        && Defined.of(Expand.of(c.at())).stream().allMatch(r -> Tending.holds(known, r)), "whether there is such a place is not clear");
  }

  private static List<Expr.Rel> known(Claim.Inflection c) {
    return Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, c.assumptions(), null).known();
  }

  /** The function and its derivatives up to an order. */
  public static List<Expr> formulas(Claim.Inflection c, int order) {
    var all = new ArrayList<>(List.of(Expand.of(c.function())));
    for (int k = 1; k <= order; k++) {
      all.add(Expand.of(Slope.of(c.function(), c.by(), k)));
    }
    return all;
  }

  /** What is known nearer to the place than the distance. */
  public static List<Expr.Rel> around(Claim.Inflection c, Rational distance) {
    require(distance.signum() > 0, "a distance that is not positive");
    var all = new ArrayList<>(known(c));
    all.add(rel(RelOp.GT, c.by(), Exprs.sub(c.at(), Exprs.num(distance))));
    all.add(rel(RelOp.LT, c.by(), Exprs.add(c.at(), Exprs.num(distance))));
    return all;
  }

  /** The goal that the second derivative has the sign on one side of the place. */
  public static Goal side(Claim.Inflection c, Rational distance, boolean after, RelOp sign) {
    var all = around(c, distance);
    all.add(rel(after ? RelOp.GT : RelOp.LT, c.by(), c.at()));
    return goal(c, sign, formulas(c, 2).getLast(), all);
  }

  /** The goal that the second derivative is 0 at the place. */
  public static Goal zero(Claim.Inflection c) {
    return goal(c, RelOp.EQ, Trees.substitute(formulas(c, 2).getLast(), c.by(), c.at()), known(c));
  }

  /** The goal that the third derivative has the sign around the place. */
  public static Goal slope(Claim.Inflection c, Rational distance, RelOp sign) {
    return goal(c, sign, formulas(c, 3).getLast(), around(c, distance));
  }

  private static Goal goal(Claim.Inflection c, RelOp op, Expr e, List<Expr.Rel> known) {
    return new Goal(op, e, Exprs.ZERO, known, Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, c.assumptions(), null).choices(), null);
  }

  private static Expr.Rel rel(RelOp op, Expr l, Expr r) {
    return (Expr.Rel) Exprs.rel(op, l, r);
  }
}
