package org.gradus.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/** Puts a polynomial of the kernel to the {@link Oracle} and checks what comes back by multiplication. */
final class PolyOracle {

  /** Larger polynomials are not factored. */
  static final int MAX_TERMS = 60;
  /** Nor are those of larger degree in one generator. */
  static final int MAX_DEGREE = 24;

  /** Larger ones are refused. */
  private static final long LARGEST = 200;

  private PolyOracle() {}

  /**
   * The factors with their multiplicities, leading coefficients 1; null if they are not known or nothing is gained.
   *
   * @param p without a monomial that divides it
   */
  static Map<Poly, Integer> factor(Poly p, Oracle oracle, Work work) {
    if (p.size() > MAX_TERMS || p.size() < 2) {
      return null;
    }
    var scale = new LinkedHashMap<Generator, Rational>();
    for (var m : p.terms().keySet()) {
      for (var e : m.exponents().entrySet()) {
        if (e.getKey().algebraic() || e.getValue().signum() < 0) {
          return null;
        }
        scale.merge(e.getKey(), Rational.of(e.getValue().den()), (a, b) -> a.times(b).dividedBy(
            Rational.of(a.num().gcd(b.num()))));
      }
    }
    if (PlainFactors.isPrime(p, scale)) {
      return null;
    }
    var names = new HashMap<String, Generator>();
    var symbols = new HashMap<Generator, Expr.Sym>();
    for (var g : scale.keySet()) {
      var s = Exprs.sym("g" + symbols.size());
      symbols.put(g, s);
      names.put(s.name(), g);
    }
    var terms = new ArrayList<Expr>();
    for (var t : p.terms().entrySet()) {
      var factors = new ArrayList<Expr>();
      factors.add(Exprs.num(t.getValue().re()));
      for (var e : t.getKey().exponents().entrySet()) {
        var k = e.getValue().times(scale.get(e.getKey()));
        if (!k.isIntegerWithin(MAX_DEGREE)) {
          return null;
        }
        factors.add(Exprs.pow(symbols.get(e.getKey()), Exprs.num(k)));
      }
      terms.add(Exprs.mul(factors));
    }
    var roots = scale.size() == 1 ? PlainFactors.ofQuadratic(p, scale.keySet().iterator().next(), scale.values().iterator().next()) : null;
    var answer = roots != null ? roots : factors(Exprs.add(terms), oracle, work);
    return answer.map(list -> checked(p, list, names, scale, work)).orElse(null);
  }

  /** Asks for the factors of a polynomial, at its price. */
  static Optional<List<Oracle.Factor>> factors(Expr polynomial, Oracle oracle, Work work) {
    pay(polynomial, work);
    return oracle.factor(polynomial);
  }

  /** The price of a question about a polynomial, by its terms and the degrees in what it is a polynomial in. */
  static void pay(Expr polynomial, Work work) {
    var degrees = new HashMap<Expr, Long>();
    var terms = polynomial instanceof Expr.Add a ? a.args() : List.of(polynomial);
    for (var t : terms) {
      for (var f : t instanceof Expr.Mul m ? m.args() : List.of(t)) {
        boolean power = f instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && n.value().isIntegerWithin(MAX_DEGREE);
        if (!(f instanceof Expr.Num)) {
          degrees.merge(power ? ((Expr.Pow) f).base() : f, power ? Math.abs(((Expr.Num) ((Expr.Pow) f).exponent()).value().num().longValueExact()) : 1L, Math::max);
        }
      }
    }
    long single = 1;
    for (long d : degrees.values()) {
      single = Math.min(LARGEST, single * (d + 1));
    }
    work.ask(terms.size(), single);
  }

  private static Map<Poly, Integer> checked(Poly p, List<Oracle.Factor> list, Map<String, Generator> names,
      Map<Generator, Rational> scale, Work work) {
    var result = new TreeMap<Poly, Integer>(Poly.BY_TEXT);
    var product = Poly.ONE;
    for (var f : list) {
      var base = back(f.base(), names, scale, work);
      if (base == null || base.isZero() || f.power() < 1) {
        return null;
      }
      base = base.scale(base.leading().getValue().reciprocal());
      if (!base.isOne()) {
        result.merge(base, f.power(), Integer::sum);
        product = product.times(base.pow(f.power(), work), work);
      }
    }
    return product.equals(p) ? result : null;
  }

  private static Poly back(Expr e, Map<String, Generator> names, Map<Generator, Rational> scale, Work work) {
    return switch (e) {
      case Expr.Num n -> Poly.constant(n.value());
      case Expr.Sym s when names.containsKey(s.name()) -> {
        var g = names.get(s.name());
        yield Poly.term(Complex.ONE, Monomial.of(g, scale.get(g).reciprocal()), work);
      }
      case Expr.Add a -> {
        var sum = Poly.ZERO;
        for (var t : a.args()) {
          var q = back(t, names, scale, work);
          if (q == null) {
            yield null;
          }
          sum = sum.plus(q, work);
        }
        yield sum;
      }
      case Expr.Mul m -> {
        var product = Poly.ONE;
        for (var t : m.args()) {
          var q = back(t, names, scale, work);
          if (q == null) {
            yield null;
          }
          product = product.times(q, work);
        }
        yield product;
      }
      case Expr.Pow q when q.exponent() instanceof Expr.Num n && n.value().isIntegerWithin(MAX_DEGREE)
          && n.value().signum() >= 0 -> {
        var base = back(q.base(), names, scale, work);
        yield base == null ? null : base.pow(n.value().intValueExact(), work);
      }
      default -> null;
    };
  }
}
