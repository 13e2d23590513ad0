package org.gradus.proof;

import java.util.Map;
import org.gradus.expr.Rational;

/** A product of generators with nonzero rational exponents. Immutable. */
final class Monomial implements Comparable<Monomial> {

  static final Monomial ONE = new Monomial(Sorted.empty());

  private final Sorted<Generator, Rational> exponents;
  private final int hash;
  private final boolean algebraic;
  private String text;

  private Monomial(Sorted<Generator, Rational> exponents) {
    this.exponents = exponents;
    boolean any = false;
    for (int i = 0; i < exponents.size(); i++) {
      any |= exponents.key(i).algebraic();
    }
    this.hash = exponents.hashCode();
    this.algebraic = any;
  }

  private static Monomial made(Sorted<Generator, Rational> exponents) {
    return exponents.isEmpty() ? ONE : new Monomial(exponents);
  }

  /** Whether integer parts of an exponent are multiplied out. */
  boolean isAlgebraic() {
    return algebraic;
  }

  static Monomial of(Generator g, Rational exponent) {
    return exponent.isZero() ? ONE : new Monomial(Sorted.of(g, exponent));
  }

  static Monomial of(Map<Generator, Rational> exponents) {
    return made(Sorted.of(exponents, Rational::isZero));
  }

  Sorted<Generator, Rational> exponents() {
    return exponents;
  }

  boolean isOne() {
    return exponents.isEmpty();
  }

  Rational exponent(Generator g) {
    return exponents.getOrDefault(g, Rational.ZERO);
  }

  /** Whether some exponent is negative. */
  boolean isQuotient() {
    for (int i = 0; i < exponents.size(); i++) {
      if (exponents.value(i).signum() < 0) {
        return true;
      }
    }
    return false;
  }

  Monomial times(Monomial o) {
    return isOne() ? o : o.isOne() ? this : made(exponents.merged(o.exponents, Rational::plus, Rational::isZero));
  }

  Monomial pow(Rational q) {
    return q.isOne() || isOne() ? this : q.isZero() ? ONE : new Monomial(exponents.withValues(i -> exponents.value(i).times(q)));
  }

  Monomial reciprocal() {
    return pow(Rational.MINUS_ONE);
  }

  Monomial without(Generator g) {
    return made(exponents.without(g));
  }

  @Override
  public boolean equals(Object o) {
    return this == o || o instanceof Monomial m && hash == m.hash && exponents.equals(m.exponents);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Lexicographic with the first generator most significant: compatible with multiplication, so division terminates. */
  @Override
  public int compareTo(Monomial o) {
    if (this == o) {
      return 0;
    }
    int n = exponents.size();
    int m = o.exponents.size();
    for (int i = 0; i < n || i < m; i++) {
      if (i == n) {
        return -o.exponents.value(i).signum();
      }
      if (i == m) {
        return exponents.value(i).signum();
      }
      int byGenerator = exponents.key(i).compareTo(o.exponents.key(i));
      if (byGenerator < 0) {
        return exponents.value(i).signum();
      }
      if (byGenerator > 0) {
        return -o.exponents.value(i).signum();
      }
      int byExponent = exponents.value(i).compareTo(o.exponents.value(i));
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
      for (int i = 0; i < exponents.size(); i++) {
        var e = exponents.value(i);
        out.append(i == 0 ? "" : "*").append(exponents.key(i)).append(e.isOne() ? "" : "^(" + e + ")");
      }
      text = out.isEmpty() ? "1" : out.toString();
    }
    return text;
  }
}
