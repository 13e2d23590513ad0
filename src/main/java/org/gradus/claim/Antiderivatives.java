package org.gradus.claim;

import java.util.List;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Equations between indefinite integrals: {@code \int f dx = F + C} says that F is differentiable with the derivative f,
 * {@code \int u dv = uv - \int v du} that both sides have the same derivative.
 */
final class Antiderivatives {

  private Antiderivatives() {}

  /** The derivatives of both sides, where one of them is an integral without limits; else the sides themselves. */
  static List<Expr> compared(List<Expr> sides) {
    if (sides.size() != 2) {
      return sides;
    }
    var x = sides.stream().map(Antiderivatives::variable).filter(v -> v != null).findFirst().orElse(null);
    if (x == null) {
      return sides;
    }
    var left = derivative(sides.getFirst(), x);
    var right = derivative(sides.getLast(), x);
    return left == null || right == null ? sides : List.of(left, right);
  }

  /** The variable of the first integral without limits, or null. */
  private static Expr.Sym variable(Expr e) {
    if (e instanceof Expr.Integral i && i.lower() == null && i.var() instanceof Expr.Sym v) {
      return v;
    }
    return Trees.children(e).stream().map(Antiderivatives::variable).filter(v -> v != null).findFirst().orElse(null);
  }

  /** The derivative of a sum of integrals with constant factors and of what has no integral in it; null for anything else. */
  private static Expr derivative(Expr e, Expr.Sym x) {
    return switch (e) {
      case Expr.Integral i when i.lower() == null && i.var().equals(x) -> variable(i.body()) == null ? i.body() : null;
      case Expr.Add a -> {
        var parts = a.args().stream().map(t -> derivative(t, x)).toList();
        yield parts.contains(null) ? null : Exprs.add(parts);
      }
      case Expr.Mul m when variable(m) != null -> {
        var integrals = m.args().stream().filter(f -> variable(f) != null).toList();
        var factors = m.args().stream().filter(f -> variable(f) == null).toList();
        var inner = integrals.size() == 1 && factors.stream().noneMatch(f -> Trees.freeSymbols(f).contains(x))
            ? derivative(integrals.getFirst(), x) : null;
        yield inner == null ? null : Exprs.mul(Exprs.mul(factors), inner);
      }
      case Expr _ when variable(e) == null -> {
        try {
          yield Derivatives.carryOut(Exprs.diff(e, x, 1));
        } catch (Derivatives.NotDifferentiable _) {
          yield null;
        }
      }
      default -> null;
    };
  }
}
