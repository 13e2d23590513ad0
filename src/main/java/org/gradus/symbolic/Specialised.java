package org.gradus.symbolic;

import edu.jas.arith.BigRational;
import edu.jas.poly.GenPolynomial;
import edu.jas.poly.GenPolynomialRing;
import edu.jas.ufd.FactorFactory;
import edu.jas.ufd.GreatestCommonDivisorSubres;
import edu.jas.ufd.SquarefreeFactory;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Factors of polynomials in several variables over ℚ. Kronecker's substitution, by which the library finds them, may take minutes for a
 * polynomial of three terms. Most that are asked for are irreducible, and values of all variables but one show it: a polynomial
 * without a factor in the others alone that has, at some values of theirs, the same degree and no factors, has none itself
 * (Hilbert's irreducibility theorem says that such values are to be found; J. von zur Gathen and J. Gerhard, Modern Computer
 * Algebra, §16.6).
 */
final class Specialised {

  /** So many times values are tried for each variable that is kept. */
  private static final int TRIES = 3;
  /** Beyond it the library may take minutes; then only powers are taken apart. */
  private static final int MAX_KRONECKER_DEGREE = 40;
  /** Values of the other variables. */
  private static final long[] VALUES = {2, 3, -5, 7, 11, -13, 17, 19, -23, 29, 31, -37, 41};

  private Specialised() {}

  /** The factors with their multiplicities, up to factors in ℚ. */
  static Map<GenPolynomial<BigRational>, Long> factors(GenPolynomial<BigRational> p) {
    var all = new LinkedHashMap<GenPolynomial<BigRational>, Long>();
    var rest = p;
    for (int x = 0; p.ring.nvar > 1 && x < p.ring.nvar; x++) {
      var content = content(rest, x);
      if (!content.isConstant()) {
        rest = rest.divide(content);
        factors(content).forEach((f, k) -> all.merge(f, k, Long::sum));
      }
    }
    if (!rest.isConstant()) {
      var parts = isIrreducible(rest) ? Map.of(rest, 1L) : rest.length() == 2 ? binomial(rest)
          : kroneckerDegree(rest) <= MAX_KRONECKER_DEGREE ? FactorFactory.getImplementation(BigRational.ONE).factors(rest)
          : SquarefreeFactory.getImplementation(BigRational.ONE).squarefreeFactors(rest);
      parts.forEach((f, k) -> all.merge(f, k, Long::sum));
    }
    return all;
  }

  /** The degree of the polynomial in one variable that Kronecker's substitution makes of it. */
  private static long kroneckerDegree(GenPolynomial<BigRational> p) {
    long degree = 1;
    for (int x = 0; x < p.ring.nvar; x++) {
      degree *= p.degree(x) + 1;
    }
    return p.ring.nvar == 1 ? 0 : degree;
  }

  /** Two terms a·u^k + b·v^k, where u and v are monomials without a common power, times what divides both: as the factors of a·t^k + b at t = u/v. */
  private static Map<GenPolynomial<BigRational>, Long> binomial(GenPolynomial<BigRational> p) {
    var all = new LinkedHashMap<GenPolynomial<BigRational>, Long>();
    var common = p.leadingExpVector().gcd(p.trailingExpVector());
    for (int x = 0; x < p.ring.nvar; x++) {
      if (common.getVal(x) > 0) {
        all.put(p.ring.getONE().multiply(p.ring.evzero.subst(x, 1)), common.getVal(x));
      }
    }
    var u = p.leadingExpVector().subtract(common);
    var v = p.trailingExpVector().subtract(common);
    long k = 0;
    for (int x = 0; x < p.ring.nvar; x++) {
      k = BigInteger.valueOf(k).gcd(BigInteger.valueOf(u.getVal(x))).gcd(BigInteger.valueOf(v.getVal(x))).longValueExact();
    }
    var ring = new GenPolynomialRing<>(BigRational.ONE, 1, p.ring.tord);
    var line = ring.univariate(0, k).multiply(p.leadingBaseCoefficient())
        .sum(p.coefficient(p.trailingExpVector()));
    for (var f : FactorFactory.getImplementation(BigRational.ONE).factors(line).entrySet()) {
      long degree = f.getKey().degree();
      var back = p.ring.getZERO();
      for (var term : f.getKey().getMap().entrySet()) {
        long i = term.getKey().getVal(0);
        var e = u;
        for (int x = 0; x < p.ring.nvar; x++) {
          e = e.subst(x, (u.getVal(x) * i + v.getVal(x) * (degree - i)) / k);
        }
        back = back.sum(term.getValue(), e);
      }
      all.put(back, f.getValue());
    }
    return all;
  }

  /** What divides all coefficients of the powers of x; a constant where x does not stand. */
  private static GenPolynomial<BigRational> content(GenPolynomial<BigRational> p, int x) {
    var coefficients = coefficients(p, x);
    if (coefficients.size() == 1 && coefficients.firstKey() == 0) {
      return p.ring.getONE();
    }
    var divisors = new GreatestCommonDivisorSubres<BigRational>();
    GenPolynomial<BigRational> common = null;
    for (var c : coefficients.values()) {
      common = common == null ? c : divisors.gcd(common, c);
      if (common.isConstant()) {
        return common;
      }
    }
    return common;
  }

  /** The coefficients of the powers of x, by the exponents. */
  private static TreeMap<Long, GenPolynomial<BigRational>> coefficients(GenPolynomial<BigRational> p, int x) {
    var found = new TreeMap<Long, GenPolynomial<BigRational>>();
    for (var term : p.getMap().entrySet()) {
      var e = term.getKey();
      found.computeIfAbsent(e.getVal(x), _ -> p.ring.getZERO().copy()).doPutToMap(e.subst(x, 0), term.getValue());
    }
    return found;
  }

  /** Whether a polynomial without factors in some of its variables only is seen to have none at all. */
  private static boolean isIrreducible(GenPolynomial<BigRational> p) {
    for (int x = 0; p.ring.nvar > 1 && x < p.ring.nvar; x++) {
      long degree = coefficients(p, x).lastKey();
      for (int t = 0; degree > 0 && t < TRIES; t++) {
        var line = at(p, x, t);
        if (line.degree() == degree && (degree == 1 || isPrime(line))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The polynomial in x that is left where the others have values. */
  private static GenPolynomial<BigRational> at(GenPolynomial<BigRational> p, int x, int t) {
    var ring = new GenPolynomialRing<>(BigRational.ONE, 1, p.ring.tord);
    var line = ring.getZERO();
    for (var term : p.getMap().entrySet()) {
      var e = term.getKey();
      var c = term.getValue();
      for (int y = 0; y < p.ring.nvar; y++) {
        if (y != x && e.getVal(y) > 0) {
          c = c.multiply(new BigRational(VALUES[(y + 5 * t) % VALUES.length]).power(e.getVal(y)));
        }
      }
      line = line.sum(ring.univariate(0, e.getVal(x)).multiply(c));
    }
    return line;
  }

  private static boolean isPrime(GenPolynomial<BigRational> line) {
    var factors = FactorFactory.getImplementation(BigRational.ONE).factors(line);
    return factors.entrySet().stream().filter(f -> !f.getKey().isConstant()).mapToLong(Map.Entry::getValue).sum() == 1;
  }
}
