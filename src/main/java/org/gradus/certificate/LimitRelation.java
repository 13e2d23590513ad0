package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/** Equations between limits: each limit has a proof of its own, and with their values the sides are equal. */
public final class LimitRelation {

  private static final int DIGITS = 40;

  private LimitRelation() {}

  /** The limits, in the order in which they are proved. Throws {@link Rejected} for one inside another. */
  public static List<Expr.Limit> limits(Claim.Limits c) {
    var all = new LinkedHashSet<Expr.Limit>();
    collect(c.lhs(), all);
    collect(c.rhs(), all);
    return List.copyOf(all);
  }

  private static void collect(Expr e, Set<Expr.Limit> found) {
    require(!(e instanceof Expr.Big || e instanceof Expr.Diff || e instanceof Expr.At || e instanceof Expr.Integral || e instanceof Expr.Cases),
        "an equation of limits has no sums, derivatives or cases outside them");
    if (e instanceof Expr.Limit l) {
      require(l.var() instanceof Expr.Sym && !Trees.any(l.body(), x -> x instanceof Expr.Limit), "a limit inside a limit");
      found.add(l);
      return;
    }
    Trees.children(e).forEach(x -> collect(x, found));
  }

  /** One of the limits as a claim; what is assumed of the name of its variable is about another one. */
  public static Claim.Limit claim(Claim.Limits c, Expr.Limit l, Expr value) {
    return new Claim.Limit(l.body(), (Expr.Sym) l.var(), l.to(), l.side(), value,
        c.assumptions().stream().filter(a -> !Trees.freeSymbols(a).contains(l.var())).toList());
  }

  /** A side with the values put in. Throws {@link Rejected} where ±∞ is more than a multiple of the side. */
  public static Expr side(Expr e, Map<Expr, Expr> values) {
    var s = Trees.substitute(e, values);
    if (!Trees.any(s, x -> x.equals(Exprs.INFINITY))) {
      return s;
    }
    var factor = s.equals(Exprs.INFINITY) ? Exprs.ONE
        : s instanceof Expr.Mul m && m.args().size() == 2 && m.args().get(1).equals(Exprs.INFINITY) ? m.args().get(0) : null;
    require(factor instanceof Expr.Num k && !k.value().isZero(), "∞ in an expression");
    return ((Expr.Num) factor).value().signum() > 0 ? Exprs.INFINITY : Exprs.neg(Exprs.INFINITY);
  }

  /** That the values are equal, where they are finite. */
  public static Goal equal(Claim.Limits c, Expr l, Expr r) {
    return Goal.of(RelOp.EQ, l, r, c.assumptions(), null);
  }

  static void check(Claim.Limits c, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty(), "limits have no conditions of their own");
    var proof = n.node("proof").only("rule", "limits", "equal");
    require(proof.text("rule").equals("values"), "limits are compared by their values");
    var point = Checker.point(n.node("point"));
    var at = new PointEvaluator(DIGITS);
    c.assumptions().forEach(a -> require(at.truth(a, point).isCertainlyTrue(), "the point does not satisfy " + a));
    var limits = limits(c);
    var parts = proof.nodes("limits");
    require(!limits.isEmpty() && parts.size() == limits.size(), "there are " + limits.size() + " limits");
    var values = new LinkedHashMap<Expr, Expr>();
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i).only("value", "borders", "proof");
      var own = claim(c, limits.get(i), part.expr("value"));
      LimitSteps.prove(own, part.nodes("borders"), part.node("proof"));
      values.put(limits.get(i), own.value());
    }
    var l = side(c.lhs(), values);
    var r = side(c.rhs(), values);
    if (Tending.infinite(l) != 0 || Tending.infinite(r) != 0) {
      require(l.equals(r), "one side is " + l + ", the other " + r);
      return;
    }
    require(at.enclose(l, point).isDefined() && at.enclose(r, point).isDefined(), "a side is not certainly defined at the point");
    Steps.prove(equal(c, l, r), proof.node("equal"));
  }
}
