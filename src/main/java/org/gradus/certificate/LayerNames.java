package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * The names of the quantities of a network: each family of numbers, {@code a^{l−1}}, gets a name of its own, {@code a@l.-1},
 * and each index runs over the layer whose components it numbers. Throws {@link Rejected} for what has no clear meaning.
 */
final class LayerNames {

  /** The layer {@code base + offset}; an empty base for a layer with a number. */
  record Layer(String base, int offset) {

    Layer below() {
      return new Layer(base, offset - 1);
    }

    boolean isOutput() {
      return base.equals("L") && offset == 0;
    }

    boolean isInput() {
      return base.isEmpty() && offset <= 1;
    }

    @Override
    public String toString() {
      return base + "." + offset;
    }
  }

  static final Layer OUTPUT = new Layer("L", 0);
  private static final Expr.Sym CLASS = Exprs.sym("class@");
  private static final Set<String> FAMILIES = Set.of("a", "z", "w", "b", "delta", "costslope");
  private static final int MAX_LAYERS = 6;

  private final Claim.Network claim;
  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private final Map<String, Integer> top = new LinkedHashMap<>();

  LayerNames(Claim.Network claim) {
    this.claim = claim;
  }

  Layer layer(String name) {
    return layers.get(name);
  }

  List<Layer> all() {
    return List.copyOf(layers.values());
  }

  /** Of the layers counted from the same one the highest whose error is named, or by which the cost is differentiated. */
  Layer highest(Layer of) {
    return new Layer(of.base(), top.get(of.base()));
  }

  private static Layer layer(Expr e) {
    return switch (e) {
      case Expr.Num n when n.value().isIntegerWithin(100) -> new Layer("", n.value().intValueExact());
      case Expr.Sym s -> new Layer(s.name(), 0);
      case Expr.Add a when a.args().size() == 2 && a.args().get(0) instanceof Expr.Num n && n.value().isIntegerWithin(MAX_LAYERS)
          && a.args().get(1) instanceof Expr.Sym s -> new Layer(s.name(), n.value().intValueExact());
      default -> throw new Rejected("no layer: " + e);
    };
  }

  String family(String quantity, Layer l) {
    require(!l.isInput() || quantity.equals("a"), "the input has no " + quantity);
    require(!l.base().equals("L") || l.offset() <= 0, "a layer after the output");
    layers.put(l.toString(), l);
    return quantity + "@" + l;
  }

  /** Every quantity by the name of its family, {@code a@l.-1}; δ as the derivative that it stands for, named {@code delta@l.0}. */
  Expr named(Expr e) {
    return switch (e) {
      case Expr.Sym s when s.name().equals("y") -> Exprs.sym("y@L");
      case Expr.Sym s when s.name().equals("x") -> Exprs.sym(family("a", new Layer("", 1)));
      case Expr.Indexed x -> named(x);
      case Expr.Diff d -> {
        require(d.order() == 1 && !Trees.any(d.body(), y -> y instanceof Expr.Diff), "a derivative of a derivative");
        var by = named(d.by());
        require(quantity(by) != null, "no derivative by " + d.by());
        var l = layers.get(quantity(by)[1]);
        if (d.body().equals(Layers.COST)) {
          top.merge(l.base(), quantity(by)[0].equals("a") ? l.offset() + 1 : l.offset(), Math::max);
        }
        yield Exprs.diff(named(d.body()), by, 1);
      }
      case Expr.Apply f -> Exprs.apply("sigma@" + layerOf(f), f.primes(), f.args().stream().map(this::named).toList());
      case Expr.Limit _, Expr.Integral _, Expr.At _, Expr.Matrix _, Expr.Cases _, Expr.Rel _, Expr.Logic _ ->
          throw new Rejected("no quantity of a network: " + e);
      default -> {
        require(!(e instanceof Expr.Sym s && s.name().contains("@")), "a name that is not allowed: " + e);
        yield Trees.children(e).isEmpty() ? e : Trees.map(e, this::named);
      }
    };
  }

  /** Below a quantity y is the class of the sample, where labels are one-hot. */
  private Expr numbered(Expr index) {
    require(index instanceof Expr.Sym s && !s.name().contains("@") || index instanceof Expr.Num, "no index: " + index);
    require(!index.equals(Exprs.sym("y")) || claim.oneHot(), "the label of this network is no class");
    return index.equals(Exprs.sym("y")) ? CLASS : index;
  }

  private Expr named(Expr.Indexed indexed) {
    var x = (Expr.Indexed) Exprs.indexed(indexed.base(), indexed.sub().stream().map(this::numbered).toList(), indexed.sup());
    if (x.base().equals("delta") && x.sup().isEmpty() && x.sub().size() == 2) {
      return Exprs.call("delta", x.sub().get(0), x.sub().get(1));
    }
    var quantity = x.base().equals("W") ? "w" : x.base();
    if (x.base().equals("y") || x.base().equals("x")) {
      require(x.sup().isEmpty() && x.sub().size() == 1, "indices of " + x);
      return Exprs.indexed(x.base().equals("y") ? "y@L" : family("a", new Layer("", 1)), x.sub(), List.of());
    }
    require(Set.of("a", "z", "w", "b", "delta").contains(quantity) && x.sup().size() == 1, "no quantity of a network: " + x);
    var l = layer(x.sup().get(0));
    if (quantity.equals("delta")) {
      top.merge(l.base(), l.offset(), Math::max);
    }
    var name = family(quantity, l);
    require(x.sub().isEmpty() || x.sub().size() == (quantity.equals("w") ? 2 : 1), "indices of " + x);
    return x.sub().isEmpty() ? Exprs.sym(name) : Exprs.indexed(name, x.sub(), List.of());
  }

  /** Which layer's activation function is meant: that whose weighted input is its argument. */
  private Layer layerOf(Expr.Apply f) {
    var found = new HashSet<Layer>();
    require(f.name().equals("sigma") && f.args().size() == 1 && f.primes() <= 2, "no activation function: " + f);
    Trees.any(f.args().get(0), x -> {
      if (x instanceof Expr.Indexed i && Set.of("z", "w", "W", "b").contains(i.base()) && i.sup().size() == 1) {
        found.add(layer(i.sup().get(0)));
      }
      return false;
    });
    require(found.size() == 1, "the weighted input of no layer: " + f.args().get(0));
    return found.iterator().next();
  }

  /** The name of the quantity and that of the layer, of a family or one of its components; else null. */
  static String[] quantity(Expr e) {
    var name = e instanceof Expr.Sym s ? s.name() : e instanceof Expr.Indexed x ? x.base() : "";
    var parts = name.split("@", 2);
    return parts.length == 2 && FAMILIES.contains(parts[0]) ? parts : null;
  }

  // --- ranges ------------------------------------------------------------------------------------------------

  static Expr size(Layer l) {
    return Exprs.sym("n@" + l);
  }

  List<Expr> sizes(Expr family) {
    var q = quantity(family);
    if (q == null) {
      return List.of(size(OUTPUT));
    }
    var l = layers.get(q[1]);
    return q[0].equals("w") ? List.of(size(l), size(l.below())) : List.of(size(l));
  }

  /** The ranges of the indices that are bound nowhere. */
  Map<Expr.Sym, Expr> free(List<Expr> sides) {
    var found = new LinkedHashMap<Expr.Sym, Set<Expr>>();
    sides.forEach(e -> uses(e, found));
    var free = new LinkedHashMap<Expr.Sym, Expr>();
    sides.forEach(e -> Trees.freeSymbols(e).forEach(s -> {
      if (found.containsKey(s)) {
        free.put(s, one(s, found.get(s)));
      }
    }));
    return free;
  }

  private static Expr one(Expr.Sym index, Set<Expr> sizes) {
    require(sizes != null && sizes.size() == 1, "what " + index + " runs over is not clear");
    return sizes.iterator().next();
  }

  /** Over what the components run that an index numbers. */
  private void uses(Expr e, Map<Expr.Sym, Set<Expr>> found) {
    if (e instanceof Expr.Indexed x) {
      var sizes = sizes(x);
      for (int i = 0; i < sizes.size(); i++) {
        if (x.sub().get(i) instanceof Expr.Sym s) {
          found.computeIfAbsent(s, _ -> new HashSet<>()).add(sizes.get(i));
        }
      }
    }
    if (e instanceof Expr.Big b) {
      var inside = new LinkedHashMap<Expr.Sym, Set<Expr>>();
      uses(b.body(), inside);
      inside.remove(b.index());
      inside.forEach((s, sizes) -> found.computeIfAbsent(s, _ -> new HashSet<>()).addAll(sizes));
      return;
    }
    Trees.children(e).forEach(x -> uses(x, found));
  }

  /** Sums without a written range run over the layer whose components their index numbers. */
  Expr ranged(Expr e) {
    if (e instanceof Expr.Big b) {
      require(b.kind() == Expr.Big.Kind.SUM && b.lower() == null && b.upper() == null, "a range that is written");
      var found = new LinkedHashMap<Expr.Sym, Set<Expr>>();
      uses(b.body(), found);
      return Exprs.sum(ranged(b.body()), b.index(), Exprs.ONE, size(b.index(), found));
    }
    return Trees.children(e).isEmpty() ? e : Trees.map(e, this::ranged);
  }

  private static Expr size(Expr.Sym index, Map<Expr.Sym, Set<Expr>> found) {
    return one(index, found.get(index));
  }
}
