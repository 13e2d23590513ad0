package org.gradus.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.analysis.Analyzer;
import org.gradus.analysis.Convexities;
import org.gradus.analysis.Finding;
import org.gradus.analysis.Places;
import org.gradus.claim.Property;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/** Judges claims about the shape of a function. */
final class PropertyJudge {

  private final Judge judge;
  private final Kernel kernel;

  PropertyJudge(Judge judge, Kernel kernel) {
    this.judge = judge;
    this.kernel = kernel;
  }

  Judgement judge(Property p, Assumed assumed) {
    Expr body;
    try {
      body = Derivatives.carryOut(p.body());
    } catch (Derivatives.NotDifferentiable e) {
      return Judgement.undecided(e.getMessage());
    }
    Judgement result = null;
    for (var choice : Shapes.combinations(assumed)) {
      var one = one(p, Trees.substitute(body, choice), Shapes.facts(assumed, choice), choice);
      if (p.form() == Property.Form.NOT_CONVEX ? result == null || result.isProved() : result == null || !one.isProved()) {
        result = one;
      }
      if (!one.isProved()) {
        break;
      }
    }
    return result;
  }

  private Judgement one(Property p, Expr f, List<Expr> facts, Map<Expr, Expr> choice) {
    var finding = switch (p.form()) {
      case CONVEX -> Convexities.convex(f, p.variables(), facts, kernel, Requests.ORACLE);
      case CONCAVE -> Convexities.concave(f, p.variables(), facts, kernel, Requests.ORACLE);
      case NOT_CONVEX -> opposite(f, p, facts);
      case QUASICONVEX, INCREASING, DECREASING, STRICTLY_INCREASING, STRICTLY_DECREASING, MONOTONE, BOUNDED, MINIMUM, MAXIMUM,
          INFLECTION, LIPSCHITZ -> p.variables().size() == 1 && p.variables().getFirst() instanceof Expr.Sym x
              ? single(p, f, x, facts) : Finding.undecided("this is decided for functions of one variable only");
    };
    return switch (finding.outcome()) {
      case PROVED -> Judgement.proved(finding.how(), List.of());
      case REFUTED -> Judgement.refuted(finding.how(), counterexample(finding, choice));
      case UNDECIDED -> Judgement.undecided(finding.how());
    };
  }

  private Finding single(Property p, Expr f, Expr.Sym x, List<Expr> facts) {
    if (!Trees.freeSymbols(f).stream().allMatch(x::equals)) {
      return withParameters(p, f, x, facts);
    }
    var places = new Places(new Analyzer(f, x, facts, kernel, Requests.ORACLE));
    return switch (p.form()) {
      case INCREASING -> places.trend(1, false);
      case STRICTLY_INCREASING -> places.trend(1, true);
      case DECREASING -> places.trend(-1, false);
      case STRICTLY_DECREASING -> places.trend(-1, true);
      case MONOTONE -> monotone(places);
      case BOUNDED -> p.value() == null ? places.bounded() : bounded(f, p.value(), facts);
      case MINIMUM -> places.extremum(1, p.value());
      case MAXIMUM -> places.extremum(-1, p.value());
      case INFLECTION -> places.inflection(p.value());
      case LIPSCHITZ -> places.lipschitz(p.value());
      case QUASICONVEX -> places.quasiconvex();
      case CONVEX, CONCAVE, NOT_CONVEX -> throw new IllegalArgumentException(p.form().toString());
    };
  }

  private static Finding monotone(Places places) {
    var up = places.trend(1, false);
    var down = up.isProved() ? up : places.trend(-1, false);
    return up.isRefuted() && down.isRefuted()
        ? Finding.refuted("it rises and it falls: " + up.how() + ", " + down.how(), up.point(), up.left(), up.right())
        : down.isProved() ? down : up.isRefuted() ? down : up;
  }

  /** With parameters left: by the sign of the derivative, for all their values. */
  private Finding withParameters(Property p, Expr f, Expr.Sym x, List<Expr> facts) {
    var op = switch (p.form()) {
      case INCREASING -> RelOp.GE;
      case STRICTLY_INCREASING -> RelOp.GT;
      case DECREASING -> RelOp.LE;
      case STRICTLY_DECREASING -> RelOp.LT;
      default -> null;
    };
    if (op == null) {
      return p.form() == Property.Form.BOUNDED && p.value() != null ? bounded(f, p.value(), facts)
          : Finding.undecided("the function depends on more than " + x);
    }
    try {
      return finding(judge.relation(op, Derivatives.of(f, x, 1), Exprs.ZERO, new Assumed(facts, java.util.Set.of())), true);
    } catch (Derivatives.NotDifferentiable e) {
      return Finding.undecided(e.getMessage());
    }
  }

  private Finding bounded(Expr f, Expr bound, List<Expr> facts) {
    return finding(judge.relation(RelOp.LE, Exprs.call("abs", f), bound, new Assumed(facts, java.util.Set.of())), false);
  }

  private static Finding finding(Judgement j, boolean proofOnly) {
    return j.isProved() ? Finding.proved(j.method())
        : j.isRefuted() && !proofOnly ? Finding.refuted(j.method() + " at " + j.counterexample().point(), Map.of(),
            j.counterexample().lhs(), "at most " + j.counterexample().rhs())
        : Finding.undecided(j.reason() == null ? "the sign of the derivative is not known" : j.reason());
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
