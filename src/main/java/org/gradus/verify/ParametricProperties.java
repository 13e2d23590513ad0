package org.gradus.verify;

import java.util.LinkedHashMap;
import java.util.List;
import org.gradus.analysis.Continuity;
import org.gradus.analysis.Finding;
import org.gradus.claim.Property;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.notation.PlainReader;
import org.gradus.proof.Kernel;

/**
 * Claims about a function of one variable that has parameters as well, for all their values: by inequalities about the
 * derivative, which say something only where the function is continuous on an interval.
 */
final class ParametricProperties {

  private final Judge judge;
  private final Kernel kernel;

  ParametricProperties(Judge judge, Kernel kernel) {
    this.judge = judge;
    this.kernel = kernel;
  }

  Finding find(Property p, Expr f, Expr.Sym x, Assumed facts) {
    return switch (p.form()) {
      case INCREASING, STRICTLY_INCREASING, DECREASING, STRICTLY_DECREASING -> trend(p.form(), f, x, facts);
      case LIPSCHITZ -> p.value() == null ? Finding.undecided("the function depends on more than " + x) : lipschitz(f, p.value(), x, facts);
      case BOUNDED -> p.value() == null ? Finding.undecided("the function depends on more than " + x) : bounded(f, p.value(), facts);
      case MONOTONE, MINIMUM, MAXIMUM, INFLECTION, QUASICONVEX, CONVEX, CONCAVE, NOT_CONVEX, STRONGLY_CONVEX, SMOOTH ->
          Finding.undecided("the function depends on more than " + x);
    };
  }

  private static RelOp op(Property.Form form) {
    return switch (form) {
      case INCREASING -> RelOp.GE;
      case STRICTLY_INCREASING -> RelOp.GT;
      case DECREASING -> RelOp.LE;
      case STRICTLY_DECREASING -> RelOp.LT;
      default -> null;
    };
  }

  /** Nothing where the function is continuous and the variable runs through an interval; else why its derivative says nothing. */
  private String obstacle(Expr f, Expr.Sym x, Assumed facts) {
    return !Continuity.onConvexDomain(facts.relations(), List.of(x)) ? "what is assumed about " + x + " is not an interval"
        : !Continuity.everywhere(f, facts.relations(), kernel, Requests.ORACLE)
            ? "it is not proved that the function is continuous for all values of its parameters" : null;
  }

  private Finding trend(Property.Form form, Expr f, Expr.Sym x, Assumed facts) {
    var op = op(form);
    var slope = slope(f, x);
    var obstacle = slope == null ? "no derivative" : obstacle(f, x, facts);
    if (obstacle != null) {
      return Finding.undecided(obstacle);
    }
    var j = judge.relation(op, slope, Exprs.ZERO, facts);
    if (j.isProved()) {
      return Finding.proved("the sign of the derivative: " + j.method());
    }
    // That a derivative is 0 at a point refutes nothing.
    var weak = op == RelOp.GT ? RelOp.GE : op == RelOp.LT ? RelOp.LE : op;
    var against = weak == op ? j : judge.relation(weak, slope, Exprs.ZERO, facts);
    return against.isRefuted() && isSmooth(f) ? against(against, "the derivative is " + (weak == RelOp.GE ? "negative" : "positive"))
        : Finding.undecided("the sign of the derivative is not known");
  }

  private Finding lipschitz(Expr f, Expr constant, Expr.Sym x, Assumed facts) {
    var slope = slope(f, x);
    var obstacle = slope == null ? "no derivative" : obstacle(f, x, facts);
    if (obstacle != null) {
      return Finding.undecided(obstacle);
    }
    var j = judge.relation(RelOp.LE, Exprs.call("abs", slope), constant, facts);
    return j.isProved() ? Finding.proved("the size of the derivative: " + j.method())
        : j.isRefuted() && isSmooth(f) ? against(j, "the derivative is larger") : Finding.undecided("the size of the derivative is not known");
  }

  private static Expr slope(Expr f, Expr.Sym x) {
    try {
      return Derivatives.of(f, x, 1);
    } catch (Derivatives.NotDifferentiable _) {
      return null;
    }
  }

  /** Whether the formula of the derivative is the derivative wherever it is defined. */
  private static boolean isSmooth(Expr f) {
    return !Trees.any(f, e -> e instanceof Expr.Cases || e instanceof Expr.Call c && !ClaimVerifier.smooth(c));
  }

  /** Whether |f| is at most the bound, point by point. */
  Finding bounded(Expr f, Expr bound, Assumed facts) {
    var j = judge.relation(RelOp.LE, Exprs.call("abs", f), bound, facts);
    return j.isProved() ? Finding.proved(j.method()) : j.isRefuted() ? against(j, j.method())
        : Finding.undecided(j.reason() == null ? "the size of the function is not known" : j.reason());
  }

  /** A sequence rises if every member is followed by a larger one; null for other claims. */
  Finding step(Property.Form form, Expr f, Expr.Sym n, Assumed facts) {
    var op = op(form);
    if (op == null || !Continuity.onConvexDomain(facts.relations(), List.of(n))) {
      return null;
    }
    var next = Exprs.add(n, Exprs.ONE);
    var both = facts;
    for (var r : facts.relations()) {
      if (Trees.freeSymbols(r).contains(n)) {
        both = both.and(Trees.substitute(r, n, next));
      }
    }
    var j = judge.relation(op, Exprs.sub(Trees.substitute(f, n, next), f), Exprs.ZERO, both);
    return j.isProved() ? Finding.proved("the difference of neighbours: " + j.method())
        : j.isRefuted() ? against(j, "a member and the next one differ the other way") : Finding.undecided("the difference of neighbours has no known sign");
  }

  private static Finding against(Judgement j, String how) {
    var point = new LinkedHashMap<String, Rational>();
    j.counterexample().point().forEach((name, value) -> {
      if (PlainReader.parse(value) instanceof Expr.Num n) {
        point.put(name, n.value());
      }
    });
    return Finding.refuted(how, point, j.counterexample().lhs(), j.counterexample().rhs());
  }
}
