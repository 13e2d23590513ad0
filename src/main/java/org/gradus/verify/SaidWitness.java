package org.gradus.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.gradus.claim.Claim;
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
 * The network that the words of an exercise speak of, asked where nothing else decides. What is proved of it says so. That a
 * step fails in it counts only where other steps of the exercise hold in this network and not in every one, so that it is surely
 * the network that is meant.
 */
final class SaidWitness {

  /** Steps that have to speak for the network before anything is refuted with it. */
  private static final int ENOUGH = 2;

  private static final int SAMPLES = 3;
  private static final Pattern LAYERS = Pattern.compile("\\^\\s*(?:[lL](?![A-Za-z])|\\{\\s*[lL](?![A-Za-z]))");

  /** A cost by itself, on the left of what it is. */
  private static final Pattern COST = Pattern.compile("(?s)(?:\\\\mathcal\\s*\\{)?[CJE]\\}?(?:_(?:\\w|\\{[^{}]*\\}))?\\s*(?:(?:\\\\left)?\\(.*\\))?");

  private final Extraction.Said said;
  private NetworkSpec spec;
  private Boolean possible;
  private final EngineEquations equations;
  private final boolean quick;
  private final List<Claim> claims;
  private List<EngineTrace> traces;
  private Integer speaking;
  private Boolean agreed;

  SaidWitness(Extraction.Said said, EngineEquations equations, List<Claim> claims, boolean quick) {
    this.said = said;
    this.equations = equations;
    this.quick = quick;
    this.claims = claims;
  }

  /** The witnesses for the networks of the words. */
  static List<SaidWitness> of(Extraction extraction, EngineEquations equations, boolean quick) {
    return extraction.said().stream().map(said -> new SaidWitness(said, equations, extraction.claims(), quick)).toList();
  }

  /** Whether the network can be built. Few documents ask, so that it is built only then. */
  synchronized boolean isPossible() {
    if (possible == null) {
      try {
        spec = NetworkSpec.parse(said.text());
        possible = true;
      } catch (IllegalArgumentException _) {
        possible = false; // a cost that does not go with that output
      }
    }
    return possible;
  }

  boolean covers(int line) {
    return said.covers(line);
  }

  /** The undecided result, or what the network says. */
  synchronized ClaimVerifier.Result decide(Claim.Step s, ClaimVerifier.Result undecided) {
    var sides = sides(s);
    var of = sides == null || !agrees() ? null : equations.judge(sides.get(0), sides.get(1), spec, said.words());
    boolean misshapen = of != null && of.isRefuted() && of.counterexample() == null; // whatever the activations
    if (of == null || !misshapen && !said.hidden() && !isOfOutput(sides)) {
      return undecided;
    }
    var opinion = quick ? null : EngineWitness.opinion(sides.get(0), sides.get(1), traces(), EngineFormula.Source.BACKWARD_PASS);
    if (of.isProved()) {
      return quick || opinion.equals("agrees") ? new ClaimVerifier.Result(of, null, undecided.notes()) : undecided;
    }
    boolean fails = "disagrees".equals(opinion) || misshapen && "n/a".equals(opinion);
    return of.isRefuted() && fails && said.plain() && UsualNetworks.arePlain(sides) && speaking() >= ENOUGH
        ? new ClaimVerifier.Result(of, EngineWitness.misshapen(of), noted(undecided)) : undecided;
  }

  private List<String> noted(ClaimVerifier.Result r) {
    var notes = new ArrayList<>(r.notes());
    notes.add(said.words());
    return notes;
  }

  /** How many different equations of the exercise hold in this network and not in every one. */
  private int speaking() {
    if (speaking == null) {
      speaking = (int) claims.stream().filter(c -> c instanceof Claim.Step && covers(c.place().line())).map(c -> sides((Claim.Step) c))
          .filter(x -> x != null && (said.hidden() || isOfOutput(x))).distinct().filter(x -> {
            var of = equations.judge(x.get(0), x.get(1), spec, "");
            return of != null && of.isProved() && !equations.holdsInEvery(x.get(0), x.get(1));
          }).limit(ENOUGH).count();
    }
    return speaking;
  }

  /** Whether the cost is the one of the words wherever the exercise writes it down. */
  private boolean agrees() {
    if (agreed == null) {
      agreed = claims.stream().filter(c -> covers(c.place().line()) && c.written().readLhs() != null && c.written().readRhs() != null)
          .filter(c -> COST.matcher(c.written().readLhs().strip()).matches()).allMatch(c -> isThisCost(c.written().readLhs(), c.written().readRhs()));
    }
    return agreed;
  }

  private boolean isThisCost(String name, String body) {
    try {
      var of = equations.judge(LatexReader.parse(name.replaceFirst("\\(.*", ""), EngineFormula.NOTATION), LatexReader.parse(body, EngineFormula.NOTATION), spec, "");
      return of != null && of.isProved();
    } catch (NotationException | IllegalArgumentException _) {
      return false;
    }
  }

  private List<EngineTrace> traces() {
    if (traces == null) {
      traces = new ArrayList<>();
      EngineWitness.architectures(spec).forEach(n -> traces.addAll(EngineTrace.samples(n, SAMPLES)));
    }
    return traces;
  }

  /** Both sides in the notation of layers; null if the step is not in it. */
  private static List<Expr> sides(Claim.Step s) {
    var w = s.written();
    if (s.op() != RelOp.EQ || s.solution() != null || w.readLhs() == null || w.readRhs() == null || !LAYERS.matcher(w.readLhs() + " = " + w.readRhs()).find()) {
      return null;
    }
    try {
      return List.of(LatexReader.parse(w.readLhs(), EngineFormula.NOTATION), LatexReader.parse(w.readRhs(), EngineFormula.NOTATION));
    } catch (NotationException | IllegalArgumentException _) {
      return null;
    }
  }

  /** Whether nothing but the output layer, and the activations before it, is spoken of. */
  private static boolean isOfOutput(List<Expr> sides) {
    var output = Exprs.sym("L");
    return sides.stream().noneMatch(e -> Trees.any(e, x -> x instanceof Expr.Indexed i && EngineFormula.isQuantity(i.base()) && !i.sup().equals(List.of(output))
        && !(i.base().equals("y") && i.sup().isEmpty()) && !(i.base().equals("delta") && i.sup().isEmpty())
        && !(i.base().equals("a") && i.sup().equals(List.of(Exprs.sub(output, Exprs.ONE))))));
  }
}
