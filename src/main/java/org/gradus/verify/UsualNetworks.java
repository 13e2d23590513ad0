package org.gradus.verify;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.engine.EngineTrace;
import org.gradus.engine.NetworkSpec;
import org.gradus.expr.Expr;

/**
 * Fully connected networks of the usual kinds. What is said of any network, or of one whose activation and cost are not read,
 * is refuted where it fails in all of them: it holds in none that could be meant.
 */
final class UsualNetworks {

  private static final int SAMPLES = 2;

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
    Judgement first = null;
    for (var kind : All.KINDS) {
      var of = fails(lhs, rhs, kind) ? equations.judge(lhs, rhs, kind.spec(), "") : null;
      if (of == null || !of.isRefuted()) {
        return null;
      }
      first = first == null ? of : first;
    }
    return first;
  }

  private static boolean fails(Expr lhs, Expr rhs, Usual kind) {
    var measured = Stream.of(EngineFormula.Source.values()).map(source -> EngineWitness.opinion(lhs, rhs, kind.traces(), source)).distinct().toList();
    return measured.equals(List.of("disagrees")) || measured.equals(List.of("n/a")) && !EngineIndices.all(lhs, rhs, kind.spec()).isEmpty();
  }
}
