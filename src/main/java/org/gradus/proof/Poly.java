package org.gradus.proof;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.gradus.expr.Rational;

/**
 * A sum of monomials with exact coefficients, the largest monomial last. Immutable. Exponents of algebraic generators
 * lie in [0, 1): whole powers are multiplied out on the way ({@code √2·√2} is 2).
 */
final class Poly {

  /** A lambda of our own, for those of {@link Comparator} can be serialised, and such are made anew in every process. */
  static final Comparator<Poly> BY_TEXT = (a, b) -> a.toString().compareTo(b.toString());
  static final Poly ZERO = new Poly(new TreeMap<>());
  static final Poly ONE = constant(Complex.ONE);

  private final TreeMap<Monomial, Complex> terms;
  private String text;

  private Poly(TreeMap<Monomial, Complex> terms) {
    this.terms = terms;
  }

  static Poly constant(Complex c) {
    var map = new TreeMap<Monomial, Complex>();
    if (!c.isZero()) {
      map.put(Monomial.ONE, c);
    }
    return new Poly(map);
  }

  static Poly constant(Rational r) {
    return constant(Complex.of(r));
  }

  static Poly term(Complex c, Monomial m, Work work) {
    var map = new TreeMap<Monomial, Complex>();
    if (!c.isZero()) {
      map.put(m, c);
    }
    return new Poly(map).reduced(work);
  }

  static Poly generator(Generator g) {
    var map = new TreeMap<Monomial, Complex>();
    map.put(Monomial.of(g, Rational.ONE), Complex.ONE);
    return new Poly(map);
  }

  NavigableMap<Monomial, Complex> terms() {
    return terms;
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  boolean isConstant() {
    return terms.isEmpty() || terms.size() == 1 && terms.firstKey().isOne();
  }

  boolean isOne() {
    return terms.size() == 1 && terms.firstKey().isOne() && terms.firstEntry().getValue().isOne();
  }

  /** The rational value, or null if this is not a rational constant. */
  Rational rational() {
    if (terms.isEmpty()) {
      return Rational.ZERO;
    }
    return isConstant() && terms.firstEntry().getValue().isReal() ? terms.firstEntry().getValue().re() : null;
  }

  int size() {
    return terms.size();
  }

  Map.Entry<Monomial, Complex> leading() {
    return terms.lastEntry();
  }

  Poly plus(Poly o, Work work) {
    if (isZero()) {
      return o;
    }
    if (o.isZero()) {
      return this;
    }
    work.spend(o.size());
    var map = new TreeMap<>(terms);
    o.terms.forEach((m, c) -> accumulate(map, m, c));
    work.checkTerms(map.size());
    return new Poly(map);
  }

  private static void accumulate(TreeMap<Monomial, Complex> map, Monomial m, Complex c) {
    map.merge(m, c, (a, b) -> {
      var sum = a.plus(b);
      return sum.isZero() ? null : sum;
    });
  }

  Poly negate() {
    return scale(Complex.MINUS_ONE);
  }

  Poly scale(Complex k) {
    if (k.isOne()) {
      return this;
    }
    if (k.isZero()) {
      return ZERO;
    }
    var map = new TreeMap<Monomial, Complex>();
    terms.forEach((m, c) -> map.put(m, c.times(k)));
    return new Poly(map);
  }

  Poly times(Poly o, Work work) {
    if (isZero() || o.isZero()) {
      return ZERO;
    }
    if (isOne()) {
      return o;
    }
    if (o.isOne()) {
      return this;
    }
    work.spend((long) size() * o.size());
    var map = new TreeMap<Monomial, Complex>();
    terms.forEach((m, c) -> o.terms.forEach((n, d) -> accumulate(map, m.times(n), c.times(d))));
    work.checkTerms(map.size());
    return new Poly(map).reduced(work);
  }

  Poly times(Monomial m, Complex k, Work work) {
    work.spend(size());
    if (m.isOne() && !k.isZero()) {
      return scale(k);
    }
    var map = new TreeMap<Monomial, Complex>();
    terms.forEach((n, c) -> map.put(n.times(m), c.times(k)));
    return new Poly(map).reduced(work);
  }

  Poly pow(int n, Work work) {
    var result = ONE;
    var square = this;
    for (int k = n; k > 0; k >>= 1) {
      if ((k & 1) == 1) {
        result = result.times(square, work);
      }
      if (k > 1) {
        square = square.times(square, work);
      }
    }
    return result;
  }

  /** Multiplies out whole powers of algebraic generators. Exponents must not be negative there. */
  private Poly reduced(Work work) {
    if (!hasAlgebraic()) {
      return this;
    }
    var dirty = false;
    for (var m : terms.keySet()) {
      dirty |= whole(m) != null;
    }
    if (!dirty) {
      return this;
    }
    var result = ZERO;
    for (var e : terms.entrySet()) {
      result = result.plus(reduceTerm(e.getKey(), e.getValue(), work), work);
    }
    return result;
  }

  private static Generator whole(Monomial m) {
    if (!m.isAlgebraic()) {
      return null;
    }
    for (var e : m.exponents().entrySet()) {
      if (e.getKey().algebraic() && e.getValue().floor().signum() != 0) {
        return e.getKey();
      }
    }
    return null;
  }

  private static Poly reduceTerm(Monomial m, Complex c, Work work) {
    var g = whole(m);
    if (g == null) {
      var map = new TreeMap<Monomial, Complex>();
      map.put(m, c);
      return new Poly(map);
    }
    var e = m.exponent(g);
    int k = e.floor().intValueExact();
    var rest = m.without(g).times(Monomial.of(g, e.minus(Rational.of(k))));
    if (g.data() instanceof BigInteger n) {
      return reduceTerm(rest, c.times(Complex.of(Rational.of(n).pow(k))), work);
    }
    if (k < 0) {
      throw new IllegalStateException("negative power of a root base in a polynomial");
    }
    return ((Poly) g.data()).pow(k, work).times(reduceTerm(rest, c, work), work);
  }

  /** The largest monomial that divides every term, with exponents possibly negative; ONE for zero. */
  Monomial content() {
    if (isZero()) {
      return Monomial.ONE;
    }
    TreeMap<Generator, Rational> least = null;
    for (var m : terms.keySet()) {
      if (least == null) {
        least = new TreeMap<>(m.exponents());
        continue;
      }
      for (var g : m.exponents().keySet()) {
        least.putIfAbsent(g, Rational.ZERO);
      }
      for (var e : least.entrySet()) {
        var other = m.exponent(e.getKey());
        if (other.compareTo(e.getValue()) < 0) {
          e.setValue(other);
        }
      }
    }
    least.keySet().removeIf(Generator::algebraic);
    return Monomial.of(least);
  }

  /** The quotient if the division by {@code d} leaves no rest, else null. Only for polynomials without algebraic generators. */
  Poly dividedExactlyBy(Poly d, Work work) {
    if (hasAlgebraic() || d.hasAlgebraic()) {
      return null;
    }
    var lead = d.leading();
    var rest = this;
    var quotient = ZERO;
    var inverse = lead.getValue().reciprocal();
    for (int steps = 0; !rest.isZero(); steps++) {
      if (steps > 4 * (size() + 8)) {
        return null;
      }
      var top = rest.leading();
      var m = top.getKey().times(lead.getKey().pow(Rational.MINUS_ONE));
      if (m.exponents().values().stream().anyMatch(q -> q.signum() < 0)) {
        return null;
      }
      var c = top.getValue().times(inverse);
      var map = new TreeMap<Monomial, Complex>();
      map.put(m, c);
      quotient = quotient.plus(new Poly(map), work);
      rest = rest.plus(d.times(m, c.negate(), work), work);
    }
    return quotient;
  }

  private boolean hasAlgebraic() {
    for (var m : terms.keySet()) {
      if (m.isAlgebraic()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Poly p && terms.equals(p.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  /** The canonical text, largest monomial first. */
  @Override
  public String toString() {
    if (text == null) {
      var out = new StringBuilder();
      terms.descendingMap().forEach((m, c) -> out.append(out.isEmpty() ? "" : "+").append(c).append('*').append(m));
      text = out.isEmpty() ? "0" : out.toString();
    }
    return text;
  }
}
