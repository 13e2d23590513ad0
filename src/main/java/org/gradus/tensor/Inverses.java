package org.gradus.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * Inverses and determinants of a claim's matrices, as families of unknowns ({@code inverse(A)[i,j]}) with the rule
 * A⁻¹·A = I, in the form A⁻¹·L = (I − A⁻¹·R)/c for A = c·L + R with largest product L.
 */
final class Inverses {

  /**
   * An inverted matrix.
   *
   * @param base the name of the family of the inverse's entries
   * @param entry the entry of the matrix itself at {@code row}, {@code column}
   * @param size its number of rows
   */
  record Inverted(String base, Expr.Sym row, Expr.Sym column, Expr entry, Expr size, boolean symmetric) {

    Expr at(Expr i, Expr j) {
      return Trees.substitute(entry, Map.of(row, i, column, j));
    }
  }

  private final Map<String, Inverted> byBase = new LinkedHashMap<>();
  private final Map<String, Inverted> byDeterminant = new HashMap<>();
  private final Map<String, Sop> normal = new HashMap<>();
  private boolean smallest;

  /** The inverse of the matrix with those entries; {@code name} tells matrices apart. */
  Inverted of(String name, BinaryOperator<Expr> entry, Expr size, boolean symmetric) {
    var base = "inverse(" + name + ")";
    var known = byBase.get(base);
    if (known == null) {
      var row = Exprs.sym("@row " + base);
      var column = Exprs.sym("@column " + base);
      known = new Inverted(base, row, column, entry.apply(row, column), size, symmetric);
      byBase.put(base, known);
    }
    return known;
  }

  /** The determinant as an unknown. */
  Expr.Sym determinant(String name, BinaryOperator<Expr> entry, Expr size, boolean symmetric) {
    byDeterminant.put("det(" + name + ")", of(name, entry, size, symmetric));
    return Exprs.sym("det(" + name + ")");
  }

  Inverted inverted(String base) {
    return byBase.get(base);
  }

  Inverted ofDeterminant(String name) {
    return byDeterminant.get(name);
  }

  boolean isEmpty() {
    return byBase.isEmpty();
  }

  Map<String, Inverted> all() {
    return byBase;
  }

  /** The entries of the inverted matrices with explicit ranges, in the order of {@link #all}. */
  Inverses withEntries(List<Expr> entries) {
    var result = new Inverses();
    result.smallest = smallest;
    int i = 0;
    for (var e : byBase.entrySet()) {
      var old = e.getValue();
      result.byBase.put(e.getKey(), new Inverted(old.base(), old.row(), old.column(), entries.get(i++), old.size(), old.symmetric()));
    }
    byDeterminant.forEach((name, old) -> result.byDeterminant.put(name, result.byBase.get(old.base())));
    return result;
  }

  /** The same with the smallest product of each matrix beside its inverse in the place of the largest. */
  Inverses bySmallest() {
    var result = withEntries(byBase.values().stream().map(Inverted::entry).toList());
    result.smallest = true;
    return result;
  }

  Set<String> symmetric() {
    var names = new HashSet<String>();
    byBase.values().stream().filter(Inverted::symmetric).forEach(i -> names.add(i.base()));
    return names;
  }

  /** The product with one A⁻¹·L replaced, summed over the indices; null if there is none. */
  Sop contract(List<Expr.Sym> indices, Product p, Contraction contraction, Normalizer normalizer) {
    for (var g : byBase.isEmpty() ? List.<Expr>of() : p.generators()) {
      if (!(g instanceof Expr.Indexed x) || !byBase.containsKey(x.base()) || !p.exponent(g).isOne()) {
        continue;
      }
      var inverted = byBase.get(x.base());
      for (int side = 0; side < 2; side++) {
        if (x.sub().get(side) instanceof Expr.Sym k && indices.contains(k) && !x.sub().get(1 - side).equals(k)) {
          for (int place = 0; place < 2; place++) {
            if (place == 1 - side || inverted.symmetric()) {
              var found = contract(inverted, x, k, x.sub().get(1 - side), place == 0, indices, p, contraction, normalizer);
              if (found != null) {
                return found;
              }
            }
          }
        }
      }
    }
    return null;
  }

  private Sop normal(Inverted i, Normalizer normalizer) {
    var known = normal.get(i.base());
    if (known == null) {
      known = normalizer.of(i.entry()); // which may need that of another matrix
      normal.put(i.base(), known);
    }
    return known;
  }

  /** @param rowIsBound whether the shared index k is the row index of the matrix: Σ_k A⁻¹[a,k]·A[k,b], else Σ_k A[b,k]·A⁻¹[k,a] */
  private Sop contract(Inverted inverted, Expr.Indexed x, Expr.Sym k, Expr a, boolean rowIsBound, List<Expr.Sym> indices,
      Product p, Contraction contraction, Normalizer normalizer) {
    var m = normal(inverted, normalizer);
    var products = m.ordered().stream().filter(t -> t.exponents().keySet().stream().noneMatch(g -> g instanceof Expr.Call c && c.is("delta"))).toList();
    var lead = products.isEmpty() ? null : smallest ? products.getLast() : products.getFirst();
    if (lead == null || lead.isOne()) {
      return null;
    }
    var rest = p.without(x);
    // The factors of the largest product that carry neither row nor column are scalars: they must stand there too.
    var scalars = Product.ONE;
    Expr core = null;
    for (var e : lead.exponents().entrySet()) {
      var free = Trees.freeSymbols(e.getKey());
      if (!free.contains(inverted.row()) && !free.contains(inverted.column())) {
        scalars = scalars.times(e.getKey(), e.getValue());
      } else if (core != null || !e.getValue().isOne()) {
        return null;
      } else {
        core = e.getKey();
      }
    }
    if (core == null || !(core instanceof Expr.Indexed || core instanceof Expr.Big)) {
      return null;
    }
    var variable = rowIsBound ? inverted.row() : inverted.column();
    var other = rowIsBound ? inverted.column() : inverted.row();
    for (var match : matches(core, k, variable, other, indices, rest, normalizer)) {
      // A⁻¹·L = (I − Σ A⁻¹·R)/c, over the scalars of L
      var outside = match.rest().times(scalars.pow(Rational.MINUS_ONE));
      var left = new ArrayList<>(indices);
      left.removeAll(match.used());
      var c = m.terms().get(lead).reciprocal();
      var withoutK = new ArrayList<>(left);
      withoutK.remove(k);
      var result = contraction.sum(withoutK, normalizer.times(normalizer.settle(outside), normalizer.delta(a, match.end())));
      for (var t : m.terms().entrySet()) {
        if (!t.getKey().equals(lead)) {
          var entry = normalizer.of(Trees.substitute(t.getKey().toExpr(), Map.of(variable, k, other, match.end())));
          var term = normalizer.times(normalizer.settle(outside.times(x, Rational.ONE)), entry).scale(t.getValue());
          result = result.minus(contraction.sum(left, term));
        }
      }
      return result.scale(c);
    }
    return null;
  }

  /** Factors that make up the matrix entry at k: what index stands at its other end, what factors and indices are left. */
  private record Match(Expr end, Product rest, List<Expr.Sym> used) {}

  private static List<Match> matches(Expr core, Expr.Sym k, Expr.Sym variable, Expr.Sym other, List<Expr.Sym> indices,
      Product rest, Normalizer normalizer) {
    var with = rest.exponents().keySet().stream().filter(g -> Trees.freeSymbols(g).contains(k)).toList();
    if (with.size() != 1 || !rest.exponent(with.getFirst()).isOne()) {
      return List.of();
    }
    var first = with.getFirst();
    if (!(core instanceof Expr.Big)) {
      var end = end(core, first, k, variable, other);
      return end == null ? List.of() : List.of(new Match(end, rest.without(first), List.of()));
    }
    // A product of matrices: follow it through the indices that it sums over.
    int inner = 0;
    Expr body = core;
    while (body instanceof Expr.Big b) {
      inner++;
      body = b.body();
    }
    var found = new ArrayList<Match>();
    for (var used : choices(indices.stream().filter(i -> !i.equals(k)).toList(), inner)) {
      var inside = Product.ONE;
      var outside = Product.ONE;
      for (var e : rest.exponents().entrySet()) {
        var free = Trees.freeSymbols(e.getKey());
        if (used.stream().anyMatch(free::contains)) {
          inside = inside.times(e.getKey(), e.getValue());
        } else {
          outside = outside.times(e.getKey(), e.getValue());
        }
      }
      if (!inside.exponents().containsKey(first)) {
        continue;
      }
      var whole = new Naming(normalizer).close(used, inside);
      var ends = Trees.freeSymbols(whole);
      for (var end : ends) {
        var expected = normalizer.of(Trees.substitute(core, Map.of(variable, k, other, end)));
        if (!end.equals(k) && expected.equals(Sop.of(whole))) {
          found.add(new Match(end, outside, used));
          return found;
        }
      }
    }
    return found;
  }

  private static Expr end(Expr core, Expr factor, Expr.Sym k, Expr.Sym variable, Expr.Sym other) {
    if (!(core instanceof Expr.Indexed c) || !(factor instanceof Expr.Indexed f) || !c.base().equals(f.base())
        || c.sub().size() != f.sub().size() || !c.sup().equals(f.sup())) {
      return null;
    }
    Expr end = null;
    for (int i = 0; i < c.sub().size(); i++) {
      var want = c.sub().get(i);
      var have = f.sub().get(i);
      if (want.equals(variable) ? !have.equals(k) : want.equals(other) ? end != null && !end.equals(have) : !want.equals(have)) {
        return null;
      }
      if (want.equals(other)) {
        end = have;
      }
    }
    return end;
  }

  private static List<List<Expr.Sym>> choices(List<Expr.Sym> items, int n) {
    if (n == 0) {
      return List.of(List.of());
    }
    var all = new ArrayList<List<Expr.Sym>>();
    for (int i = 0; i < items.size(); i++) {
      for (var tail : choices(items.subList(i + 1, items.size()), n - 1)) {
        var one = new ArrayList<Expr.Sym>();
        one.add(items.get(i));
        one.addAll(tail);
        all.add(one);
      }
    }
    return all;
  }
}
