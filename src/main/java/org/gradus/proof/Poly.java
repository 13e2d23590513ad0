package org.gradus.proof;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.expr.Rational;

/**
 * A sum of monomials with exact coefficients, the largest monomial last. Immutable. Exponents of algebraic generators
 * lie in [0, 1): whole powers are multiplied out on the way ({@code √2·√2} is 2).
 */
final class Poly {

  /** A lambda of our own, for those of {@link Comparator} can be serialised, and such are made anew in every process. */
  static final Comparator<Poly> BY_TEXT = (a, b) -> a == b ? 0 : a.toString().compareTo(b.toString());
  static final Poly ZERO = new Poly(Sorted.empty());
  static final Poly ONE = constant(Complex.ONE);

  /** Products of so many pairs of terms are sorted as they come; of more, equal ones are put together before. */
  private static final int SORTED_AT_ONCE = 1 << 12;

  private final Sorted<Monomial, Complex> terms;
  private String text;

  private Poly(Sorted<Monomial, Complex> terms) {
    this.terms = terms;
  }

  static Poly constant(Complex c) {
    return term(c, Monomial.ONE);
  }

  static Poly constant(Rational r) {
    return constant(Complex.of(r));
  }

  static Poly term(Complex c, Monomial m, Work work) {
    return term(c, m).reduced(work);
  }

  private static Poly term(Complex c, Monomial m) {
    return new Poly(c.isZero() ? Sorted.empty() : Sorted.of(m, c));
  }

  static Poly generator(Generator g) {
    return term(Complex.ONE, Monomial.of(g, Rational.ONE));
  }

  /** The coefficients, the largest monomial last. */
  Sorted<Monomial, Complex> terms() {
    return terms;
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  boolean isConstant() {
    return terms.isEmpty() || terms.size() == 1 && terms.firstKey().isOne();
  }

  boolean isOne() {
    return terms.size() == 1 && terms.firstKey().isOne() && terms.value(0).isOne();
  }

  /** The rational value, or null if this is not a rational constant. */
  Rational rational() {
    if (terms.isEmpty()) {
      return Rational.ZERO;
    }
    return isConstant() && terms.value(0).isReal() ? terms.value(0).re() : null;
  }

  int size() {
    return terms.size();
  }

  /** The largest monomial with its coefficient. Not of zero. */
  Map.Entry<Monomial, Complex> leading() {
    return Map.entry(terms.lastKey(), terms.value(terms.size() - 1));
  }

  Poly plus(Poly o, Work work) {
    if (isZero()) {
      return o;
    }
    if (o.isZero()) {
      return this;
    }
    work.spend(o.size());
    var sum = terms.merged(o.terms, Complex::plus, Complex::isZero);
    work.checkTerms(sum.size());
    return new Poly(sum);
  }

  Poly negate() {
    return isZero() ? this : new Poly(terms.withValues(i -> terms.value(i).negate()));
  }

  Poly scale(Complex k) {
    return k.isOne() ? this : k.isZero() ? ZERO : new Poly(terms.withValues(i -> terms.value(i).times(k)));
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
    if (size() == 1 || o.size() == 1) {
      var one = size() == 1 ? this : o;
      var many = size() == 1 ? o : this;
      work.checkTerms(many.size());
      return many.timesTerm(one.terms.key(0), one.terms.value(0)).reduced(work);
    }
    var product = (long) size() * o.size() <= SORTED_AT_ONCE ? allProducts(o) : gathered(o);
    work.checkTerms(product.size());
    return new Poly(product).reduced(work);
  }

  /** The order of monomials is compatible with multiplication, so that the order of the terms stays. */
  private Poly timesTerm(Monomial m, Complex k) {
    return m.isOne() ? scale(k)
        : new Poly(Sorted.inOrder(size(), i -> terms.key(i).times(m), k.isOne() ? terms::value : i -> terms.value(i).times(k)));
  }

  private Sorted<Monomial, Complex> allProducts(Poly o) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Sorted.Entry<Monomial, Complex>[] products = new Sorted.Entry[size() * o.size()];
    int n = 0;
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < o.size(); j++) {
        products[n++] = new Sorted.Entry<>(terms.key(i).times(o.terms.key(j)), terms.value(i).times(o.terms.value(j)));
      }
    }
    return Sorted.collected(products, Complex::plus, Complex::isZero);
  }

  private Sorted<Monomial, Complex> gathered(Poly o) {
    var map = new HashMap<Monomial, Complex>();
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < o.size(); j++) {
        map.merge(terms.key(i).times(o.terms.key(j)), terms.value(i).times(o.terms.value(j)), Complex::plus);
      }
    }
    return Sorted.of(map, Complex::isZero);
  }

  Poly times(Monomial m, Complex k, Work work) {
    work.spend(size());
    return k.isZero() ? ZERO : timesTerm(m, k).reduced(work);
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
    boolean dirty = false;
    for (int i = 0; i < size() && !dirty; i++) {
      dirty = whole(terms.key(i)) != null;
    }
    if (!dirty) {
      return this;
    }
    var result = ZERO;
    for (int i = 0; i < size(); i++) {
      result = result.plus(reduceTerm(terms.key(i), terms.value(i), work), work);
    }
    return result;
  }

  private static Generator whole(Monomial m) {
    if (!m.isAlgebraic()) {
      return null;
    }
    var exponents = m.exponents();
    for (int i = 0; i < exponents.size(); i++) {
      if (exponents.key(i).algebraic() && exponents.value(i).floor().signum() != 0) {
        return exponents.key(i);
      }
    }
    return null;
  }

  private static Poly reduceTerm(Monomial m, Complex c, Work work) {
    var g = whole(m);
    if (g == null) {
      return term(c, m);
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
    if (size() == 1 && !terms.firstKey().isAlgebraic()) {
      return terms.firstKey();
    }
    var least = new TreeMap<Generator, Rational>();
    for (int i = 0; i < size(); i++) {
      var exponents = terms.key(i).exponents();
      for (int j = 0; j < exponents.size(); j++) {
        if (!exponents.key(j).algebraic()) {
          least.merge(exponents.key(j), exponents.value(j), (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }
      }
    }
    // Where a generator does not occur its exponent is 0.
    least.replaceAll((g, e) -> e.signum() > 0 && !everywhere(g) ? Rational.ZERO : e);
    return Monomial.of(least);
  }

  private boolean everywhere(Generator g) {
    for (int i = 0; i < size(); i++) {
      if (!terms.key(i).exponents().containsKey(g)) {
        return false;
      }
    }
    return true;
  }

  /** The quotient if the division by {@code d} leaves no rest, else null. Only for polynomials without algebraic generators. */
  Poly dividedExactlyBy(Poly d, Work work) {
    if (hasAlgebraic() || d.hasAlgebraic()) {
      return null;
    }
    var lead = d.leading();
    var rest = this;
    var quotient = ZERO;
    var down = lead.getKey().reciprocal();
    var inverse = lead.getValue().reciprocal();
    for (int steps = 0; !rest.isZero(); steps++) {
      if (steps > 4 * (size() + 8)) {
        return null;
      }
      var top = rest.leading();
      var m = top.getKey().times(down);
      if (m.isQuotient()) {
        return null;
      }
      var c = top.getValue().times(inverse);
      quotient = quotient.plus(term(c, m), work);
      rest = rest.plus(d.times(m, c.negate(), work), work);
    }
    return quotient;
  }

  private boolean hasAlgebraic() {
    for (int i = 0; i < size(); i++) {
      if (terms.key(i).isAlgebraic()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object o) {
    return this == o || o instanceof Poly p && terms.equals(p.terms);
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
      for (int i = size() - 1; i >= 0; i--) {
        out.append(out.isEmpty() ? "" : "+").append(terms.value(i)).append('*').append(terms.key(i));
      }
      text = out.isEmpty() ? "0" : out.toString();
    }
    return text;
  }
}
