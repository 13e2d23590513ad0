package org.gradus.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gradus.analysis.Analyzer;
import org.gradus.analysis.Convexities;
import org.gradus.analysis.Finding;
import org.gradus.analysis.Moving;
import org.gradus.analysis.Places;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Rejected;
import org.gradus.claim.Property;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.Sampler;
import org.gradus.proof.Kernel;

/** Judges claims about the shape of a function. */
final class PropertyJudge {

  private final Judge judge;
  private final Kernel kernel;

  PropertyJudge(Judge judge, Kernel kernel) {
    this.judge = judge;
    this.kernel = kernel;
  }

  /**
   * The verdict.
   *
   * @param declared the names of which the document says what they are
   */
  Judgement judge(Property p, Assumed assumed, Set<String> declared) {
    var result = judge(p, assumed);
    if (!result.isRefuted()) {
      return result.isProved() ? certified(result, p, assumed) : asMean(p, assumed, result);
    }
    var names = Trees.freeSymbols(p.body()).stream().filter(s -> !p.variables().contains(s)).toList();
    for (var name : names) {
      var positive = judge(p, assumed.and(Exprs.rel(RelOp.GT, name, Exprs.ZERO)));
      if (positive.isRefuted() || positive.isProved() && declared.contains(name.name())) {
        if (positive.isProved()) {
          return result.withHoldsIf(List.of(name + " > 0"));
        }
        continue;
      }
      if (!declared.contains(name.name())) {
        return Judgement.undecided("it does not hold for every real " + name)
            .withHoldsIf(positive.isProved() ? List.of(name + " > 0") : List.of());
      }
    }
    return result;
  }

  private static Judgement certified(Judgement j, Property p, Assumed assumed) {
    if (p.variables().size() != 1 || !(p.variables().getFirst() instanceof Expr.Sym x)) {
      return j;
    }
    var form = switch (p.form()) {
      case CONVEX, CONCAVE, NOT_CONVEX, INCREASING, DECREASING, STRICTLY_INCREASING, STRICTLY_DECREASING ->
          p.form().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      case QUASICONVEX, MONOTONE, BOUNDED, MINIMUM, MAXIMUM, INFLECTION, LIPSCHITZ, STRONGLY_CONVEX, SMOOTH -> null;
    };
    try {
      var body = Derivatives.carryOut(p.body());
      if (p.form() == Property.Form.INFLECTION) {
        var point = Sampler.definedPoint(List.of(body), Judge.domain(List.of(body), assumed));
        return point.map(at -> j.certifiedBy(new Certificates.Subject(new Claim.Inflection(body, x, p.value(), assumed.relations()), at.values()))).orElse(j);
      }
      var one = org.gradus.certificate.Shapes.written(body, Map.of());
      return form == null ? j : Sampler.definedPoint(List.of(one), Judge.domain(List.of(one), assumed))
          .map(at -> j.certifiedBy(new Certificates.Subject(new Claim.Shape(form, body, x, assumed.relations()), at.values()))).orElse(j);
    } catch (Derivatives.NotDifferentiable | Rejected _) {
      return j;
    }
  }

  /** The n of a mean, (1/n)·Σ, counts the terms: it is positive. */
  private Judgement asMean(Property p, Assumed assumed, Judgement open) {
    var count = Trees.freeSymbols(p.body()).stream().filter(s -> MissingAssumptions.COUNTS.contains(s.name()) && !p.variables().contains(s)).findFirst();
    if (count.isEmpty() || !Trees.any(p.body(), e -> e instanceof Expr.Big)) {
      return open;
    }
    var n = count.get();
    var again = judge(p, assumed.and(Exprs.rel(RelOp.GT, n, Exprs.ZERO)));
    return again.isProved() ? certified(again, p, assumed.and(Exprs.rel(RelOp.GT, n, Exprs.ZERO))).withConditions(List.of(n + " > 0, a number of terms")) : open;
  }

  private Judgement judge(Property written, Assumed all) {
    var p = written;
    var assumed = all;
    Expr body;
    try {
      body = Derivatives.carryOut(p.body());
    } catch (Derivatives.NotDifferentiable e) {
      return Judgement.undecided(e.getMessage());
    }
    if (Moving.byComponents(body, p.variables())) {
      var numbered = Components.numbered(body, p.variables());
      if (p.form() == Property.Form.CONVEX || p.form() == Property.Form.CONCAVE) {
        if (!numbered.isEmpty()) { // it is constant in the others
          body = Trees.substitute(body, Map.<Expr, Expr>copyOf(numbered));
          assumed = new Assumed(Moving.about(all.relations(), numbered, p.variables()), all.integers());
          p = new Property(p.form(), body, List.copyOf(numbered.values()), p.value());
        }
      } else {
        return Judgement.undecided("this is not decided for functions of the components of a vector");
      }
    }
    var choices = Shapes.combinations(assumed);
    for (var v : p.variables()) {
      if (choices.getFirst().containsKey(v)) {
        return Judgement.undecided(v + " takes a few values only; of such a function this says nothing");
      }
    }
    Judgement result = null;
    for (var choice : choices) {
      var one = one(p, Trees.substitute(body, choice), new Assumed(Shapes.facts(assumed, choice), assumed.integers()), choice);
      if (p.form() == Property.Form.NOT_CONVEX ? result == null || result.isProved() : result == null || !one.isProved()) {
        result = one;
      }
      if (!one.isProved()) {
        break;
      }
    }
    boolean incomplete = choices.getFirst().isEmpty() && assumed.relations().size() > Shapes.facts(assumed, Map.of()).size();
    return result.isRefuted() && incomplete ? Judgement.undecided("out of budget: too many choices of labels") : result;
  }

  private Judgement one(Property p, Expr f, Assumed facts, Map<Expr, Expr> choice) {
    if (p.variables().stream().anyMatch(v -> facts.integers().contains(v.toString()))) {
      return overIntegers(p, f, facts, choice);
    }
    return judgement(found(p, f, facts), choice);
  }

  private Finding found(Property p, Expr f, Assumed facts) {
    return switch (p.form()) {
      case CONVEX -> Convexities.convex(f, p.variables(), facts.relations(), kernel, Requests.ORACLE);
      case CONCAVE -> Convexities.concave(f, p.variables(), facts.relations(), kernel, Requests.ORACLE);
      case NOT_CONVEX -> opposite(f, p, facts.relations());
      case STRONGLY_CONVEX -> stronglyConvex(f, p, facts.relations());
      case QUASICONVEX, INCREASING, DECREASING, STRICTLY_INCREASING, STRICTLY_DECREASING, MONOTONE, BOUNDED, MINIMUM, MAXIMUM,
          INFLECTION, LIPSCHITZ, SMOOTH -> p.variables().size() == 1 && p.variables().getFirst() instanceof Expr.Sym x
              ? single(p, f, x, facts) : Finding.undecided("this is decided for functions of one variable only");
    };
  }

  private static Judgement judgement(Finding finding, Map<Expr, Expr> choice) {
    return switch (finding.outcome()) {
      case PROVED -> Judgement.proved(finding.how(), List.of());
      case REFUTED -> Judgement.refuted(finding.how(), counterexample(finding, choice));
      case UNDECIDED -> Judgement.undecided(finding.how());
    };
  }

  /** A sequence: what holds on the reals holds on the integers; what fails there may fail between them. */
  private Judgement overIntegers(Property p, Expr f, Assumed facts, Map<Expr, Expr> choice) {
    var parametric = new ParametricProperties(judge, kernel);
    var step = p.variables().size() == 1 && p.variables().getFirst() instanceof Expr.Sym n ? parametric.step(p.form(), f, n, facts) : null;
    if (step != null && step.outcome() != Finding.Outcome.UNDECIDED) {
      return judgement(step, choice);
    }
    var onReals = judgement(p.form() == Property.Form.BOUNDED && p.value() != null ? parametric.bounded(f, p.value(), facts)
        : found(p, f, facts), choice);
    return onReals.isRefuted() && p.form() != Property.Form.BOUNDED || p.form() == Property.Form.NOT_CONVEX
        || p.form() == Property.Form.MINIMUM || p.form() == Property.Form.MAXIMUM || p.form() == Property.Form.INFLECTION
        || onReals.isRefuted() && p.value() == null
        ? Judgement.undecided("of functions of integers this is not decided where it does not hold between them") : onReals;
  }

  private Finding single(Property p, Expr f, Expr.Sym x, Assumed facts) {
    var parametric = new ParametricProperties(judge, kernel);
    if (!Trees.freeSymbols(f).stream().allMatch(x::equals)) {
      return parametric.find(p, f, x, facts);
    }
    var places = new Places(new Analyzer(f, x, facts.relations(), kernel, Requests.ORACLE));
    return switch (p.form()) {
      case INCREASING -> places.trend(1, false);
      case STRICTLY_INCREASING -> places.trend(1, true);
      case DECREASING -> places.trend(-1, false);
      case STRICTLY_DECREASING -> places.trend(-1, true);
      case MONOTONE -> monotone(places);
      case BOUNDED -> bounded(p, f, places, parametric, facts);
      case MINIMUM -> places.extremum(1, p.value());
      case MAXIMUM -> places.extremum(-1, p.value());
      case INFLECTION -> places.inflection(p.value());
      case LIPSCHITZ -> places.lipschitz(p.value());
      case SMOOTH -> places.smooth(p.value());
      case QUASICONVEX -> places.quasiconvex();
      case CONVEX, CONCAVE, NOT_CONVEX, STRONGLY_CONVEX -> throw new IllegalArgumentException(p.form().toString());
    };
  }

  private static Finding bounded(Property p, Expr f, Places places, ParametricProperties parametric, Assumed facts) {
    if (p.value() == null) {
      return places.bounded();
    }
    var pointwise = parametric.bounded(f, p.value(), facts);
    return pointwise.outcome() != Finding.Outcome.UNDECIDED || !Trees.freeSymbols(p.value()).isEmpty() ? pointwise
        : places.bounded(p.value());
  }

  private static Finding monotone(Places places) {
    var up = places.trend(1, false);
    var down = up.isProved() ? up : places.trend(-1, false);
    return up.isRefuted() && down.isRefuted()
        ? Finding.refuted("it rises and it falls: " + up.how() + ", " + down.how(), up.point(), up.left(), up.right())
        : down.isProved() ? down : up.isRefuted() ? down : up;
  }

  /** f − (m/2)·|x|² is convex (Boyd and Vandenberghe, Convex Optimization, §9.1.2). */
  private Finding stronglyConvex(Expr f, Property p, List<Expr> facts) {
    if (p.value() == null || !kernel.relation(RelOp.GT, p.value(), Exprs.ZERO, facts).proved()) {
      return Finding.undecided("with which constant? Write for example: strongly convex F with 1 in x");
    }
    var square = Exprs.add(p.variables().stream().map(x -> Exprs.pow(x, Exprs.TWO)).toList());
    var rest = Exprs.sub(f, Exprs.mul(Exprs.HALF, p.value(), square));
    var found = Convexities.convex(rest, p.variables(), facts, kernel, Requests.ORACLE);
    return found.isProved() ? Finding.proved(found.how() + ", of what is left without the square")
        : found.isRefuted() ? Finding.refuted("without the square " + found.how(), found.point(), found.left(), found.right()) : found;
  }

  private Finding opposite(Expr f, Property p, List<Expr> facts) {
    var convex = Convexities.convex(f, p.variables(), facts, kernel, Requests.ORACLE);
    return switch (convex.outcome()) {
      case PROVED -> Finding.refuted(convex.how(), Map.of(), "convex", "not convex");
      case UNDECIDED -> convex;
      case REFUTED -> Trees.freeSymbols(f).stream().allMatch(p.variables()::contains) ? Finding.proved(convex.how())
          : Finding.undecided("it is not convex for some values of its parameters");
    };
  }

  private static Counterexample counterexample(Finding f, Map<Expr, Expr> choice) {
    var point = new LinkedHashMap<String, String>();
    choice.forEach((x, v) -> point.put(x.toString(), v.toString()));
    f.point().forEach((x, v) -> point.put(x, v.toString()));
    return new Counterexample(point, f.left(), f.right());
  }
}
