package org.gradus.verify;

import java.util.ArrayList;
import java.util.List;
import org.gradus.analysis.LimitAnswer;
import org.gradus.analysis.LimitSearch;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;

/**
 * L'Hôpital's rule: lim f/g = lim f′/g′ if f and g both tend to 0, or g to ±∞; if f and g are differentiable and g′ is not 0
 * near the point; and if the limit on the right exists (Rudin, Principles of Mathematical Analysis, 5.13).
 */
final class LHopital {

  /**
   * A step that has the form of the rule.
   *
   * @param hypotheses whether f/g has one of the two forms
   * @param applies whether all that is asked of f and g is proved
   * @param words how it was used, or why it must not be
   */
  record Use(boolean hypotheses, boolean applies, String words) {}

  private LHopital() {}

  /** Whether the second limit comes from the first by the rule; null where it does not look like that. */
  static Use of(Expr.Limit a, Expr.Limit b, Limits limits, Kernel kernel, Assumed assumed) {
    if (!(a.var() instanceof Expr.Sym x)) {
      return null;
    }
    try {
      var body = Derivatives.carryOut(a.body());
      for (var q : quotients(body)) {
        var f = Derivatives.of(q[0], x, 1);
        var g = Derivatives.of(q[1], x, 1);
        if (Exprs.isZero(g) || !kernel.equal(Exprs.div(f, g), Derivatives.carryOut(b.body()), assumed.relations()).proved()) {
          continue;
        }
        return use(limit(a, q[0], limits), limit(a, q[1], limits), limit(a, g, limits), a, q[1], g, kernel, assumed);
      }
      return null;
    } catch (Derivatives.NotDifferentiable | ArithmeticException | IllegalArgumentException _) {
      return null;
    }
  }

  private static LimitAnswer limit(Expr.Limit at, Expr of, Limits limits) {
    return limits.of((Expr.Limit) Exprs.limit(of, at.var(), at.to(), at.side()));
  }

  private static Use use(LimitAnswer f, LimitAnswer g, LimitAnswer slope, Expr.Limit at, Expr below, Expr steep, Kernel kernel, Assumed assumed) {
    boolean zeros = zero(f, kernel, assumed) && zero(g, kernel, assumed);
    boolean infinite = g instanceof LimitAnswer.Found v && Limits.infinite(v.value());
    var form = zeros ? "0/0" : infinite ? "∞/∞" : null;
    if (form == null) {
      return f instanceof LimitAnswer.Found top && g instanceof LimitAnswer.Found bottom
          ? new Use(false, false, "l'Hôpital's rule does not apply: the numerator tends to " + top.value() + ", the denominator to " + bottom.value())
          : null;
    }
    boolean keepsSign = slope instanceof LimitAnswer.Found v && (Limits.infinite(v.value())
        || kernel.relation(RelOp.GT, v.value(), Exprs.ZERO, assumed.relations()).proved()
        || kernel.relation(RelOp.LT, v.value(), Exprs.ZERO, assumed.relations()).proved())
        || LimitSearch.keepsSign(steep, (Expr.Sym) at.var(), at.to(), at.side(), kernel, assumed.relations());
    return new Use(true, keepsSign, "l'Hôpital's rule, " + form);
  }

  private static boolean zero(LimitAnswer a, Kernel kernel, Assumed assumed) {
    return a instanceof LimitAnswer.Found f && !Limits.infinite(f.value()) && kernel.equal(f.value(), Exprs.ZERO, assumed.relations()).proved();
  }

  /** Numerator and denominator, in the ways in which the quotient may have been written. */
  private static List<Expr[]> quotients(Expr e) {
    var all = new ArrayList<Expr[]>();
    for (boolean exponentials : new boolean[] {false, true}) {
      var above = new ArrayList<Expr>();
      var below = new ArrayList<Expr>();
      for (var factor : e instanceof Expr.Mul m ? m.args() : List.of(e)) {
        if (factor instanceof Expr.Pow p && p.exponent() instanceof Expr.Num n && n.value().signum() < 0) {
          below.add(Exprs.pow(p.base(), Exprs.num(n.value().negate())));
        } else if (exponentials && factor instanceof Expr.Call c && c.is("exp")) {
          below.add(Exprs.exp(Exprs.neg(c.arg())));
        } else if (factor instanceof Expr.Num n && !n.value().isInteger()) {
          above.add(Exprs.num(Rational.of(n.value().num())));
          below.add(Exprs.num(Rational.of(n.value().den())));
        } else {
          above.add(factor);
        }
      }
      if (below.stream().anyMatch(d -> !Trees.freeSymbols(d).isEmpty())) {
        all.add(new Expr[] {Exprs.mul(above), Exprs.mul(below)});
      }
    }
    return all;
  }
}
