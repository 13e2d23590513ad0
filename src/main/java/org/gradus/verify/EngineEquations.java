package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.engine.NetworkSpec;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.notation.Rank;
import org.gradus.proof.Kernel;
import org.gradus.tensor.Outcome;
import org.gradus.tensor.Tensors;

/**
 * Proves equations in the notation of layers for every network of a kind, whatever its sizes: those of backpropagation
 * and what follows from them, for components, vectors and matrices.
 */
final class EngineEquations {

  private static final String METHOD = "chain rule from layer to layer, for all sizes";

  private final Tensors tensors;

  EngineEquations(Kernel kernel) {
    this.tensors = new Tensors(kernel);
  }

  /** An equation without layers: its sides as written and entry by entry, and their values. */
  private record Lowered(List<Expr> written, List<Expr> sides, List<Expr> values, LayerCalculus calculus) {}

  /** The ways in which the calculus reads an equation; none where its sides have different ranks. */
  private static List<Lowered> readings(Expr lhs, Expr rhs, NetworkSpec spec) {
    return readings(lhs, rhs, spec, null);
  }

  private static List<Lowered> readings(Expr lhs, Expr rhs, NetworkSpec spec, Expr cost) {
    var all = new ArrayList<Lowered>();
    for (boolean opened : new boolean[] {false, true}) {
      try {
        var entries = new EngineEntries();
        var written = List.of(outputs(lhs), outputs(rhs));
        var rank = entries.rank(written.get(0));
        if (rank != entries.rank(written.get(1)) && !Exprs.isZero(rhs)) {
          return List.of();
        }
        var row = rank == Rank.SCALAR || rank == Rank.ROW ? null : Exprs.sym("row@");
        var column = rank == Rank.ROW || rank == Rank.MATRIX ? Exprs.sym("column@") : null;
        var sides = written.stream().map(e -> entries.entry(e, row, column)).toList();
        var calculus = new LayerCalculus(spec, cost == null ? null : entries.entry(outputs(cost), null, null), sides, opened);
        all.add(new Lowered(written, sides, sides.stream().map(calculus::of).toList(), calculus));
      } catch (LayerCalculus.Unknown | Derivatives.NotDifferentiable | IllegalArgumentException _) {
        // not in this way
      }
    }
    return all;
  }

  /**
   * The judgement on an equation of the network, or null if this calculus does not decide it.
   *
   * @param where the directive that says which network is meant, for the reader
   */
  Judgement judge(Expr lhs, Expr rhs, NetworkSpec spec, String where) {
    Outcome.Refuted counterexample = null;
    Outcome.ShapeClash clash = null;
    for (var e : readings(lhs, rhs, spec)) {
      switch (tensors.equal(e.values().get(0), e.values().get(1), e.calculus().typing(), e.calculus().assumptions())) {
        case Outcome.Proved p -> {
          return Judgement.proved(METHOD, conditions(p.conditions(), spec, e.sides(), where))
              .certifiedBy(NetworkClaims.subject(e.written().get(0), e.written().get(1), spec));
        }
        case Outcome.Refuted r -> counterexample = r;
        case Outcome.ShapeClash c -> clash = clash == null ? c : clash;
        case Outcome.Tested _, Outcome.Unknown _ -> { }
      }
    }
    if (counterexample == null && clash == null && isVectorAndNumber(lhs, rhs)) {
      return Judgement.refuted("shapes: one side has an entry for every neuron, the other is a single number", null);
    }
    return counterexample != null ? refuted(counterexample)
        : clash != null ? Judgement.refuted("shapes: " + readable(clash.words()), null) : null;
  }

  /**
   * Whether one side is a product with a matrix, and so a whole vector, and the other one component. {@code δ^L = a_j^L − y_j},
   * the name of a vector for its component, is only careless.
   */
  private static boolean isVectorAndNumber(Expr lhs, Expr rhs) {
    try {
      var entries = new EngineEntries();
      var l = outputs(lhs);
      var r = outputs(rhs);
      return entries.rank(l) == Rank.COLUMN && entries.rank(r) == Rank.SCALAR && isProduct(l) && isComponent(r)
          || entries.rank(r) == Rank.COLUMN && entries.rank(l) == Rank.SCALAR && isProduct(r) && isComponent(l);
    } catch (LayerCalculus.Unknown _) {
      return false;
    }
  }

  private static boolean isProduct(Expr e) {
    return Trees.any(e, x -> x instanceof Expr.Call c && c.is("matmul"));
  }

  private static boolean isComponent(Expr e) {
    return e instanceof Expr.Indexed x && !x.sub().isEmpty() && !x.sup().isEmpty();
  }

  /** A quick look, in doubles at small sizes: whether it is worth while to judge the equation. */
  boolean mayHold(Expr lhs, Expr rhs, NetworkSpec spec) {
    return readings(lhs, rhs, spec).stream().anyMatch(e -> tensors.mayBeEqual(e.values().get(0), e.values().get(1), e.calculus().typing(),
        e.calculus().assumptions(), false));
  }

  /** Whether the equation holds in every fully connected network with this cost of the output a^L and the targets y, whatever its activation. */
  boolean holdsWith(Expr cost, Expr lhs, Expr rhs) {
    return readings(lhs, rhs, null, cost).stream().anyMatch(e ->
        tensors.equal(e.values().get(0), e.values().get(1), e.calculus().typing(), e.calculus().assumptions()) instanceof Outcome.Proved p && p.conditions().isEmpty());
  }

  /** Whether the equation holds in every fully connected network, whatever its activation and its cost. */
  boolean holdsInEvery(Expr lhs, Expr rhs) {
    var j = judge(lhs, rhs, null, "");
    return j != null && j.isProved();
  }

  /** What a certificate says of an equation that holds in every network. */
  Certificates.Subject subject(Expr lhs, Expr rhs) {
    return NetworkClaims.subject(outputs(lhs), outputs(rhs), null);
  }

  /** {@code ∇_a C}: without a layer the activations are those of the output. */
  private static Expr outputs(Expr e) {
    return e instanceof Expr.Diff d && d.by().equals(Exprs.sym("a")) ? Exprs.diff(d.body(), Exprs.indexed("a", List.of(), List.of(Exprs.sym("L"))), d.order())
        : Trees.map(e, EngineEquations::outputs);
  }

  private static Judgement refuted(Outcome.Refuted r) {
    var point = new LinkedHashMap<String, String>();
    r.sizes().forEach((name, value) -> point.put(readable(name), value));
    r.point().forEach((name, value) -> point.put(readable(name), value));
    return Judgement.refuted("exact at small sizes, and in the running network", new Counterexample(point, r.lhs(), r.rhs()));
  }

  /** {@code delta@l[1]} is the first component of δ^l, {@code n@l} the number of neurons of layer l. */
  private static String readable(String text) {
    return text.replaceAll("1\\.\\.n@(\\w+(?:[+-]\\d+)?)", "the neurons of layer $1").replaceAll("\\bn@(\\w+(?:[+-]\\d+)?)", "neurons of layer $1")
        .replace("row@", "row").replace("column@", "column").replaceAll("(\\w+)@(\\w+(?:[+-]\\d+)?)", "$1^$2");
  }

  private static List<String> conditions(List<String> used, NetworkSpec spec, List<Expr> sides, String where) {
    var all = new ArrayList<String>();
    all.add(where);
    used.stream().filter(c -> !c.contains("@")).forEach(all::add);
    if (spec != null && !spec.hidden().equals(spec.output())) {
      var layers = new LinkedHashSet<String>();
      for (var side : sides) {
        Trees.any(side, x -> {
          if (x instanceof Expr.Indexed i && Set.of("a", "z", "delta").contains(i.base()) && i.sup().size() == 1) {
            Trees.freeSymbols(i.sup().get(0)).stream().filter(s -> !s.name().equals("L")).forEach(s -> layers.add(s.name()));
          }
          return false;
        });
      }
      layers.forEach(l -> all.add("layer " + l + " is a hidden layer"));
    }
    return all;
  }
}
