package org.gradus.certificate;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gradus.expr.Rational;

/** A product of atoms with rational exponents, none of them zero. Ordered lexicographically. */
public final class Mono implements Comparable<Mono> {

  static final Mono ONE = new Mono(new TreeMap<>());

  private final TreeMap<Atom, Rational> exponents;
  private final int hash;

  private Mono(TreeMap<Atom, Rational> exponents) {
    this.exponents = exponents;
    this.hash = exponents.hashCode();
  }

  static Mono of(Map<Atom, Rational> exponents) {
    var map = new TreeMap<>(exponents);
    map.values().removeIf(Rational::isZero);
    return new Mono(map);
  }

  static Mono of(Atom a, Rational exponent) {
    return of(Map.of(a, exponent));
  }

  public SortedMap<Atom, Rational> exponents() {
    return exponents;
  }

  public boolean isOne() {
    return exponents.isEmpty();
  }

  Rational exponent(Atom a) {
    return exponents.getOrDefault(a, Rational.ZERO);
  }

  Mono times(Mono o) {
    var map = new TreeMap<>(exponents);
    o.exponents.forEach((a, e) -> map.merge(a, e, Rational::plus));
    return of(map);
  }

  Mono inverse() {
    var map = new TreeMap<>(exponents);
    map.replaceAll((a, e) -> e.negate());
    return new Mono(map);
  }

  Mono without(Atom a) {
    var map = new TreeMap<>(exponents);
    map.remove(a);
    return new Mono(map);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Mono m && hash == m.hash && exponents.equals(m.exponents);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public int compareTo(Mono o) {
    var atoms = new TreeSet<>(exponents.keySet());
    atoms.addAll(o.exponents.keySet());
    for (var a : atoms) {
      int c = exponent(a).compareTo(o.exponent(a));
      if (c != 0) {
        return c;
      }
    }
    return 0;
  }
}
