package org.gradus.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/** A sum of products with rational coefficients. Immutable. */
final class Sop {

  static final Sop ZERO = new Sop(Map.of());
  static final Sop ONE = of(Rational.ONE);

  private final Map<Product, Rational> terms;

  private Sop(Map<Product, Rational> terms) {
    this.terms = terms;
  }

  static Sop of(Rational c) {
    return of(Product.ONE, c);
  }

  static Sop of(Product p, Rational c) {
    return c.isZero() ? ZERO : new Sop(Map.of(p, c));
  }

  static Sop of(Expr generator) {
    return of(Product.of(generator, Rational.ONE), Rational.ONE);
  }

  Map<Product, Rational> terms() {
    return Collections.unmodifiableMap(terms);
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  int size() {
    return terms.size();
  }

  /** The only product, or null if there are none or several. */
  Product single() {
    return terms.size() == 1 ? terms.keySet().iterator().next() : null;
  }

  /** The rational value, or null. */
  Rational rational() {
    return terms.isEmpty() ? Rational.ZERO : single() == Product.ONE || single() != null && single().isOne()
        ? terms.values().iterator().next() : null;
  }

  Sop plus(Sop o) {
    if (isZero()) {
      return o;
    }
    if (o.isZero()) {
      return this;
    }
    var map = new HashMap<>(terms);
    o.terms.forEach((p, c) -> map.merge(p, c, Sop::sumOrNull));
    return new Sop(map);
  }

  private static Rational sumOrNull(Rational a, Rational b) {
    var sum = a.plus(b);
    return sum.isZero() ? null : sum;
  }

  Sop scale(Rational k) {
    if (k.isZero()) {
      return ZERO;
    }
    var map = new HashMap<Product, Rational>();
    terms.forEach((p, c) -> map.put(p, c.times(k)));
    return new Sop(map);
  }

  Sop negate() {
    return scale(Rational.MINUS_ONE);
  }

  Sop minus(Sop o) {
    return plus(o.negate());
  }

  /** The products, largest first: by degree, then lexicographically (a monomial order, so that division ends). */
  List<Product> ordered() {
    var all = new ArrayList<>(terms.keySet());
    all.sort(Comparator.reverseOrder());
    return all;
  }

  Expr toExpr() {
    var sum = new ArrayList<Expr>();
    for (var p : ordered()) {
      sum.add(Exprs.mul(Exprs.num(terms.get(p)), p.toExpr()));
    }
    return Exprs.add(sum);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Sop s && terms.equals(s.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  @Override
  public String toString() {
    return toExpr().toString();
  }
}
