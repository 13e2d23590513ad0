package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * Follows a proof of a limit: by the laws, of an expression that is the same near the place, term by term, by l'Hôpital's rule
 * (numerator and denominator tend to 0, or the denominator to ±∞; the slope of the denominator is not 0 near the place), or by
 * {@linkplain GrowthLines orders of growth}.
 */
public final class LimitSteps {

  private static final int MAX_DEPTH = 12;
  private static final int DIGITS = 40;

  private LimitSteps() {}

  static void check(Claim.Limit claim, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty(), "limits have no conditions of their own");
    var point = Checker.point(n.node("point"));
    claim.assumptions().forEach(a -> require(new PointEvaluator(DIGITS).truth(a, point).isCertainlyTrue(), "the point does not satisfy " + a));
    prove(claim, n.nodes("borders"), n.node("proof"));
  }

  /** Without a point at which the assumptions hold. */
  static void prove(Claim.Limit claim, List<Node> borders, Node proof) {
    var near = near(claim, distance(claim));
    var guards = guards(claim);
    require(guards.size() == borders.size(), "there are " + guards.size() + " borders");
    for (int i = 0; i < guards.size(); i++) {
      require(present(claim, near, guards.get(i)) && Tame.continuousWhereDefined(near, guards.get(i)), guards.get(i) + " may jump");
      Evidence.check(near, rel(RelOp.NE, guards.get(i), Exprs.ZERO), borders.get(i));
    }
    for (var f : claim.differentiated()) {
      for (var own : Borders.variants(Expand.of(f))) {
        require(present(claim, near, own), "whether a function that is differentiated is defined near the place is not clear");
      }
    }
    require(Tending.infinite(claim.to()) != 0 || constant(claim.to(), claim), "the place of the limit may be undefined");
    require(!Trees.freeSymbols(Exprs.and(claim.assumptions())).contains(claim.by()), "an assumption about the variable of the limit");
    var value = Tending.infinite(claim.value()) != 0 ? claim.value() : Slope.carryOut(claim.value());
    require(Tending.infinite(value) != 0 || constant(value, claim) && !kinks(claim.value()), "the value may be undefined");
    prove(claim, body(claim), value, proof, 0);
  }

  /** Whether a derivative in a value may be another than its formula says, or not exist. */
  private static boolean kinks(Expr value) {
    return Slope.differentiated(value).stream().anyMatch(f -> !Tame.continuousWhereDefined(Expand.of(f)) || !Defined.of(Expand.of(f)).isEmpty()
        && !Defined.of(Expand.of(f)).stream().allMatch(r -> Shape.implies(List.of(), Exprs.sub(r.lhs(), r.rhs()), r.op())));
  }

  /** How near to the place is looked by default. */
  public static Rational distance(Claim.Limit claim) {
    return claim.to().equals(Exprs.neg(Exprs.INFINITY)) ? Rational.of(-2) : claim.to().equals(Exprs.INFINITY) ? Rational.TWO : Rational.of(1, 8);
  }

  /** Where functions that are differentiated may have kinks: none of these is 0 near the place. */
  public static List<Expr> guards(Claim.Limit claim) {
    var all = new LinkedHashSet<Expr>();
    for (var f : claim.differentiated()) {
      var own = Expand.of(f);
      require(!Trees.any(own, x -> x instanceof Expr.Call c && c.is("floor") || x instanceof Expr.Big || x instanceof Expr.Integral),
          "a derivative of what may jump");
      Trees.any(own, x -> x instanceof Expr.Rel r && all.addAll(Borders.variants(Exprs.sub(r.lhs(), r.rhs()))) && false);
    }
    require(all.isEmpty() || !Trees.any(claim.body(), x -> x instanceof Expr.Big), "kinks in a sum");
    return List.copyOf(all);
  }

  /** Whether an expression without cases has values near the place. */
  private static boolean present(Claim.Limit claim, List<Expr.Rel> near, Expr e) {
    return Tending.definedNear(claim, e) || Tame.continuousWhereDefined(near, e)
        && Defined.of(e).stream().allMatch(r -> Shape.implies(near, Exprs.sub(r.lhs(), r.rhs()), r.op()));
  }

  /** What tends: without functions that have definitions, derivatives carried out. */
  public static Expr body(Claim.Limit claim) {
    return Expand.of(Slope.carryOut(claim.body()));
  }

  /** Whether a value is one for all parameters, and does not depend on the variable of the limit. */
  private static boolean constant(Expr e, Claim.Limit claim) {
    var known = Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, claim.assumptions(), null).known();
    return !Trees.freeSymbols(e).contains(claim.by()) && (Trees.freeSymbols(e).isEmpty() && Growth.isNumber(known, e)
        || Defined.of(e).stream().allMatch(r -> Tending.holds(known, r) || Boxes.onOne(known, r)) && Tame.continuousWhereDefined(known, Expand.of(e)));
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
        Tending.prove(claim, Map.of(), body, value);
      }
      case "parts" -> {
        n.only("rule", "parts");
        var limits = new HashMap<Expr, Expr>();
        for (var part : n.nodes("parts")) {
          var own = part.only("of", "value", "proof").expr("value");
          require(Tending.infinite(own) != 0 || constant(own, claim), "the limit of a part is no number");
          prove(claim, part.expr("of"), own, part.node("proof"), depth + 1);
          limits.put(part.expr("of"), own);
        }
        Tending.prove(claim, limits, body, value);
      }
      case "decided" -> {
        n.only("rule", "near", "cases", "next");
        prove(claim, decided(claim, body, near(claim, n.rational("near")), n.nodes("cases")), value, n.node("next"), depth + 1);
      }
      case "rewritten" -> {
        n.only("rule", "near", "as", "defined", "equal", "next");
        var near = near(claim, n.rational("near"));
        var as = Expand.of(n.expr("as"));
        defined(claim, near, body, n.nodes("defined"));
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
      case "sides" -> {
        n.only("rule", "below", "above");
        prove(LimitTurns.from(-1, claim), body, value, n.node("below"), depth + 1);
        prove(LimitTurns.from(1, claim), body, value, n.node("above"), depth + 1);
      }
      case "turned" -> {
        n.only("rule", "next");
        var turned = LimitTurns.turned(claim, body);
        prove(turned, turned.body(), value, n.node("next"), depth + 1);
      }
      case "bounded" -> {
        n.only("rule", "factor", "next");
        require(Tending.same(claim, value, Exprs.ZERO), "0 times what is bounded tends to 0");
        prove(claim, LimitTurns.withoutBounded(near(claim, distance(claim)), body, n.expr("factor")), Exprs.ZERO, n.node("next"), depth + 1);
      }
      case "growth" -> GrowthLines.prove(claim, near(claim, Rational.TWO), body, value, n.only("rule", "logarithms", "lines"));
      case "l'Hôpital" -> quotient(claim, body, value, n, depth);
      default -> throw new Rejected("there is no rule '" + n.text("rule") + "' for limits");
    }
  }

  /** By what its parts tend to, or by evidence for each condition. */
  private static void defined(Claim.Limit claim, List<Expr.Rel> near, Expr e, List<Node> evidence) {
    if (evidence.isEmpty() && Tending.definedNear(claim, e)) {
      return;
    }
    Borders.continuous(near, e, evidence);
  }

  /** With the cases that hold near the place. Throws {@link Rejected} where the expression is then undefined. */
  private static Expr decided(Claim.Limit claim, Expr e, List<Expr.Rel> near, List<Node> decisions) {
    var g = new Goal(RelOp.EQ, e, Exprs.ZERO, near, List.of(), null);
    for (var decision : decisions) {
      var c = g.cases();
      require(c != null, "there are no more cases");
      require(!Trees.any(c.conditions().get(0), x -> x instanceof Expr.Rel r && !(present(claim, near, r.lhs()) && present(claim, near, r.rhs()))),
          "a condition may be undefined near the place");
      g = g.chosen(c, Steps.truth(g.known(), c.conditions().get(0), decision));
      require(g != null, "the expression is undefined near the place");
    }
    return g.lhs();
  }

  private static void quotient(Claim.Limit claim, Expr body, Expr value, Node n, int depth) {
    n.only("rule", "near", "numerator", "denominator", "defined", "slope", "next");
    var near = near(claim, n.rational("near"));
    var f = n.expr("numerator");
    var g = n.expr("denominator");
    require(body.equals(Exprs.div(f, g)), "the quotient is another one");
    defined(claim, near, f, n.nodes("defined"));
    require(Tending.tendsTo(claim, g, Exprs.ZERO) && Tending.tendsTo(claim, f, Exprs.ZERO) || Tending.tendsTo(claim, g, Exprs.INFINITY)
        || Tending.tendsTo(claim, g, Exprs.neg(Exprs.INFINITY)), "neither 0/0 nor a denominator that grows beyond all bounds");
    var slope = Slope.of(g, claim.by(), 1);
    Evidence.check(near, rel(RelOp.NE, slope, Exprs.ZERO), n.node("slope"));
    prove(claim, Expand.of(Exprs.div(Slope.of(f, claim.by(), 1), slope)), value, n.node("next"), depth + 1);
  }
}
