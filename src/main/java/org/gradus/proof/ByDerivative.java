package org.gradus.proof;

import static org.gradus.expr.Exprs.sub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Two functions whose derivatives agree on a connected set and whose values agree at one of its points are equal on
 * it. Used for inverse functions. The set must be given by linear inequalities (convex, so connected), and the
 * functions differentiable on its interior and continuous on it.
 */
final class ByDerivative {

  private static final List<Rational> PROBES = List.of(Rational.ZERO, Rational.ONE, Rational.MINUS_ONE, Rational.HALF,
      Rational.of(-1, 2), Rational.TWO, Rational.of(-2), Rational.of(3), Rational.of(-3), Rational.of(1, 3));

  private ByDerivative() {}

  static boolean prove(Expr l, Expr r, Facts facts, Oracle oracle, Work work) {
    var difference = sub(l, r);
    if (!Trees.any(difference, ByDerivative::inverse) || Trees.any(difference, ByDerivative::notSmooth)) {
      return false;
    }
    var variables = new ArrayList<>(Trees.freeSymbols(difference));
    if (variables.isEmpty() || variables.size() > 2 || !convex(facts, variables, work)) {
      return false;
    }
    try {
      for (var v : variables) {
        var slope = Expansion.of(Derivatives.of(difference, v, 1));
        if (!new CaseSplit(oracle, work, null).proveSmooth(slope, facts)) {
          return false;
        }
      }
      return agreesSomewhere(difference, variables, facts, oracle, work);
    } catch (Derivatives.NotDifferentiable | Lowering.Refused | ArithmeticException _) {
      return false;
    }
  }

  private static boolean inverse(Expr e) {
    return e instanceof Expr.Call c && (c.is("atan") || c.is("asin") || c.is("log"));
  }

  static boolean notSmooth(Expr e) {
    return e instanceof Expr.Call c && (c.is("floor") || c.is("gamma") || c.is("loggamma") || c.is("digamma")
        || c.is("polygamma") || c.is("hzeta") || BesselFamily.is(c) && !BesselFamily.ofWholeOrder(c)) || e instanceof Expr.Apply || e instanceof Expr.Big || e instanceof Expr.Cases
        || e instanceof Expr.Indexed || e instanceof Expr.Integral
        || e instanceof Expr.Pow p && !(p.exponent() instanceof Expr.Num)
            && !(p.base() instanceof Expr.Num n && n.value().signum() > 0); // x^y exists for scattered y where x < 0
  }

  private static boolean convex(Facts facts, List<Expr.Sym> variables, Work work) {
    var kept = new ArrayList<Expr>(new LinkedHashSet<>(facts.relations()));
    for (var r : List.copyOf(kept)) {
      var others = new ArrayList<>(kept);
      others.remove(r);
      if (new Facts(others, work).decide((Expr.Rel) r) == Boolean.TRUE) {
        kept = others; // implied by what is left, so it does not shape the domain
      }
    }
    for (var e : kept) {
      var r = (Expr.Rel) e;
      if (r.op() == RelOp.NE || r.op() == RelOp.EQ || !linear(sub(r.lhs(), r.rhs()), work)) {
        return false;
      }
    }
    return true;
  }

  private static boolean linear(Expr u, Work work) {
    try {
      var f = new Lowering(Facts.NONE, work, null).of(Expansion.of(u));
      return f.den().isEmpty() && f.num().terms().keySet().stream().allMatch(m -> m.isOne()
          || m.exponents().size() == 1 && m.exponents().firstKey().kind() == Generator.Kind.VARIABLE
              && m.exponent(m.exponents().firstKey()).isOne());
    } catch (Lowering.Refused _) {
      return false;
    }
  }

  private static boolean agreesSomewhere(Expr difference, List<Expr.Sym> variables, Facts facts, Oracle oracle,
      Work work) {
    for (var p : PROBES) {
      for (var q : variables.size() == 1 ? List.of(Rational.ZERO) : PROBES) {
        Map<Expr, Expr> point = new HashMap<>();
        point.put(variables.get(0), Exprs.num(p));
        if (variables.size() > 1) {
          point.put(variables.get(1), Exprs.num(q));
        }
        if (holds(facts, point, work)) {
          try {
            if (new Lowering(Facts.NONE, work, oracle).of(Trees.substitute(difference, point)).isZero()) {
              return true;
            }
          } catch (Lowering.Refused | ArithmeticException _) {
            // another point may do
          }
        }
      }
    }
    return false;
  }

  private static boolean holds(Facts facts, Map<Expr, Expr> point, Work work) {
    for (var r : facts.relations()) {
      if (Facts.NONE.decide((Expr.Rel) Trees.substitute(r, point)) != Boolean.TRUE) {
        return false;
      }
    }
    return true;
  }
}
