package org.gradus.proof;

import java.util.Map;
import java.util.TreeMap;
import org.gradus.expr.Rational;

/**
 * A polynomial as constant × monomial × product of normalised factors (leading coefficient 1, no monomial content).
 * The factors are as fine as the oracle made them; every answer of the oracle is multiplied out and compared.
 */
record Factors(Complex constant, Monomial monomial, Map<Poly, Integer> factors) {

  Factors withConstant(Complex c) {
    return new Factors(c, monomial, factors);
  }

  static Factors of(Poly p, Oracle oracle, Work work) {
    var monomial = p.size() == 1 ? p.leading().getKey() : p.content();
    var constant = p.leading().getValue();
    var map = new TreeMap<Poly, Integer>(Poly.BY_TEXT);
    if (p.size() == 1) {
      return new Factors(constant, monomial, map);
    }
    var rest = p.times(monomial.pow(Rational.MINUS_ONE), constant.reciprocal(), work);
    var fine = oracle == null || Lowering.imaginary(rest) ? null : PolyOracle.factor(rest, oracle, work);
    if (fine == null) {
      map.put(rest, 1);
    } else {
      map.putAll(fine);
    }
    return new Factors(constant, monomial, map);
  }
}
