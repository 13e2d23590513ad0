package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * Checks that there is no limit, not even an infinite one: from the two sides it tends to different values, or it does so along two
 * sequences that tend to the place.
 */
public final class NoLimits {

  private static final int DIGITS = 40;
  private static final int BINDING = Kinds.BIG | Kinds.DIFF | Kinds.AT | Kinds.LIMIT | Kinds.INTEGRAL;

  private NoLimits() {}

  static void check(Claim.NoLimit c, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty(), "limits have no conditions of their own");
    var point = Checker.point(n.node("point"));
    c.assumptions().forEach(a -> require(new PointEvaluator(DIGITS).truth(a, point).isCertainlyTrue(), "the point does not satisfy " + a));
    var proof = n.node("proof").only("rule", "first", "second", "differ");
    var first = proof.node("first");
    var second = proof.node("second");
    switch (proof.text("rule")) {
      case "different sides" -> {
        require(c.side() == 0 && Tending.infinite(c.to()) == 0, "a limit from one side only");
        tends(side(c, -1, value(first.only("value", "borders", "proof"))), first);
        tends(side(c, 1, value(second.only("value", "borders", "proof"))), second);
      }
      case "sequences" -> {
        tends(along(c, value(first.only("along", "value", "borders", "proof")), first.expr("along")), first);
        tends(along(c, value(second.only("along", "value", "borders", "proof")), second.expr("along")), second);
      }
      default -> throw new Rejected("there is no rule '" + proof.text("rule") + "' for limits that do not exist");
    }
    differ(c, value(first), value(second), proof);
  }

  private static Expr value(Node part) {
    return part.expr("value");
  }

  private static void tends(Claim.Limit claim, Node part) {
    LimitSteps.prove(claim, part.nodes("borders"), part.node("proof"));
  }

  /** The limit from one side as a claim. */
  public static Claim.Limit side(Claim.NoLimit c, int side, Expr value) {
    return new Claim.Limit(c.body(), c.by(), c.to(), side, value, c.assumptions());
  }

  /**
   * The limit along a sequence as a claim: x is {@code along}, in which the name of x stands for a number that runs through the natural
   * numbers; a function of its inverse function is what that is applied to, and whole turns are left out of sines and cosines. Throws
   * {@link Rejected} where the sequence does not tend to the place.
   */
  public static Claim.Limit along(Claim.NoLimit c, Expr value, Expr along) {
    var k = c.by();
    require(!Kinds.occur(c.body(), BINDING), "the variable may be bound");
    require(!Trees.freeSymbols(Exprs.and(c.assumptions())).contains(k), "an assumption about the variable of the limit");
    require(Tending.reaches(new Claim.Limit(along, k, Exprs.INFINITY, 0, c.to(), c.assumptions()), c.side()), "a sequence that tends to another place, or stays there");
    return new Claim.Limit(turns(Expand.of(undone(Trees.substitute(c.body(), k, along), along)), k), k, Exprs.INFINITY, 0, value, c.assumptions());
  }

  /** tan(atan u), e^{log u} and (u^{1/n})^n are u, where atan u, log u or u^{1/n} is a part of the sequence, and so has a value. */
  private static Expr undone(Expr e, Expr along) {
    var inner = Trees.children(e).isEmpty() ? e : Trees.map(e, x -> undone(x, along));
    return switch (inner) {
      case Expr.Call c when c.is("tan") && c.arg() instanceof Expr.Call a && a.is("atan") && isPart(a, along) -> a.arg();
      case Expr.Call c when c.is("exp") && c.arg() instanceof Expr.Call l && l.is("log") && isPart(l, along) -> l.arg();
      case Expr.Pow p when p.base() instanceof Expr.Pow root && p.exponent() instanceof Expr.Num n && n.value().isInteger() && !n.value().isZero()
          && root.exponent().equals(Exprs.num(n.value().reciprocal())) && isPart(root, along) -> root.base();
      default -> inner;
    };
  }

  private static boolean isPart(Expr part, Expr e) {
    return Trees.any(e, part::equals);
  }

  /** For natural numbers k the sine of 2πnk + b is that of b, if n is whole. */
  private static Expr turns(Expr e, Expr.Sym k) {
    var inner = Trees.map(e, x -> turns(x, k));
    if (!(inner instanceof Expr.Call c) || !(c.is("sin") || c.is("cos")) || !Trees.freeSymbols(c).contains(k)) {
      return inner;
    }
    var start = Trees.substitute(c.arg(), k, Exprs.ZERO);
    var turn = Exprs.sub(Trees.substitute(c.arg(), k, Exprs.ONE), start);
    var straight = Exprs.add(start, Exprs.mul(turn, k));
    var turns = isZero(Exprs.sub(c.arg(), straight)) ? rational(Exprs.div(turn, Exprs.mul(Exprs.TWO, Exprs.PI))) : null;
    return turns != null && turns.isInteger() ? Exprs.call(c.function(), List.of(start)) : inner;
  }

  private static boolean isZero(Expr e) {
    return Evidence.value(new Normal(List.of(), Hints.NONE), e).isZero();
  }

  private static Rational rational(Expr e) {
    return Evidence.value(new Normal(List.of(), Hints.NONE), e).rational();
  }

  private static void differ(Claim.NoLimit c, Expr a, Expr b, Node proof) {
    int s = Tending.infinite(a);
    int t = Tending.infinite(b);
    if (s != 0 || t != 0) {
      proof.node("differ").only();
      require(s != t, "the two limits are the same");
      return;
    }
    if (Trees.freeSymbols(Exprs.sub(a, b)).isEmpty()) {
      proof.node("differ").only();
      var gap = new PointEvaluator(DIGITS).enclose(Exprs.sub(a, b), new HashMap<>(Map.of()));
      require(gap.isDefined() && (gap.lower().signum() > 0 || gap.upper().signum() < 0), "the two limits may be the same");
      return;
    }
    Evidence.check(Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, c.assumptions(), null).known(), (Expr.Rel) Exprs.rel(RelOp.NE, a, b), proof.node("differ"));
  }
}
