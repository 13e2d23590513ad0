package org.gradus.certificate;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.expr.Rational;

/**
 * A quotient: the denominator is a product of polynomials of more than one term with leading coefficient 1. It comes
 * from divisions that were written, so it is not zero where the expression is defined.
 */
public record Frac(Poly num, Map<Poly, Integer> den) {

  static final Frac ZERO = of(Poly.ZERO);
  static final Frac ONE = of(Poly.ONE);

  static Frac of(Poly p) {
    return new Frac(p, Map.of());
  }

  static Frac of(Rational r) {
    return of(Poly.of(r));
  }

  public boolean isZero() {
    return num.isZero();
  }

  Rational rational() {
    return den.isEmpty() ? num.rational() : null;
  }

  Frac negate() {
    return new Frac(num.negate(), den);
  }

  Frac plus(Frac o) {
    if (isZero() || o.isZero()) {
      return isZero() ? o : this;
    }
    if (den.equals(o.den)) {
      return new Frac(num.plus(o.num), den);
    }
    var common = new LinkedHashMap<>(den);
    o.den.forEach((p, k) -> common.merge(p, k, Math::max));
    return new Frac(over(common).plus(o.over(common)), common);
  }

  private Poly over(Map<Poly, Integer> common) {
    var result = num;
    for (var e : common.entrySet()) {
      result = result.times(e.getKey().pow(e.getValue() - den.getOrDefault(e.getKey(), 0)));
    }
    return result;
  }

  public Frac minus(Frac o) {
    return plus(o.negate());
  }

  Frac times(Frac o) {
    if (isZero() || o.isZero()) {
      return ZERO;
    }
    var both = new LinkedHashMap<>(den);
    o.den.forEach((p, k) -> both.merge(p, k, Integer::sum));
    var product = new Frac(num.times(o.num), both);
    return product.num.size() > 200 ? product : product.cancelled();
  }

  /** The same with factors of the denominator divided out where that leaves no remainder. */
  public Frac cancelled() {
    if (den.isEmpty()) {
      return this;
    }
    var n = num;
    var rest = new LinkedHashMap<Poly, Integer>();
    for (var e : den.entrySet()) {
      int k = e.getValue();
      while (k > 0) {
        var content = n.content();
        var q = n.times(content.inverse()).dividedBy(e.getKey());
        if (q == null) {
          break;
        }
        n = q.times(content);
        k--;
      }
      if (k > 0) {
        rest.put(e.getKey(), k);
      }
    }
    return new Frac(n, rest);
  }

  /** Throws {@link Normal.Refused} for zero. */
  Frac inverse() {
    if (isZero()) {
      throw new Normal.Refused("division by zero");
    }
    var up = of(Poly.ONE);
    for (var e : den.entrySet()) {
      up = up.times(of(e.getKey().pow(e.getValue())));
    }
    var lead = num.leading();
    if (num.size() == 1) {
      return up.times(inverse(lead.getKey(), lead.getValue()));
    }
    var content = num.content();
    var k = lead.getValue().inverse();
    var factor = num.times(content.inverse()).scale(k);
    return up.times(new Frac(Poly.of(content.inverse(), k), Map.of(factor, 1)));
  }

  /** 1/(c·m); a root r^f turns into r^(1−f)/r. */
  private static Frac inverse(Mono m, Gauss c) {
    var up = new TreeMap<Atom, Rational>();
    var result = of(Poly.of(c.inverse()));
    for (var e : m.exponents().entrySet()) {
      var a = e.getKey();
      if (a.algebraic()) {
        up.put(a, Rational.ONE.minus(e.getValue()));
        result = result.times((a.data() instanceof BigInteger n ? of(Rational.of(n)) : of((Poly) a.data())).inverse());
      } else {
        up.put(a, e.getValue().negate());
      }
    }
    return result.times(of(Poly.of(Mono.of(up), Gauss.ONE)));
  }

  Frac pow(int n) {
    if (n < 0) {
      return inverse().pow(-n);
    }
    if (n > 0 && num.size() == 1 && num.terms().firstKey().isOne() && num.rational() != null && den.isEmpty()) {
      return of(num.rational().pow(n));
    }
    var under = new LinkedHashMap<Poly, Integer>();
    if (n > 0) {
      den.forEach((p, k) -> under.put(p, Math.multiplyExact(k, n)));
    }
    return new Frac(num.pow(n), under);
  }
}
