package org.gradus.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/** A product of generators with nonzero rational exponents. Immutable. */
final class Product implements Comparable<Product> {

  static final Product ONE = new Product(Map.of());

  private final Map<Expr, Rational> exponents;
  private final int hash;
  private String text;

  private Product(Map<Expr, Rational> exponents) {
    this.exponents = exponents;
    this.hash = exponents.hashCode();
  }

  static Product of(Expr generator, Rational exponent) {
    return exponent.isZero() ? ONE : new Product(Map.of(generator, exponent));
  }

  static Product of(Map<Expr, Rational> exponents) {
    var map = new HashMap<>(exponents);
    map.values().removeIf(Rational::isZero);
    return map.isEmpty() ? ONE : new Product(map);
  }

  Map<Expr, Rational> exponents() {
    return Collections.unmodifiableMap(exponents);
  }

  Rational exponent(Expr generator) {
    return exponents.getOrDefault(generator, Rational.ZERO);
  }

  boolean isOne() {
    return exponents.isEmpty();
  }

  Product times(Product o) {
    if (isOne()) {
      return o;
    }
    if (o.isOne()) {
      return this;
    }
    var map = new HashMap<>(exponents);
    o.exponents.forEach((g, e) -> map.merge(g, e, Rational::plus));
    return of(map);
  }

  Product times(Expr generator, Rational exponent) {
    return times(of(generator, exponent));
  }

  Product without(Expr generator) {
    var map = new HashMap<>(exponents);
    map.remove(generator);
    return of(map);
  }

  Product pow(Rational q) {
    var map = new HashMap<Expr, Rational>();
    exponents.forEach((g, e) -> map.put(g, e.times(q)));
    return of(map);
  }

  boolean mentions(Expr.Sym s) {
    return exponents.keySet().stream().anyMatch(g -> Trees.freeSymbols(g).contains(s));
  }

  /** The generators in the order of their texts. */
  List<Expr> generators() {
    var all = new ArrayList<>(exponents.keySet());
    all.sort(Comparator.comparing(Expr::toString));
    return all;
  }

  Expr toExpr() {
    var factors = new ArrayList<Expr>();
    for (var e : exponents.entrySet()) {
      factors.add(power(e.getKey(), e.getValue()));
    }
    return Exprs.mul(factors);
  }

  /** The power of a generator as an expression: exponentials and powers take the exponent inside. */
  static Expr power(Expr generator, Rational exponent) {
    if (generator instanceof Expr.Call c && c.is("exp")) {
      return Exprs.exp(Exprs.mul(Exprs.num(exponent), c.arg()));
    }
    if (generator instanceof Expr.Pow p && !(p.exponent() instanceof Expr.Num)) {
      return Exprs.pow(p.base(), Exprs.mul(Exprs.num(exponent), p.exponent()));
    }
    return Exprs.pow(generator, Exprs.num(exponent));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Product p && hash == p.hash && exponents.equals(p.exponents);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  private Rational degree() {
    return exponents.values().stream().reduce(Rational.ZERO, Rational::plus);
  }

  /** Graded lexicographic. */
  @Override
  public int compareTo(Product o) {
    int byDegree = degree().compareTo(o.degree());
    if (byDegree != 0) {
      return byDegree;
    }
    var all = new TreeMap<String, Expr>();
    exponents.keySet().forEach(g -> all.put(g.toString(), g));
    o.exponents.keySet().forEach(g -> all.put(g.toString(), g));
    for (var g : all.values()) {
      int c = exponent(g).compareTo(o.exponent(g));
      if (c != 0) {
        return c;
      }
    }
    return 0;
  }

  /** The canonical text. */
  @Override
  public String toString() {
    if (text == null) {
      var parts = new ArrayList<String>();
      exponents.forEach((g, e) -> parts.add(e.isOne() ? g.toString() : g + "^(" + e + ")"));
      Collections.sort(parts);
      text = parts.isEmpty() ? "1" : String.join("*", parts);
    }
    return text;
  }
}
