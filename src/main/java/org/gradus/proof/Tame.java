package org.gradus.proof;

import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Functions of one variable that change their sign only finitely often on every bounded interval: those made by rational
 * operations, real powers, exponentials, logarithms and the inverse functions of the table (definable in an o-minimal
 * structure: Wilkie 1999, for Pfaffian functions; van den Dries, Tame Topology and O-minimal Structures, 1998), and sine, cosine
 * and floor of what is continuous on the whole line.
 */
final class Tame {

  private Tame() {}

  /** Whether every case border and every jump of the (expanded) expression is tame in the variable. */
  static boolean borders(Expr e, Expr by) {
    return switch (e) {
      case Expr.Rel r -> of(r.lhs(), by) && of(r.rhs(), by);
      case Expr.Call c when c.is("floor") -> !mentions(e, by) || continuous(c.arg(), by);
      default -> Trees.children(e).stream().allMatch(x -> borders(x, by));
    };
  }

  private static boolean of(Expr e, Expr by) {
    if (!mentions(e, by)) {
      return true;
    }
    return switch (e) {
      case Expr.Num _, Expr.Const _, Expr.Sym _, Expr.Indexed _ -> true;
      case Expr.Call c when c.is("sin") || c.is("cos") || c.is("floor") -> continuous(c.arg(), by);
      case Expr.Call c -> (c.is("exp") || c.is("log") || c.is("atan") || c.is("asin") || c.is("erf")) && of(c.arg(), by);
      case Expr.Pow p -> (!mentions(p.exponent(), by) || positive(p.base())) && of(p.base(), by) && of(p.exponent(), by);
      case Expr.Add _, Expr.Mul _, Expr.Cases _, Expr.Rel _, Expr.Logic _ ->
          Trees.children(e).stream().allMatch(x -> of(x, by));
      default -> false;
    };
  }

  /** Whether the expression is defined and continuous on the whole line. */
  private static boolean continuous(Expr e, Expr by) {
    if (!mentions(e, by)) {
      return true;
    }
    return switch (e) {
      case Expr.Num _, Expr.Const _, Expr.Sym _, Expr.Indexed _ -> true;
      case Expr.Call c -> (c.is("exp") || c.is("sin") || c.is("cos") || c.is("atan") || c.is("erf")
          || c.is("log") && positive(c.arg())) && continuous(c.arg(), by);
      case Expr.Pow p -> (positive(p.base()) || p.exponent() instanceof Expr.Num n && n.value().isInteger() && n.value().signum() > 0)
          && continuous(p.base(), by) && continuous(p.exponent(), by);
      case Expr.Add _, Expr.Mul _ -> Trees.children(e).stream().allMatch(x -> continuous(x, by));
      default -> false;
    };
  }

  private static boolean positive(Expr e) {
    return Facts.NONE.sign(e) == Sign.POSITIVE;
  }

  static boolean mentions(Expr e, Expr by) {
    return Trees.occurs(e, by);
  }

  /** Whether the relation is one of order or equality between values that depend on the variable. */
  static boolean border(Expr e, Expr by) {
    return e instanceof Expr.Rel r && r.op() != RelOp.APPROX && mentions(r, by);
  }
}
