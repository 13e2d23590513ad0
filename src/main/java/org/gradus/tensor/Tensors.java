package org.gradus.tensor;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.proof.Kernel;

/** The entrance: equality and derivatives of expressions with indices, vectors and matrices. */
public final class Tensors {

  private final Kernel kernel;

  public Tensors(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Whether the two sides are equal for all sizes and wherever both are defined. Derivatives inside ({@link Expr.Diff} by
   * a component, a scalar, a vector or a matrix) are carried out. Never throws.
   *
   * @param assumptions relations, also between sums ({@code sum(y[k],k) = 1}) and between free indices ({@code i = k})
   */
  public Outcome equal(Expr lhs, Expr rhs, Typing typing, List<Expr> assumptions) {
    try {
      var shapes = new Shapes(typing);
      var l = shapes.of(lhs);
      var r = shapes.of(rhs);
      if (!l.equals(r) && !(Exprs.isZero(lhs) || Exprs.isZero(rhs))) {
        var clash = Shapes.clash(lhs, l, rhs, r);
        return new Outcome.ShapeClash(clash.getMessage(), clash.forced(), false);
      }
      return new Outcome.Unknown("no proof was found");
    } catch (Shapes.Clash e) {
      return new Outcome.ShapeClash(e.getMessage(), e.forced(), false);
    } catch (Unsupported e) {
      return new Outcome.Unknown(e.getMessage());
    }
  }

  /** Whether the derivative of the function is the claimed expression. Never throws. */
  public Outcome derivativeClaim(Expr function, Expr by, int order, Expr claimed, Typing typing, List<Expr> assumptions) {
    return equal(Exprs.diff(function, by, order), claimed, typing, assumptions);
  }

  /** The derivative by a component, a scalar, a vector or a matrix, in index notation. Never throws. */
  public Derived derivative(Expr function, Expr by, int order, Typing typing, List<Expr> assumptions) {
    return Derived.none("not decided");
  }

  /** The shape of an expression; null where the notation leaves it open or the shapes of operands clash. */
  public static Shape shape(Expr e, Typing typing) {
    try {
      return new Shapes(typing).of(e);
    } catch (Shapes.Clash | Unsupported _) {
      return null;
    }
  }
}
