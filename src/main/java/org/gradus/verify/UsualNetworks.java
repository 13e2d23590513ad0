package org.gradus.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.engine.EngineTrace;
import org.gradus.engine.NetworkSpec;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Fully connected networks of the usual kinds. What is said of any network, or of one whose activation and cost are not read,
 * is refuted where it fails in all of them: it holds in none that could be meant.
 */
final class UsualNetworks {

  private static final int SAMPLES = 2;
  private static final Set<String> OF_LAYERS = Set.of("a", "z", "w", "W", "b", "delta");
  private static final Set<String> AND_TARGETS = Set.of("a", "z", "w", "W", "b", "delta", "y");

  /** The vector y as a whole, where the document says what the cost is of it. */
  private static final String TARGET = "y as a whole";
  private static final Set<String> OF_COST = Set.of("a", "z", "w", "W", "b", "delta", "y", TARGET);

  /** A kind of network, and runs of two that belong to it. */
  private record Usual(NetworkSpec spec, List<EngineTrace> traces) {

    static Usual of(String activations) {
      var spec = NetworkSpec.parse("2-3-4-3 " + activations);
      return new Usual(spec, Stream.of(spec, NetworkSpec.parse("3-2-2 " + activations))
          .flatMap(s -> EngineTrace.samples(s, SAMPLES).stream()).toList());
    }
  }

  /** Made when they are first needed. */
  private static final class All {
    static final List<Usual> KINDS = Stream.of("sigmoid mse", "sigmoid cross-entropy", "sigmoid softmax cross-entropy", "tanh mse", "tanh sigmoid cross-entropy",
        "tanh softmax cross-entropy", "relu identity mse", "relu softmax cross-entropy", "identity mse").map(Usual::of).toList();
  }

  private UsualNetworks() {}

  /** That the equation fails in each of them, with a counterexample in the first; null if it does not, or is not read. */
  static Judgement refuted(Expr lhs, Expr rhs, EngineEquations equations) {
    return refuted(lhs, rhs, All.KINDS, equations);
  }

  /** The same for the networks with this cost of a^L and y; for all of them where it is null. */
  static Judgement refuted(Expr lhs, Expr rhs, EngineEquations equations, Expr cost) {
    return cost == null ? refuted(lhs, rhs, equations) : refuted(lhs, rhs, OF_COST, All.KINDS.stream().filter(k -> has(k, cost, equations)).toList(), equations);
  }

  /** Whether it is proved of the networks with this cost in which all neurons but the inputs compute this function; null if it is not. */
  static Judgement proved(Expr lhs, Expr rhs, String activation, Expr cost, EngineEquations equations) {
    return !isPlain(lhs, rhs, OF_COST) ? null : All.KINDS.stream().filter(k -> k.spec().hidden() == k.spec().output() && k.spec().hidden().toString().equalsIgnoreCase(activation) && has(k, cost, equations))
        .findFirst().map(k -> equations.judge(lhs, rhs, k.spec(), "a^l = " + activation + "(z^l)")).filter(Judgement::isProved).orElse(null);
  }

  private static boolean has(Usual kind, Expr cost, EngineEquations equations) {
    var same = equations.judge(Exprs.sym("C"), cost, kind.spec(), "");
    return same != null && same.isProved();
  }

  /** The same for the networks whose hidden neurons compute this function; null for a function that none of them has. */
  static Judgement refuted(Expr lhs, Expr rhs, String activation, EngineEquations equations) {
    return refuted(lhs, rhs, All.KINDS.stream().filter(k -> k.spec().hidden().toString().equalsIgnoreCase(activation)).toList(), equations);
  }

  /** Whether it is proved of the hidden layers of every network with this activation, whatever its cost; null if it is not. */
  static Judgement proved(Expr lhs, Expr rhs, String activation, EngineEquations equations) {
    if (!isPlain(lhs, rhs, OF_LAYERS) || isOfOutput(lhs) || isOfOutput(rhs)) {
      return null;
    }
    return All.KINDS.stream().filter(k -> k.spec().hidden().toString().equalsIgnoreCase(activation)).findFirst()
        .map(k -> equations.judge(lhs, rhs, k.spec(), "a^l = " + activation + "(z^l)")).filter(Judgement::isProved).orElse(null);
  }

  private static boolean isOfOutput(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Indexed i && i.sup().stream().anyMatch(l -> Trees.freeSymbols(l).contains(Exprs.sym("L"))));
  }

  private static Judgement refuted(Expr lhs, Expr rhs, List<Usual> kinds, EngineEquations equations) {
    return refuted(lhs, rhs, OF_LAYERS, kinds, equations);
  }

  private static Judgement refuted(Expr lhs, Expr rhs, Set<String> quantities, List<Usual> kinds, EngineEquations equations) {
    if (!isPlain(lhs, rhs, quantities)) {
      return null;
    }
    Judgement first = null;
    for (var kind : kinds) {
      var of = fails(lhs, rhs, kind) ? equations.judge(lhs, rhs, kind.spec(), "") : null;
      if (of == null || !of.isRefuted()) {
        return null;
      }
      first = first == null ? of : first;
    }
    return first;
  }

  /**
   * Whether nothing is spoken of but weights, biases, activations, errors and targets of two layers that follow on each other.
   * A letter more or a layer further away belongs to a network or a cost of another kind.
   */
  static boolean arePlain(List<Expr> sides) {
    return isPlain(sides.get(0), sides.get(1), AND_TARGETS);
  }

  private static boolean isPlain(Expr lhs, Expr rhs, Set<String> quantities) {
    var layers = new HashSet<LayerCalculus.Layer>();
    try {
      return isPlain(lhs, quantities, layers) && isPlain(rhs, quantities, layers) && areNeighbours(layers);
    } catch (LayerCalculus.Unknown _) {
      return false; // a layer 2l
    }
  }

  private static boolean areNeighbours(Set<LayerCalculus.Layer> layers) {
    return layers.stream().allMatch(a -> layers.stream().allMatch(b -> !a.base().equals(b.base()) || Math.abs(a.offset() - b.offset()) <= 1));
  }

  private static boolean isPlain(Expr e, Set<String> quantities, Set<LayerCalculus.Layer> layers) {
    return switch (e) {
      case Expr.Sym s -> EngineFormula.isCost(e) || s.name().equals("y") && quantities.contains(TARGET);
      case Expr.Indexed i -> {
        boolean plain = quantities.contains(i.base()) && (i.sup().size() == 1 || i.base().equals("y") && i.sup().isEmpty())
            && i.sub().stream().allMatch(Expr.Sym.class::isInstance);
        if (plain) {
          layers.add(LayerCalculus.layer(i));
        }
        yield plain;
      }
      case Expr.Big b -> isPlain(b.body(), quantities, layers);
      default -> Trees.children(e).stream().allMatch(x -> isPlain(x, quantities, layers));
    };
  }

  private static boolean fails(Expr lhs, Expr rhs, Usual kind) {
    var measured = Stream.of(EngineFormula.Source.values()).map(source -> EngineWitness.opinion(lhs, rhs, kind.traces(), source)).distinct().toList();
    return measured.equals(List.of("disagrees")) || measured.equals(List.of("n/a")) && !EngineIndices.all(lhs, rhs, kind.spec()).isEmpty();
  }
}
