package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * An equation in the notation of layers as one of families of numbers: {@code z^l_j = Σ_k w^l_jk a^{l−1}_k + b^l_j} and
 * {@code a^l_j = σ(z^l_j)} are definitions. What is differentiated is written out down to the quantity by which it is, so
 * that the rules of calculus for components give the chain rule from layer to layer. Below the highest layer that is named
 * the cost is known only by its derivatives by the weighted inputs of that layer, unless the layer is the output. Throws
 * {@link Rejected} for what has no clear meaning.
 */
public final class Layers extends Entries {

  static final Expr.Sym COST = Exprs.sym("C");
  private static final Expr.Sym Z = Exprs.sym("z");
  /** One name for each side of an entry; no name of a document holds this sign. */
  private static final Expr.Sym ROW = Exprs.sym("row@");
  private static final Expr.Sym COLUMN = Exprs.sym("column@");

  private final Claim.Network claim;
  private final Set<String> written;
  private final LayerNames names;
  private int fresh;

  private Layers(Claim.Network claim, Set<String> written) {
    super(Map.of(), Map.of());
    this.claim = claim;
    this.written = written;
    this.names = new LayerNames(claim);
  }

  /**
   * The claim about families of numbers, for all sizes of the layers.
   *
   * @param written the families, {@code z@l.0}, that are replaced by their definitions
   */
  public static Claim.Sums lower(Claim.Network claim, Set<String> written) {
    return new Layers(claim, written).lower();
  }

  /** The families of activations and of weighted inputs that the claim speaks of, or that are one layer below: what can be written out. */
  public static Set<String> families(Claim.Network claim) {
    var l = new Layers(claim, Set.of());
    l.names.named(claim.lhs());
    l.names.named(claim.rhs());
    var all = new LinkedHashSet<String>();
    for (var layer : l.names.all()) {
      for (var x : List.of(layer, layer.below())) {
        if (!x.isInput()) {
          all.add("a@" + x);
          all.add("z@" + x);
        }
      }
    }
    return all;
  }

  /** Throws {@link Rejected} where the functions of the network are defined nowhere. */
  private void defined() {
    var at = Map.of("z", Rational.HALF, "y", Rational.HALF);
    var output = isSoftmax(LayerNames.OUTPUT) ? Exprs.num(Rational.of(1, 3)) : claim.output();
    for (var f : List.of(claim.hidden(), output, Trees.substitute(claim.cost(), Exprs.sym("a"), output))) {
      require(f.equals(COST) || f instanceof Expr.Apply || PointEvaluator.enclose(f, at, 40).isDefined(), "not certainly defined: " + f);
    }
  }

  private Claim.Sums lower() {
    defined();
    var l = names.named(claim.lhs());
    var r = names.named(claim.rhs());
    var shape = Exprs.isZero(l) ? shape(r) : shape(l);
    require(Exprs.isZero(l) || Exprs.isZero(r) || shape(r).equals(shape), "the sides have different shapes");
    var indices = new LinkedHashMap<Expr.Sym, List<Expr>>();
    var sides = new ArrayList<Expr>();
    for (var side : List.of(l, r)) {
      sides.add(settled(Slope.carryOut(of(names.ranged(side), ROW, COLUMN)), 0));
    }
    names.free(List.of(l, r)).forEach((i, size) -> indices.put(i, List.of(Exprs.ONE, size)));
    indices.put(ROW, List.of(Exprs.ONE, shape.rows()));
    indices.put(COLUMN, List.of(Exprs.ONE, shape.columns()));
    indices.keySet().removeIf(i -> (i == ROW || i == COLUMN) && !Trees.freeSymbols(Exprs.add(sides)).contains(i));
    var known = new ArrayList<Expr>();
    if (claim.oneHot() && Trees.any(Exprs.add(sides), x -> x instanceof Expr.Indexed i && i.base().equals("y@L"))) {
      var k = index();
      known.add(Exprs.rel(RelOp.EQ, Exprs.sum(label(k), k, Exprs.ONE, LayerNames.size(LayerNames.OUTPUT)), Exprs.ONE));
    }
    return new Claim.Sums(sides.get(0), sides.get(1), Map.of(), Map.of(), indices, known);
  }

  @Override
  Expr.Sym index() {
    return Exprs.sym("m@" + ++fresh);
  }

  @Override
  org.gradus.expr.Shape known(Expr e) {
    return switch (e) {
      case Expr.Sym s when LayerNames.quantity(s) != null || s.name().equals("y@L") -> {
        var sizes = names.sizes(s);
        yield org.gradus.expr.Shape.of(sizes.get(0), sizes.size() == 1 ? Exprs.ONE : sizes.get(1));
      }
      case Expr.Apply f -> shape(f.args().get(0));
      default -> null;
    };
  }

  // --- definitions -------------------------------------------------------------------------------------------

  private Expr label(Expr j) {
    return Exprs.indexed("y@L", List.of(j), List.of());
  }

  private Expr component(String quantity, LayerNames.Layer l, Expr... at) {
    return Exprs.indexed(names.family(quantity, l), List.of(at), List.of());
  }

  private Expr sum(LayerNames.Layer over, Function<Expr, Expr> body) {
    var k = index();
    return Exprs.sum(body.apply(k), k, Exprs.ONE, LayerNames.size(over));
  }

  private boolean isSoftmax(LayerNames.Layer l) {
    return l.isOutput() && claim.output().equals(Claim.Network.SOFTMAX);
  }

  private Expr activation(LayerNames.Layer l, Expr z) {
    require(!isSoftmax(l), "softmax acts on the whole layer");
    return Trees.substitute(l.isOutput() ? claim.output() : claim.hidden(), Z, z);
  }

  /** What a component stands for, one step down. */
  private Expr definition(String quantity, LayerNames.Layer l, Expr j) {
    require(!l.isInput(), "the input is given");
    if (quantity.equals("z")) {
      return Exprs.add(sum(l.below(), k -> Exprs.mul(component("w", l, j, k), component("a", l.below(), k))), component("b", l, j));
    }
    return isSoftmax(l) ? Exprs.div(Exprs.exp(component("z", l, j)), sum(l, k -> Exprs.exp(component("z", l, k))))
        : activation(l, component("z", l, j));
  }

  private Expr cost() {
    return sum(LayerNames.OUTPUT, k -> Trees.substitute(claim.cost(), Map.of(Exprs.sym("a"), component("a", LayerNames.OUTPUT, k), Exprs.sym("y"), label(k))));
  }

  /** With the families that are to be written out replaced; the activation functions by their formulas. */
  private Expr settled(Expr e, int depth) {
    require(depth < 40, "a definition without end");
    Meter.spend(2);
    return switch (e) {
      case Expr.Indexed x when LayerNames.quantity(x) != null && LayerNames.quantity(x)[0].equals("delta") -> {
        var l = names.layer(LayerNames.quantity(x)[1]);
        yield l.base().equals("L") || l.offset() < names.highest(l).offset() ? settled(slope(COST, component("z", l, x.sub().get(0)), 1), depth + 1) : x;
      }
      case Expr.Indexed x when written.contains(x.base()) && LayerNames.quantity(x) != null ->
          settled(definition(LayerNames.quantity(x)[0], names.layer(LayerNames.quantity(x)[1]), x.sub().get(0)), depth + 1);
      case Expr.Sym s when s.equals(COST) -> {
        require(!claim.cost().equals(COST), "the cost is not given");
        yield settled(cost(), depth + 1);
      }
      case Expr.Apply f when f.name().startsWith("sigma@") ->
          settled(applied(names.layer(f.name().substring(6)), f.primes(), f.args().get(0)), depth + 1);
      default -> Trees.children(e).isEmpty() ? e : Trees.map(e, x -> settled(x, depth));
    };
  }

  private Expr applied(LayerNames.Layer l, int primes, Expr argument) {
    var f = activation(l, Z);
    if (primes > 0) {
      kinks(f);
    }
    return Trees.substitute(Slope.of(f, Z, primes), Z, argument);
  }

  private static void kinks(Expr e) {
    require(!Trees.any(Expand.of(e), y -> y instanceof Expr.Cases || y instanceof Expr.Call c && c.is("floor")), "a derivative with kinks");
  }

  // --- derivatives -------------------------------------------------------------------------------------------

  /** The order in which the quantities of a network are computed, within layers that are counted from the same one. */
  private static int place(String quantity, LayerNames.Layer l) {
    return 3 * l.offset() + (quantity.equals("a") ? 2 : quantity.equals("z") ? 1 : 0);
  }

  @Override
  Expr slope(Expr body, Expr by, int order) {
    require(by instanceof Expr.Indexed && LayerNames.quantity(by) != null && order == 1, "no derivative by " + by);
    var q = LayerNames.quantity(by)[0];
    var l = names.layer(LayerNames.quantity(by)[1]);
    if (!body.equals(COST)) {
      return derivative(body, q, l, by);
    }
    if (l.base().equals("L")) {
      return claim.cost().equals(COST) ? sum(LayerNames.OUTPUT, k -> Exprs.mul(component("costslope", LayerNames.OUTPUT, k), derivative(component("a", LayerNames.OUTPUT, k), q, l, by)))
          : derivative(cost(), q, l, by);
    }
    var highest = names.highest(l);
    return sum(highest, k -> Exprs.mul(component("delta", highest, k), derivative(component("z", highest, k), q, l, by)));
  }

  private Expr derivative(Expr body, String quantity, LayerNames.Layer l, Expr by) {
    var open = writtenOut(body, quantity, l, 0);
    kinks(open);
    return Slope.of(open, by, 1);
  }

  /** All that is computed from the quantity written out down to it. */
  private Expr writtenOut(Expr e, String to, LayerNames.Layer l, int depth) {
    require(depth < 40, "a definition without end");
    if (e instanceof Expr.Indexed x && LayerNames.quantity(x) != null) {
      var q = LayerNames.quantity(x)[0];
      var own = names.layer(LayerNames.quantity(x)[1]);
      require(own.base().equals(l.base()), "how layers " + own + " and " + l + " lie to each other is not said");
      if (q.equals("w") || q.equals("b") || q.equals(to) && own.equals(l)) {
        return x;
      }
      require(q.equals("a") || q.equals("z"), "the derivative of " + q);
      require(!(q.equals("z") && to.equals("a") && own.equals(l)), "the weighted input does not depend on its activation");
      return place(q, own) < place(to, l) || own.isInput() ? x : writtenOut(definition(q, own, x.sub().get(0)), to, l, depth + 1);
    }
    if (e instanceof Expr.Apply f && f.name().startsWith("sigma@")) {
      return writtenOut(applied(names.layer(f.name().substring(6)), f.primes(), f.args().get(0)), to, l, depth + 1);
    }
    require(!e.equals(COST), "the cost inside what is differentiated");
    return Trees.children(e).isEmpty() ? e : Trees.map(e, x -> writtenOut(x, to, l, depth));
  }
}
