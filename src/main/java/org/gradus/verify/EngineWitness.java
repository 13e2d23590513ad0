package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.gradus.claim.Claim;
import org.gradus.claim.Kind;
import org.gradus.claim.Extraction;
import org.gradus.engine.EngineTrace;
import org.gradus.engine.NetworkSpec;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.LatexReader;
import org.gradus.notation.NotationException;

/**
 * The running network as a witness: under an {@code engine} directive both sides of an equation, read once more from
 * what is written, are evaluated for all layers and indices, in several networks and for several samples. The engine's
 * backward pass and differences of its forward pass are two witnesses.
 */
final class EngineWitness {

  private static final int SAMPLES = 3;

  /** Relative; a central difference with two steps is good to about 1e-9. */
  private static final double AGREES = 1e-6;

  private static final double DISAGREES = 1e-4;

  /** Evaluations of a side for one step. */
  private static final int MAX_EVALUATIONS = 20_000;

  private record Stretch(Extraction.Engine engine, NetworkSpec spec, List<EngineTrace> traces) {}

  private static final List<String> NOTATION_MEANS = List.of("z^l = w^l a^(l-1) + b^l", "a^l = sigma(z^l)", "delta^l is the derivative of the cost by z^l");
  private static final List<String> THROUGH_LAYERS = List.of("the cost depends on weights and biases only through the layers");

  private final LayerNotation notation;
  /** The first line that gives the notation of layers another meaning. */
  private final int otherwise;
  /** The quantities of layers to which the document itself gives their usual meaning. */
  private final Set<String> given = new HashSet<>();
  private final EngineEquations equations = new EngineEquations(Requests.KERNEL);

  private final List<Stretch> stretches = new ArrayList<>();
  private final List<SaidWitness> said;
  /** Whether a formula says what the last layer computes, and that is not what every layer does. */
  private final boolean ownOutput;
  /** What the cost is of the output and the targets; null where the document does not say it in this notation. */
  private final Expr cost;
  private final boolean plain;
  private final boolean penalised;

  /**
   * The witness for a document; what is wrong with its directives is added to the problems.
   *
   * @param quick whether nothing is run, and only what is proved of the network counts
   */
  EngineWitness(Extraction extraction, boolean quick, List<Problem> problems) {
    notation = LayerNotation.of(extraction.claims());
    otherwise = otherwise(extraction.claims());
    ownOutput = extraction.claims().stream().anyMatch(c -> GivenCost.isOwnOutput(c, notation, equations));
    cost = ownOutput || !extraction.uniform() ? null : GivenCost.of(extraction.claims(), notation);
    plain = extraction.plain();
    penalised = extraction.penalised() || extraction.claims().stream().anyMatch(c -> notation.isPenalised(c.written()));
    said = SaidWitness.of(extraction, equations, quick);
    for (var engine : extraction.engines()) {
      try {
        var traces = new ArrayList<EngineTrace>();
        var spec = NetworkSpec.parse(engine.text());
        (quick ? List.<NetworkSpec>of() : architectures(spec)).forEach(other -> traces.addAll(EngineTrace.samples(other, SAMPLES)));
        stretches.add(new Stretch(engine, spec, traces));
      } catch (IllegalArgumentException e) {
        problems.add(new Problem(engine.position().line(), engine.position().column(), "engine " + engine.text() + ": " + e.getMessage()));
      }
    }
  }

  /** The network of the directive, a wider and a deeper one: what holds for a network of this kind holds in each. */
  static List<NetworkSpec> architectures(NetworkSpec spec) {
    if (spec.sizes().stream().anyMatch(n -> n > 8)) {
      return List.of(spec);
    }
    var wider = new ArrayList<>(spec.sizes());
    wider.replaceAll(n -> n + 1);
    var deeper = new ArrayList<>(spec.sizes());
    deeper.add(deeper.size() - 1, spec.sizes().getFirst() + 2);
    return List.of(spec, new NetworkSpec(wider, spec.hidden(), spec.output(), spec.loss()),
        new NetworkSpec(deeper, spec.hidden(), spec.output(), spec.loss()));
  }

  /** The result with what the network says; unchanged outside the reach of an engine directive. */
  ClaimVerifier.Result witnessed(Claim.Step s, ClaimVerifier.Result r) {
    var w = s.written();
    if (s.op() != RelOp.EQ || w.readLhs() == null || w.readRhs() == null) {
      return r;
    }
    for (var stretch : stretches) {
      if (stretch.engine().covers(s.place().line())) {
        var j = with(r.judgement(), w.readLhs(), w.readRhs(), stretch);
        return new ClaimVerifier.Result(j, j.isRefuted() ? r.judgement().isRefuted() ? r.diagnosis() : diagnosis(s, j, stretch) : null, r.notes());
      }
    }
    if (r.judgement().isRefuted() && inEvery(s, r).judgement().isProved()) {
      return ClaimVerifier.Result.of(Judgement.undecided("it holds in every network, and fails with what its letters stood for before; which is meant is not clear"));
    }
    if (r.judgement().isRefuted() && ownOutput && GivenCost.isOwnOutput(s, notation, equations)) {
      return ClaimVerifier.Result.of(Judgement.undecided("whether this says what the last layer computes, or claims it of the layers as they are given, is not clear"));
    }
    if (!isOpen(r)) {
      return r;
    }
    var every = inEvery(s, r);
    return isOpen(every) && s.place().line() < otherwise ? said.stream().filter(n -> n.covers(s.place().line()) && n.isPossible()).findFirst()
        .map(n -> n.decide(s, every)).orElse(every) : every;
  }

  private static boolean isOpen(ClaimVerifier.Result r) {
    return r.judgement().verdict().equals("UNDECIDED");
  }

  /** What is said of shapes that do not fit; null where they do. */
  static Diagnosis misshapen(Judgement j) {
    return j.counterexample() != null ? null : new Diagnosis("shape", j.method().replaceFirst("^shapes", "the shapes do not fit"), null);
  }

  /** The slip behind what only the network refutes, or what does not fit; null where neither is known. */
  private Diagnosis diagnosis(Claim.Step s, Judgement j, Stretch stretch) {
    var slip = EngineSlips.diagnose(s, LayerNotation.USUAL, (l, r) -> equations.mayHold(l, r, stretch.spec()), (l, r) -> {
      var of = equations.judge(l, r, stretch.spec(), "");
      return of != null && of.isProved();
    });
    return slip != null ? slip : misshapen(j);
  }

  /**
   * What holds in every fully connected network, in the usual notation of layers, as long as the document has not said
   * otherwise what that notation stands for.
   */
  private ClaimVerifier.Result inEvery(Claim.Step s, ClaimVerifier.Result r) {
    var left = s.written().readLhs();
    var right = s.written().readRhs();
    if (s.place().line() >= otherwise || !notation.mayConcern(left + " = " + right)) {
      return r;
    }
    try {
      var lhs = notation.read(left);
      var rhs = notation.read(right);
      boolean layered = Trees.any(Exprs.add(lhs, rhs), x -> x instanceof Expr.Indexed i && i.base().equals("delta") && !i.sup().isEmpty()
          || x instanceof Expr.Diff d && EngineFormula.isCost(d.body()));
      if (layered && equations.holdsInEvery(lhs, rhs)) {
        if (penalised && LayerNotation.isByParameters(lhs, rhs)) {
          return ClaimVerifier.Result.of(Judgement.undecided("it holds where the cost has no penalty for the weights; the document speaks of one"));
        }
        return new ClaimVerifier.Result(Judgement.proved("chain rule from layer to layer, for all sizes", isGiven(lhs, rhs) && given.contains("a") ? THROUGH_LAYERS : NOTATION_MEANS)
            .certifiedBy(equations.subject(lhs, rhs)), null, noted(r));
      }
      boolean given = layered && isGiven(lhs, rhs) && this.given.contains("a");
      if (given && cost != null && !(penalised && LayerNotation.isByParameters(lhs, rhs)) && equations.holdsWith(cost, lhs, rhs)) {
        return new ClaimVerifier.Result(Judgement.proved("chain rule from layer to layer, for all sizes", THROUGH_LAYERS), null, noted(r));
      }
      if (given && notation.activation() != null && s.setting().reserved() == null && s.setting().assumptions().isEmpty()) {
        return ofActivation(s, notation.concrete(left), notation.concrete(right), r);
      }
      if (given && notation.likelyActivation() != null && !(penalised && LayerNotation.isByParameters(lhs, rhs))) {
        var hidden = UsualNetworks.proved(lhs, rhs, notation.likelyActivation(), equations);
        var sigmoid = hidden != null || cost == null ? hidden : UsualNetworks.proved(lhs, rhs, notation.likelyActivation(), cost, equations);
        if (sigmoid != null) {
          return new ClaimVerifier.Result(sigmoid, null, noted(r));
        }
      }
      var refuted = layered && plain && isGiven(lhs, rhs) && s.setting().reserved() == null && s.setting().assumptions().isEmpty() ? UsualNetworks.refuted(lhs, rhs, equations, cost) : null;
      if (refuted == null) {
        return r;
      }
      BiPredicate<Expr, Expr> holds = (a, b) -> equations.holdsInEvery(a, b) || cost != null && equations.holdsWith(cost, a, b);
      var slip = EngineSlips.diagnose(s, notation, holds, holds);
      return new ClaimVerifier.Result(refuted, slip != null ? slip : misshapen(refuted), noted(r));
    } catch (NotationException | IllegalArgumentException _) {
      return r;
    }
  }

  /** What holds in every network with the activation that the document gives, or fails in all of them. */
  private ClaimVerifier.Result ofActivation(Claim.Step s, Expr lhs, Expr rhs, ClaimVerifier.Result r) {
    var f = notation.activation();
    var proved = penalised && LayerNotation.isByParameters(lhs, rhs) ? null : UsualNetworks.proved(lhs, rhs, f, equations);
    if (proved != null) {
      return new ClaimVerifier.Result(proved, null, noted(r));
    }
    var refuted = plain ? UsualNetworks.refuted(lhs, rhs, f, equations) : null;
    if (refuted == null) {
      return r;
    }
    BiPredicate<Expr, Expr> holds = (a, b) -> UsualNetworks.proved(a, b, f, equations) != null;
    var slip = EngineSlips.diagnose(s, notation, holds, holds);
    return new ClaimVerifier.Result(refuted, slip != null ? slip : misshapen(refuted), noted(r));
  }

  private List<String> noted(ClaimVerifier.Result r) {
    var notes = new ArrayList<>(r.notes());
    notes.addAll(notation.words());
    return notes;
  }

  /** Whether the document itself says what the notation of layers stands for. */
  private boolean isGiven(Expr lhs, Expr rhs) {
    return given.contains("z") && (given.contains("delta") || !Trees.any(Exprs.add(lhs, rhs), x -> x instanceof Expr.Indexed i && i.base().equals("delta")));
  }

  /** A quantity of any layer that follows from weights and biases. */
  private static boolean isGeneral(Expr.Indexed x) {
    return x.sup().size() == 1 && (Set.of("a", "z").contains(x.base()) || x.base().equals("delta") && !x.sup().getFirst().equals(Exprs.sym("L")));
  }

  /** The first line where the document says of layers what does not agree with the usual meaning of their notation. */
  private int otherwise(List<Claim> claims) {
    for (var claim : claims) {
      var w = claim.written();
      if (!(claim instanceof Claim.Unclaimed u) || u.kind() != Kind.DEFINITION || w.readLhs() == null || w.readRhs() == null) {
        continue;
      }
      try {
        var lhs = notation.read(w.readLhs());
        if (lhs instanceof Expr.Indexed x && isGeneral(x)) {
          if (!equations.holdsInEvery(lhs, notation.read(w.readRhs()))) {
            return claim.place().line();
          }
          given.add(x.base());
        }
      } catch (NotationException | IllegalArgumentException _) {
        if (notation.mayConcern(w.readLhs())) {
          return claim.place().line();
        }
      }
    }
    return Integer.MAX_VALUE;
  }

  private Judgement with(Judgement j, String left, String right, Stretch stretch) {
    try {
      var lhs = LatexReader.parse(left, EngineFormula.NOTATION);
      var rhs = LatexReader.parse(right, EngineFormula.NOTATION);
      var said = new LinkedHashMap<String, String>();
      if (!stretch.traces().isEmpty()) {
        said.put("engine", opinion(lhs, rhs, stretch.traces(), EngineFormula.Source.BACKWARD_PASS));
      }
      if (said.containsKey("engine") && !said.get("engine").equals("n/a")) {
        said.put("finite-differences", opinion(lhs, rhs, stretch.traces(), EngineFormula.Source.DIFFERENCES));
      }
      return inNetwork(j, lhs, rhs, stretch, said).withWitnesses(said);
    } catch (NotationException | IllegalArgumentException _) {
      return j.withWitnesses(Map.of("engine", "n/a"));
    }
  }

  /** The network gives the notation its meaning: what is proved of it holds, and what fails in it is refuted where it also fails in numbers. */
  private Judgement inNetwork(Judgement j, Expr lhs, Expr rhs, Stretch stretch, Map<String, String> said) {
    if (j.isProved()) {
      return j;
    }
    boolean measured = !said.isEmpty();
    boolean agrees = measured && said.values().stream().allMatch("agrees"::equals);
    boolean disagrees = measured && said.values().stream().allMatch("disagrees"::equals);
    boolean misshapen = said.containsValue("n/a") && stretch.spec().sizes().stream().distinct().count() > 1;
    var of = !measured || agrees || disagrees || misshapen ? equations.judge(lhs, rhs, stretch.spec(),
        "the network " + stretch.engine().text() + " (line " + stretch.engine().position().line() + ")") : null;
    if (of != null && (of.isProved() && (agrees || !measured)
        || of.isRefuted() && !j.isRefuted() && (disagrees || misshapen && of.counterexample() == null))) {
      return of;
    }
    if (j.isRefuted() && !measured && of != null) {
      return Judgement.undecided("for values chosen freely it fails; whether it fails in the network was not measured");
    }
    return j.isRefuted() && agrees ? Judgement.undecided("for values chosen freely it fails, and in the network it does not") : j;
  }

  static String opinion(Expr lhs, Expr rhs, List<EngineTrace> traces, EngineFormula.Source source) {
    int agreed = 0;
    int open = 0;
    int evaluations = 0;
    for (var trace : traces) {
      for (var choice : EngineIndices.all(lhs, rhs, trace.spec())) {
        if (evaluations++ > MAX_EVALUATIONS) {
          return "undecided";
        }
        try {
          var formula = new EngineFormula(trace, source, choice);
          switch (compare(formula.value(lhs), formula.value(rhs))) {
            case "agrees" -> agreed++;
            case "disagrees" -> {
              return "disagrees";
            }
            default -> open++;
          }
        } catch (EngineFormula.Meaningless _) {
          // not for this layer, or across a kink
        }
      }
    }
    return open > 0 ? "undecided" : agreed > 0 ? "agrees" : "n/a";
  }

  private static String compare(double[][] l, double[][] r) {
    if (l.length != r.length || l[0].length != r[0].length) {
      throw new EngineFormula.Meaningless("shapes do not agree");
    }
    var worst = 0.0;
    for (int i = 0; i < l.length; i++) {
      for (int j = 0; j < l[i].length; j++) {
        worst = Math.max(worst, Math.abs(l[i][j] - r[i][j]) / Math.max(1, Math.max(Math.abs(l[i][j]), Math.abs(r[i][j]))));
      }
    }
    return worst <= AGREES ? "agrees" : worst >= DISAGREES ? "disagrees" : "undecided";
  }
}
