package org.gradus.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/**
 * Collects like terms and factors of expressions in which everything that is raised to a power is taken to be positive. For who writes
 * certificates: each use is an equation that is checked.
 */
final class LikeTerms {

  private static final int MAX_TERMS = 40;
  private static final Expr BASE = Exprs.exp(Exprs.ONE);

  private LikeTerms() {}

  /** Bases to exponents; e itself stands for exponentials, with the sum of what is in the exponent. */
  private record Product(Map<Expr, Expr> powers) {}

  static Expr of(Expr e) {
    return written(sum(e));
  }

  private static Map<Product, Rational> single(Product p, Rational c) {
    var m = new LinkedHashMap<Product, Rational>();
    if (!c.isZero()) {
      m.put(p, c);
    }
    return m;
  }

  private static Map<Product, Rational> atom(Expr base, Expr exponent) {
    return single(new Product(Map.of(base, exponent)), Rational.ONE);
  }

  private static Map<Product, Rational> sum(Expr e) {
    return switch (e) {
      case Expr.Num n -> single(new Product(Map.of()), n.value());
      case Expr.Add a -> {
        var s = new LinkedHashMap<Product, Rational>();
        for (var t : a.args()) {
          sum(t).forEach((p, c) -> add(s, p, c));
        }
        yield s;
      }
      case Expr.Mul m -> {
        var p = single(new Product(Map.of()), Rational.ONE);
        for (var f : m.args()) {
          p = times(p, sum(f));
        }
        yield p;
      }
      case Expr.Pow p when p.exponent() instanceof Expr.Num n -> power(p, sum(p.base()), n.value());
      case Expr.Call c when c.is("exp") -> exp(c.arg());
      default -> atom(e, Exprs.ONE);
    };
  }

  private static void add(Map<Product, Rational> s, Product p, Rational c) {
    var all = s.getOrDefault(p, Rational.ZERO).plus(c);
    if (all.isZero()) {
      s.remove(p);
    } else {
      s.put(p, all);
    }
  }

  private static Map<Product, Rational> times(Map<Product, Rational> a, Map<Product, Rational> b) {
    if (a.size() * b.size() > MAX_TERMS && a.size() > 1 && b.size() > 1) {
      return times(a.size() > b.size() ? atom(written(a), Exprs.ONE) : a, a.size() > b.size() ? b : atom(written(b), Exprs.ONE));
    }
    var s = new LinkedHashMap<Product, Rational>();
    a.forEach((p, c) -> b.forEach((q, d) -> {
      var joined = new LinkedHashMap<>(p.powers());
      q.powers().forEach((base, k) -> joined.merge(base, k, (x, y) -> of(Exprs.add(x, y))));
      joined.values().removeIf(Exprs::isZero);
      add(s, new Product(Map.copyOf(joined)), c.times(d));
    }));
    return s;
  }

  private static Map<Product, Rational> power(Expr.Pow whole, Map<Product, Rational> base, Rational k) {
    if (base.size() == 1) {
      var p = base.keySet().iterator().next();
      var c = base.values().iterator().next();
      var number = Exprs.pow(Exprs.num(c), Exprs.num(k));
      if (c.isOne() || number instanceof Expr.Num) {
        var powers = new LinkedHashMap<Expr, Expr>();
        p.powers().forEach((b, e) -> powers.put(b, of(Exprs.mul(Exprs.num(k), e))));
        return single(new Product(Map.copyOf(powers)), c.isOne() ? c : ((Expr.Num) number).value());
      }
    }
    if (k.isIntegerWithin(3) && k.signum() > 0 && Math.pow(base.size(), k.intValueExact()) <= MAX_TERMS) {
      var s = base;
      for (int i = 1; i < k.intValueExact(); i++) {
        s = times(s, base);
      }
      return s;
    }
    return atom(whole.base(), whole.exponent());
  }

  private static Map<Product, Rational> exp(Expr u) {
    var powers = new LinkedHashMap<Expr, Expr>();
    var rest = new ArrayList<Expr>();
    for (var t : u instanceof Expr.Add a ? a.args() : List.of(u)) {
      if (t instanceof Expr.Call c && c.is("log")) {
        powers.merge(c.arg(), Exprs.ONE, Exprs::add);
      } else if (t instanceof Expr.Mul m && m.args().size() == 2 && m.args().get(0) instanceof Expr.Num && m.args().get(1) instanceof Expr.Call c && c.is("log")) {
        powers.merge(c.arg(), m.args().get(0), Exprs::add);
      } else {
        rest.add(t);
      }
    }
    if (!rest.isEmpty()) {
      powers.put(BASE, of(Exprs.add(rest)));
    }
    powers.values().removeIf(Exprs::isZero);
    return single(new Product(Map.copyOf(powers)), Rational.ONE);
  }

  private static Expr written(Map<Product, Rational> s) {
    var terms = new ArrayList<Expr>();
    s.forEach((p, c) -> {
      var factors = new ArrayList<Expr>(List.of(Exprs.num(c)));
      p.powers().forEach((b, k) -> factors.add(b.equals(BASE) ? Exprs.exp(k) : Exprs.pow(b, k)));
      terms.add(Exprs.mul(factors));
    });
    return Exprs.add(terms);
  }
}
