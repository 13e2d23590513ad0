package org.gradus.proof;

import static org.gradus.expr.Exprs.add;
import static org.gradus.expr.Exprs.div;
import static org.gradus.expr.Exprs.neg;
import static org.gradus.expr.Exprs.num;
import static org.gradus.expr.Exprs.pow;
import static org.gradus.expr.Exprs.sqrt;
import static org.gradus.expr.Exprs.sub;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.numeric.Enclosure;
import org.gradus.numeric.PointEvaluator;

/**
 * All real solutions of an equation in one unknown whose difference of sides is a quotient of polynomials in the
 * unknown, or in one exponential e^{cx}. The answers are candidates: they contain every solution, and whoever uses
 * them substitutes them.
 */
public final class Solver {

  /** Polynomials of a larger degree are not solved. */
  public static final int MAX_DEGREE = 12;

  private Solver() {}

  /** Whether the expression is a polynomial in its symbols. */
  public static boolean polynomial(Expr e) {
    return switch (e) {
      case Expr.Num _, Expr.Const _, Expr.Sym _ -> true;
      case Expr.Add a -> a.args().stream().allMatch(Solver::polynomial);
      case Expr.Mul m -> m.args().stream().allMatch(Solver::polynomial);
      case Expr.Pow p -> polynomial(p.base()) && p.exponent() instanceof Expr.Num n && n.value().isInteger()
          && n.value().signum() >= 0;
      default -> false;
    };
  }

  /** Whether a closed expression is certainly undefined. */
  public static boolean undefined(Expr e) {
    return Trees.freeSymbols(e).isEmpty()
        && PointEvaluator.enclose(e, Map.of(), 30).status() == Enclosure.Status.UNDEFINED;
  }

  /** Every real solution is in the list; null if they were not all found. */
  public static List<Expr> solve(Expr.Rel equation, Expr.Sym x) {
    try {
      var work = new Work(Work.DEFAULT_UNITS);
      var f = new Lowering(Facts.NONE, work, null).of(Expansion.of(sub(equation.lhs(), equation.rhs())));
      if (f.isZero()) {
        return null;
      }
      var unknown = unknown(f.num(), x);
      if (unknown == null) {
        return f.num().isConstant() ? List.of() : null;
      }
      var roots = roots(coefficients(f.num(), unknown));
      if (roots == null || unknown.kind() == Generator.Kind.VARIABLE) {
        return roots;
      }
      return logarithms(roots, unknown, x);
    } catch (Lowering.Refused | ArithmeticException | Work.Exhausted _) {
      return null;
    }
  }

  private static Generator unknown(Poly p, Expr.Sym x) {
    Generator found = null;
    for (var m : p.terms().keySet()) {
      for (var g : m.exponents().keySet()) {
        if (found != null && !found.equals(g)) {
          return null;
        }
        found = g;
      }
    }
    if (found == null) {
      return null;
    }
    boolean variable = found.kind() == Generator.Kind.VARIABLE && found.data().equals(x);
    boolean exponential = found.kind() == Generator.Kind.EXP && found.data() instanceof Expr.Call c && c.arg().equals(x);
    return variable || exponential ? found : null;
  }

  /** The coefficients by rising power, shifted and scaled so that the powers are whole numbers from 0; null if not real. */
  private static List<Rational> coefficients(Poly p, Generator g) {
    var content = p.content();
    var least = content.exponent(g);
    var list = new ArrayList<Rational>();
    boolean variable = g.kind() == Generator.Kind.VARIABLE;
    for (var t : p.terms().entrySet()) {
      var e = variable && least.signum() >= 0 ? t.getKey().exponent(g) : t.getKey().exponent(g).minus(least);
      if (!e.isIntegerWithin(MAX_DEGREE) || !t.getValue().isReal()) {
        return null;
      }
      while (list.size() <= e.intValueExact()) {
        list.add(Rational.ZERO);
      }
      list.set(e.intValueExact(), t.getValue().re());
    }
    return list;
  }

  private static List<Expr> logarithms(List<Expr> roots, Generator g, Expr.Sym x) {
    var all = new ArrayList<Expr>();
    for (var r : roots) {
      var value = PointEvaluator.enclose(r, Map.of(), 30);
      if (!value.isDefined()) {
        return null;
      }
      if (value.lower().signum() > 0) {
        all.add(Exprs.log(r));
      } else if (value.upper().signum() > 0) {
        return null;
      }
    }
    return all;
  }

  /** The real roots of a polynomial with rational coefficients: rational roots divided out, the rest by radicals. */
  static List<Expr> roots(List<Rational> coefficients) {
    if (coefficients == null) {
      return null;
    }
    var rest = new ArrayList<>(coefficients);
    var all = new ArrayList<Expr>();
    for (var r = rationalRoot(rest); r != null && rest.size() > 1; r = rationalRoot(rest)) {
      if (!all.contains(num(r))) {
        all.add(num(r));
      }
      rest = deflate(rest, r);
    }
    switch (rest.size()) {
      case 0, 1 -> { }
      case 3 -> quadratic(rest.get(2), rest.get(1), rest.get(0), all);
      default -> {
        if (!binomial(rest, all)) {
          return null;
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
    into.add(div(add(num(b.negate()), sqrt(num(d))), two));
    if (d.signum() > 0) {
      into.add(div(sub(num(b.negate()), sqrt(num(d))), two));
    }
  }

  /** a·xⁿ + c. */
  private static boolean binomial(List<Rational> p, List<Expr> into) {
    int n = p.size() - 1;
    for (int i = 1; i < n; i++) {
      if (!p.get(i).isZero()) {
        return false;
      }
    }
    var value = p.get(0).negate().dividedBy(p.get(n));
    if (value.signum() < 0 && n % 2 == 0) {
      return true;
    }
    var root = pow(num(value.abs()), num(Rational.of(1, n)));
    into.add(value.signum() < 0 ? neg(root) : root);
    if (n % 2 == 0) {
      into.add(neg(root));
    }
    return true;
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
