package org.gradus.tensor;

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
 * Sums over indices: linear in the body; deltas eliminated; factors that share no bound index split off, so that what is
 * left under a Σ is connected; sums inside opened into the sum around them, unless they also stand where they cannot be
 * opened (under a power, in a denominator), where the whole is closed again and cancels.
 */
final class Contraction {

  private static final int MAX_OPENED_POWER = 4;

  private final Normalizer normalizer;
  private final Naming naming;

  Contraction(Normalizer normalizer) {
    this.normalizer = normalizer;
    this.naming = new Naming(normalizer);
  }

  Sop sum(List<Expr.Sym> indices, Sop body) {
    if (indices.isEmpty()) {
      return body;
    }
    var result = Sop.ZERO;
    for (var t : body.terms().entrySet()) {
      result = normalizer.plus(result, sum(indices, t.getKey()).scale(t.getValue()));
    }
    return result;
  }

  private Sop sum(List<Expr.Sym> indices, Product p) {
    if (indices.isEmpty()) {
      return Sop.of(p, Rational.ONE);
    }
    normalizer.spend(1 + indices.size());
    var simpler = eliminated(indices, p);
    if (simpler == null) {
      simpler = counted(indices, p);
    }
    if (simpler == null) {
      simpler = opened(indices, p);
    }
    if (simpler == null) {
      simpler = normalizer.rules().inverse(indices, p, this, normalizer);
    }
    if (simpler == null) {
      simpler = closed(indices, p);
    }
    return simpler != null ? simpler : components(indices, p);
  }

  private static List<Expr.Sym> without(List<Expr.Sym> indices, Expr.Sym i) {
    var rest = new ArrayList<>(indices);
    rest.remove(i);
    return rest;
  }

  private boolean inRanges(List<Expr.Sym> indices, Expr.Sym d) {
    return indices.stream().anyMatch(i -> {
      var r = normalizer.range(i);
      return Trees.freeSymbols(r.lower()).contains(d) || Trees.freeSymbols(r.upper()).contains(d);
    });
  }

  /** Σ_d δ_{d,v}·f(d) = f(v), if v is a value of d. */
  private Sop eliminated(List<Expr.Sym> indices, Product p) {
    for (var g : p.generators()) {
      if (!(g instanceof Expr.Call c) || !c.is("delta")) {
        continue;
      }
      for (int side = 0; side < 2; side++) {
        if (c.args().get(side) instanceof Expr.Sym d && indices.contains(d)) {
          var value = c.args().get(1 - side);
          if (!inRanges(indices, d) && !Trees.freeSymbols(value).contains(d) && isValue(value, normalizer.range(d))) {
            return sum(without(indices, d), normalizer.substitute(p.without(g), d, value));
          }
        }
      }
    }
    return null;
  }

  private boolean isValue(Expr value, Range range) {
    if (value instanceof Expr.Num n) {
      boolean always = range.contains(n.value(), normalizer);
      boolean presupposed = !always && range.mayContain(n.value(), normalizer);
      if (presupposed) {
        normalizer.uses(value + " is one of the indices");
      }
      return always || presupposed;
    }
    var own = normalizer.range(value);
    if (own != null) {
      return own.within(range, normalizer);
    }
    if (value instanceof Expr.Sym || value instanceof Expr.Indexed) {
      normalizer.uses(value + " is one of the indices");
      return true;
    }
    return false;
  }

  private Sop counted(List<Expr.Sym> indices, Product p) {
    for (var d : indices) {
      if (!p.mentions(d) && !inRanges(indices, d)) {
        return normalizer.times(count(normalizer.range(d)), sum(without(indices, d), p));
      }
    }
    return null;
  }

  /** How many values a range has. */
  Sop count(Range r) {
    var count = normalizer.of(Exprs.add(r.upper(), Exprs.neg(r.lower()), Exprs.ONE));
    if (!isCount(count)) {
      normalizer.uses(r.upper() + " >= " + Exprs.add(r.lower(), Exprs.MINUS_ONE));
    }
    return count;
  }

  /** Whether it is not negative for all sizes, which are at least 1. */
  private static boolean isCount(Sop s) {
    var atOne = Rational.ZERO;
    for (var t : s.terms().entrySet()) {
      boolean sizes = t.getKey().exponents().entrySet().stream().allMatch(e -> e.getKey() instanceof Expr.Sym && e.getValue().signum() > 0);
      if (!sizes || t.getValue().signum() < 0 && !t.getKey().isOne()) {
        return false;
      }
      atOne = atOne.plus(t.getValue());
    }
    return atOne.signum() >= 0;
  }

  private Sop opened(List<Expr.Sym> indices, Product p) {
    for (var g : p.generators()) {
      var e = p.exponent(g);
      if (!(g instanceof Expr.Big b) || b.kind() != Expr.Big.Kind.SUM || e.signum() < 0
          || !e.isIntegerWithin(MAX_OPENED_POWER) || indices.stream().noneMatch(i -> Trees.freeSymbols(g).contains(i))
          || occurs(g, p.without(g))) {
        continue;
      }
      var all = new ArrayList<>(indices);
      var body = open(b, all);
      return sum(all, normalizer.times(normalizer.settle(p.times(g, Rational.MINUS_ONE)), body));
    }
    return null;
  }

  /** The body of a chain of sums, with new bound indices that are added to the list. */
  private Sop open(Expr.Big chain, List<Expr.Sym> indices) {
    Expr e = chain;
    var names = new HashMap<Expr, Expr>();
    while (e instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM) {
      var d = normalizer.bind(new Range(Trees.substitute(b.lower(), names), Trees.substitute(b.upper(), names)), b.index());
      names.put(b.index(), d);
      indices.add(d);
      e = b.body();
    }
    return normalizer.of(Trees.substitute(e, names));
  }

  private static boolean occurs(Expr g, Product p) {
    return p.exponents().keySet().stream().anyMatch(other -> Trees.any(other, x -> x.equals(g)));
  }

  /** Σ_d of the factors with d, if that sum has a given value or also stands elsewhere in the product. */
  private Sop closed(List<Expr.Sym> indices, Product p) {
    for (var d : indices) {
      if (inRanges(indices, d)) {
        continue;
      }
      var inside = Product.ONE;
      var outside = Product.ONE;
      for (var e : p.exponents().entrySet()) {
        if (Trees.freeSymbols(e.getKey()).contains(d)) {
          inside = inside.times(e.getKey(), e.getValue());
        } else {
          outside = outside.times(e.getKey(), e.getValue());
        }
      }
      if (indices.size() == 1 && outside.isOne() && !normalizer.rules().hasSums()) {
        continue;
      }
      var whole = naming.close(List.of(d), inside);
      var value = normalizer.rules().valueOf(whole, normalizer);
      if (value != null) {
        return sum(without(indices, d), normalizer.times(normalizer.settle(outside), value));
      }
      if (occurs(whole, outside)) {
        return sum(without(indices, d), normalizer.settle(outside.times(whole, Rational.ONE)));
      }
    }
    return null;
  }

  private Sop components(List<Expr.Sym> indices, Product p) {
    var group = new LinkedHashMap<Expr.Sym, Integer>();
    for (int i = 0; i < indices.size(); i++) {
      group.put(indices.get(i), i);
    }
    var outside = Product.ONE;
    for (var g : p.exponents().keySet()) {
      var here = indices.stream().filter(Trees.freeSymbols(g)::contains).toList();
      if (here.isEmpty()) {
        outside = outside.times(g, p.exponent(g));
      }
      join(group, here);
    }
    for (var d : indices) {
      var r = normalizer.range(d);
      var here = new ArrayList<>(indices.stream().filter(i -> Trees.freeSymbols(r.lower()).contains(i)
          || Trees.freeSymbols(r.upper()).contains(i)).toList());
      here.add(d);
      join(group, here);
    }
    var result = normalizer.settle(outside);
    for (int c : group.values().stream().distinct().sorted().toList()) {
      var members = indices.stream().filter(i -> group.get(i) == c).toList();
      var inside = Product.ONE;
      for (var e : p.exponents().entrySet()) {
        if (members.stream().anyMatch(Trees.freeSymbols(e.getKey())::contains)) {
          inside = inside.times(e.getKey(), e.getValue());
        }
      }
      var whole = naming.close(members, inside);
      var value = normalizer.rules().valueOf(whole, normalizer);
      result = normalizer.times(result, value != null ? value : Sop.of(whole));
    }
    return result;
  }

  private static void join(Map<Expr.Sym, Integer> group, List<Expr.Sym> together) {
    if (together.size() < 2) {
      return;
    }
    int to = group.get(together.getFirst());
    for (var i : together) {
      int from = group.get(i);
      group.replaceAll((_, g) -> g == from ? to : g);
    }
  }
}
