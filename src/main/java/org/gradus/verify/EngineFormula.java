package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.gradus.engine.EngineTrace;
import org.gradus.engine.NetworkState;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.Names;
import org.gradus.notation.Rank;
import org.gradus.notation.Term;
import org.gradus.numeric.Evaluator;

/**
 * The value of a formula in the notation of layers (M. Nielsen, Neural Networks and Deep Learning, 2015, chapter 2) in a
 * running network: {@code a^l_j z^l_j w^l_{jk} b^l_j δ^l_j y_j C} and derivatives by them. Values are matrices; a
 * scalar is 1×1, a vector a column.
 */
final class EngineFormula {

  /** How the notation is read: these names carry layers, indices and transposes. */
  static final Names NOTATION = new Names() {
    @Override public boolean isIndexed(String base) {
      return QUANTITIES.contains(base);
    }

    @Override public Rank rank(String base, int subscripts) {
      return !QUANTITIES.contains(base) ? null : RANKS[(base.equalsIgnoreCase("w") ? 2 : 1) - Math.min(subscripts, base.equalsIgnoreCase("w") ? 2 : 1)];
    }

    @Override public Above above(String base, Term sup) {
      return QUANTITIES.contains(base) ? Above.LABEL : Above.POWER;
    }

    @Override public boolean isFunction(String name) {
      return ACTIVATION.contains(name);
    }
  };

  /** By the number of indices that an entry has left. */
  private static final Rank[] RANKS = {Rank.SCALAR, Rank.COLUMN, Rank.MATRIX};
  private static final Set<String> QUANTITIES = Set.of("a", "z", "w", "W", "b", "delta", "y", "x");
  private static final Set<String> ACTIVATION = Set.of("sigma", "f", "g", "phi", "varphi");
  private static final Set<String> COST = Set.of("C", "C_x", "J", "E");

  /** Whether the name is one of a layer's quantities. */
  static boolean isQuantity(String base) {
    return QUANTITIES.contains(base);
  }

  static boolean isCost(Expr e) {
    return e instanceof Expr.Sym s && COST.contains(s.name());
  }

  static boolean isQuantityIn(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Indexed i && isQuantity(i.base()) && !i.sup().isEmpty());
  }

  /** The formula has no meaning in this network, at these indices. */
  static final class Meaningless extends RuntimeException {
    private static final long serialVersionUID = 1;

    Meaningless(String message) {
      super(message, null, false, false);
    }
  }

  /** Where derivatives of the cost come from. */
  enum Source { BACKWARD_PASS, DIFFERENCES }

  private final EngineTrace trace;
  private final Source source;
  private final NetworkState state;
  private final Map<String, Integer> indices;

  EngineFormula(EngineTrace trace, Source source, Map<String, Integer> indices) {
    this(trace, source, trace.state(), indices);
  }

  private EngineFormula(EngineTrace trace, Source source, NetworkState state, Map<String, Integer> indices) {
    this.trace = trace;
    this.source = source;
    this.state = state;
    this.indices = indices;
  }

  private static double[][] scalar(double x) {
    return new double[][] {{x}};
  }

  private static boolean isScalar(double[][] v) {
    return v.length == 1 && v[0].length == 1;
  }

  private double number(Expr e) {
    var v = value(e);
    if (!isScalar(v)) {
      throw new Meaningless("a vector where a number is meant");
    }
    return v[0][0];
  }

  double[][] value(Expr e) {
    return switch (e) {
      case Expr.Num _, Expr.Const _ -> scalar(Evaluator.real(e, Map.of()));
      case Expr.Sym s -> symbol(s);
      case Expr.Indexed x -> indexed(x);
      case Expr.Add a -> a.args().stream().map(this::value).reduce((u, v) -> elementwise(u, v, Double::sum)).orElseThrow();
      case Expr.Mul m -> m.args().stream().map(this::value).reduce((u, v) -> elementwise(u, v, (p, q) -> p * q)).orElseThrow();
      case Expr.Pow p -> scalarFunction(p, List.of(p.base(), p.exponent()));
      case Expr.Call c -> call(c);
      case Expr.Apply a -> activation(a);
      case Expr.Cases c -> cases(c);
      case Expr.Big b -> big(b);
      case Expr.Diff d when d.order() == 1 -> derivative(d);
      case Expr.Rel _, Expr.Logic _, Expr.Diff _, Expr.Limit _, Expr.Integral _, Expr.At _, Expr.Matrix _ ->
          throw new Meaningless("no quantity of a network: " + e);
    };
  }

  private static double[][] elementwise(double[][] u, double[][] v, BinaryOperator<Double> f) {
    var shape = isScalar(u) ? v : u;
    if (!isScalar(u) && !isScalar(v) && (u.length != v.length || u[0].length != v[0].length)) {
      throw new Meaningless("shapes do not agree");
    }
    var result = new double[shape.length][shape[0].length];
    for (int i = 0; i < shape.length; i++) {
      for (int j = 0; j < shape[0].length; j++) {
        result[i][j] = f.apply(isScalar(u) ? u[0][0] : u[i][j], isScalar(v) ? v[0][0] : v[i][j]);
      }
    }
    return result;
  }

  private double[][] symbol(Expr.Sym s) {
    if (indices.containsKey(s.name())) {
      return scalar(indices.get(s.name()));
    }
    if (COST.contains(s.name())) {
      return scalar(state.value("C", 0));
    }
    return switch (s.name()) {
      case "L" -> scalar(trace.layers());
      case "y" -> vector("y", trace.layers());
      case "x" -> vector("a", 1);
      case String name -> throw new Meaningless("no quantity of a network: " + name);
    };
  }

  private double[][] vector(String quantity, int layer) {
    if (layer < 1 || layer > trace.layers()) {
      throw new Meaningless("no layer " + layer);
    }
    int rows = trace.spec().size(layer);
    int columns = quantity.equals("w") ? columnsOf(layer) : 1;
    var v = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        v[i][j] = component(quantity, layer, quantity.equals("w") ? new int[] {i + 1, j + 1} : new int[] {i + 1});
      }
    }
    return v;
  }

  private int columnsOf(int layer) {
    if (layer < 2) {
      throw new Meaningless("no weights lead to the input");
    }
    return trace.spec().size(layer - 1);
  }

  private double component(String quantity, int layer, int... at) {
    try {
      return switch (quantity) {
        case "delta" -> slopeOfCost("z", layer, at);
        case "x" -> state.value("a", 1, at);
        case "W" -> state.value("w", layer, at);
        default -> state.value(quantity, layer, at);
      };
    } catch (IllegalArgumentException e) {
      throw new Meaningless(e.getMessage());
    }
  }

  private double slopeOfCost(String by, int layer, int... at) {
    try {
      var d = source == Source.BACKWARD_PASS && !state.isPushed() ? trace.value("dC/d" + by, layer, at)
          : state.derivative(s -> s.value("C", 0), by, layer, at);
      if (Double.isNaN(d)) {
        throw new Meaningless("a kink");
      }
      return d;
    } catch (IllegalArgumentException e) {
      throw new Meaningless(e.getMessage());
    }
  }

  private int layer(Expr.Indexed x) {
    if (x.base().equals("y") || x.base().equals("x")) {
      return x.base().equals("y") ? trace.layers() : 1;
    }
    if (x.sup().size() != 1) {
      throw new Meaningless(x + " names no layer");
    }
    return whole(x.sup().get(0));
  }

  private int whole(Expr e) {
    var v = number(e);
    if (v != Math.rint(v)) {
      throw new Meaningless(e + " is no index");
    }
    return (int) v;
  }

  /** An index; {@code y} is the class of the sample. */
  private int index(Expr e) {
    return e instanceof Expr.Sym s && s.name().equals("y") && !indices.containsKey("y") ? label() : whole(e);
  }

  private int label() {
    for (int j = 1; j <= trace.spec().size(trace.layers()); j++) {
      if (trace.spec().loss().isOneHot() && state.value("y", trace.layers(), j) == 1) {
        return j;
      }
    }
    throw new Meaningless("the label of this network is no class");
  }

  private double[][] indexed(Expr.Indexed x) {
    if (x.base().equals("delta") && x.sup().isEmpty() && x.sub().size() == 2) {
      return scalar(index(x.sub().get(0)) == index(x.sub().get(1)) ? 1 : 0);
    }
    if (!QUANTITIES.contains(x.base())) {
      throw new Meaningless("no quantity of a network: " + x.base());
    }
    if (x.sub().isEmpty()) {
      return vector(x.base().equals("W") ? "w" : x.base(), layer(x));
    }
    return scalar(component(x.base(), layer(x), x.sub().stream().mapToInt(this::index).toArray()));
  }

  private double[][] call(Expr.Call c) {
    return switch (c.function().name()) {
      case "transpose" -> transpose(value(c.arg()));
      case "matmul" -> c.args().stream().map(this::value).reduce(EngineFormula::product).orElseThrow();
      case "hadamard" -> c.args().stream().map(this::value).reduce((u, v) -> elementwise(u, v, (p, q) -> p * q)).orElseThrow();
      case "norm" -> scalar(Math.sqrt(squares(value(c.arg()))));
      case "normsq" -> scalar(squares(value(c.arg())));
      case "indicator" -> scalar(holds(c.arg()) ? 1 : 0);
      default -> scalarFunction(c, c.args().stream().toList());
    };
  }

  private static double squares(double[][] v) {
    var sum = 0.0;
    for (var row : v) {
      for (var x : row) {
        sum += x * x;
      }
    }
    return sum;
  }

  private static double[][] transpose(double[][] v) {
    var t = new double[v[0].length][v.length];
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < t.length; j++) {
        t[j][i] = v[i][j];
      }
    }
    return t;
  }

  private static double[][] product(double[][] u, double[][] v) {
    if (isScalar(u) || isScalar(v)) {
      return elementwise(u, v, (p, q) -> p * q);
    }
    if (u[0].length != v.length) {
      throw new Meaningless("shapes do not agree");
    }
    var result = new double[u.length][v[0].length];
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < v[0].length; j++) {
        for (int k = 0; k < v.length; k++) {
          result[i][j] += u[i][k] * v[k][j];
        }
      }
    }
    return result;
  }

  /** A function of numbers, taken of every component where its one argument is a vector. */
  private double[][] scalarFunction(Expr e, List<Expr> arguments) {
    var values = arguments.stream().map(this::value).toList();
    if (values.size() == 1 && !isScalar(values.getFirst())) {
      return elementwise(values.getFirst(), scalar(0), (x, _) -> scalarFunction(e, new double[] {x}));
    }
    var numbers = new double[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!isScalar(values.get(i))) {
        throw new Meaningless("a vector where a number is meant");
      }
      numbers[i] = values.get(i)[0][0];
    }
    return scalar(scalarFunction(e, numbers));
  }

  private static double scalarFunction(Expr e, double[] at) {
    var env = new HashMap<String, Double>();
    var names = new ArrayList<Expr>();
    for (int i = 0; i < at.length; i++) {
      env.put("u" + i, at[i]);
      names.add(Exprs.sym("u" + i));
    }
    var exact = e instanceof Expr.Pow p && p.exponent() instanceof Expr.Num; // an exact exponent keeps odd roots real
    var plain = switch (e) {
      case Expr.Pow p -> Exprs.pow(names.get(0), exact ? p.exponent() : names.get(1));
      case Expr.Call c -> Exprs.call(c.function().name(), names.toArray(Expr[]::new));
      default -> throw new Meaningless("no function: " + e);
    };
    try {
      return Evaluator.real(plain, env);
    } catch (RuntimeException _) {
      throw new Meaningless("no value: " + e);
    }
  }

  /** The document's σ is the activation of the layer whose weighted input it is applied to. */
  private double[][] activation(Expr.Apply f) {
    if (!ACTIVATION.contains(f.name()) || f.primes() > 1 || f.args().size() != 1) {
      throw new Meaningless("only activations of neurons are known: " + f);
    }
    int l = layerOfInput(f.args().get(0));
    var argument = value(f.args().get(0));
    try {
      return elementwise(argument, scalar(0), (z, _) -> {
        var v = f.primes() == 0 ? state.activation(l, z) : state.activationSlope(l, z);
        if (Double.isNaN(v)) {
          throw new Meaningless("a kink");
        }
        return v;
      });
    } catch (IllegalArgumentException e) {
      throw new Meaningless(e.getMessage());
    }
  }

  /** The layer of a weighted input, spelled out or not: that of its z, w and b. */
  private int layerOfInput(Expr argument) {
    var layers = new HashSet<Integer>();
    Trees.any(argument, x -> {
      if (x instanceof Expr.Indexed i && Set.of("z", "w", "W", "b").contains(i.base())) {
        layers.add(layer(i));
      }
      return false;
    });
    if (layers.size() != 1) {
      throw new Meaningless("the argument is the weighted input of no layer: " + argument);
    }
    return layers.iterator().next();
  }

  private boolean holds(Expr condition) {
    if (condition instanceof Expr.Rel r) {
      var l = operand(r.lhs());
      var s = operand(r.rhs());
      return switch (r.op()) {
        case EQ -> l == s;
        case NE -> l != s;
        case LT -> l < s;
        case LE -> l <= s;
        case GT -> l > s;
        case GE -> l >= s;
        case APPROX -> throw new Meaningless("no condition: " + r);
      };
    }
    throw new Meaningless("no condition: " + condition);
  }

  /** In a comparison with an index, y is the class of the sample. */
  private double operand(Expr e) {
    return e instanceof Expr.Sym s && s.name().equals("y") ? label() : number(e);
  }

  private double[][] cases(Expr.Cases c) {
    for (int i = 0; i < c.conditions().size(); i++) {
      if (holds(c.conditions().get(i))) {
        return value(c.values().get(i));
      }
    }
    if (c.otherwise() == null) {
      throw new Meaningless("no case applies");
    }
    return value(c.otherwise());
  }

  private double[][] big(Expr.Big b) {
    int low = b.lower() == null ? 1 : whole(b.lower());
    int high = b.upper() == null || !(b.upper() instanceof Expr.Num) && !b.upper().equals(Exprs.sym("L"))
        ? EngineIndices.size(b.body(), b.index().name(), trace.spec(), this::whole) : whole(b.upper());
    double[][] result = null;
    for (int k = low; k <= high; k++) {
      var inner = new HashMap<>(indices);
      inner.put(b.index().name(), k);
      var term = new EngineFormula(trace, source, state, inner).value(b.body());
      result = result == null ? term : elementwise(result, term, b.kind() == Expr.Big.Kind.SUM ? Double::sum : (p, q) -> p * q);
    }
    if (result == null) {
      throw new Meaningless("an empty sum");
    }
    return result;
  }

  private double[][] derivative(Expr.Diff d) {
    return switch (d.by()) {
      case Expr.Indexed by when !by.sub().isEmpty() ->
          scalar(derivative(d.body(), by.base(), layer(by), by.sub().stream().mapToInt(this::index).toArray()));
      case Expr.Indexed by -> gradient(d.body(), by.base(), layer(by));
      case Expr.Sym by when by.name().equals("a") -> gradient(d.body(), "a", trace.layers()); // ∇_a C
      default -> throw new Meaningless("no derivative by " + d.by());
    };
  }

  private double[][] gradient(Expr body, String by, int layer) {
    var quantity = by.equals("W") ? "w" : by;
    var shape = vector(quantity, layer);
    for (int i = 0; i < shape.length; i++) {
      for (int j = 0; j < shape[0].length; j++) {
        shape[i][j] = derivative(body, quantity, layer, quantity.equals("w") ? new int[] {i + 1, j + 1} : new int[] {i + 1});
      }
    }
    return shape;
  }

  private double derivative(Expr body, String by, int layer, int... at) {
    var quantity = by.equals("W") ? "w" : by.equals("x") ? "a" : by;
    if (body instanceof Expr.Sym s && COST.contains(s.name())) {
      return slopeOfCost(quantity, layer, at);
    }
    try {
      var d = state.derivative(s -> new EngineFormula(trace, source, s, indices).number(body), quantity, layer, at);
      if (Double.isNaN(d)) {
        throw new Meaningless("a kink");
      }
      return d;
    } catch (IllegalArgumentException e) {
      throw new Meaningless(e.getMessage());
    }
  }
}
