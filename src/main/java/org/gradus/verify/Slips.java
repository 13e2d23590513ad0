package org.gradus.verify;

import java.util.List;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/** Names the likely slip behind a refuted equality; a suggestion is made only if the kernel proves what it says. */
final class Slips {

  private static final List<Rational> FACTORS = List.of(Rational.TWO, Rational.HALF, Rational.of(-2), Rational.of(-1, 2),
      Rational.of(3), Rational.of(1, 3), Rational.of(4), Rational.of(1, 4));

  private final Kernel kernel;

  Slips(Kernel kernel) {
    this.kernel = kernel;
  }

  /** The diagnosis, or null if none was found. */
  Diagnosis diagnose(RelOp op, Expr l, Expr r, Assumed assumed) {
    if (Trees.any(l, x -> x instanceof Expr.Limit) || Trees.any(r, x -> x instanceof Expr.Limit)) {
      return new Diagnosis("limit", "the limit is another one", null);
    }
    if (op != RelOp.EQ) {
      return new Diagnosis("bound", "the inequality fails at the point shown", null);
    }
    Expr left;
    Expr right;
    try {
      left = Derivatives.carryOut(l);
      right = Derivatives.carryOut(r);
    } catch (Derivatives.NotDifferentiable _) {
      return null;
    }
    if (equal(left, Exprs.neg(right), assumed)) {
      return new Diagnosis("sign", "the two sides differ only in their sign", null);
    }
    for (var k : FACTORS) {
      if (equal(left, Exprs.mul(Exprs.num(k), right), assumed)) {
        return new Diagnosis("factor", "the left side is " + k + " times the right side", null);
      }
    }
    for (var s : Trees.freeSymbols(Exprs.add(left, right))) {
      if (equal(left, Exprs.mul(s, right), assumed)) {
        return new Diagnosis("factor", "the factor " + s + " is missing on the right side", null);
      }
      if (equal(Exprs.mul(s, left), right, assumed)) {
        return new Diagnosis("factor", "the right side has the factor " + s + " too many", null);
      }
    }
    return flippedTerm(left, right, assumed);
  }

  private Diagnosis flippedTerm(Expr left, Expr right, Assumed assumed) {
    if (!(right instanceof Expr.Add sum)) {
      return null;
    }
    for (var term : sum.args()) {
      var fixed = Exprs.add(right, Exprs.mul(Exprs.num(-2), term));
      if (equal(left, fixed, assumed)) {
        return new Diagnosis("sign", "the sign of the term " + term + " is wrong", null);
      }
    }
    return null;
  }

  private boolean equal(Expr a, Expr b, Assumed assumed) {
    return kernel.equal(a, b, assumed.relations()).proved() && !Exprs.isZero(a);
  }

}
