package org.gradus.proof;

import static org.gradus.expr.Exprs.div;
import static org.gradus.expr.Exprs.mul;
import static org.gradus.expr.Exprs.neg;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.sqrt;
import static org.gradus.expr.Exprs.sub;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * The real roots of a polynomial in one unknown, by radicals: rational roots are divided out; then degree 1 and 2, a·tⁿ + c,
 * and polynomials of these kinds in a power of the unknown.
 */
final class PolynomialRoots {

  /** Polynomials of a larger degree are not solved. */
  static final int MAX_DEGREE = 24;

  private final Facts facts;

  PolynomialRoots(Facts facts) {
    this.facts = facts;
  }

  /** The roots of Σ coefficients[k]·tᵏ; the coefficients do not hold the unknown. */
  Solver.Solutions of(SortedMap<Integer, Poly> coefficients) {
    int degree = coefficients.lastKey();
    var rational = new ArrayList<Rational>();
    for (int k = 0; k <= degree && rational != null; k++) {
      var r = coefficients.getOrDefault(k, Poly.ZERO).rational();
      if (r == null) {
        rational = null;
        break;
      }
      rational.add(r);
    }
    if (rational != null) {
      var roots = rational(rational);
      return new Solver.Solutions(roots == null ? List.of() : roots, roots != null);
    }
    var symbolic = new ArrayList<Expr>();
    for (int k = 0; k <= degree; k++) {
      symbolic.add(ToExpr.of(coefficients.getOrDefault(k, Poly.ZERO)));
    }
    return inPower(symbolic);
  }

  /** A polynomial in tⁿ is solved for tⁿ first. */
  private Solver.Solutions inPower(List<Expr> c) {
    int step = 0;
    for (int k = 1; k < c.size(); k++) {
      step = Exprs.isZero(c.get(k)) ? step : BigInteger.valueOf(step).gcd(BigInteger.valueOf(k)).intValue();
    }
    if (step == 0) {
      return new Solver.Solutions(List.of(), false);
    }
    var dense = new ArrayList<Expr>();
    for (int k = 0; k < c.size(); k += step) {
      dense.add(c.get(k));
    }
    boolean complete = dense.size() <= 3 && !canBeZero(dense.getLast());
    var values = new LinkedHashSet<Expr>();
    if (dense.size() == 2) {
      values.addAll(roots(neg(div(dense.get(0), dense.get(1))), step));
    } else if (dense.size() == 3) {
      for (var v : quadratic(dense.get(2), dense.get(1), dense.get(0))) {
        values.addAll(roots(v, step));
      }
    }
    return new Solver.Solutions(List.copyOf(values), complete);
  }

  private boolean canBeZero(Expr e) {
    return Trees.freeSymbols(e).isEmpty() ? !Solver.certainlyNotZero(e) : facts.sign(e).canBeZero();
  }

  /** The real n-th roots of a value whose sign need not be known. */
  private static List<Expr> roots(Expr v, int n) {
    if (n == 1) {
      return List.of(v);
    }
    var q = num(Rational.of(1, n));
    // For odd n one of the two is undefined, unless v is 0.
    return List.of(pow(v, q), n % 2 == 0 ? neg(pow(v, q)) : neg(pow(neg(v), q)));
  }

  private static List<Expr> quadratic(Expr a, Expr b, Expr c) {
    if (Exprs.isZero(b)) {
      var root = sqrt(div(neg(c), a));
      return List.of(root, neg(root));
    }
    var root = sqrt(sub(pow(b, 2), mul(num(4), a, c)));
    return List.of(div(sub(root, b), mul(num(2), a)), div(sub(neg(root), b), mul(num(2), a)));
  }

  // ---- rational coefficients ----

  /** All real roots, or null. */
  static List<Expr> rational(List<Rational> coefficients) {
    var rest = new ArrayList<>(coefficients);
    var all = new ArrayList<Expr>();
    for (var r = rationalRoot(rest); r != null && rest.size() > 1; r = rationalRoot(rest)) {
      if (!all.contains(num(r))) {
        all.add(num(r));
      }
      rest = deflate(rest, r);
    }
    if (rest.size() <= 1) {
      return all;
    }
    int step = 0;
    for (int k = 1; k < rest.size(); k++) {
      step = rest.get(k).isZero() ? step : BigInteger.valueOf(step).gcd(BigInteger.valueOf(k)).intValue();
    }
    if (rest.size() - 1 > 2 * step) {
      return null;
    }
    var squares = new ArrayList<Expr>();
    if (rest.size() - 1 == step) {
      squares.add(num(rest.get(0).negate().dividedBy(rest.get(step))));
    } else {
      quadratic(rest.get(2 * step), rest.get(step), rest.get(0), squares);
    }
    for (var v : squares) {
      for (var root : step == 1 ? List.of(v) : realRoots(v, step)) {
        if (!all.contains(root)) {
          all.add(root);
        }
      }
    }
    return all;
  }

  private static void quadratic(Rational a, Rational b, Rational c, List<Expr> into) {
    var d = b.times(b).minus(a.times(c).times(Rational.of(4)));
    if (d.signum() < 0) {
      return;
    }
    var two = num(a.times(Rational.TWO));
    into.add(div(Exprs.add(num(b.negate()), sqrt(num(d))), two));
    if (d.signum() > 0) {
      into.add(div(sub(num(b.negate()), sqrt(num(d))), two));
    }
  }

  /** The real n-th roots of a number that is not zero. */
  private static List<Expr> realRoots(Expr v, int n) {
    var e = PointEvaluator.enclose(v, Map.of(), 60);
    if (e.lower().signum() <= 0 && e.upper().signum() >= 0) {
      return roots(v, n); // too close to 0 to tell on which side
    }
    boolean negative = e.upper().signum() < 0;
    var root = pow(negative ? neg(v) : v, num(Rational.of(1, n)));
    return n % 2 == 0 ? negative ? List.of() : List.of(root, neg(root)) : List.of(negative ? neg(root) : root);
  }

  private static Rational rationalRoot(List<Rational> p) {
    if (p.size() < 2) {
      return null;
    }
    if (p.get(0).isZero()) {
      return Rational.ZERO;
    }
    var common = BigInteger.ONE;
    for (var c : p) {
      common = common.multiply(c.den()).divide(common.gcd(c.den()));
    }
    var first = p.get(0).times(Rational.of(common)).num().abs();
    var last = p.getLast().times(Rational.of(common)).num().abs();
    if (p.size() == 2) {
      return p.get(0).negate().dividedBy(p.get(1));
    }
    if (first.bitLength() > 24 || last.bitLength() > 24) {
      return null;
    }
    for (long u = 1; u <= first.longValue() && u < 20_000; u++) {
      if (first.longValue() % u != 0) {
        continue;
      }
      for (long v = 1; v <= last.longValue() && v < 2_000; v++) {
        if (last.longValue() % v == 0) {
          for (var r : List.of(Rational.of(u, v), Rational.of(-u, v))) {
            if (value(p, r).isZero()) {
              return r;
            }
          }
        }
      }
    }
    return null;
  }

  private static Rational value(List<Rational> p, Rational x) {
    var v = Rational.ZERO;
    for (int i = p.size() - 1; i >= 0; i--) {
      v = v.times(x).plus(p.get(i));
    }
    return v;
  }

  private static ArrayList<Rational> deflate(List<Rational> p, Rational r) {
    var q = new ArrayList<Rational>();
    var carry = Rational.ZERO;
    for (int i = p.size() - 1; i > 0; i--) {
      carry = carry.times(r).plus(p.get(i));
      q.addFirst(carry);
    }
    return q;
  }
}
