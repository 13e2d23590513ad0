package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
 * Checks that a function of one variable, whatever the parameters, rises, falls or is convex on an interval: it is continuous where it is
 * defined, and a derivative has one sign there (mean value theorem; Boyd and Vandenberghe, Convex Optimization, §3.1.4). That it is not
 * convex is shown by the middle of a chord that lies below the graph.
 */
public final class Shapes {

  /** Each form with the order of the derivative and its relation to 0. */
  private static final Map<String, RelOp> FORMS = Map.of("increasing", RelOp.GE, "decreasing", RelOp.LE, "strictly increasing", RelOp.GT,
      "strictly decreasing", RelOp.LT, "convex", RelOp.GE, "concave", RelOp.LE);
  private static final int DIGITS = 40;
  /** Sums are written out to here. */
  private static final int MAX_SIZE = 10;

  private Shapes() {}

  /** What is known where the function is defined. */
  public static List<Expr.Rel> facts(Claim.Shape c) {
    var all = new LinkedHashSet<>(given(c).known());
    all.addAll(Defined.of(c.function()));
    return new ArrayList<>(all);
  }

  private static Goal given(Claim.Shape c) {
    return Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, c.assumptions(), null);
  }

  /** The derivative that decides. */
  public static Expr slope(Claim.Shape c) {
    return Expand.of(Slope.of(c.function(), c.by(), c.form().startsWith("con") ? 2 : 1));
  }

  /** The goal that it has the sign. */
  public static Goal goal(Claim.Shape c) {
    require(FORMS.containsKey(c.form()), "there is no shape '" + c.form() + "'");
    return new Goal(FORMS.get(c.form()), slope(c), Exprs.ZERO, facts(c), given(c).choices(), null);
  }

  static void check(Claim.Shape c, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty(), "shapes have no conditions of their own");
    var point = Checker.point(n.node("point"));
    at(c, point);
    require(!Trees.any(c.function(), x -> x instanceof Expr.Diff || x instanceof Expr.At), "a derivative in a function");
    if (n.node("proof").text("rule").equals("composition")) {
      Curvature.check(c, n.node("proof"));
      return;
    }
    require(!Trees.any(c.function(), x -> x instanceof Expr.Indexed i && i.base().equals(c.by().name())), "a function of components has no slope");
    if (c.form().equals("not convex")) {
      chord(c, point, n.node("proof"));
      return;
    }
    var p = n.node("proof").only("rule", "inside", "defined", "sign");
    require(p.text("rule").equals("slope"), "there is no rule '" + p.text("rule") + "' for shapes");
    slope(c, p);
  }

  /** Whether it is certainly continuous where it is defined. */
  public static boolean isContinuous(Claim.Shape c) {
    return Tame.continuousWhereDefined(facts(c), Expand.of(c.function()));
  }

  /** By the sign of a derivative. */
  static void slope(Claim.Shape c, Node p) {
    var facts = facts(c);
    require(isContinuous(c), "the function may jump");
    require(given(c).choices().stream().noneMatch(x -> Trees.freeSymbols(x).contains(c.by())), "the variable has a few values only");
    for (var r : MeanValue.shaping(facts, p.nodes("inside"))) {
      require(!Trees.freeSymbols(r).contains(c.by()) || r.op() != RelOp.NE && r.op() != RelOp.EQ && MeanValue.linear(Exprs.sub(r.lhs(), r.rhs())),
          r + " is no linear inequality");
    }
    Borders.continuous(facts, slope(c), p.nodes("defined"));
    Steps.prove(goal(c), p.node("sign"));
  }

  private static void at(Claim.Shape c, Map<String, Rational> point) {
    var at = new PointEvaluator(DIGITS);
    require(Checker.defined(at, written(c.function(), point), point), "the function is not certainly defined at the point");
    c.assumptions().forEach(a -> require(at.truth(a, point).isCertainlyTrue(), "the point does not satisfy " + a));
  }

  /** With sums to the sizes that the point gives written out; of a sum over a range that is not written one term is looked at. */
  public static Expr written(Expr e, Map<String, Rational> point) {
    if (!(e instanceof Expr.Big b) || b.kind() != Expr.Big.Kind.SUM) {
      return Trees.children(e).isEmpty() ? e : Trees.map(e, x -> written(x, point));
    }
    if (b.lower() == null || b.upper() == null) {
      return written(b.body(), point);
    }
    var sizes = new HashMap<Expr, Expr>();
    Trees.freeSymbols(Exprs.add(b.lower(), b.upper())).forEach(n -> {
      require(point.containsKey(n.name()) && point.get(n.name()).isIntegerWithin(MAX_SIZE), "the point does not give the size " + n);
      sizes.put(n, Exprs.num(point.get(n.name())));
    });
    return Expand.of(Exprs.sum(written(b.body(), point), b.index(), Trees.substitute(b.lower(), sizes), Trees.substitute(b.upper(), sizes)));
  }

  /** The point is the middle of the chord. */
  private static void chord(Claim.Shape c, Map<String, Rational> middle, Node n) {
    n.only("rule", "half");
    require(n.text("rule").equals("chord"), "not convex by the rule 'chord'");
    var half = n.rational("half");
    var x = c.by().name();
    require(middle.containsKey(x), "the point does not give " + x);
    var a = new LinkedHashMap<>(middle);
    a.put(x, middle.get(x).plus(half));
    var b = new LinkedHashMap<>(middle);
    b.put(x, middle.get(x).minus(half));
    at(c, a);
    at(c, b);
    var at = new PointEvaluator(DIGITS);
    var upper = at.enclose(c.function(), a).upper().add(at.enclose(c.function(), b).upper());
    require(at.enclose(c.function(), middle).lower().multiply(BigDecimal.TWO).compareTo(upper) > 0, "the chord does not lie below the graph");
  }
}
