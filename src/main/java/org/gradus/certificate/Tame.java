package org.gradus.certificate;

import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Which functions change their sign only finitely often on every bounded interval, so that borders between cases do not
 * accumulate: those made by rational operations, real powers, exponentials, logarithms and inverse functions (o-minimality:
 * Wilkie 1999), and sine, cosine and floor of what is continuous on the whole line.
 */
final class Tame {

  private static final Set<String> DEFINABLE = Set.of("exp", "log", "atan", "asin", "erf");
  private static final Set<String> ENTIRE = Set.of("exp", "sin", "cos", "atan", "erf");
  private static final Set<String> CONTINUOUS = Set.of("exp", "log", "sin", "cos", "atan", "asin", "erf");

  private Tame() {}

  /** Whether it holds the variable, or a component that may be it. */
  static boolean mentions(Expr e, Expr by) {
    return Trees.any(e, x -> x.equals(by) || by instanceof Expr.Indexed i && x instanceof Expr.Indexed j && i.base().equals(j.base())
        && mayBeEqual(i.sub(), j.sub()) && mayBeEqual(i.sup(), j.sup()));
  }

  private static boolean mayBeEqual(List<Expr> a, List<Expr> b) {
    for (int k = 0; k < Math.min(a.size(), b.size()); k++) {
      if (a.get(k) instanceof Expr.Num && b.get(k) instanceof Expr.Num && !a.get(k).equals(b.get(k))) {
        return false;
      }
    }
    return true;
  }

  /** Whether an expanded expression has borders or jumps that depend on the variable. */
  static boolean concerns(Expr e, Expr by) {
    return Trees.any(e, x -> (x instanceof Expr.Rel || x instanceof Expr.Call c && c.is("floor")) && mentions(x, by));
  }

  /** Whether they are all tame. */
  static boolean borders(Expr e, Expr by) {
    return switch (e) {
      case Expr.Rel r -> r.op() != RelOp.APPROX && signs(r.lhs(), by) && signs(r.rhs(), by);
      case Expr.Call c when c.is("floor") -> onTheLine(c.arg(), by);
      default -> Trees.children(e).stream().allMatch(x -> borders(x, by));
    };
  }

  private static boolean signs(Expr e, Expr by) {
    if (!mentions(e, by)) {
      return true;
    }
    boolean own = switch (e) {
      case Expr.Call c when List.of("sin", "cos", "floor").contains(c.function().name()) -> onTheLine(c.arg(), by);
      case Expr.Call c -> DEFINABLE.contains(c.function().name());
      case Expr.Pow p -> !mentions(p.exponent(), by) || positive(p.base());
      case Expr.Sym _, Expr.Indexed _, Expr.Add _, Expr.Mul _, Expr.Cases _, Expr.Rel _, Expr.Logic _ -> true;
      default -> false;
    };
    return own && (e instanceof Expr.Indexed || Trees.children(e).stream().allMatch(x -> signs(x, by)));
  }

  /** Whether the expression is defined and continuous on the whole line. */
  private static boolean onTheLine(Expr e, Expr by) {
    if (!mentions(e, by)) {
      return true;
    }
    boolean own = switch (e) {
      case Expr.Call c -> ENTIRE.contains(c.function().name()) || c.is("log") && positive(c.arg());
      case Expr.Pow p -> positive(p.base()) || p.exponent() instanceof Expr.Num n && n.value().isInteger() && n.value().signum() > 0;
      case Expr.Sym _, Expr.Indexed _, Expr.Add _, Expr.Mul _ -> true;
      default -> false;
    };
    return own && (e instanceof Expr.Indexed || Trees.children(e).stream().allMatch(x -> onTheLine(x, by)));
  }

  private static boolean positive(Expr e) {
    return Shape.of(List.of(), e) == Shape.PLUS;
  }

  /** Whether an expression without cases is continuous wherever {@link Defined} holds. */
  static boolean continuousWhereDefined(Expr e) {
    return continuousWhereDefined(List.of(), e);
  }

  /** The same where the relations hold. */
  static boolean continuousWhereDefined(List<Expr.Rel> known, Expr e) {
    boolean own = switch (e) {
      case Expr.Num _, Expr.Sym _, Expr.Indexed _, Expr.Add _, Expr.Mul _ -> true;
      case Expr.Const c -> !c.equals(Exprs.INFINITY);
      case Expr.Pow p -> p.exponent() instanceof Expr.Num || Shape.of(known, p.base()) == Shape.PLUS;
      case Expr.Call c -> CONTINUOUS.contains(c.function().name());
      default -> false;
    };
    return own && (e instanceof Expr.Indexed || Trees.children(e).stream().allMatch(x -> continuousWhereDefined(known, x)));
  }
}
