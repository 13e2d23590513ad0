package org.gradus.analysis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;
import org.gradus.proof.Oracle;

/** Is a function convex in some of its variables, whatever the values of the others? */
public final class Convexities {

  private static final String GAPS = "the domain is not one interval";
  private static final String GAPS_BETWEEN = "the domain has gaps, so that it is not convex";

  private static final int HALVINGS = 20;
  private static final int SHARP_DIGITS = 60;

  private Convexities() {}

  /**
   * The answer for f, which carries no derivatives any more.
   *
   * @param variables symbols or components, at least one
   * @param assumptions the domain, assumed to be convex in the variables where it is not one interval
   */
  public static Finding convex(Expr f, List<? extends Expr> variables, List<Expr> assumptions, Kernel kernel, Oracle oracle) {
    var free = Trees.freeSymbols(f);
    String open = null;
    if (variables.size() == 1 && variables.getFirst() instanceof Expr.Sym x && Set.of(x).containsAll(free)
        && !Moving.byComponents(f, variables)) {
      var single = single(f, x, assumptions, kernel, oracle);
      if (single.outcome() != Finding.Outcome.UNDECIDED || single.how().equals(GAPS)) {
        return single;
      }
      open = single.how();
    } else {
      // What leaves no convex set is not used, so that the rules speak of one.
      var usable = assumptions.stream().filter(a -> linear(a, variables)
          || !Moving.in(a, variables)).toList();
      var curvature = new Composition(variables, usable, kernel, oracle).of(f);
      if (curvature.convex()) {
        return Finding.proved("composition rules");
      }
      if (curvature.offending() != null) {
        open = "no composition rule applies to " + curvature.offending();
      }
    }
    if (Continuity.onConvexDomain(assumptions, variables)) {
      var how = Hessian.positive(f, variables, kernel, oracle, assumptions);
      if (how != null) {
        return Finding.proved(how);
      }
    }
    var moving = variables.stream().map(Expr::toString).toList();
    var fixed = free.stream().map(Expr.Sym::name).filter(s -> !moving.contains(s)).toList();
    var gaps = new Gaps(f, kernel, oracle);
    var chord = Chords.below(f, moving, fixed, assumptions, gaps::areNotOn);
    if (chord.isPresent()) {
      return refuted(chord.get());
    }
    return Finding.undecided(gaps.met() ? GAPS_BETWEEN : open == null ? "neither a proof nor a chord below the graph was found" : open);
  }

  /** Whether the assumption is a linear relation and not ≠: then what it leaves is convex. */
  static boolean linear(Expr assumption, List<? extends Expr> variables) {
    return assumption instanceof Expr.Rel r && r.op() != RelOp.NE && flat(r.lhs(), variables) && flat(r.rhs(), variables);
  }

  private static boolean flat(Expr e, List<? extends Expr> variables) {
    return switch (e) {
      case Expr.Add a -> a.args().stream().allMatch(t -> flat(t, variables));
      case Expr.Mul m -> m.args().stream().filter(f -> Moving.in(f, variables)).count() <= 1
          && m.args().stream().allMatch(f -> flat(f, variables));
      case Expr.Big b -> b.kind() == Expr.Big.Kind.SUM && flat(b.body(), variables);
      default -> Moving.is(e, variables) || !Moving.in(e, variables);
    };
  }

  private static Finding single(Expr f, Expr.Sym x, List<Expr> assumptions, Kernel kernel, Oracle oracle) {
    var analyzer = new Analyzer(f, x, assumptions, kernel, oracle);
    var bend = new Shape(analyzer).bend();
    if (!bend.known()) {
      // Of a function on several intervals it is not clear what convex means; each of them would have to be named.
      return Finding.undecided(analyzer.pieces().known() && !analyzer.pieces().value().connected() ? GAPS : bend.reason());
    }
    return switch (bend.value()) {
      case AFFINE -> Finding.proved("it is affine");
      case CONVEX, STRICTLY_CONVEX -> Finding.proved("the second derivative is never negative, and no kink bends down");
      case CONCAVE, STRICTLY_CONCAVE, NEITHER -> below(f, x, analyzer, assumptions);
    };
  }

  /** A chord where the second derivative is negative, or at a kink; else any. */
  private static Finding below(Expr f, Expr.Sym x, Analyzer analyzer, List<Expr> assumptions) {
    for (var r : analyzer.oneOfEach(2).get()) {
      if (r.sign() < 0) {
        var inside = r.span().sample();
        var chord = around(f, x, inside, r.span(), assumptions);
        if (chord != null) {
          return chord;
        }
      }
    }
    for (var n : analyzer.pieces().get().nodes()) {
      var chord = n.at().isExact() ? around(f, x, n.at().middle(), Span.LINE, assumptions) : null;
      if (chord != null) {
        return chord;
      }
    }
    var chord = Chords.below(f, List.of(x.name()), List.of(), assumptions, _ -> true);
    return chord.map(Convexities::refuted).orElseGet(() -> Finding.undecided("no chord below the graph was found"));
  }

  /** A chord with this middle inside the interval. */
  private static Finding around(Expr f, Expr.Sym x, Rational m, Span on, List<Expr> assumptions) {
    var h = Rational.ONE;
    for (var end : new Mark[] {on.low(), on.high()}) {
      if (end != null) {
        var room = (end == on.low() ? m.minus(end.upper()) : end.lower().minus(m)).times(Rational.HALF);
        h = room.compareTo(h) < 0 ? room : h;
      }
    }
    for (int i = 0; i < HALVINGS; i++, h = h.times(Rational.HALF)) {
      var chord = Chords.check(f, Map.of(x.name(), m.minus(h)), Map.of(x.name(), m.plus(h)), assumptions, SHARP_DIGITS);
      if (chord.isPresent()) {
        return refuted(chord.get());
      }
    }
    return null;
  }

  private static Finding refuted(Chords.Chord c) {
    return Finding.refuted(c.text(), c.middle(), c.value(), "at most " + c.mean());
  }

  /** The answer for −f, that is whether f is concave. */
  public static Finding concave(Expr f, List<? extends Expr> variables, List<Expr> assumptions, Kernel kernel, Oracle oracle) {
    var n = convex(Exprs.neg(f), variables, assumptions, kernel, oracle);
    return n.isRefuted() ? Finding.refuted(n.how().replace("below the graph", "above the graph"), n.point(), "−(" + n.left() + ")",
        "at least −(" + n.right().replace("at most ", "") + ")") : n;
  }
}
