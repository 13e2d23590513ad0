package org.gradus.numeric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.hipparchus.analysis.differentiation.Gradient;

/** Automatic differentiation (forward, Hipparchus's dual numbers) as a witness for a claimed derivative. */
public final class AutoDiff {

  private AutoDiff() {}

  /** The value and the partial derivatives by the variables in their order, at the point. */
  public static Gradient gradient(Expr f, List<String> variables, Map<String, Double> point) {
    var env = new HashMap<String, Gradient>();
    point.forEach((name, x) -> env.put(name, variables.contains(name)
        ? Gradient.variable(variables.size(), variables.indexOf(name), x)
        : Gradient.constant(variables.size(), x)));
    return Evaluator.evaluate(f, env, Gradient.constant(variables.size(), 0));
  }

  /** The derivative of the given order by one variable, at the point; NaN where it does not exist. */
  public static double derivative(Expr f, String variable, int order, Map<String, Double> point) {
    var factory = new DSFactory(1, order);
    var env = new HashMap<String, DerivativeStructure>();
    point.forEach((name, x) -> env.put(name, name.equals(variable) ? factory.variable(0, x) : factory.constant(x)));
    return Evaluator.evaluate(f, env, factory.constant(0)).getPartialDerivative(order);
  }

  /** {@code agrees}, {@code disagrees}, {@code undecided} or {@code n/a}: whether the claimed derivative is the one found. */
  public static String witness(Expr f, String variable, Expr claimed, Domain domain) {
    return witness(f, variable, 1, claimed, domain);
  }

  /** The same for a derivative of higher order. */
  public static String witness(Expr f, String variable, int order, Expr claimed, Domain domain) {
    return Witness.compare(f, claimed, domain, point -> {
      double d = derivative(f, variable, order, point);
      // What rounding does to the derivative is seen by moving the point by a few units in the last place.
      double x = point.get(variable);
      var near = new HashMap<>(point);
      near.put(variable, x + 4 * Math.ulp(Math.max(1e-3, Math.abs(x))));
      double moved = derivative(f, variable, order, near);
      double size = Math.abs(Evaluator.real(f, point)) + Math.abs(d);
      return new Witness.Estimate(d, 10 * Math.abs(moved - d) + Math.scalb(size, -40));
    }, List.of(Exprs.sym(variable)));
  }

  static Map<String, Double> doubles(Map<String, Rational> point) {
    var result = new HashMap<String, Double>();
    point.forEach((name, x) -> result.put(name, x.doubleValue()));
    return result;
  }
}
