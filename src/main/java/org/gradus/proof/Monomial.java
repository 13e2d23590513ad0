package org.gradus.proof;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gradus.expr.Rational;

/** A product of generators with nonzero rational exponents. Immutable. */
final class Monomial implements Comparable<Monomial> {

  static final Monomial ONE = new Monomial(new TreeMap<>());

  private final TreeMap<Generator, Rational> exponents;
  private final int hash;
  private final boolean algebraic;
  private String text;

  private Monomial(TreeMap<Generator, Rational> exponents) {
    this.exponents = exponents;
    int sum = 0;
    boolean any = false;
    for (var e : exponents.entrySet()) {
      sum += e.getKey().hashCode() ^ e.getValue().hashCode();
      any |= e.getKey().algebraic();
    }
    this.hash = sum;
    this.algebraic = any;
  }

  /** Whether integer parts of an exponent are multiplied out. */
  boolean isAlgebraic() {
    return algebraic;
  }

  static Monomial of(Generator g, Rational exponent) {
    if (exponent.isZero()) {
      return ONE;
    }
    var map = new TreeMap<Generator, Rational>();
    map.put(g, exponent);
    return new Monomial(map);
  }

  static Monomial of(Map<Generator, Rational> exponents) {
    var map = new TreeMap<>(exponents);
    map.values().removeIf(Rational::isZero);
    return map.isEmpty() ? ONE : new Monomial(map);
  }

  SortedMap<Generator, Rational> exponents() {
    return exponents;
  }

  boolean isOne() {
    return exponents.isEmpty();
  }

  Rational exponent(Generator g) {
    return exponents.getOrDefault(g, Rational.ZERO);
  }

  Monomial times(Monomial o) {
    if (isOne()) {
      return o;
    }
    if (o.isOne()) {
      return this;
    }
    var map = new TreeMap<>(exponents);
    o.exponents.forEach((g, e) -> map.merge(g, e, Rational::plus));
    map.values().removeIf(Rational::isZero);
    return map.isEmpty() ? ONE : new Monomial(map);
  }

  Monomial pow(Rational q) {
    var map = new TreeMap<Generator, Rational>();
    exponents.forEach((g, e) -> map.put(g, e.times(q)));
    return of(map);
  }

  Monomial without(Generator g) {
    var map = new TreeMap<>(exponents);
    map.remove(g);
    return map.isEmpty() ? ONE : new Monomial(map);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Monomial m && hash == m.hash && exponents.equals(m.exponents);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Lexicographic with the first generator most significant: compatible with multiplication, so division terminates. */
  @Override
  public int compareTo(Monomial o) {
    var a = exponents.entrySet().iterator();
    var b = o.exponents.entrySet().iterator();
    while (a.hasNext() || b.hasNext()) {
      if (!a.hasNext()) {
        return -b.next().getValue().signum();
      }
      if (!b.hasNext()) {
        return a.next().getValue().signum();
      }
      var x = a.next();
      var y = b.next();
      int byGenerator = x.getKey().compareTo(y.getKey());
      if (byGenerator < 0) {
        return x.getValue().signum();
      }
      if (byGenerator > 0) {
        return -y.getValue().signum();
      }
      int byExponent = x.getValue().compareTo(y.getValue());
      if (byExponent != 0) {
        return byExponent;
      }
    }
    return 0;
  }

  @Override
  public String toString() {
    if (text == null) {
      var out = new StringBuilder();
      exponents.forEach((g, e) -> out.append(out.isEmpty() ? "" : "*").append(g)
          .append(e.isOne() ? "" : "^(" + e + ")"));
      text = out.isEmpty() ? "1" : out.toString();
    }
    return text;
  }
}
