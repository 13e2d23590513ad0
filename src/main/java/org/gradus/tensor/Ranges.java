package org.gradus.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;

/**
 * Makes all ranges explicit. An index without a written range runs over what its places run over: places of a family
 * ({@code w}'s second), names of free indices and bound indices that meet are of one class, and a class has one range: a
 * declared one, the one written somewhere, or else a size of its own.
 */
final class Ranges {

  private final Typing typing;
  private final Map<String, String> parent = new HashMap<>();
  private final Map<String, Expr> declared = new HashMap<>();
  private final Map<String, String> declaredBy = new HashMap<>();
  private final Map<String, Set<Range>> written = new HashMap<>();
  private final Map<String, Expr> sizes = new HashMap<>();
  private final Map<String, Expr> components = new LinkedHashMap<>();
  private final Set<Expr.Sym> indices = new LinkedHashSet<>();
  private final Set<String> layered = new HashSet<>();
  private final Set<Expr> symbols = new HashSet<>();
  private final Set<String> constants;
  private boolean samples;
  private int binders;

  /**
   * The expressions with explicit ranges, the ranges of the indices that are free in them, and those of the places.
   *
   * @param samples whether a sum runs over samples: what depends on the sample is then not written
   */
  record Resolved(List<Expr> expressions, Map<Expr.Sym, Range> free, Map<String, List<Range>> places, boolean samples) {}

  /** @param constants names that do not change from sample to sample: those that are differentiated by */
  Ranges(Typing typing, Set<String> constants) {
    this.typing = typing;
    this.constants = constants;
  }

  /** Whether the index of a sum stands for a sample ({@code Σ_x}), on which every name in it may depend. */
  private boolean isSample(Expr.Big b) {
    return isSample(b, typing);
  }

  static boolean isSample(Expr.Big b, Typing typing) {
    return b.lower() == null && b.upper() == null && !typing.indices().containsKey(b.index().name())
        && !usedAsIndex(b.body(), b.index());
  }

  private static boolean usedAsIndex(Expr e, Expr.Sym index) {
    return switch (e) {
      case Expr.Indexed x -> Trees.children(x).stream().anyMatch(i -> Trees.freeSymbols(i).contains(index));
      case Expr.Call c when c.is("delta") -> c.args().stream().anyMatch(i -> Trees.freeSymbols(i).contains(index));
      case Expr.Call c when isComponent(c) && Trees.freeSymbols(c.args().get(1)).contains(index) -> true;
      case Expr.Rel r when r.lhs().equals(index) || r.rhs().equals(index) -> true;
      case Expr.Big b when b.index().equals(index) -> false;
      default -> Trees.children(e).stream().anyMatch(c -> usedAsIndex(c, index));
    };
  }

  /** The expressions with explicit ranges. Throws {@link Shapes.Clash} where an index would have two ranges. */
  Resolved resolve(List<Expr> expressions) {
    typing.indices().keySet().forEach(i -> indices.add(Exprs.sym(i)));
    expressions.forEach(e -> survey(e, Set.of()));
    expressions.forEach(e -> link(e, Map.of()));
    declarations();
    binders = 0;
    var result = expressions.stream().map(e -> rebuilt(e, Map.of())).toList();
    var free = new LinkedHashMap<Expr.Sym, Range>();
    for (var i : indices) {
      free.put(i, range("name " + i.name(), i.name()));
    }
    return new Resolved(result, free, places(), samples);
  }

  /** Which names are indices, and which families have a layer (a superscript that differs and is bound nowhere). */
  private void survey(Expr e, Set<Expr.Sym> bound) {
    switch (e) {
      case Expr.Sym s -> symbols.add(s);
      case Expr.Indexed x -> {
        x.sub().forEach(i -> index(i, bound)); // a superscript that is bound nowhere is a label
        if (!x.sup().isEmpty() && x.sup().stream().noneMatch(s -> bound.contains(s) || s instanceof Expr.Sym n
            && typing.indices().containsKey(n.name()))) {
          layered.add(x.base());
        }
      }
      case Expr.Big b -> {
        var inner = new HashSet<>(bound);
        inner.add(b.index());
        survey(b.body(), inner);
        for (var end : new Expr[] {b.lower(), b.upper()}) {
          if (end != null) {
            survey(end, bound);
          }
        }
        return;
      }
      case Expr.Call c when c.is("delta") -> c.args().forEach(a -> index(a, bound));
      case Expr.Rel r when r.op() == RelOp.EQ || r.op() == RelOp.NE -> {
        if (bound.contains(r.lhs()) || bound.contains(r.rhs())) {
          index(r.lhs(), bound);
          index(r.rhs(), bound);
        }
      }
      default -> { }
    }
    Trees.children(e).forEach(c -> survey(c, bound));
  }

  private void index(Expr i, Set<Expr.Sym> bound) {
    if (i instanceof Expr.Sym s && !bound.contains(s)) {
      indices.add(s);
    } else if (i instanceof Expr.Add a) {
      a.args().forEach(t -> index(t, bound));
    }
  }

  private String place(Expr.Indexed x, int child) {
    int p = child < x.sub().size() ? child : child + unwritten(x);
    // Layers have sizes of their own; samples do not.
    return "place " + p + " " + x.base() + (layered.contains(x.base()) ? x.sup() : "");
  }

  /** How many indices a whole vector or matrix with superscripts leaves out before these: w^{(k)} is w_j^{(k)} for all j. */
  private int unwritten(Expr.Indexed x) {
    var shape = typing.shapes().get(x.base());
    int rank = shape == null || shape.isScalar() ? 0 : shape.isMatrix() ? 2 : 1;
    return rank == 0 ? 0 : Math.max(0, typing.members().getOrDefault(x.base(), 0) + rank - x.sub().size());
  }

  private String find(String node) {
    var up = parent.getOrDefault(node, node);
    return up.equals(node) ? node : find(up);
  }

  private void join(String a, String b) {
    var x = find(a);
    var y = find(b);
    if (!x.equals(y)) {
      parent.put(x, y);
      written.computeIfAbsent(y, _ -> new LinkedHashSet<>()).addAll(written.getOrDefault(x, Set.of()));
    }
  }

  private void link(Expr e, Map<Expr.Sym, String> bound) {
    switch (e) {
      case Expr.Indexed x -> {
        var all = Trees.children(x);
        for (int p = 0; p < all.size(); p++) {
          if (all.get(p) instanceof Expr.Sym s) {
            meet(node(s, bound), place(x, p));
          }
        }
      }
      case Expr.Big b -> {
        var node = "binder " + binders++;
        if (b.lower() == null && b.upper() == null) {
          if (typing.indices().containsKey(b.index().name()) || isSample(b)) {
            join(node, "name " + b.index().name());
          }
        } else if (b.lower() != null && b.upper() != null) {
          // A written range stays as it is; it is a hint for those that are not written.
          node = "range " + binders + " " + b.lower() + ".." + b.upper();
          written.computeIfAbsent(find(node), _ -> new LinkedHashSet<>()).add(new Range(b.lower(), b.upper()));
        }
        var inner = new HashMap<>(bound);
        inner.put(b.index(), node);
        for (var end : new Expr[] {b.lower(), b.upper()}) {
          if (end != null) {
            link(end, bound);
          }
        }
        link(b.body(), inner);
        return;
      }
      case Expr.Call c when c.is("delta") -> meet(c.arg(), c.args().get(1), bound);
      case Expr.Call c when isComponent(c) && c.args().get(1) instanceof Expr.Sym s && isIndex(s, bound) -> component(c.arg(), node(s, bound));
      case Expr.Rel r when (r.op() == RelOp.EQ || r.op() == RelOp.NE) -> meet(r.lhs(), r.rhs(), bound);
      default -> { }
    }
    Trees.children(e).forEach(c -> link(c, bound));
  }

  /** A component of a vector that is no name. */
  private static boolean isComponent(Expr.Call c) {
    return c.is("component") && c.args().size() == 2;
  }

  private void component(Expr vector, String node) {
    var shape = Tensors.shape(vector, typing);
    if (shape != null && shape.isVector() && !node.startsWith("range ")) {
      components.put(node, entry(shape, 0));
    }
  }

  private String node(Expr.Sym s, Map<Expr.Sym, String> bound) {
    return bound.getOrDefault(s, "name " + s.name());
  }

  private void meet(Expr a, Expr b, Map<Expr.Sym, String> bound) {
    if (a instanceof Expr.Sym s && b instanceof Expr.Sym t && isIndex(s, bound) && isIndex(t, bound)) {
      meet(node(s, bound), node(t, bound));
    }
  }

  private boolean isIndex(Expr.Sym s, Map<Expr.Sym, String> bound) {
    return bound.containsKey(s) || indices.contains(s);
  }

  private void meet(String a, String b) {
    if (a.startsWith("range ") || b.startsWith("range ")) {
      var range = a.startsWith("range ") ? a : b;
      var other = range.equals(a) ? b : a;
      if (!other.startsWith("range ")) {
        written.computeIfAbsent(find(other), _ -> new LinkedHashSet<>()).addAll(written.get(find(range)));
      }
      return;
    }
    join(a, b);
  }

  private void declarations() {
    components.forEach((node, size) -> declare(node, size, "a vector"));
    typing.indices().forEach((name, size) -> declare("name " + name, size, name));
    for (var node : new ArrayList<>(parent.keySet())) {
      declarePlace(node);
    }
    for (var node : new ArrayList<>(written.keySet())) {
      declarePlace(node);
    }
    for (var node : new ArrayList<>(parent.values())) {
      declarePlace(node);
    }
  }

  private void declarePlace(String node) {
    if (!node.startsWith("place ")) {
      return;
    }
    var parts = node.split(" ", 3);
    int p = Integer.parseInt(parts[1]);
    var name = parts[2];
    int bracket = name.indexOf('[');
    var base = bracket < 0 ? name : name.substring(0, bracket);
    var given = typing.ranges().get(base);
    if (given != null && p < given.size() && given.get(p) != null) {
      declare(node, given.get(p), base);
    }
    var shape = typing.shapes().get(base);
    if (shape != null) {
      int q = p - typing.members().getOrDefault(base, 0);
      var size = entry(shape, q);
      if (size != null) {
        declare(node, size, base);
      }
    }
  }

  /** The size that the q-th index of an entry runs over. */
  static Expr entry(Shape shape, int q) {
    if (shape.isMatrix()) {
      return q == 0 ? shape.rows() : q == 1 ? shape.columns() : null;
    }
    return q != 0 || shape.isScalar() ? null : shape.isColumn() ? shape.rows() : shape.columns();
  }

  private void declare(String node, Expr size, String by) {
    var root = find(node);
    var known = declared.putIfAbsent(root, size);
    declaredBy.putIfAbsent(root, by);
    if (known != null && !known.equals(size)) {
      throw new Shapes.Clash("an index runs over 1.." + known + " in " + declaredBy.get(root) + " and over 1.." + size + " in " + by,
          Shapes.differ(known, size));
    }
  }

  private Range range(String node, String name) {
    var root = find(node);
    var size = declared.get(root);
    if (size != null) {
      return Range.to(size);
    }
    var hints = written.getOrDefault(root, Set.of()).stream().filter(r -> closedEnds(r)).toList();
    if (hints.size() == 1) {
      return hints.getFirst();
    }
    return Range.to(sizes.computeIfAbsent(root, _ -> size(name)));
  }

  /** What all entries of a place run over; null where it is only known that some written sums run over parts of it. */
  private Range wholeRange(String node, String name) {
    var root = find(node);
    var hints = written.getOrDefault(root, Set.of()).stream().distinct().toList();
    boolean known = declared.containsKey(root) || hints.isEmpty()
        || hints.size() == 1 && closedEnds(hints.getFirst()) && Exprs.isOne(hints.getFirst().lower()) && hints.getFirst().upper() instanceof Expr.Sym;
    return known ? range(node, name) : null;
  }

  /** Ends that mention a bound index say nothing outside. */
  private boolean closedEnds(Range r) {
    return Trees.freeSymbols(Exprs.add(r.lower(), r.upper())).stream().noneMatch(indices::contains);
  }

  private Expr size(String name) {
    var s = Exprs.sym("size_" + name.replaceAll("[^\\p{L}\\p{N}]", ""));
    while (!symbols.add(s)) {
      s = Exprs.sym(s.name() + "_");
    }
    return s;
  }

  private Map<String, List<Range>> places() {
    var all = new HashMap<String, List<Range>>();
    var nodes = new HashSet<>(parent.keySet());
    nodes.addAll(parent.values());
    nodes.addAll(written.keySet()); // a place that meets only written ranges is of no class
    for (var node : nodes) {
      if (node.startsWith("place ")) {
        var parts = node.split(" ", 3);
        var list = all.computeIfAbsent(parts[2], _ -> new ArrayList<>());
        int p = Integer.parseInt(parts[1]);
        while (list.size() <= p) {
          list.add(null);
        }
        list.set(p, wholeRange(node, parts[2]));
      }
    }
    return all;
  }

  private Expr rebuilt(Expr e, Map<Expr.Sym, String> bound) {
    if (!(e instanceof Expr.Big b)) {
      return Trees.map(e, c -> rebuilt(c, bound));
    }
    var node = "binder " + binders++;
    var lower = b.lower() == null ? null : rebuilt(b.lower(), bound);
    var upper = b.upper() == null ? null : rebuilt(b.upper(), bound);
    var body = rebuilt(b.body(), bound);
    if (isSample(b)) {
      samples = true;
      body = sampled(body, b.index(), Set.of());
    }
    if (lower == null || upper == null) {
      var range = range(node, b.index().name());
      lower = lower == null ? range.lower() : lower;
      upper = upper == null ? range.upper() : upper;
    }
    return b.kind() == Expr.Big.Kind.SUM ? Exprs.sum(body, b.index(), lower, upper) : Exprs.product(body, b.index(), lower, upper);
  }

  /** Every name as the family of its values at the samples. */
  private Expr sampled(Expr e, Expr.Sym sample, Set<Expr> bound) {
    return switch (e) {
      case Expr.Sym s when bound.contains(s) || indices.contains(s) || constants.contains(s.name()) || sizes.containsValue(s) -> s;
      case Expr.Sym s -> Exprs.indexed(s.name(), List.of(), List.of(sample));
      case Expr.Indexed x when constants.contains(x.base()) -> x;
      case Expr.Indexed x -> {
        var sup = new ArrayList<Expr>(x.sup());
        sup.add(sample);
        yield Exprs.indexed(x.base(), x.sub(), sup);
      }
      case Expr.Big b -> {
        var inner = new HashSet<>(bound);
        inner.add(b.index());
        var body = sampled(b.body(), sample, inner);
        yield b.kind() == Expr.Big.Kind.SUM ? Exprs.sum(body, b.index(), b.lower(), b.upper())
            : Exprs.product(body, b.index(), b.lower(), b.upper());
      }
      default -> Trees.map(e, c -> sampled(c, sample, bound));
    };
  }
}
