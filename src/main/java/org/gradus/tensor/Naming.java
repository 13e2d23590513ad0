package org.gradus.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * Canonical names of bound indices: of all ways to number them, the one with the least text. Colours (what an index does in
 * which factor, then what its neighbours do) leave few ways to try: canonical labelling by refinement (McKay, Practical
 * graph isomorphism, 1981). A name carries the depth of nesting, so that no name is bound twice on the way to the root.
 */
final class Naming {

  private static final int MAX_ORDERS = 720;
  private static final String MARK = "#";

  private final Normalizer normalizer;

  Naming(Normalizer normalizer) {
    this.normalizer = normalizer;
  }

  /** Σ over the indices of the product, with canonical names: innermost last. */
  Expr close(List<Expr.Sym> indices, Product p) {
    int depth = 1 + p.exponents().keySet().stream().mapToInt(Naming::depth).max().orElse(0);
    Expr best = null;
    String bestText = null;
    for (var order : orders(indices, p)) {
      normalizer.spend(p.exponents().size());
      var e = closed(order, p, depth);
      var text = order.size() == 1 ? "" : e.toString();
      if (best == null || text.compareTo(bestText) < 0) {
        best = e;
        bestText = text;
      }
    }
    return best;
  }

  static boolean isCanonical(Expr.Sym s) {
    return s.name().startsWith(MARK);
  }

  /** The depth of nesting of canonical sums and products in an expression. */
  static int depth(Expr e) {
    int deepest = 0;
    if (e instanceof Expr.Big b && isCanonical(b.index())) {
      deepest = Integer.parseInt(b.index().name().substring(1, b.index().name().indexOf('.')));
    }
    for (var child : Trees.children(e)) {
      deepest = Math.max(deepest, depth(child));
    }
    return deepest;
  }

  static Expr.Sym name(int depth, int i) {
    return Exprs.sym(MARK + depth + "." + i);
  }

  private Expr closed(List<Expr.Sym> order, Product p, int depth) {
    var names = new HashMap<Expr, Expr>();
    var ranges = new ArrayList<Range>();
    for (int i = 0; i < order.size(); i++) {
      names.put(order.get(i), name(depth, i));
    }
    for (var d : order) {
      var r = normalizer.range(d);
      ranges.add(new Range(Trees.substitute(r.lower(), names), Trees.substitute(r.upper(), names)));
    }
    var body = Product.ONE;
    for (var e : p.exponents().entrySet()) {
      body = body.times(renamed(e.getKey(), names), e.getValue());
    }
    var e = body.toExpr();
    for (int i = order.size() - 1; i >= 0; i--) {
      e = Exprs.sum(e, name(depth, i), ranges.get(i).lower(), ranges.get(i).upper());
    }
    return e;
  }

  /** The generator with other names, in normal form again: what is canonical inside may depend on the names outside. */
  private Expr renamed(Expr g, Map<Expr, Expr> names) {
    var e = Trees.substitute(g, names);
    if (e.equals(g) || g instanceof Expr.Indexed && !normalizer.rules().hasEntries()) {
      return e;
    }
    var s = normalizer.of(e);
    var single = s.single();
    return single != null && single.exponents().size() == 1 && s.terms().get(single).isOne()
        && single.exponents().values().iterator().next().equals(Rational.ONE) ? single.exponents().keySet().iterator().next() : e;
  }

  /** The orders of the indices that colours leave open; an index follows those that its range mentions. */
  private List<List<Expr.Sym>> orders(List<Expr.Sym> indices, Product p) {
    if (indices.size() == 1) {
      return List.of(indices);
    }
    var colour = new HashMap<Expr.Sym, String>();
    indices.forEach(d -> colour.put(d, ""));
    for (int round = 0; round < 3; round++) {
      var next = new HashMap<Expr.Sym, String>();
      for (var d : indices) {
        next.put(d, colour(d, indices, p, colour));
      }
      // Short names for the colours, in their order.
      var sorted = next.values().stream().distinct().sorted().toList();
      indices.forEach(d -> colour.put(d, "c" + (1000 + sorted.indexOf(next.get(d)))));
    }
    var groups = new TreeMap<String, List<Expr.Sym>>();
    indices.forEach(d -> groups.computeIfAbsent(colour.get(d), _ -> new ArrayList<>()).add(d));
    List<List<Expr.Sym>> all = List.of(List.of());
    for (var g : groups.values()) {
      var next = new ArrayList<List<Expr.Sym>>();
      var ways = (long) all.size() * factorial(g.size()) > MAX_ORDERS ? List.of(g) : permutations(g);
      for (var start : all) {
        for (var end : ways) {
          var joined = new ArrayList<>(start);
          joined.addAll(end);
          next.add(joined);
        }
      }
      all = next;
    }
    return all.stream().map(this::byDependence).toList();
  }

  private List<Expr.Sym> byDependence(List<Expr.Sym> order) {
    var left = new ArrayList<>(order);
    var result = new ArrayList<Expr.Sym>();
    while (!left.isEmpty()) {
      var next = left.stream().filter(d -> left.stream().noneMatch(o -> mentions(d, o))).findFirst().orElse(left.getFirst());
      result.add(next);
      left.remove(next);
    }
    return result;
  }

  private boolean mentions(Expr.Sym d, Expr.Sym other) {
    var r = normalizer.range(d);
    return Trees.freeSymbols(r.lower()).contains(other) || Trees.freeSymbols(r.upper()).contains(other);
  }

  private String colour(Expr.Sym d, List<Expr.Sym> indices, Product p, Map<Expr.Sym, String> colour) {
    var names = new HashMap<Expr, Expr>();
    for (var other : indices) {
      names.put(other, Exprs.sym(other.equals(d) ? "*" : "?" + colour.get(other)));
    }
    var uses = new ArrayList<String>();
    for (var e : p.exponents().entrySet()) {
      if (Trees.freeSymbols(e.getKey()).contains(d)) {
        uses.add(normalizer.rules().entry(Trees.substitute(e.getKey(), names)) + "^" + e.getValue());
      }
    }
    Collections.sort(uses);
    var r = normalizer.range(d);
    return Trees.substitute(r.lower(), names) + ".." + Trees.substitute(r.upper(), names) + colour.get(d) + uses;
  }

  private static long factorial(int n) {
    return n <= 1 ? 1 : n > 12 ? Integer.MAX_VALUE : n * factorial(n - 1);
  }

  private static <T> List<List<T>> permutations(List<T> items) {
    if (items.size() <= 1) {
      return List.of(items);
    }
    var all = new ArrayList<List<T>>();
    for (int i = 0; i < items.size(); i++) {
      var rest = new ArrayList<>(items);
      var first = rest.remove(i);
      for (var tail : permutations(rest)) {
        var one = new ArrayList<T>();
        one.add(first);
        one.addAll(tail);
        all.add(one);
      }
    }
    return all;
  }
}
