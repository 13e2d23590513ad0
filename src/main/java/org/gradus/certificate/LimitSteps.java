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
 * Follows a proof of a limit: by the laws, of an expression that is the same near the place, term by term, or by l'Hôpital's rule
 * (numerator and denominator tend to 0, or the denominator to ±∞; the slope of the denominator is not 0 near the place).
 */
public final class LimitSteps {

  private static final int MAX_DEPTH = 12;
  private static final int DIGITS = 40;

  private LimitSteps() {}

  static void check(Claim.Limit claim, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty(), "limits have no conditions of their own");
    var point = Checker.point(n.node("point"));
    claim.assumptions().forEach(a -> require(new PointEvaluator(DIGITS).truth(a, point).isCertainlyTrue(), "the point does not satisfy " + a));
    require(!Trees.any(claim.body(), x -> x instanceof Expr.Diff d && Trees.any(Expand.of(d.body()), y -> y instanceof Expr.Cases
        || y instanceof Expr.Call c && c.is("floor"))), "a derivative with kinks under the limit");
    var near = near(claim, claim.to().equals(Exprs.neg(Exprs.INFINITY)) ? Rational.of(-2) : claim.to().equals(Exprs.INFINITY) ? Rational.TWO : Rational.of(1, 8));
    for (var f : claim.differentiated()) {
      var own = Expand.of(f);
      require(Tame.continuousWhereDefined(own) && Defined.of(own).stream().allMatch(r -> Shape.implies(near, Exprs.sub(r.lhs(), r.rhs()), r.op())),
          "whether a function that is differentiated is defined near the place is not clear");
    }
    require(Tending.infinite(claim.to()) != 0 || constant(claim.to(), claim), "the place of the limit may be undefined");
    require(!Trees.freeSymbols(Exprs.and(claim.assumptions())).contains(claim.by()), "an assumption about the variable of the limit");
    require(Tending.infinite(claim.value()) != 0 || constant(claim.value(), claim), "the value may be undefined");
    prove(claim, body(claim), claim.value(), n.node("proof"), 0);
  }

  /** What tends: without functions that have definitions, derivatives carried out. */
  public static Expr body(Claim.Limit claim) {
    return Expand.of(Slope.carryOut(claim.body()));
  }

  /** Whether a value is one for all parameters, and does not depend on the variable of the limit. */
  private static boolean constant(Expr e, Claim.Limit claim) {
    return Defined.of(e).isEmpty() && Tame.continuousWhereDefined(Expand.of(e)) && !Trees.freeSymbols(e).contains(claim.by());
  }

  /** What is known near the place: beyond {@code near}, or closer to it than {@code near}. */
  public static List<Expr.Rel> near(Claim.Limit claim, Rational near) {
    var all = new ArrayList<>(Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, claim.assumptions(), null).known());
    int infinite = Tending.infinite(claim.to());
    if (infinite != 0) {
      all.add(rel(infinite > 0 ? RelOp.GT : RelOp.LT, claim.by(), Exprs.num(near)));
      return all;
    }
    require(near.signum() > 0, "a distance that is not positive");
    if (claim.side() >= 0) {
      all.add(rel(RelOp.LT, claim.by(), Exprs.add(claim.to(), Exprs.num(near))));
    }
    if (claim.side() <= 0) {
      all.add(rel(RelOp.GT, claim.by(), Exprs.sub(claim.to(), Exprs.num(near))));
    }
    all.add(rel(claim.side() > 0 ? RelOp.GT : claim.side() < 0 ? RelOp.LT : RelOp.NE, claim.by(), claim.to()));
    return all;
  }

  private static Expr.Rel rel(RelOp op, Expr l, Expr r) {
    return (Expr.Rel) Exprs.rel(op, l, r);
  }

  private static void prove(Claim.Limit claim, Expr body, Expr value, Node n, int depth) {
    require(depth < MAX_DEPTH, "too many steps of a limit");
    switch (n.text("rule")) {
      case "limit laws" -> {
        n.only("rule");
        Tending.prove(claim, body, value);
      }
      case "rewritten" -> {
        n.only("rule", "near", "as", "defined", "equal", "next");
        var near = near(claim, n.rational("near"));
        var as = Expand.of(n.expr("as"));
        Borders.continuous(near, body, n.nodes("defined"));
        Steps.prove(new Goal(RelOp.EQ, body, as, near, List.of(), null), n.node("equal"));
        prove(claim, as, value, n.node("next"), depth + 1);
      }
      case "sum" -> {
        n.only("rule", "parts");
        require(body instanceof Expr.Add && Tending.infinite(value) == 0, "not a sum with a finite limit");
        var terms = ((Expr.Add) body).args();
        var parts = n.nodes("parts");
        require(parts.size() == terms.size(), "there are " + terms.size() + " terms");
        var values = new ArrayList<Expr>();
        for (int i = 0; i < parts.size(); i++) {
          var own = parts.get(i).only("value", "proof").expr("value");
          require(Tending.infinite(own) == 0 && constant(own, claim), "the limit of a term is no number");
          prove(claim, terms.get(i), own, parts.get(i).node("proof"), depth + 1);
          values.add(own);
        }
        require(Tending.same(claim, Exprs.add(values), value), "the limits of the terms add up to something else");
      }
      case "l'Hôpital" -> quotient(claim, body, value, n, depth);
      default -> throw new Rejected("there is no rule '" + n.text("rule") + "' for limits");
    }
  }

  private static void quotient(Claim.Limit claim, Expr body, Expr value, Node n, int depth) {
    n.only("rule", "near", "numerator", "denominator", "defined", "slope", "next");
    var near = near(claim, n.rational("near"));
    var f = n.expr("numerator");
    var g = n.expr("denominator");
    require(body.equals(Exprs.div(f, g)), "the quotient is another one");
    Borders.continuous(near, f, n.nodes("defined"));
    require(Tending.tendsTo(claim, g, Exprs.ZERO) && Tending.tendsTo(claim, f, Exprs.ZERO) || Tending.tendsTo(claim, g, Exprs.INFINITY)
        || Tending.tendsTo(claim, g, Exprs.neg(Exprs.INFINITY)), "neither 0/0 nor a denominator that grows beyond all bounds");
    var slope = Slope.of(g, claim.by(), 1);
    Evidence.check(near, rel(RelOp.NE, slope, Exprs.ZERO), n.node("slope"));
    prove(claim, Expand.of(Exprs.div(Slope.of(f, claim.by(), 1), slope)), value, n.node("next"), depth + 1);
  }
}
