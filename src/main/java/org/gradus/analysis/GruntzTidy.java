package org.gradus.analysis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * Collects like terms and powers, multiplies small sums out, joins exponentials into one and opens logarithms of positive
 * products. Every step is an identity where the expression is defined, which the caller has made sure of.
 */
final class GruntzTidy {

  private final Expr.Sym x;
  private final GruntzConstants constants;
  private final Map<Expr, Expr> done = new HashMap<>();

  GruntzTidy(Expr.Sym x, GruntzConstants constants) {
    this.x = x;
    this.constants = constants;
  }

  /** A sum: monomials (atom to exponent) with their coefficients. */
  private static final class Sum extends LinkedHashMap<Map<Expr, Rational>, Rational> {
    private static final long serialVersionUID = 1L;

    void plus(Map<Expr, Rational> m, Rational c) {
      if (!c.isZero()) {
        var s = getOrDefault(m, Rational.ZERO).plus(c);
        if (s.isZero()) {
          remove(m);
        } else {
          put(m, s);
        }
      }
    }

    boolean single() {
      return size() == 1;
    }
  }

  Expr of(Expr e) {
    if (e instanceof Expr.Num || e instanceof Expr.Sym) {
      return e;
    }
    var known = done.get(e);
    if (known == null) {
      if (Trees.size(e, GruntzBudget.MAX_NODES) >= GruntzBudget.MAX_NODES) {
        throw new GruntzUndecided("out of budget: nodes");
      }
      known = write(sum(e));
      done.put(e, known);
    }
    return known;
  }

  private static Sum number(Rational r) {
    var s = new Sum();
    s.plus(Map.of(), r);
    return s;
  }

  private static Sum atom(Expr e, Rational q) {
    if (e instanceof Expr.Num n) {
      return numberPower(n.value(), q);
    }
    var s = new Sum();
    s.plus(Map.of(e, q), Rational.ONE);
    return s;
  }

  private static Sum numberPower(Rational r, Rational q) {
    if (q.isIntegerWithin(Exprs.MAX_FOLDED_EXPONENT)) {
      return number(r.pow(q.intValueExact()));
    }
    if (r.isOne()) {
      return number(r);
    }
    var s = new Sum();
    if (!r.num().equals(BigInteger.ONE) && r.signum() > 0 && !r.isInteger()) {
      return times(numberPower(Rational.of(r.num()), q), numberPower(Rational.of(r.den()), q.negate()));
    }
    if (r.num().equals(BigInteger.ONE)) {
      s.plus(Map.of(Exprs.num(Rational.of(r.den())), q.negate()), Rational.ONE);
      return s;
    }
    s.plus(Map.of(Exprs.num(r), q), Rational.ONE);
    return s;
  }

  private Sum sum(Expr e) {
    return switch (e) {
      case Expr.Num n -> number(n.value());
      case Expr.Const c when c.equals(Exprs.E) -> atom(Exprs.exp(Exprs.ONE), Rational.ONE);
      case Expr.Add a -> {
        var s = new Sum();
        for (var t : a.args()) {
          sum(t).forEach(s::plus);
        }
        yield s;
      }
      case Expr.Mul m -> {
        var p = number(Rational.ONE);
        for (var f : m.args()) {
          p = product(p, sum(f));
        }
        yield p;
      }
      case Expr.Pow p when p.exponent() instanceof Expr.Num n -> power(sum(p.base()), n.value());
      case Expr.Pow p -> sum(Exprs.exp(Exprs.mul(p.exponent(), Exprs.log(p.base()))));
      case Expr.Call c when c.is("exp") -> exp(sum(c.arg()));
      case Expr.Call c when c.is("log") -> log(sum(c.arg()));
      case Expr.Call c -> atom(Trees.map(c, this::of), Rational.ONE);
      case Expr.Apply c -> atom(Trees.map(c, this::of), Rational.ONE);
      default -> atom(e, Rational.ONE);
    };
  }

  private Sum product(Sum a, Sum b) {
    if (a.isEmpty() || b.isEmpty()) {
      return new Sum();
    }
    if ((long) a.size() * b.size() > GruntzBudget.MAX_EXPANDED) {
      return reopened(times(a.single() ? a : atom(write(a), Rational.ONE), b.single() ? b : atom(write(b), Rational.ONE)));
    }
    return reopened(times(a, b));
  }

  private static Sum times(Sum a, Sum b) {
    var s = new Sum();
    a.forEach((m, c) -> b.forEach((n, d) -> {
      var k = c.times(d);
      var joined = new HashMap<>(m);
      for (var f : n.entrySet()) {
        var q = joined.getOrDefault(f.getKey(), Rational.ZERO).plus(f.getValue());
        if (q.isZero()) {
          joined.remove(f.getKey());
        } else {
          joined.put(f.getKey(), q);
        }
      }
      for (var f : new ArrayList<>(joined.entrySet())) {
        if (f.getKey() instanceof Expr.Num base && f.getValue().isIntegerWithin(Exprs.MAX_FOLDED_EXPONENT)) {
          k = k.times(base.value().pow(f.getValue().intValueExact()));
          joined.remove(f.getKey());
        }
      }
      s.plus(Map.copyOf(joined), k);
    }));
    return s;
  }

  /** Roots that have become whole again: √u·√u is u, and u is a sum. */
  private Sum reopened(Sum s) {
    if (s.single()) {
      for (var f : s.keySet().iterator().next().entrySet()) {
        if (f.getKey() instanceof Expr.Add a && f.getValue().isOne() && a.args().size() <= 12) {
          var rest = new HashMap<>(s.keySet().iterator().next());
          rest.remove(f.getKey());
          var others = new Sum();
          others.plus(Map.copyOf(rest), s.values().iterator().next());
          return times(others, sum(a));
        }
      }
    }
    return s;
  }

  private Sum power(Sum b, Rational q) {
    if (q.isZero()) {
      return number(Rational.ONE);
    }
    if (b.isEmpty()) {
      if (q.signum() < 0) {
        throw new GruntzUndecided("a power of zero");
      }
      return b;
    }
    if (b.single()) {
      var m = b.keySet().iterator().next();
      var c = b.values().iterator().next();
      if (q.isIntegerWithin(Exprs.MAX_FOLDED_EXPONENT) || c.signum() > 0 && m.keySet().stream().allMatch(this::positive)) {
        var s = numberPower(c, q);
        for (var f : m.entrySet()) {
          s = times(s, atom(f.getKey(), f.getValue().times(q)));
        }
        return s;
      }
    } else if (q.isIntegerWithin(6) && q.signum() > 0 && Math.pow(b.size(), q.intValueExact()) <= GruntzBudget.MAX_EXPANDED) {
      var s = b;
      for (int i = 1; i < q.intValueExact(); i++) {
        s = times(s, b);
      }
      return s;
    }
    return atom(write(b), q);
  }

  private Sum exp(Sum u) {
    var s = number(Rational.ONE);
    for (var t : u.entrySet()) {
      var m = t.getKey();
      if (m.size() == 1 && m.keySet().iterator().next() instanceof Expr.Call c && c.is("log")
          && m.values().iterator().next().isOne()) {
        s = product(s, power(sum(c.arg()), t.getValue()));
      } else {
        s = product(s, atom(Exprs.exp(monomial(m, Rational.ONE)), t.getValue()));
      }
    }
    return s;
  }

  private Sum log(Sum u) {
    if (u.isEmpty()) {
      throw new GruntzUndecided("the logarithm of zero");
    }
    var m = u.keySet().iterator().next();
    var c = u.values().iterator().next();
    if (u.single() && c.signum() > 0 && oneUnknown(m)) {
      var s = new Sum();
      if (!c.isOne()) {
        logOf(c.num(), Rational.ONE, s);
        logOf(c.den(), Rational.MINUS_ONE, s);
      }
      for (var f : m.entrySet()) {
        if (f.getKey() instanceof Expr.Call e && e.is("exp")) {
          sum(e.arg()).forEach((n, d) -> s.plus(n, d.times(f.getValue())));
        } else {
          s.plus(Map.of(Exprs.log(f.getKey()), Rational.ONE), f.getValue());
        }
      }
      return s;
    }
    return atom(Exprs.log(write(u)), Rational.ONE);
  }

  private static void logOf(BigInteger n, Rational times, Sum into) {
    var rest = n;
    for (int p = 2; p < 100; p++) {
      var prime = BigInteger.valueOf(p);
      while (rest.mod(prime).signum() == 0) {
        rest = rest.divide(prime);
        into.plus(Map.of(Exprs.log(Exprs.num(p)), Rational.ONE), times);
      }
    }
    if (!rest.equals(BigInteger.ONE)) {
      into.plus(Map.of(Exprs.log(Exprs.num(Rational.of(rest))), Rational.ONE), times);
    }
  }

  /** At most one factor is not known to be positive, and that one must be since the product is. */
  private boolean oneUnknown(Map<Expr, Rational> m) {
    int unknown = 0;
    for (var f : m.entrySet()) {
      if (!positive(f.getKey())) {
        unknown++;
        if (f.getValue().isInteger() && !f.getValue().num().testBit(0)) {
          return false;
        }
      }
    }
    return unknown <= 1;
  }

  private boolean positive(Expr e) {
    return e.equals(x) || e.equals(Exprs.PI) || e instanceof Expr.Num n && n.value().signum() > 0
        || e instanceof Expr.Call c && c.is("exp")
        || e instanceof Expr.Sym && Integer.valueOf(1).equals(constants.signOrNull(e));
  }

  private static Expr write(Sum s) {
    var terms = new ArrayList<Expr>();
    s.forEach((m, c) -> terms.add(monomial(m, c)));
    return Exprs.add(terms);
  }

  private static Expr monomial(Map<Expr, Rational> m, Rational c) {
    var factors = new ArrayList<Expr>(List.of(Exprs.num(c)));
    var exponent = new ArrayList<Expr>();
    for (var f : m.entrySet()) {
      if (f.getKey() instanceof Expr.Call e && e.is("exp")) {
        exponent.add(scaled(f.getValue(), e.arg()));
      } else {
        factors.add(Exprs.pow(f.getKey(), Exprs.num(f.getValue())));
      }
    }
    if (!exponent.isEmpty()) {
      factors.add(Exprs.exp(Exprs.add(exponent)));
    }
    return Exprs.mul(factors);
  }

  private static Expr scaled(Rational r, Expr e) {
    return Exprs.mul(Exprs.num(r), e);
  }
}
