package org.gradus.proof;

import java.math.BigInteger;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gradus.expr.Rational;

/**
 * A quotient of polynomials whose denominator is kept as a product of normalised factors, so that adding does not
 * multiply common factors and no greatest common divisor is needed. Zero exactly if the numerator is.
 */
final class Fraction {

  /** No denominator; never changed. */
  private static final SortedMap<Poly, Integer> NONE = none();

  static final Fraction ZERO = of(Poly.ZERO);
  static final Fraction ONE = of(Poly.ONE);

  private final Poly num;
  private final SortedMap<Poly, Integer> den;

  private Fraction(Poly num, SortedMap<Poly, Integer> den) {
    this.num = num;
    this.den = den;
  }

  static Fraction of(Poly num) {
    return new Fraction(num, NONE);
  }

  static Fraction of(Rational r) {
    return of(Poly.constant(r));
  }

  private static SortedMap<Poly, Integer> none() {
    return new TreeMap<>(Poly.BY_TEXT);
  }

  Poly num() {
    return num;
  }

  SortedMap<Poly, Integer> den() {
    return den;
  }

  boolean isZero() {
    return num.isZero();
  }

  Poly denominator(Work work) {
    var product = Poly.ONE;
    for (var e : den.entrySet()) {
      product = product.times(e.getKey().pow(e.getValue(), work), work);
    }
    return product;
  }

  Fraction plus(Fraction o, Work work) {
    if (isZero()) {
      return o;
    }
    if (o.isZero()) {
      return this;
    }
    if (den == o.den || den.equals(o.den)) {
      return new Fraction(num.plus(o.num, work), den);
    }
    var common = none();
    common.putAll(den);
    o.den.forEach((f, k) -> common.merge(f, k, Math::max));
    return new Fraction(raised(common, work).plus(o.raised(common, work), work), common);
  }

  private Poly raised(Map<Poly, Integer> common, Work work) {
    var result = num;
    for (var e : common.entrySet()) {
      int missing = e.getValue() - den.getOrDefault(e.getKey(), 0);
      if (missing > 0) {
        result = result.times(e.getKey().pow(missing, work), work);
      }
    }
    return result;
  }

  Fraction negate() {
    return new Fraction(num.negate(), den);
  }

  Fraction minus(Fraction o, Work work) {
    return plus(o.negate(), work);
  }

  Fraction times(Fraction o, Work work) {
    if (isZero() || o.isZero()) {
      return ZERO;
    }
    if (o.den.isEmpty()) {
      return new Fraction(num.times(o.num, work), den).lightlyCancelled(work);
    }
    if (den.isEmpty()) {
      return new Fraction(num.times(o.num, work), o.den).lightlyCancelled(work);
    }
    var both = none();
    both.putAll(den);
    o.den.forEach((f, k) -> both.merge(f, k, Integer::sum));
    return new Fraction(num.times(o.num, work), both).lightlyCancelled(work);
  }

  /** Divides factors of the denominator out of the numerator where that leaves no rest. */
  Fraction cancelled(Work work) {
    if (den.isEmpty()) {
      return this;
    }
    var n = num;
    var rest = none();
    for (var e : den.entrySet()) {
      int k = e.getValue();
      while (k > 0) {
        var q = shifted(n).dividedExactlyBy(e.getKey(), work);
        if (q == null) {
          break;
        }
        n = q.times(n.content(), Complex.ONE, work);
        k--;
      }
      if (k > 0) {
        rest.put(e.getKey(), k);
      }
    }
    return new Fraction(n, rest);
  }

  private Poly shifted(Poly p) {
    return p.times(p.content().pow(Rational.MINUS_ONE), Complex.ONE, new Work(Long.MAX_VALUE));
  }

  private Fraction lightlyCancelled(Work work) {
    return den.isEmpty() || num.size() > 200 ? this : cancelled(work);
  }

  /** One over this. Throws {@link ArithmeticException} for zero. */
  Fraction reciprocal(Work work) {
    if (isZero()) {
      throw new ArithmeticException("division by zero");
    }
    var up = denominator(work);
    var single = num.size() == 1 ? num.leading() : null;
    if (single != null) {
      return of(up).times(inverseOf(single.getKey(), single.getValue(), work), work);
    }
    // Normal factor: monomial content and leading coefficient moved to the numerator.
    var content = num.content();
    var lead = num.leading().getValue();
    var factor = num.times(content.pow(Rational.MINUS_ONE), lead.reciprocal(), work);
    var map = none();
    map.put(factor, 1);
    return new Fraction(up.times(content.pow(Rational.MINUS_ONE), lead.reciprocal(), work), map).lightlyCancelled(work);
  }

  /** 1/(c·m): algebraic generators g^f become g^(1−f)/g. */
  private static Fraction inverseOf(Monomial m, Complex c, Work work) {
    var up = new TreeMap<Generator, Rational>();
    var result = of(Poly.constant(c.reciprocal()));
    for (var e : m.exponents().entrySet()) {
      var g = e.getKey();
      if (!g.algebraic()) {
        up.put(g, e.getValue().negate());
      } else {
        up.put(g, Rational.ONE.minus(e.getValue()));
        var base = g.data() instanceof Poly p ? p : Poly.constant(Rational.of((BigInteger) g.data()));
        result = result.times(of(base).reciprocal(work), work);
      }
    }
    return result.times(of(Poly.term(Complex.ONE, Monomial.of(up), work)), work);
  }

  Fraction pow(int n, Work work) {
    if (n < 0) {
      return reciprocal(work).pow(-n, work);
    }
    if (den.isEmpty()) {
      return of(num.pow(n, work));
    }
    var map = none();
    if (n > 0) {
      den.forEach((f, k) -> map.put(f, Math.multiplyExact(k, n)));
    }
    return new Fraction(num.pow(n, work), map);
  }

  /** The rational value, or null. */
  Rational rational() {
    return den.isEmpty() ? num.rational() : null;
  }

  @Override
  public String toString() {
    return den.isEmpty() ? num.toString() : "(" + num + ")/" + den;
  }
}
