package org.gradus.certificate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * Case distinctions in claims that leave out their borders: at no point that such a claim speaks of are the two sides of a condition equal.
 * Where the sides are continuous the same cases hold near the point, and derivatives are taken case by case.
 */
final class OffBorders {

  private static final Set<String> EVERYWHERE = Set.of("exp", "sin", "cos", "atan", "erf", "abs", "sign", "delta");

  private OffBorders() {}

  /** Throws {@link Rejected} where what is differentiated may jump other than at the borders between its cases. */
  static void continuous(Expr body) {
    var e = Expand.of(body);
    Evidence.require(!Trees.any(e, x -> x instanceof Expr.Call c && (c.is("floor") || c.is("gamma")) || x instanceof Expr.Integral || x instanceof Expr.Limit
        || x instanceof Expr.Big b && b.kind() == Expr.Big.Kind.PRODUCT), "what is differentiated may jump");
    Evidence.require(!Trees.any(e, x -> x instanceof Expr.Rel r && Trees.any(r, y -> y instanceof Expr.Apply || y instanceof Expr.Diff || y instanceof Expr.At)),
        "a condition may jump");
  }

  /** Whether an expression has a value wherever its variables have, whatever cases hold. */
  static boolean total(Expr e) {
    return switch (e) {
      case Expr.Num _, Expr.Sym _, Expr.Indexed _ -> true;
      case Expr.Const c -> !c.equals(Exprs.INFINITY);
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().isInteger() && n.value().signum() > 0 -> total(p.base());
      case Expr.Pow p -> Shape.of(List.of(), p.base()) == Shape.PLUS && total(p.base()) && total(p.exponent());
      case Expr.Call c when c.is("log") -> Shape.of(List.of(), c.arg()) == Shape.PLUS && total(c.arg());
      case Expr.Call c when c.function().isDefined() && c.function().scalar() && !c.is("delta") -> total(c.function().expand(c.args()));
      case Expr.Call c -> EVERYWHERE.contains(c.function().name()) && c.args().stream().allMatch(OffBorders::total);
      case Expr.Big b -> b.kind() == Expr.Big.Kind.SUM && b.lower() != null && b.upper() != null && total(b.body());
      case Expr.Cases c -> c.otherwise() != null && Trees.children(c).stream().allMatch(OffBorders::total);
      case Expr.Add _, Expr.Mul _, Expr.Rel _, Expr.Logic _ -> Trees.children(e).stream().allMatch(OffBorders::total);
      case Expr.Apply _, Expr.Diff _, Expr.At _, Expr.Limit _, Expr.Integral _, Expr.Matrix _ -> false;
    };
  }

  /** Whether a condition compares indices: that has no border. */
  static boolean isAboutIndices(Expr condition, Set<? extends Expr> indices) {
    return condition instanceof Expr.Rel r && (r.op() == RelOp.EQ || r.op() == RelOp.NE) && List.of(r.lhs(), r.rhs()).stream()
        .allMatch(x -> x instanceof Expr.Num || indices.contains(x) || x instanceof Expr.Sym s && s.name().startsWith("#"));
  }

  /** Whether, at a point at which all names are numbers, some condition is on its border. */
  static boolean isOnBorder(Expr e, PointEvaluator at, Map<String, Rational> point) {
    return Trees.any(e, x -> x instanceof Expr.Rel r && !(r.lhs() instanceof Expr.Num && r.rhs() instanceof Expr.Num)
        && !at.truth(Exprs.rel(RelOp.NE, r.lhs(), r.rhs()), point).isCertainlyTrue());
  }
}
