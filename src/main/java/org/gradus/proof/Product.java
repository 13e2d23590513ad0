package org.gradus.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/**
 * An expression as a product of powers, by its normal form. It equals the original wherever that is defined and the facts
 * hold; every factorisation of the oracle has been multiplied out.
 *
 * @param factors base → exponent, no exponent 0; factors of the denominator have negative exponents
 */
public record Product(Rational constant, Map<Expr, Rational> factors) {

  public Product {
    factors = Map.copyOf(factors);
  }

  /** The product; empty where the expression has no normal form over the reals, or the budget is used up. */
  public static Optional<Product> of(Expr e, List<Expr> assumptions, Oracle oracle) {
    try {
      var work = new Work(Work.DEFAULT_UNITS);
      var f = lowered(e, assumptions, oracle, work);
      if (f.isZero()) {
        return Optional.of(new Product(Rational.ZERO, Map.of()));
      }
      var all = new LinkedHashMap<Expr, Rational>();
      var top = Factors.of(f.num(), oracle, work);
      if (!top.constant().isReal()) {
        return Optional.empty();
      }
      var constant = top.constant().re();
      put(top, 1, all);
      for (var d : f.den().entrySet()) {
        var below = Factors.of(d.getKey(), oracle, work);
        if (!below.constant().isReal()) {
          return Optional.empty();
        }
        constant = constant.dividedBy(below.constant().re().pow(d.getValue()));
        put(below, -d.getValue(), all);
      }
      all.values().removeIf(Rational::isZero);
      return Optional.of(new Product(constant, all));
    } catch (Lowering.Refused | ArithmeticException | Work.Exhausted | Derivatives.NotDifferentiable _) {
      return Optional.empty();
    } catch (StackOverflowError _) {
      return Optional.empty();
    }
  }

  /** The rational value, where the normal form is a number. */
  public Optional<Rational> rational() {
    return factors.isEmpty() ? Optional.of(constant) : Optional.empty();
  }

  /** The product as an expression. */
  public Expr toExpr() {
    var parts = new ArrayList<Expr>(List.of(Exprs.num(constant)));
    factors.forEach((base, k) -> parts.add(Exprs.pow(base, Exprs.num(k))));
    return Exprs.mul(parts);
  }

  private static Fraction lowered(Expr e, List<Expr> assumptions, Oracle oracle, Work work) {
    var facts = new Facts(assumptions.stream().filter(a -> !Kernel.isFiniteDomain(a)).toList(), work);
    var expanded = Expansion.of(Derivatives.carryOut(e));
    return new Lowering(facts.with(Definedness.of(expanded)), work, oracle).of(expanded).cancelled(work);
  }

  private static void put(Factors p, int times, Map<Expr, Rational> all) {
    for (var g : p.monomial().exponents().entrySet()) {
      all.merge(ToExpr.of(Monomial.of(g.getKey(), Rational.ONE)), g.getValue().times(Rational.of(times)), Rational::plus);
    }
    p.factors().forEach((f, k) -> all.merge(ToExpr.of(f), Rational.of((long) k * times), Rational::plus));
  }
}
