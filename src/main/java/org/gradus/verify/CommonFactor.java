package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/**
 * A sum of which all terms have a factor in common: {@code (1 − p)^γ log p − log p} is {@code log p · ((1 − p)^γ − 1)}, whose sign
 * is that of its factors. The difference of the two sides of {@code FL(p) ≤ CE(p)} is of this kind.
 *
 * @param common what the terms have in common
 * @param rest   the sum of what remains of them
 */
record CommonFactor(Expr common, Expr rest) {

  /** Decides whether an expression is related so to 0 wherever it is defined. */
  @FunctionalInterface
  interface Signs {
    boolean holds(RelOp op, Expr e);
  }

  /** The factors, or null if there is none in common. */
  static CommonFactor of(Expr e) {
    if (!(e instanceof Expr.Add a)) {
      return null;
    }
    Map<Expr, Rational> common = null;
    for (var term : a.args()) {
      var powers = powers(term);
      if (common == null) {
        common = powers;
      } else {
        common.keySet().retainAll(powers.keySet());
        common.replaceAll((base, k) -> k.compareTo(powers.get(base)) < 0 ? k : powers.get(base));
      }
    }
    if (common == null || common.isEmpty()) {
      return null;
    }
    var factor = new ArrayList<Expr>();
    common.forEach((base, k) -> factor.add(k.isOne() ? base : Exprs.pow(base, Exprs.num(k))));
    var terms = new ArrayList<Expr>();
    for (var term : a.args()) {
      terms.add(without(term, common));
    }
    return new CommonFactor(Exprs.mul(factor), Exprs.add(terms));
  }

  /** The factors of a term with their whole exponents; numbers and divisors are none. */
  private static Map<Expr, Rational> powers(Expr term) {
    var found = new LinkedHashMap<Expr, Rational>();
    for (var f : factors(term)) {
      if (f instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n) {
        if (n.value().isInteger() && n.value().signum() > 0) {
          found.merge(p.base(), n.value(), Rational::plus);
        }
      } else if (!(f instanceof Expr.Num)) {
        found.merge(f, Rational.ONE, Rational::plus);
      }
    }
    return found;
  }

  private static List<? extends Expr> factors(Expr term) {
    return term instanceof Expr.Mul m ? m.args() : List.of(term);
  }

  private static Expr without(Expr term, Map<Expr, Rational> common) {
    var taken = new LinkedHashMap<>(common);
    var left = new ArrayList<Expr>();
    for (var f : factors(term)) {
      boolean power = f instanceof Expr.Pow p && p.exponent() instanceof Expr.Num;
      var base = power ? ((Expr.Pow) f).base() : f;
      var k = power ? ((Expr.Num) ((Expr.Pow) f).exponent()).value() : Rational.ONE;
      var less = taken.remove(base);
      var rest = less == null ? k : k.minus(less);
      if (!rest.isZero()) {
        left.add(rest.isOne() ? base : Exprs.pow(base, Exprs.num(rest)));
      }
    }
    return Exprs.mul(left);
  }

  /** Whether the signs of the two factors show that the sum is related so to 0. */
  boolean holds(RelOp op, Signs signs) {
    var strict = op == RelOp.LT || op == RelOp.GT;
    var positive = strict ? RelOp.GT : RelOp.GE;
    var negative = strict ? RelOp.LT : RelOp.LE;
    return switch (op) {
      case GE, GT -> signs.holds(positive, common) && signs.holds(positive, rest) || signs.holds(negative, common) && signs.holds(negative, rest);
      case LE, LT -> signs.holds(positive, common) && signs.holds(negative, rest) || signs.holds(negative, common) && signs.holds(positive, rest);
      case EQ, NE, APPROX -> false;
    };
  }
}
