package org.gradus.verify;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Closed forms of Σ P(k)·r^k, which converges where |r| < 1 (and for no other r, if P is not 0), and of Σ P(k)·r^k/k!, which
 * converges everywhere. The first terms are 0^0 = 1 as everywhere here.
 */
final class PowerSeries {

  private static final int MAX_START = 20;

  /** Numerators of Σ k^n r^k = A_n(r)/(1 − r)^{n+1}: Eulerian polynomials, times r for n > 0. */
  private static final int[][] EULERIAN = {{1}, {0, 1}, {0, 1, 1}, {0, 1, 4, 1}, {0, 1, 11, 11, 1}};
  /** Σ k^n r^k/k! = T_n(r)·e^r: Touchard polynomials. */
  private static final int[][] TOUCHARD = {{1}, {0, 1}, {0, 1, 1}, {0, 1, 3, 1}, {0, 1, 7, 6, 1}};

  /**
   * The sum of a series.
   *
   * @param ratios those that are less than 1 in absolute value where the series converges
   */
  record Sum(Expr value, List<Expr> ratios) {}

  private PowerSeries() {}

  /** What the series is, or null if it is not found. */
  static Sum of(Expr.Big s) {
    if (s.kind() != Expr.Big.Kind.SUM || !Exprs.INFINITY.equals(s.upper()) || !(s.lower() instanceof Expr.Num n) || !n.value().isIntegerWithin(MAX_START)
        || n.value().signum() < 0 || Trees.any(s.body(), x -> x instanceof Expr.Big || x instanceof Expr.Indexed || x instanceof Expr.Diff || x instanceof Expr.Limit)) {
      return null;
    }
    var sum = ExpPolynomial.of(s.body(), s.index());
    if (sum == null) {
      return null;
    }
    var terms = new ArrayList<Expr>();
    var ratios = new ArrayList<Expr>();
    for (var p : sum.pieces()) {
      var one = piece(p, s.index(), n.value().intValueExact(), ratios);
      if (one == null) {
        return null;
      }
      terms.add(Exprs.mul(p.coefficient(), one));
    }
    // The pieces of a sum need not converge where the sum does, if their ratios differ.
    return ratios.stream().distinct().count() > 1 ? null : new Sum(Exprs.add(terms), ratios.stream().distinct().toList());
  }

  private static Expr piece(ExpPolynomial.Piece p, Expr k, int start, List<Expr> ratios) {
    if (!Exprs.isZero(p.exponent()) || p.base() == null || p.power() >= EULERIAN.length) {
      return null;
    }
    boolean factorial = p.function() instanceof Expr.Pow;
    if (p.function() != null && !factorial) {
      return null;
    }
    var height = ExpPolynomial.quadratic(p.height(), k);
    if (height == null || !Exprs.isZero(height[2]) || !Exprs.isOne(height[1]) || !(height[0] instanceof Expr.Num c) || !c.value().isIntegerWithin(MAX_START)) {
      return null;
    }
    var r = p.base();
    int shift = c.value().intValueExact();
    if (start + shift < 0 || factorial && shift != 0) {
      return null;
    }
    if (!factorial) {
      ratios.add(r);
    }
    // with j = k + shift: Σ_{j ≥ start+shift} (j − shift)^n r^j
    var terms = new ArrayList<Expr>();
    for (int m = 0; m <= p.power(); m++) {
      var factor = Exprs.mul(Exprs.num(binomial(p.power(), m)), Exprs.pow(Exprs.num(-shift), p.power() - m));
      terms.add(Exprs.mul(factor, whole(m, r, factorial)));
    }
    for (int j = 0; j < start + shift; j++) {
      var weight = Exprs.pow(Exprs.num(j - shift), p.power());
      terms.add(Exprs.neg(Exprs.mul(weight, Exprs.pow(r, j), factorial ? Exprs.pow(Exprs.call("factorial", Exprs.num(j)), -1) : Exprs.ONE)));
    }
    return Exprs.add(terms);
  }

  /** Σ_{j ≥ 0} j^n r^j, or the same over j!. */
  private static Expr whole(int n, Expr r, boolean factorial) {
    var coefficients = factorial ? TOUCHARD[n] : EULERIAN[n];
    var terms = new ArrayList<Expr>();
    for (int i = 0; i < coefficients.length; i++) {
      if (coefficients[i] != 0) {
        terms.add(i == 0 ? Exprs.num(coefficients[0]) : Exprs.mul(Exprs.num(coefficients[i]), Exprs.pow(r, i)));
      }
    }
    return factorial ? Exprs.mul(Exprs.add(terms), Exprs.exp(r)) : Exprs.div(Exprs.add(terms), Exprs.pow(Exprs.sub(Exprs.ONE, r), n + 1L));
  }

  private static int binomial(int n, int k) {
    int c = 1;
    for (int i = 1; i <= k; i++) {
      c = c * (n - i + 1) / i;
    }
    return c;
  }

  /** Where the series converges. */
  static Expr converges(Expr ratio) {
    return Exprs.and(List.of(Exprs.rel(RelOp.GT, ratio, Exprs.MINUS_ONE), Exprs.rel(RelOp.LT, ratio, Exprs.ONE)));
  }
}
