package org.gradus.verify;

import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.proof.Kernel;
import org.gradus.symbolic.Symbolic;

/** The derivative in the form of the computer algebra system where the kernel proves it equal to its own. */
final class ReadableDerivative {

  private ReadableDerivative() {}

  /** Throws {@link Derivatives.NotDifferentiable}. Starts the computer algebra system. */
  static Expr of(Expr function, Expr by, int order, Kernel kernel, Assumed assumed) {
    var own = Derivatives.of(function, by, order);
    if (!(by instanceof Expr.Sym)) {
      return own;
    }
    var simple = new Symbolic().simplify(own);
    return simple.isPresent() && kernel.equal(own, simple.value(), assumed.relations()).proved() ? simple.value() : own;
  }
}
