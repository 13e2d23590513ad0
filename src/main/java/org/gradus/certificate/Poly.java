package org.gradus.certificate;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.expr.Rational;

/** A polynomial in atoms. Whole powers of numbers and roots are multiplied out, so √u·√u is u. Immutable. */
public final class Poly {

  static final Poly ZERO = new Poly(new TreeMap<>());
  static final Poly ONE = of(Gauss.ONE);
  /** Larger polynomials are not made. */
  private static final int MAX_TERMS = 30_000;

  private final TreeMap<Mono, Gauss> terms;

  private Poly(TreeMap<Mono, Gauss> terms) {
    this.terms = terms;
    if (terms.size() > MAX_TERMS) {
      throw new Rejected("a polynomial has more than " + MAX_TERMS + " terms");
    }
  }

  static Poly of(Gauss c) {
    return raw(Mono.ONE, c);
  }

  static Poly of(Rational r) {
    return of(Gauss.of(r));
  }

  public static Poly of(Atom a) {
    return raw(Mono.of(a, Rational.ONE), Gauss.ONE);
  }

  static Poly of(Mono m, Gauss c) {
    return raw(m, c).reduced();
  }

  private static Poly raw(Mono m, Gauss c) {
    var map = new TreeMap<Mono, Gauss>();
    if (!c.isZero()) {
      map.put(m, c);
    }
    return new Poly(map);
  }

  public TreeMap<Mono, Gauss> terms() {
    return terms;
  }

  int size() {
    return terms.size();
  }

  public boolean isZero() {
    return terms.isEmpty();
  }

  public boolean complex() {
    return terms.entrySet().stream().anyMatch(t -> !t.getValue().isReal()
        || t.getKey().exponents().keySet().stream().anyMatch(Atom::complex));
  }

  /** The value of a rational constant, or null. */
  public Rational rational() {
    if (terms.isEmpty()) {
      return Rational.ZERO;
    }
    return terms.size() == 1 && terms.firstKey().isOne() && terms.firstEntry().getValue().isReal()
        ? terms.firstEntry().getValue().re() : null;
  }

  public Map.Entry<Mono, Gauss> leading() {
    return terms.lastEntry();
  }

  public Poly plus(Poly o) {
    Meter.spend(o.size() + 1);
    var map = new TreeMap<>(terms);
    o.terms.forEach((m, c) -> add(map, m, c));
    return new Poly(map);
  }

  private static void add(TreeMap<Mono, Gauss> map, Mono m, Gauss c) {
    map.merge(m, c, (a, b) -> {
      var sum = a.plus(b);
      return sum.isZero() ? null : sum;
    });
  }

  public Poly negate() {
    return scale(Gauss.of(Rational.MINUS_ONE));
  }

  public Poly scale(Gauss k) {
    if (k.isZero()) {
      return ZERO;
    }
    var map = new TreeMap<>(terms);
    map.replaceAll((m, c) -> c.times(k));
    return new Poly(map);
  }

  Poly times(Poly o) {
    Meter.spend((long) size() * o.size() + 1);
    var map = new TreeMap<Mono, Gauss>();
    for (var s : terms.entrySet()) {
      for (var t : o.terms.entrySet()) {
        add(map, s.getKey().times(t.getKey()), s.getValue().times(t.getValue()));
      }
      if (map.size() > MAX_TERMS) {
        throw new Rejected("a polynomial has more than " + MAX_TERMS + " terms");
      }
    }
    return new Poly(map).reduced();
  }

  Poly times(Mono m) {
    return times(raw(m, Gauss.ONE));
  }

  Poly pow(int n) {
    var result = ONE;
    for (int i = 0; i < n; i++) {
      result = result.times(this);
    }
    return result;
  }

  private Poly reduced() {
    var result = this;
    for (var m : terms.keySet()) {
      var a = whole(m);
      if (a == null) {
        continue;
      }
      var c = terms.get(m);
      var e = m.exponent(a);
      int k = e.floor().intValueExact();
      if (k < 0) {
        throw new IllegalStateException("a root under a fraction bar");
      }
      var rest = m.without(a).times(Mono.of(a, e.minus(Rational.of(k))));
      var base = a.data() instanceof BigInteger n ? of(Rational.of(n)) : (Poly) a.data();
      result = result.plus(raw(m, c.negate())).plus(base.pow(k).times(of(rest, c)));
    }
    return result;
  }

  private static Atom whole(Mono m) {
    for (var e : m.exponents().entrySet()) {
      if (e.getKey().algebraic() && e.getValue().floor().signum() != 0) {
        return e.getKey();
      }
    }
    return null;
  }

  /** The largest monomial without roots that divides every term. */
  Mono content() {
    TreeMap<Atom, Rational> least = null;
    for (var m : terms.keySet()) {
      if (least == null) {
        least = new TreeMap<>(m.exponents());
      }
      for (var a : m.exponents().keySet()) {
        least.putIfAbsent(a, Rational.ZERO);
      }
      least.replaceAll((a, e) -> m.exponent(a).compareTo(e) < 0 ? m.exponent(a) : e);
    }
    if (least == null) {
      return Mono.ONE;
    }
    least.keySet().removeIf(Atom::algebraic);
    return Mono.of(least);
  }

  /** The quotient by d if there is no remainder and no root in either; else null. */
  Poly dividedBy(Poly d) {
    if (hasRoots() || d.hasRoots()) {
      return null;
    }
    var rest = this;
    var quotient = ZERO;
    for (int steps = 0; !rest.isZero(); steps++) {
      var m = rest.leading().getKey().times(d.leading().getKey().inverse());
      if (steps > 4 * (size() + 8) || m.exponents().values().stream().anyMatch(e -> e.signum() < 0)) {
        return null;
      }
      var t = raw(m, rest.leading().getValue().times(d.leading().getValue().inverse()));
      quotient = quotient.plus(t);
      rest = rest.plus(d.times(t).negate());
    }
    return quotient;
  }

  private boolean hasRoots() {
    return terms.keySet().stream().anyMatch(m -> m.exponents().keySet().stream().anyMatch(Atom::algebraic));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Poly p && terms.equals(p.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }
}
