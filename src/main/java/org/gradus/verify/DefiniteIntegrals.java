package org.gradus.verify;

import java.util.ArrayList;
import java.util.List;
import org.gradus.analysis.LimitAnswer;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/**
 * The value of an integral between limits, by the fundamental theorem of calculus: an antiderivative that is continuous on the whole
 * line, whose derivative the kernel proves to be the integrand, at the upper limit less that at the lower one; its limits where
 * these are infinite.
 */
final class DefiniteIntegrals {

  private static final Expr X = Exprs.sym("integral_");

  private final Judge judge;
  private final Kernel kernel;
  private final Assumed assumed;

  DefiniteIntegrals(Judge judge, Kernel kernel, Assumed assumed) {
    this.judge = judge;
    this.kernel = kernel;
    this.assumed = assumed;
  }

  /** What the integral is, or null if it is not found. */
  Expr value(Expr.Integral i) {
    if (i.lower() == null || i.upper() == null || !(i.var() instanceof Expr.Sym) || !clear(i)) {
      return null;
    }
    var f = Trees.substitute(i.body(), i.var(), X); // what is known of a variable outside is not known of it under the sign
    var primitive = antiderivative(f);
    if (primitive == null || !judge.derivative(primitive, X, 1, f, assumed).isProved()) {
      return null;
    }
    var upper = at(primitive, i.upper());
    var lower = upper == null ? null : at(primitive, i.lower());
    return lower == null ? null : Exprs.sub(upper, lower);
  }

  /** Nothing in it but functions of numbers. */
  private static boolean clear(Expr.Integral i) {
    return !Trees.any(i.body(), x -> x instanceof Expr.Integral || x instanceof Expr.Limit || x instanceof Expr.Diff || x instanceof Expr.Apply || x instanceof Expr.Big
        || x instanceof Expr.Indexed || x instanceof Expr.Matrix || x instanceof Expr.Call c && !c.function().scalar());
  }

  private Expr at(Expr primitive, Expr end) {
    if (!Limits.infinite(end)) {
      return Trees.any(end, x -> x.equals(Exprs.INFINITY)) ? null : Trees.substitute(primitive, X, end);
    }
    var limit = (Expr.Limit) Exprs.limit(primitive, X, end, 0);
    return new Limits(assumed, null, judge, kernel).of(limit) instanceof LimitAnswer.Found f && !Trees.any(f.value(), x -> x.equals(Exprs.INFINITY)) ? f.value() : null;
  }

  private Expr antiderivative(Expr f) {
    var sum = ExpPolynomial.of(f, X);
    if (sum == null) {
      return null;
    }
    var all = new ArrayList<Expr>();
    for (var p : sum.pieces()) {
      var one = p.base() != null ? null : p.function() != null ? ofFunction(p) : ofExponential(p);
      if (one == null) {
        return null;
      }
      all.add(Exprs.mul(p.coefficient(), one));
    }
    return Exprs.add(all);
  }

  /** ∫ sin(ax + b), ∫ cos(ax + b), ∫ |x| dx. */
  private Expr ofFunction(ExpPolynomial.Piece p) {
    if (p.power() > 0 || !Exprs.isZero(p.exponent()) || !(p.function() instanceof Expr.Call c)) {
      return null;
    }
    if (c.is("abs")) {
      return c.arg().equals(X) ? Exprs.div(Exprs.mul(X, c), Exprs.num(2)) : null;
    }
    var q = ExpPolynomial.quadratic(c.arg(), X);
    return q == null || !Exprs.isZero(q[2]) || !isNot0(q[1]) ? null
        : Exprs.div(c.is("sin") ? Exprs.neg(Exprs.call("cos", c.arg())) : Exprs.call("sin", c.arg()), q[1]);
  }

  private Expr ofExponential(ExpPolynomial.Piece p) {
    int n = p.power();
    if (Exprs.isZero(p.exponent())) {
      return Exprs.div(Exprs.pow(X, n + 1), Exprs.num(n + 1));
    }
    var q = ExpPolynomial.quadratic(p.exponent(), X);
    if (q == null) {
      return null;
    }
    return Exprs.isZero(q[2]) ? Exprs.isZero(q[1]) ? null : linear(n, q[1], p.exponent()) : gaussian(n, Exprs.neg(q[2]), q[1], q[0]);
  }

  /** ∫ x^n e^{ax+b} dx, by parts. */
  private Expr linear(int n, Expr a, Expr exponent) {
    if (!isNot0(a)) {
      return null;
    }
    var terms = new ArrayList<Expr>();
    var factor = Rational.ONE;
    for (int j = 0; j <= n; j++) {
      terms.add(Exprs.mul(Exprs.num(factor), Exprs.pow(X, n - j), Exprs.pow(a, -(j + 1L))));
      factor = factor.times(Rational.of(-(n - j)));
    }
    return Exprs.mul(Exprs.exp(exponent), Exprs.add(terms));
  }

  /** ∫ x^n e^{−ax²+bx+c} dx for a > 0: by parts down to the error function. */
  private Expr gaussian(int n, Expr a, Expr b, Expr c) {
    if (!judge.relation(RelOp.GT, a, Exprs.ZERO, assumed).isProved()) {
      return null;
    }
    var two = Exprs.num(2);
    var middle = Exprs.div(b, Exprs.mul(two, a));
    var bell = Exprs.exp(Exprs.add(Exprs.neg(Exprs.mul(a, Exprs.pow(X, 2))), Exprs.mul(b, X), c));
    var whole = Exprs.mul(Exprs.exp(Exprs.add(c, Exprs.div(Exprs.pow(b, 2), Exprs.mul(Exprs.num(4), a)))), Exprs.div(Exprs.sqrt(Exprs.PI), Exprs.mul(two, Exprs.sqrt(a))),
        Exprs.call("erf", Exprs.mul(Exprs.sqrt(a), Exprs.sub(X, middle))));
    var known = new ArrayList<Expr>(List.of(whole));
    for (int k = 1; k <= n; k++) { // 2a·I_k = −x^{k−1}·bell + (k−1)·I_{k−2} + b·I_{k−1}
      var sum = new ArrayList<Expr>(List.of(Exprs.neg(Exprs.mul(Exprs.pow(X, k - 1L), bell)), Exprs.mul(b, known.get(k - 1))));
      if (k > 1) {
        sum.add(Exprs.mul(Exprs.num(k - 1), known.get(k - 2)));
      }
      known.add(Exprs.div(Exprs.add(sum), Exprs.mul(two, a)));
    }
    return known.get(n);
  }

  private boolean isNot0(Expr e) {
    return judge.relation(RelOp.NE, e, Exprs.ZERO, assumed).isProved();
  }
}
