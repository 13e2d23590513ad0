package org.gradus.tensor;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/** Powers, exponentials, logarithms and absolute values of normal forms. */
final class Powers {

  private static final BigInteger MAX_TRIAL = BigInteger.valueOf(10_000);

  private final Normalizer normalizer;

  Powers(Normalizer normalizer) {
    this.normalizer = normalizer;
  }

  Sop power(Expr.Pow p) {
    var exponent = normalizer.of(p.exponent());
    var q = exponent.rational();
    var base = normalizer.of(p.base());
    if (q != null) {
      return of(base, q);
    }
    if (p.base().equals(Exprs.E)) {
      return exp(exponent);
    }
    if (normalizer.signs().of(base) == Signs.Known.POSITIVE) {
      return exp(times(exponent, log(base)));
    }
    // b^(c + v) = b^c·b^v for whole c
    var shift = exponent.terms().getOrDefault(Product.ONE, Rational.ZERO);
    int whole = shift.isIntegerWithin(1_000) ? shift.intValueExact() : 0;
    var rest = exponent.minus(Sop.of(Rational.of(whole)));
    var generator = Sop.of(Exprs.pow(base.toExpr(), rest.toExpr()));
    return whole == 0 ? generator : times(of(base, Rational.of(whole)), generator);
  }

  private Sop times(Sop a, Sop b) {
    return normalizer.times(a, b);
  }

  /** s^q. */
  Sop of(Sop s, Rational q) {
    if (q.isZero()) {
      return Sop.ONE;
    }
    if (s.isZero()) {
      if (q.signum() > 0) {
        return Sop.ZERO;
      }
      throw new Unsupported("division by zero");
    }
    if (q.isOne()) {
      return s;
    }
    return q.isInteger() ? whole(s, q.intValueExact()) : root(s, q);
  }

  private Sop whole(Sop s, int k) {
    if (k > 0) {
      return normalizer.pow(s, k);
    }
    var single = s.single();
    if (single != null) {
      return normalizer.settle(single.pow(Rational.of(k))).scale(s.terms().get(single).pow(k));
    }
    var content = content(s, false);
    var rest = divided(s, content);
    var lead = rest.terms().get(rest.ordered().getFirst());
    var monic = rest.scale(lead.reciprocal());
    return times(normalizer.settle(content.pow(Rational.of(k))).scale(lead.pow(k)),
        normalizer.settle(Product.of(monic.toExpr(), Rational.of(k))));
  }

  /** The largest product that divides every term, exponents possibly negative; of generators that are positive, or all. */
  private Product content(Sop s, boolean onlyPositive) {
    Map<Expr, Rational> least = null;
    for (var p : s.terms().keySet()) {
      if (least == null) {
        least = new HashMap<>(p.exponents());
        continue;
      }
      for (var g : p.exponents().keySet()) {
        least.putIfAbsent(g, Rational.ZERO);
      }
      for (var e : least.entrySet()) {
        if (p.exponent(e.getKey()).compareTo(e.getValue()) < 0) {
          e.setValue(p.exponent(e.getKey()));
        }
      }
    }
    if (onlyPositive) {
      least.keySet().removeIf(g -> !normalizer.signs().positive(g));
    }
    return Product.of(least);
  }

  private static Sop divided(Sop s, Product by) {
    var inverse = by.pow(Rational.MINUS_ONE);
    var result = Sop.ZERO;
    for (var t : s.terms().entrySet()) {
      result = result.plus(Sop.of(t.getKey().times(inverse), t.getValue()));
    }
    return result;
  }

  /** s^q for a fraction q: where it is defined, s is not negative. */
  private Sop root(Sop s, Rational q) {
    var single = s.single();
    if (single == null) {
      var content = content(s, true);
      var rest = divided(s, content);
      var size = rest.terms().get(rest.ordered().getFirst()).abs();
      return times(times(normalizer.settle(content.pow(q)), number(size, q)),
          normalizer.settle(Product.of(rest.scale(size.reciprocal()).toExpr(), q)));
    }
    var c = s.terms().get(single);
    var known = Product.ONE;
    var rest = Product.ONE;
    for (var e : single.exponents().entrySet()) {
      var g = e.getKey();
      var sign = normalizer.signs().of(g);
      if (sign != Signs.Known.UNKNOWN) {
        known = known.times(g, e.getValue().times(q));
      } else if (even(e.getValue())) {
        known = known.times(Exprs.call("abs", g), e.getValue().times(q));
      } else {
        rest = rest.times(g, e.getValue());
      }
    }
    var result = times(normalizer.settle(known), number(c.abs(), q));
    if (rest.isOne()) {
      if (c.signum() < 0) {
        throw new Unsupported("a root of a negative number");
      }
      return result;
    }
    if (c.signum() > 0 && rest.exponents().size() == 1) {
      return times(result, normalizer.settle(rest.pow(q)));
    }
    var inside = c.signum() < 0 ? Exprs.neg(rest.toExpr()) : rest.toExpr();
    return times(result, Sop.of(Product.of(inside, q), Rational.ONE));
  }

  private static boolean even(Rational e) {
    return e.isInteger() && !e.num().testBit(0);
  }

  /** r^q for r > 0, over the primes of r. */
  Sop number(Rational r, Rational q) {
    var result = Sop.ONE;
    for (var e : primes(r).entrySet()) {
      result = times(result, normalizer.settle(Product.of(Exprs.num(Rational.of(e.getKey())), q.times(Rational.of(e.getValue())))));
    }
    return result;
  }

  private static Map<BigInteger, Integer> primes(Rational r) {
    var map = new LinkedHashMap<BigInteger, Integer>();
    divide(r.num().abs(), 1, map);
    divide(r.den(), -1, map);
    return map;
  }

  private static void divide(BigInteger n, int sign, Map<BigInteger, Integer> into) {
    var rest = n;
    for (var p = BigInteger.TWO; p.multiply(p).compareTo(rest) <= 0 && p.compareTo(MAX_TRIAL) < 0; p = p.add(BigInteger.ONE)) {
      while (rest.mod(p).signum() == 0) {
        into.merge(p, sign, Integer::sum);
        rest = rest.divide(p);
      }
    }
    if (!rest.equals(BigInteger.ONE)) {
      into.merge(rest, sign, Integer::sum);
    }
    into.values().removeIf(k -> k == 0);
  }

  /** exp of a sum is the product of the exponentials of its terms: one generator a product. */
  Sop exp(Sop s) {
    var result = Sop.ONE;
    for (var p : s.ordered()) {
      var c = s.terms().get(p);
      result = times(result, expOf(p, c));
    }
    return result;
  }

  private Sop expOf(Product p, Rational c) {
    if (p.isOne()) {
      return normalizer.settle(Product.of(Exprs.E, c));
    }
    for (var g : p.exponents().keySet()) {
      if (g instanceof Expr.Call log && log.is("log") && p.exponent(g).isOne()) {
        var rest = p.without(g);
        if (rest.isOne()) {
          return of(normalizer.of(log.arg()), c);
        }
        if (log.arg() instanceof Expr.Call abs && abs.is("abs")) {
          continue;
        }
        return normalizer.settle(Product.of(Exprs.pow(log.arg(), rest.toExpr()), c));
      }
    }
    var product = p.exponents().size() == 1 ? likelihood(p.exponents().keySet().iterator().next(), p) : null;
    return product != null ? of(product, c) : normalizer.settle(Product.of(Exprs.exp(p.toExpr()), c));
  }

  /** exp Σ_k y_k·log p_k = Π_k p_k^y_k; null if the sum is not of that form. */
  private Sop likelihood(Expr g, Product p) {
    if (!(g instanceof Expr.Big b) || b.kind() != Expr.Big.Kind.SUM || b.body() instanceof Expr.Big || !p.exponent(g).isOne()) {
      return null;
    }
    var index = normalizer.bind(new Range(b.lower(), b.upper()), b.index());
    var body = normalizer.of(Trees.substitute(b.body(), b.index(), index));
    var single = body.single();
    if (single == null) {
      return null;
    }
    for (var factor : single.exponents().keySet()) {
      if (factor instanceof Expr.Call log && log.is("log") && single.exponent(factor).isOne()
          && (single.exponents().size() == 1 || normalizer.signs().positive(log.arg()))) {
        var exponent = Exprs.mul(Exprs.num(body.terms().get(single)), single.without(factor).toExpr());
        return normalizer.of(Exprs.product(Exprs.pow(log.arg(), exponent), index, b.lower(), b.upper()));
      }
    }
    return null;
  }

  /** log s = Σ log|factor|, where it is defined. */
  Sop log(Sop s) {
    if (s.isZero()) {
      throw new Unsupported("the logarithm of 0");
    }
    var single = s.single();
    if (single != null) {
      return logOf(s.terms().get(single).abs()).plus(logOf(single));
    }
    var content = content(s, false);
    var rest = divided(s, content);
    var lead = rest.terms().get(rest.ordered().getFirst());
    return logOf(lead.abs()).plus(logOf(content)).plus(logOf(rest.scale(lead.reciprocal()).toExpr()));
  }

  private Sop logOf(Rational r) {
    var result = Sop.ZERO;
    for (var e : primes(r).entrySet()) {
      result = result.plus(Sop.of(Exprs.log(Exprs.num(Rational.of(e.getKey())))).scale(Rational.of(e.getValue())));
    }
    return result;
  }

  private Sop logOf(Product p) {
    var result = Sop.ZERO;
    for (var e : p.exponents().entrySet()) {
      result = normalizer.plus(result, logOf(e.getKey()).scale(e.getValue()));
    }
    return result;
  }

  /** log|g|. */
  private Sop logOf(Expr g) {
    return switch (g) {
      case Expr.Num n -> logOf(n.value());
      case Expr.Const c when c.equals(Exprs.E) -> Sop.ONE;
      case Expr.Call c when c.is("exp") -> normalizer.of(c.arg());
      case Expr.Call c when c.is("abs") -> Sop.of(Exprs.log(g));
      case Expr.Pow p when !(p.exponent() instanceof Expr.Num) ->
          times(normalizer.of(p.exponent()), log(normalizer.of(p.base())));
      case Expr.Big b when b.kind() == Expr.Big.Kind.PRODUCT -> {
        var index = normalizer.bind(new Range(b.lower(), b.upper()), b.index());
        var body = normalizer.of(Trees.substitute(b.body(), b.index(), index));
        yield normalizer.contraction().sum(List.of(index), log(body));
      }
      default -> Sop.of(Exprs.log(normalizer.signs().positive(g) ? g : Exprs.call("abs", g)));
    };
  }

  /** |s|, by factors. */
  Sop abs(Sop s) {
    var r = s.rational();
    if (r != null) {
      return Sop.of(r.abs());
    }
    if (normalizer.signs().of(s) != Signs.Known.UNKNOWN) {
      return s;
    }
    var single = s.single();
    if (single == null) {
      var lead = s.terms().get(s.ordered().getFirst());
      return Sop.of(Exprs.call("abs", s.scale(lead.reciprocal()).toExpr())).scale(lead.abs());
    }
    var result = Product.ONE;
    for (var e : single.exponents().entrySet()) {
      boolean plain = even(e.getValue()) || normalizer.signs().of(e.getKey()) != Signs.Known.UNKNOWN;
      result = result.times(plain ? e.getKey() : Exprs.call("abs", e.getKey()), e.getValue());
    }
    return normalizer.settle(result).scale(s.terms().get(single).abs());
  }
}
