package org.gradus.verify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.numeric.Domain;
import org.gradus.numeric.Evaluator;
import org.gradus.numeric.PointEvaluator;
import org.gradus.numeric.Truth;

/** Follows both sides of a refuted step along the first of its variables that can vary. */
record CurveSampler(Expr lhs, Expr rhs, Assumed assumed, Counterexample at) implements Drawing {

  private static final int INTERVALS = 120;
  private static final int DIGITS = 20;
  /** Larger expressions are not worth a picture. */
  private static final int MAX_SIZE = 4_000;

  @Override
  public Curves curves() {
    if (lhs == null || rhs == null || at == null || at.point().isEmpty()) {
      return null;
    }
    try {
      var left = Derivatives.carryOut(lhs);
      var right = Derivatives.carryOut(rhs);
      if (Trees.size(left, MAX_SIZE) >= MAX_SIZE || Trees.size(right, MAX_SIZE) >= MAX_SIZE) {
        return null;
      }
      var point = new HashMap<String, Rational>();
      at.point().forEach((name, value) -> point.put(name, rational(value)));
      var domain = Judge.domain(List.of(left, right), assumed);
      for (var name : at.point().keySet()) {
        boolean used = Trees.freeSymbols(left).stream().anyMatch(s -> s.name().equals(name))
            || Trees.freeSymbols(right).stream().anyMatch(s -> s.name().equals(name));
        if (used && !domain.integers().contains(name)) {
          var curves = along(name, left, right, point, domain);
          if (curves != null) {
            return curves;
          }
        }
      }
      return null;
    } catch (RuntimeException _) {
      return null; // what cannot be computed is not drawn
    }
  }

  private static Curves along(String name, Expr lhs, Expr rhs, Map<String, Rational> point, Domain domain) {
    double center = point.get(name).doubleValue();
    double reach = Math.max(4, 1.5 * Math.abs(center));
    var inside = new PointEvaluator(DIGITS);
    var samples = new ArrayList<Curves.Sample>();
    int drawn = 0;
    for (int i = 0; i <= INTERVALS; i++) {
      double x = i == INTERVALS / 2 ? center : center + reach * (2.0 * i / INTERVALS - 1);
      var here = new HashMap<>(point);
      here.put(name, Rational.of(x));
      boolean allowed = domain.constraints().stream().allMatch(c -> inside.truth(c, here) != Truth.FALSE);
      double left = allowed ? real(lhs, here) : Double.NaN;
      double right = allowed ? real(rhs, here) : Double.NaN;
      drawn += Double.isNaN(left) && Double.isNaN(right) ? 0 : 1;
      samples.add(new Curves.Sample(x, left, right));
    }
    return drawn < INTERVALS / 10 ? null : new Curves(name, center, samples);
  }

  private static double real(Expr e, Map<String, Rational> point) {
    var env = new HashMap<String, Double>();
    point.forEach((name, value) -> env.put(name, value.doubleValue()));
    double y = Evaluator.real(e, env);
    return Double.isInfinite(y) ? Double.NaN : y;
  }

  private static Rational rational(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? Rational.of(new BigInteger(text))
        : Rational.of(new BigInteger(text.substring(0, slash))).dividedBy(Rational.of(new BigInteger(text.substring(slash + 1))));
  }
}
