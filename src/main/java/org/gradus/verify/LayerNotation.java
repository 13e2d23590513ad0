package org.gradus.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradus.claim.Claim;
import org.gradus.claim.Kind;
import org.gradus.claim.Written;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexReader;
import org.gradus.notation.Names;
import org.gradus.notation.NotationException;
import org.gradus.notation.Rank;
import org.gradus.notation.Term;

/**
 * The letters by which a document calls the quantities of layers. Where it says {@code u^{(k)} = V^{(k)} h^{(k-1)} + c^{(k)}} and
 * {@code h^{(k)} = g(u^{(k)})}, these are the weighted inputs, weights, activations and biases of the usual notation; with
 * {@code ε^{(k)} = ∂J/∂u^{(k)}} ε are its errors, and J is the cost. What is read is given in the usual letters.
 */
final class LayerNotation {

  /** z^l = w^l a^{l−1} + b^l, a^l = σ(z^l), δ^l = ∂C/∂z^l: M. Nielsen, Neural Networks and Deep Learning (2015), chapter 2. */
  static final LayerNotation USUAL = new LayerNotation(Map.of(), null, null, false);

  /** A letter, by itself or with 1 added, in the place of a layer. */
  private static final Pattern ABOVE = Pattern.compile("\\^\\s*(?:[a-zA-Z](?![A-Za-z])|\\\\ell(?![A-Za-z])|\\{\\s*[(\\[]?\\s*(?:[a-zA-Z](?![A-Za-z])|\\\\ell(?![A-Za-z])))");
  /** Weights, all parameters, or the factor of a penalty. */
  private static final Pattern PARAMETER = Pattern.compile("(?<![A-Za-z\\\\])[WVUw](?![A-Za-z])|\\\\(?:theta|Theta|lambda|Omega)(?![A-Za-z])|\\\\(?:mathbf|boldsymbol|bm|vec)\\s*\\{?\\s*[WVUw]");
  private static final Pattern LAYER = Pattern.compile("[a-zA-Z]|ell");

  /** How definitions are looked through before it is known which names are of layers: each may be. */
  private static final Names ANY = new Names() {
    @Override public boolean isIndexed(String base) {
      return !isFunction(base);
    }

    @Override public Above above(String base, Term sup) {
      return isFunction(base) ? Above.POWER : Above.LABEL;
    }

    @Override public boolean isFunction(String name) {
      return EngineFormula.NOTATION.isFunction(name);
    }
  };

  private final Map<String, String> usual;
  private final String cost;
  private final String activation;
  private final boolean sigma;
  private final Names names;

  private LayerNotation(Map<String, String> usual, String cost, String activation, boolean sigma) {
    this.sigma = sigma;
    this.usual = Map.copyOf(usual);
    this.cost = cost;
    this.activation = activation;
    var own = EngineFormula.NOTATION;
    this.names = usual.isEmpty() ? own : new Names() {
      @Override public boolean isIndexed(String base) {
        return isQuantity(base);
      }

      @Override public Rank rank(String base, int subscripts) {
        return isQuantity(base) ? own.rank(meant(base), subscripts) : null;
      }

      @Override public Above above(String base, Term sup) {
        return isQuantity(base) ? Above.LABEL : Above.POWER;
      }

      @Override public boolean isFunction(String name) {
        return own.isFunction(name) && !usual.containsKey(name);
      }
    };
  }

  private boolean isQuantity(String base) {
    return usual.containsKey(base) || !usual.containsValue(base) && EngineFormula.isQuantity(base);
  }

  private String meant(String base) {
    return usual.getOrDefault(base, base);
  }

  /** Whether something stands above a name that may be a layer: a quick look before it is read. */
  boolean mayConcern(String latex) {
    return ABOVE.matcher(latex).find();
  }

  /** The function from the table that all neurons compute, as the document says; null where it says none. */
  String activation() {
    return activation;
  }

  /** The function that the neurons compute, σ being the sigmoid where nothing else is said: only for proofs that say so. */
  String likelyActivation() {
    return activation != null ? activation : sigma ? "sigmoid" : null;
  }

  /** A formula in the usual letters, σ for the activation. Throws {@link NotationException}. */
  Expr read(String latex) {
    var e = concrete(latex);
    return activation == null ? e : general(e);
  }

  /** A formula in the usual letters. Throws {@link NotationException}. */
  Expr concrete(String latex) {
    var e = LatexReader.parse(latex, names);
    return usual.isEmpty() && cost == null ? e : renamed(e);
  }

  private Expr general(Expr e) {
    return e instanceof Expr.Call c && c.is(activation) && EngineFormula.isQuantityIn(c.arg()) ? Exprs.apply("sigma", 0, List.of(general(c.arg())))
        : Trees.map(e, this::general);
  }

  /** Whether a derivative by a weight or a bias is taken. */
  static boolean isByParameters(Expr lhs, Expr rhs) {
    return List.of(lhs, rhs).stream().anyMatch(e -> Trees.any(e, x -> x instanceof Expr.Diff d && isOfParameters(d.by())));
  }

  /** Which letters stand for which, where they are not the usual ones. */
  List<String> words() {
    var others = usual.entrySet().stream().filter(e -> !e.getKey().equals(e.getValue()) && !e.getKey().equals("W")).sorted(Map.Entry.comparingByKey())
        .map(e -> e.getKey() + " is read as " + e.getValue()).toList();
    return others.isEmpty() ? List.of() : List.of("in the usual letters of layers, " + String.join(", ", others));
  }

  /** Whether it says what the cost is, and weights or a factor of a penalty stand in that. */
  boolean isPenalised(Written w) {
    if (w == null || w.readLhs() == null || w.readRhs() == null || !PARAMETER.matcher(w.readRhs()).find()) {
      return false;
    }
    try {
      var lhs = LatexReader.parse(w.readLhs().replaceFirst("(?s)\\s*(?:\\\\left)?\\(.*", ""), names); // without its arguments
      return EngineFormula.isCost(lhs) || lhs instanceof Expr.Sym s && s.name().equals(cost);
    } catch (NotationException | IllegalArgumentException _) {
      return false;
    }
  }

  /** Whether weights or biases stand in an expression in the usual letters. */
  static boolean isOfParameters(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Indexed i && Set.of("w", "W", "b").contains(i.base()) || x instanceof Expr.Sym s && Set.of("w", "W", "b", "theta").contains(s.name()));
  }

  private Expr renamed(Expr e) {
    return switch (e) {
      case Expr.Indexed x when usual.containsKey(x.base()) ->
          Exprs.indexed(meant(x.base()), x.sub().stream().map(this::renamed).toList(), x.sup().stream().map(this::renamed).toList());
      case Expr.Sym s when s.name().equals(cost) && !cost.equals("L") -> Exprs.sym("C");
      case Expr.Sym s when usual.containsKey(s.name()) -> Exprs.sym(meant(s.name()));
      case Expr.Diff d when d.body() instanceof Expr.Sym s && s.name().equals(cost) -> Exprs.diff(Exprs.sym("C"), renamed(d.by()), d.order());
      default -> Trees.map(e, this::renamed);
    };
  }

  /** The letters of a document, from what it says of layers; the usual ones where it says nothing, or not enough. */
  static LayerNotation of(List<Claim> claims) {
    var search = new Search();
    for (var claim : claims) {
      var w = claim.written();
      if (claim instanceof Claim.Unclaimed u && u.kind() == Kind.DEFINITION && w.readLhs() != null && w.readRhs() != null
          && ABOVE.matcher(w.readLhs()).find() && ABOVE.matcher(w.readRhs()).find()) {
        try {
          search.definition(LatexReader.parse(w.readLhs(), ANY), LatexReader.parse(w.readRhs(), ANY));
        } catch (NotationException | IllegalArgumentException _) {
          // not in a notation of layers
        }
      }
    }
    claims.forEach(c -> search.costs(c.written().readLhs()));
    return search.result();
  }

  /** What the definitions tell of letters. */
  private static final class Search {
    private final Map<String, String> usual = new HashMap<>();
    private final Set<String> costs = new HashSet<>();
    private final Set<String> activations = new HashSet<>();
    private static final String LETTER = "@";
    private boolean contradictory;

    void definition(Expr lhs, Expr rhs) {
      if (!(lhs instanceof Expr.Indexed x) || layer(x) == null) {
        return;
      }
      if (rhs instanceof Expr.Diff d && d.body() instanceof Expr.Sym c && d.by() instanceof Expr.Indexed by && isSameLayer(x, by) && "z".equals(usual.get(by.base()))) {
        put(x.base(), "delta");
        costs.add(c.name());
      } else if (rhs instanceof Expr.Add) {
        weighted(x, rhs, "z");
      } else {
        var argument = argument(rhs);
        if (argument instanceof Expr.Indexed z && isSameLayer(x, z) && !z.base().equals(x.base())) {
          put(z.base(), "z");
          put(x.base(), "a");
          activations.add(function(rhs));
        } else if (argument instanceof Expr.Add) {
          weighted(x, argument, "a");
          activations.add(function(rhs));
        }
      }
    }

    /** What is differentiated by a quantity of a layer is the cost, if it has no layer itself. */
    void costs(String latex) {
      if (latex == null || usual.isEmpty() || !ABOVE.matcher(latex).find()) {
        return;
      }
      try {
        Trees.any(LatexReader.parse(latex, ANY), x -> x instanceof Expr.Diff d && d.body() instanceof Expr.Sym c && d.by() instanceof Expr.Indexed by
            && usual.containsKey(by.base()) && layer(by) != null && costs.add(c.name()) && false);
      } catch (NotationException | IllegalArgumentException _) {
        // says nothing
      }
    }

    /** Of an activation. */
    private static Expr argument(Expr e) {
      return switch (e) {
        case Expr.Apply a when a.primes() == 0 && a.args().size() == 1 -> a.args().getFirst();
        case Expr.Call c when c.function().scalar() && c.args().size() == 1 -> c.arg();
        default -> null;
      };
    }

    /** The function of an activation, letters with a sign before them. */
    private static String function(Expr e) {
      return e instanceof Expr.Call c ? c.function().name() : LETTER + ((Expr.Apply) e).name();
    }

    /** W^l a^{l−1} + b^l, for the layer of x or one entry of it. */
    private void weighted(Expr.Indexed x, Expr sum, String role) {
      if (!(sum instanceof Expr.Add a) || a.args().size() != 2) {
        return;
      }
      for (int i = 0; i < 2; i++) {
        var product = a.args().get(i) instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM ? b.body() : a.args().get(i);
        if (product instanceof Expr.Mul m && m.args().size() == 2 && a.args().get(1 - i) instanceof Expr.Indexed bias && isSameLayer(x, bias)) {
          for (int j = 0; j < 2; j++) {
            if (m.args().get(j) instanceof Expr.Indexed weight && m.args().get(1 - j) instanceof Expr.Indexed before && isSameLayer(x, weight) && isBefore(before, x)
                && isTurnedRight(weight, before, x)) {
              put(x.base(), role);
              put(weight.base(), "w");
              put(bias.base(), "b");
              put(before.base(), "a");
              return;
            }
          }
        }
      }
    }

    /** w_jk a_k for the entry j. */
    private static boolean isTurnedRight(Expr.Indexed weight, Expr.Indexed before, Expr.Indexed x) {
      return weight.sub().isEmpty() ? before.sub().isEmpty() && x.sub().isEmpty()
          : weight.sub().size() == 2 && x.sub().equals(weight.sub().subList(0, 1)) && before.sub().equals(weight.sub().subList(1, 2));
    }

    private static Expr layer(Expr.Indexed x) {
      return x.sup().size() == 1 && Trees.freeSymbols(x.sup().getFirst()).stream().allMatch(s -> LAYER.matcher(s.name()).matches())
          && Trees.freeSymbols(x.sup().getFirst()).size() == 1 ? x.sup().getFirst() : null;
    }

    private static boolean isSameLayer(Expr.Indexed x, Expr.Indexed y) {
      return y.sup().equals(x.sup());
    }

    private static boolean isBefore(Expr.Indexed y, Expr.Indexed x) {
      return y.sup().size() == 1 && y.sup().getFirst().equals(Exprs.sub(x.sup().getFirst(), Exprs.ONE));
    }

    private void put(String letter, String meaning) {
      var known = usual.putIfAbsent(letter, meaning);
      contradictory |= known != null && !known.equals(meaning);
    }

    /** None where a letter stands for two quantities, or a quantity that the usual letters mean otherwise. */
    LayerNotation result() {
      boolean doubled = usual.values().stream().distinct().count() < usual.size();
      if (contradictory || doubled || !usual.containsValue("w") || costs.size() > 1) {
        return USUAL;
      }
      var activation = activations.size() == 1 && !activations.iterator().next().startsWith(LETTER) ? activations.iterator().next() : null;
      return new LayerNotation(usual, costs.isEmpty() ? null : costs.iterator().next(), activation, activations.equals(Set.of(LETTER + "sigma")));
    }
  }
}
