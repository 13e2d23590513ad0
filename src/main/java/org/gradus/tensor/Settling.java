package org.gradus.tensor;

import org.gradus.expr.Expr;
import org.gradus.expr.Rational;

/** One product of generators to normal form: what multiplies out is multiplied out, idempotents are reduced. */
final class Settling {

  private final Normalizer normalizer;

  Settling(Normalizer normalizer) {
    this.normalizer = normalizer;
  }

  Sop of(Product p) {
    for (var e : p.exponents().entrySet()) {
      var simpler = one(p, e.getKey(), e.getValue());
      if (simpler != null) {
        return simpler;
      }
    }
    var hot = normalizer.rules().oneHot(p, normalizer);
    if (hot != null) {
      return hot;
    }
    var lowered = normalizer.rules().finite().lowered(p, normalizer);
    if (lowered != null) {
      return lowered;
    }
    for (var e : p.exponents().entrySet()) {
      if (e.getKey() instanceof Expr.Add && e.getValue().signum() < 0) {
        var reduced = divided(p, e.getKey());
        if (reduced != null) {
          return reduced;
        }
      }
    }
    return Sop.of(p, Rational.ONE);
  }

  private Sop one(Product p, Expr g, Rational e) {
    switch (g) {
      case Expr.Call c when c.is("delta") || c.is("indicator") -> {
        if (e.signum() < 0) {
          throw new Unsupported("division by something that may be 0: " + g);
        }
        return e.isOne() ? null : of(p.without(g).times(g, Rational.ONE));
      }
      case Expr.Call c when c.is("abs") && e.isInteger() && !e.num().testBit(0) -> {
        return times(p.without(g), normalizer.powers().of(normalizer.of(c.arg()), e));
      }
      case Expr.Num n when e.floor().signum() != 0 -> {
        int k = e.floor().intValueExact();
        return of(p.without(g).times(g, e.minus(Rational.of(k)))).scale(n.value().pow(k));
      }
      case Expr.Add _ when e.compareTo(Rational.ONE) >= 0 -> {
        int k = e.floor().intValueExact();
        return times(p.without(g).times(g, e.minus(Rational.of(k))), normalizer.pow(normalizer.of(g), k));
      }
      case Expr.Mul _ when e.floor().signum() != 0 && (e.isInteger() || e.signum() > 0) -> {
        int k = e.floor().intValueExact();
        return times(p.without(g).times(g, e.minus(Rational.of(k))), normalizer.powers().of(normalizer.of(g), Rational.of(k)));
      }
      default -> {
        return null;
      }
    }
  }

  private Sop times(Product p, Sop s) {
    return normalizer.times(of(p), s);
  }

  /**
   * Partial fractions by one denominator D = c·L + R with largest term L: L·D^e is (D^(e+1) − R·D^e)/c; and negative
   * powers of a generator that all but a constant term of D contain are raised likewise.
   */
  private Sop divided(Product p, Expr denominator) {
    var d = normalizer.of(denominator);
    if (d.size() < 2) {
      return null;
    }
    var lead = d.ordered().getFirst();
    if (!lead.isOne() && divides(lead, p)) {
      return replaced(p, denominator, d, lead);
    }
    if (d.terms().containsKey(Product.ONE)) {
      for (var e : p.exponents().entrySet()) {
        var g = e.getKey();
        if (e.getValue().signum() < 0 && d.terms().keySet().stream()
            .allMatch(t -> t.isOne() || t.exponent(g).signum() > 0)) {
          return replaced(p, denominator, d, Product.ONE);
        }
      }
    }
    return null;
  }

  private static boolean divides(Product small, Product large) {
    return small.exponents().entrySet().stream()
        .allMatch(e -> e.getValue().signum() > 0 && large.exponent(e.getKey()).compareTo(e.getValue()) >= 0);
  }

  private Sop replaced(Product p, Expr denominator, Sop d, Product term) {
    normalizer.spend(d.size());
    var c = d.terms().get(term);
    var rest = p.times(term.pow(Rational.MINUS_ONE));
    var result = of(rest.times(denominator, Rational.ONE));
    for (var t : d.terms().entrySet()) {
      if (!t.getKey().equals(term)) {
        result = normalizer.plus(result, of(rest.times(t.getKey())).scale(t.getValue().negate()));
      }
    }
    return result.scale(c.reciprocal());
  }
}
