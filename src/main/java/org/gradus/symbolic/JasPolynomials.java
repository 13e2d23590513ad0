package org.gradus.symbolic;

import edu.jas.arith.BigInteger;
import edu.jas.arith.BigRational;
import edu.jas.poly.GenPolynomial;
import edu.jas.poly.GenPolynomialRing;
import edu.jas.poly.TermOrderByName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/**
 * The ring ℚ[g₁, …, gₙ] of the generators of some expressions, with the way there and back. Generators are symbols
 * and every subexpression that is not a sum, product or natural power.
 */
final class JasPolynomials {

  private final List<Expr> generators;
  private final GenPolynomialRing<BigRational> rationals;

  private JasPolynomials(Set<Expr> found) {
    generators = List.copyOf(found);
    var names = new String[Math.max(1, generators.size())];
    for (int i = 0; i < names.length; i++) {
      names[i] = "g" + i;
    }
    rationals = new GenPolynomialRing<>(BigRational.ONE, names.length, TermOrderByName.INVLEX, names);
  }

  static JasPolynomials over(Expr... expressions) {
    var found = new LinkedHashSet<Expr>();
    for (var e : expressions) {
      collect(e, found);
    }
    return new JasPolynomials(found);
  }

  private static void collect(Expr e, Set<Expr> found) {
    switch (e) {
      case Expr.Num _ -> { }
      case Expr.Add a -> a.args().forEach(x -> collect(x, found));
      case Expr.Mul m -> m.args().forEach(x -> collect(x, found));
      case Expr.Pow p when naturalExponent(p) >= 0 -> collect(p.base(), found);
      default -> found.add(e);
    }
  }

  private static int naturalExponent(Expr.Pow p) {
    return p.exponent() instanceof Expr.Num n && n.value().signum() >= 0
        && n.value().isIntegerWithin(JasFactors.MAX_DEGREE) ? n.value().intValueExact() : -1;
  }

  GenPolynomial<BigRational> read(Expr e) {
    return switch (e) {
      case Expr.Num n -> rationals.valueOf(new BigRational(new BigInteger(n.value().num()), new BigInteger(n.value().den())));
      case Expr.Add a -> {
        var sum = rationals.getZERO();
        for (var term : a.args()) {
          sum = sum.sum(read(term));
        }
        yield sum;
      }
      case Expr.Mul m -> {
        var product = rationals.getONE();
        for (var factor : m.args()) {
          product = product.multiply(read(factor));
          checkSize(product);
        }
        yield product;
      }
      case Expr.Pow p when naturalExponent(p) >= 0 -> {
        var base = read(p.base());
        var power = rationals.getONE();
        for (int i = naturalExponent(p); i > 0; i--) {
          power = power.multiply(base);
          checkSize(power);
        }
        yield power;
      }
      default -> rationals.univariate(rationals.nvar - 1 - generators.indexOf(e));
    };
  }

  private static void checkSize(GenPolynomial<?> p) {
    if (p.length() > 20 * JasFactors.MAX_TERMS) {
      throw new JasFactors.NotPolynomial("too many terms");
    }
  }

  Expr write(GenPolynomial<BigRational> p) {
    var terms = new ArrayList<Expr>();
    for (var entry : p.getMap().entrySet()) {
      var factors = new ArrayList<Expr>();
      factors.add(Exprs.num(Rational.of(entry.getValue().numerator(), entry.getValue().denominator())));
      var exponents = entry.getKey();
      for (int i = 0; i < generators.size(); i++) {
        var k = exponents.getVal(rationals.nvar - 1 - i);
        if (k > 0) {
          factors.add(Exprs.pow(generators.get(i), k));
        }
      }
      terms.add(Exprs.mul(factors));
    }
    return Exprs.add(terms);
  }
}
