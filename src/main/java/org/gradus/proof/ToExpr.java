package org.gradus.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/** From the normal form back to an expression, for real polynomials. */
final class ToExpr {

  private ToExpr() {}

  static Expr of(Poly p) {
    var terms = new ArrayList<Expr>();
    for (var t : p.terms().entrySet()) {
      if (!t.getValue().isReal()) {
        throw new Lowering.Refused("a complex intermediate value");
      }
      terms.add(Exprs.mul(Exprs.num(t.getValue().re()), of(t.getKey())));
    }
    return Exprs.add(terms);
  }

  static Expr of(Monomial m) {
    var factors = new ArrayList<Expr>();
    for (var e : m.exponents().entrySet()) {
      factors.add(power(e.getKey(), e.getValue()));
    }
    return Exprs.mul(factors);
  }

  private static Expr power(Generator g, Rational q) {
    if (g.data() instanceof Expr.Call c && c.is("exp")) {
      return Exprs.exp(Exprs.mul(Exprs.num(q), c.arg()));
    }
    return Exprs.pow(of(g), Exprs.num(q));
  }

  static Expr of(Monomial m, Map<Poly, Integer> den) {
    var factors = new ArrayList<Expr>();
    factors.add(of(m));
    den.forEach((p, k) -> factors.add(Exprs.pow(of(p), -k)));
    return Exprs.mul(factors);
  }

  private static Expr of(Generator g) {
    return switch (g.data()) {
      case Expr e -> e;
      case Poly p -> of(p);
      case BigInteger n -> Exprs.num(Rational.of(n));
      case null, default -> throw new Lowering.Refused("an intermediate value without a name");
    };
  }

  /** f of a generator log|f|. */
  static Expr insideOfLog(Generator log) {
    var arg = ((Expr.Call) log.data()).arg();
    return arg instanceof Expr.Call c && c.is("abs") ? c.arg() : arg;
  }
}
