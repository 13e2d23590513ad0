package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.gradus.engine.Activation;
import org.gradus.engine.NetworkSpec;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.tensor.Typing;

/**
 * The quantities of a layer of any network of a kind, and their derivatives, in index notation: the chain rule from layer
 * to layer (Rumelhart, Hinton, Williams, 1986; M. Nielsen, Neural Networks and Deep Learning, 2015, chapter 2). What is
 * left are free families for every layer: weighted inputs, activations, weights, biases, errors.
 */
final class LayerCalculus {

  /** The largest number of a layer that is spoken of. */
  static final int MAX_LAYER = 1_000_000;

  /** The layer {@code base + offset}; an empty base for a layer with a number. */
  record Layer(String base, int offset) {

    Layer plus(int n) {
      return new Layer(base, offset + n);
    }

    boolean isOutput() {
      return base.equals("L") && offset == 0;
    }

    boolean isInput() {
      return base.isEmpty() && offset <= 1;
    }

    @Override
    public String toString() {
      return base.isEmpty() ? "" + offset : offset == 0 ? base : base + (offset > 0 ? "+" : "") + offset;
    }
  }

  /** The formula has no meaning for a general layer of this network. */
  static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unknown(String message) {
      super(message, null, false, false);
    }
  }

  private static final Expr.Sym LABEL_INDEX = Exprs.sym("class@");

  private final NetworkSpec spec;
  private final Expr given;
  private final boolean opened;
  private final Map<String, List<Expr>> sizes = new LinkedHashMap<>();
  private final Set<String> mentioned = new TreeSet<>();
  private final Map<String, Integer> top = new HashMap<>();
  private boolean errors;
  private boolean usesLabelIndex;
  private int fresh;

  /**
   * @param spec   what the neurons compute and what the cost is; null for any activation σ in every layer and any cost
   * @param sides  what is to be expressed, with names in the notation of layers
   * @param opened whether weighted inputs are written out where the weights of their layer are mentioned
   */
  LayerCalculus(NetworkSpec spec, List<Expr> sides, boolean opened) {
    this(spec, null, sides, opened);
  }

  /** @param given the cost by the entries of the output and the targets, where there is no spec; null for any cost */
  LayerCalculus(NetworkSpec spec, Expr given, List<Expr> sides, boolean opened) {
    this.given = given;
    this.spec = spec;
    this.opened = opened;
    sides.forEach(this::survey);
  }

  private void survey(Expr e) {
    if (e instanceof Expr.Indexed x && EngineFormula.isQuantity(x.base()) && !x.sup().isEmpty()) {
      var l = layer(x);
      mentioned.add(quantity(x.base()) + "@" + l);
      if (x.base().equals("delta")) {
        top.merge(l.base(), l.offset(), Math::max);
      }
    }
    if (e instanceof Expr.Diff d && EngineFormula.isCost(d.body()) && d.by() instanceof Expr.Indexed x && !x.sup().isEmpty()) {
      var l = layer(x);
      top.merge(l.base(), x.base().equals("a") ? l.offset() + 1 : l.offset(), Math::max);
    }
    Trees.children(e).forEach(this::survey);
  }

  private static String quantity(String base) {
    return base.equals("W") ? "w" : base;
  }

  /** Whether an error of a layer is left as a value of its own. */
  boolean leavesErrors() {
    return errors;
  }

  boolean usesLabelIndex() {
    return usesLabelIndex;
  }

  /** What is known of the families that are left. */
  Typing typing() {
    var typing = Typing.NONE;
    for (var e : sizes.entrySet()) {
      typing = typing.withRanges(e.getKey(), e.getValue());
    }
    return spec != null && spec.loss().isOneHot() && sizes.containsKey(LABELS) ? typing.with(new Typing.Fact.OneHot(LABELS)) : typing;
  }

  List<Expr> assumptions() {
    return usesLabelIndex ? List.of(Exprs.rel(RelOp.EQ, y(LABEL_INDEX), Exprs.ONE)) : List.of();
  }

  // ---- leaves ----

  private static final String LABELS = "y@L";

  private Expr size(Layer l) {
    return Exprs.sym("n@" + l);
  }

  private Expr leaf(String quantity, Layer l, Expr... at) {
    var name = quantity + "@" + l;
    sizes.put(name, quantity.equals("w") ? List.of(size(l), size(l.plus(-1))) : List.of(size(l)));
    return Exprs.indexed(name, List.of(at), List.of());
  }

  private Expr y(Expr j) {
    sizes.put(LABELS, List.of(size(OUTPUT)));
    return Exprs.indexed(LABELS, List.of(j), List.of());
  }

  static final Layer OUTPUT = new Layer("L", 0);

  private Expr.Sym index() {
    return Exprs.sym("m@" + fresh++);
  }

  private Expr sum(Layer over, Function<Expr, Expr> body) {
    var k = index();
    return Exprs.sum(body.apply(k), k, Exprs.ONE, size(over));
  }

  private boolean isMentioned(String quantity, Layer l) {
    return mentioned.contains(quantity + "@" + l);
  }

  private boolean isSoftmax(Layer l) {
    return spec != null && l.isOutput() && spec.output().actsOnLayer();
  }

  private Expr atZ(Expr of, Expr z) {
    return Trees.substitute(of, Exprs.sym(Activation.Z), z);
  }

  private Expr activation(Layer l) {
    return spec == null ? Exprs.apply("sigma", 0, List.of(Exprs.sym(Activation.Z))) : (l.isOutput() ? spec.output() : spec.hidden()).formula();
  }

  /** z_j of layer l: a value of its own, or written out. */
  Expr z(Layer l, Expr j) {
    if (l.isInput()) {
      throw new Unknown("the input has no weighted input");
    }
    return opened && (isMentioned("w", l) || isMentioned("b", l))
        ? Exprs.add(sum(l.plus(-1), k -> Exprs.mul(leaf("w", l, j, k), a(l.plus(-1), k))), leaf("b", l, j)) : leaf("z", l, j);
  }

  /** a_j of layer l: the activation function of z where that matters, otherwise a value of its own. */
  Expr a(Layer l, Expr j) {
    boolean hasInputs = List.of("z", "delta", "w", "b").stream().anyMatch(q -> isMentioned(q, l));
    boolean function = isSoftmax(l) ? isMentioned("z", l) || opened && hasInputs : !l.isInput() && (l.isOutput() || hasInputs);
    if (!function) {
      return leaf("a", l, j);
    }
    return isSoftmax(l) ? Exprs.div(Exprs.exp(z(l, j)), sum(l, k -> Exprs.exp(z(l, k)))) : atZ(activation(l), z(l, j));
  }

  /** ∂a_i/∂z_j of one layer. */
  private Expr slope(Layer l, Expr i, Expr j) {
    var delta = Exprs.call("delta", i, j);
    if (isSoftmax(l)) {
      return Exprs.mul(a(l, i), Exprs.sub(delta, a(l, j)));
    }
    return Exprs.mul(delta, slope(l, z(l, j)));
  }

  /** σ′ of a layer at a value. */
  Expr slope(Layer l, Expr z) {
    if (isSoftmax(l)) {
      throw new Unknown("softmax has no slope of its own in one neuron");
    }
    if (spec == null) {
      return Exprs.apply("sigma", 1, List.of(z));
    }
    return atZ(Derivatives.of(activation(l), Exprs.sym(Activation.Z), 1), z);
  }

  Expr value(Layer l, Expr z) {
    if (isSoftmax(l)) {
      throw new Unknown("softmax acts on the whole layer");
    }
    return atZ(activation(l), z);
  }

  /** The cost of one sample. */
  Expr cost() {
    if (given != null) {
      return of(given);
    }
    if (spec == null) {
      throw new Unknown("the cost is not given");
    }
    return sum(OUTPUT, k -> ofLoss(spec.loss().term(), k));
  }

  private Expr ofLoss(Expr term, Expr j) {
    return Trees.substitute(term, Map.of(Exprs.sym("a"), a(OUTPUT, j), Exprs.sym("y"), y(j)));
  }

  // ---- derivatives ----

  /** ∂C/∂z_j. */
  Expr error(Layer l, Expr j) {
    if (l.isOutput()) {
      return isSoftmax(l) ? sum(l, i -> Exprs.mul(slopeOfCost(i), slope(l, i, j)))
          : Exprs.mul(slopeOfCost(j), slope(l, z(l, j)));
    }
    if (l.offset() < (l.base().equals("L") ? 0 : top.getOrDefault(l.base(), l.offset()))) {
      return sum(l.plus(1), k -> Exprs.mul(error(l.plus(1), k), leaf("w", l.plus(1), k, j), slope(l, z(l, j))));
    }
    errors = true;
    return leaf("delta", l, j);
  }

  private Expr slopeOfCost(Expr j) {
    if (given != null) {
      return derivative(given, (Expr.Indexed) Exprs.indexed("a", List.of(j), List.of(Exprs.sym("L"))));
    }
    if (spec == null) {
      return leaf("costslope", OUTPUT, j);
    }
    return ofLoss(Derivatives.of(spec.loss().term(), Exprs.sym("a"), 1), j);
  }

  /** The derivative of the cost by a quantity. */
  private Expr ofCost(Expr.Indexed by) {
    var l = layer(by);
    var at = indices(by);
    return switch (quantity(by.base())) {
      case "z", "b" -> error(l, at.get(0));
      case "w" -> Exprs.mul(error(l, at.get(0)), a(l.plus(-1), at.get(1)));
      case "a" -> l.isOutput() ? slopeOfCost(at.get(0))
          : sum(l.plus(1), k -> Exprs.mul(error(l.plus(1), k), leaf("w", l.plus(1), k, at.get(0))));
      default -> throw new Unknown("a derivative by " + by.base() + " is not known");
    };
  }

  /** The derivative of any expression by a quantity of a layer: by the rules of calculus down to the quantities in it. */
  Expr derivative(Expr body, Expr.Indexed by) {
    if (EngineFormula.isCost(body)) {
      return ofCost(by);
    }
    return switch (body) {
      case Expr.Num _, Expr.Const _ -> Exprs.ZERO;
      case Expr.Indexed x when EngineFormula.isQuantity(x.base()) && !x.base().equals("delta") -> ofQuantity(x, by);
      case Expr.Add a -> Exprs.add(a.args().stream().map(t -> derivative(t, by)).toList());
      case Expr.Mul m -> {
        var terms = new ArrayList<Expr>();
        for (int i = 0; i < m.args().size(); i++) {
          var factors = new ArrayList<Expr>();
          for (int k = 0; k < m.args().size(); k++) {
            factors.add(k == i ? derivative(m.args().get(k), by) : of(m.args().get(k)));
          }
          terms.add(Exprs.mul(factors));
        }
        yield Exprs.add(terms);
      }
      case Expr.Pow p when p.exponent() instanceof Expr.Num n -> Exprs.mul(n, Exprs.pow(of(p.base()), Exprs.num(n.value().minus(Rational.ONE))),
          derivative(p.base(), by));
      case Expr.Call c when c.args().size() == 1 && c.function().scalar() -> {
        var u = Exprs.sym("u@");
        yield Exprs.mul(Trees.substitute(Derivatives.of(Exprs.call(c.function(), List.of(u)), u, 1), u, of(c.arg())), derivative(c.arg(), by));
      }
      case Expr.Apply f when f.args().size() == 1 && f.primes() == 0 ->
          Exprs.mul(slope(layerOfInput(f.args().get(0)), of(f.args().get(0))), derivative(f.args().get(0), by));
      case Expr.Big b when b.kind() == Expr.Big.Kind.SUM -> Exprs.sum(derivative(b.body(), by), b.index(), b.lower(), b.upper());
      default -> throw new Unknown("the derivative of " + body + " is not known");
    };
  }

  private Expr ofQuantity(Expr.Indexed x, Expr.Indexed by) {
    return x.base().equals("y") ? Exprs.ZERO : of(quantity(x.base()), layer(x), indices(x), by);
  }

  private Expr of(String q, Layer l, List<Expr> at, Expr.Indexed by) {
    var m = layer(by);
    var to = indices(by);
    var target = quantity(by.base());
    if (!m.base().equals(l.base())) {
      throw new Unknown("how layers " + l + " and " + m + " lie to each other is not said");
    }
    if (q.equals(target) && m.equals(l)) {
      var equal = new ArrayList<Expr>();
      for (int i = 0; i < at.size(); i++) {
        equal.add(Exprs.call("delta", at.get(i), to.get(i)));
      }
      return Exprs.mul(equal);
    }
    if (q.equals("w") || q.equals("b") || l.offset() < m.offset()) {
      return Exprs.ZERO;
    }
    return switch (q) {
      case "a" -> {
        if (target.equals("a") && l.offset() == m.offset() || l.isInput()) {
          yield Exprs.ZERO;
        }
        yield isSoftmax(l) ? sum(l, k -> Exprs.mul(slope(l, at.get(0), k), of("z", l, List.of(k), by)))
            : Exprs.mul(slope(l, z(l, at.get(0))), of("z", l, at, by));
      }
      case "z" -> {
        if (l.equals(m) && target.equals("w")) {
          yield Exprs.mul(Exprs.call("delta", at.get(0), to.get(0)), a(l.plus(-1), to.get(1)));
        }
        if (l.equals(m)) {
          yield target.equals("b") ? Exprs.call("delta", at.get(0), to.get(0)) : unknown("how z depends on a of its own layer");
        }
        if (target.equals("a") && l.offset() == m.offset() + 1) {
          yield leaf("w", l, at.get(0), to.get(0));
        }
        yield sum(l.plus(-1), k -> Exprs.mul(leaf("w", l, at.get(0), k), of("a", l.plus(-1), List.of(k), by)));
      }
      default -> throw new Unknown("the derivative of " + q + " is not known");
    };
  }

  private static Expr unknown(String what) {
    throw new Unknown(what);
  }

  // ---- reading ----

  static Layer layer(Expr.Indexed x) {
    if (x.base().equals("y")) {
      return OUTPUT;
    }
    if (x.base().equals("x") && x.sup().isEmpty()) {
      return new Layer("", 1);
    }
    return layerOf(x.sup().size() == 1 ? x.sup().get(0) : null);
  }

  private static Layer layerOf(Expr e) {
    return switch (e) {
      case Expr.Num n when n.value().isIntegerWithin(MAX_LAYER) -> new Layer("", n.value().intValueExact());
      case Expr.Sym s -> new Layer(s.name(), 0);
      case Expr.Add a when a.args().size() == 2 && layerOf(a.args().get(0)) instanceof Layer p && layerOf(a.args().get(1)) instanceof Layer q
          && (p.base().isEmpty() || q.base().isEmpty()) -> new Layer(p.base() + q.base(), p.offset() + q.offset());
      case null, default -> throw new Unknown("a quantity without its layer");
    };
  }

  private List<Expr> indices(Expr.Indexed x) {
    return x.sub().stream().map(this::index).toList();
  }

  /** Below a quantity y is the class of the sample. */
  private Expr index(Expr e) {
    if (e.equals(Exprs.sym("y"))) {
      if (spec == null || !spec.loss().isOneHot()) {
        throw new Unknown("the label of this network is no class");
      }
      usesLabelIndex = true;
      return LABEL_INDEX;
    }
    return e;
  }

  private Layer layerOfInput(Expr argument) {
    var found = new HashSet<Layer>();
    Trees.any(argument, x -> {
      if (x instanceof Expr.Indexed i && Set.of("z", "w", "W", "b").contains(i.base())) {
        found.add(layer(i));
      }
      return false;
    });
    if (found.size() != 1) {
      throw new Unknown("the argument is the weighted input of no layer: " + argument);
    }
    return found.iterator().next();
  }

  /** A scalar expression in the notation of layers, in terms of the families that are left. */
  Expr of(Expr e) {
    return switch (e) {
      case Expr.Sym s when EngineFormula.isCost(s) -> cost();
      case Expr.Indexed x when x.base().equals("delta") && x.sup().isEmpty() && x.sub().size() == 2 ->
          Exprs.call("delta", index(x.sub().get(0)), index(x.sub().get(1)));
      case Expr.Indexed x when EngineFormula.isQuantity(x.base()) -> {
        var at = indices(x);
        var l = layer(x);
        yield switch (quantity(x.base())) {
          case "y" -> y(at.get(0));
          case "x" -> a(l, at.get(0));
          case "a" -> a(l, at.get(0));
          case "z" -> z(l, at.get(0));
          case "delta" -> error(l, at.get(0));
          case "b" -> leaf("b", l, at.get(0));
          default -> leaf("w", l, at.get(0), at.get(1));
        };
      }
      case Expr.Diff d when d.order() == 1 && d.by() instanceof Expr.Indexed by -> derivative(d.body(), by);
      case Expr.Apply f when f.args().size() == 1 && f.primes() <= 1 -> {
        var l = layerOfInput(f.args().get(0));
        yield f.primes() == 0 ? value(l, of(f.args().get(0))) : slope(l, of(f.args().get(0)));
      }
      case Expr.Call c when c.is("sigmoid") && EngineFormula.isQuantityIn(c.arg()) -> {
        var l = layerOfInput(c.arg());
        yield value(l, of(c.arg()));
      }
      case Expr.Diff _, Expr.Limit _, Expr.Integral _, Expr.At _, Expr.Matrix _, Expr.Apply _ -> throw new Unknown("no quantity of a network: " + e);
      default -> Trees.map(e, this::of);
    };
  }
}
