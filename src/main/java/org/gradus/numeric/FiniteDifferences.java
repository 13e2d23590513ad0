package org.gradus.numeric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.hipparchus.util.Binary64;
import org.hipparchus.util.Binary64Field;

/**
 * Central differences extrapolated to step zero with an error estimate from the table itself (Ridders 1982; Press et al.,
 * Numerical Recipes (2007), §5.7). The starting step is tried at several sizes and the best estimate kept, so there is
 * nothing to set by hand.
 */
public final class FiniteDifferences {

  private static final int TABLE = 10;
  private static final double SHRINK = 1.4;

  private FiniteDifferences() {}

  /** A derivative and an estimate of its error. */
  public record Estimate(double value, double error) {}

  /**
   * The derivative of f at x; NaN with infinite error if f is undefined all around.
   *
   * @param noise how far values of f near x may be off
   */
  public static Estimate derivative(DoubleUnaryOperator f, double x, double noise) {
    var best = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
    for (double h : new double[] {0.3, 0.05, 0.005, 3e-4}) {
      var next = ridders(f, x, h * Math.max(Math.abs(x), 0.1), noise);
      if (next.error() < best.error()) {
        best = next;
      }
    }
    return best;
  }

  private static Estimate ridders(DoubleUnaryOperator f, double x, double start, double noise) {
    double value = Double.NaN;
    double error = Double.POSITIVE_INFINITY;
    var before = new double[TABLE];
    double h = start;
    for (int i = 0; i < TABLE; i++, h /= SHRINK) {
      // the step as it is after rounding
      double right = x + h;
      double left = x - h;
      double a = f.applyAsDouble(right);
      double b = f.applyAsDouble(left);
      var row = new double[TABLE];
      row[0] = (a - b) / (right - left);
      double rounding = 2 * (noise + Math.ulp(a) + Math.ulp(b)) / (right - left);
      double factor = SHRINK * SHRINK;
      for (int j = 1; j <= i; j++, factor *= SHRINK * SHRINK) {
        row[j] = (row[j - 1] * factor - before[j - 1]) / (factor - 1);
        double e = Math.max(Math.abs(row[j] - row[j - 1]), Math.abs(row[j] - before[j - 1])) + rounding;
        if (e <= error) {
          error = e;
          value = row[j];
        }
      }
      if (i > 0 && Math.abs(row[i] - before[i - 1]) >= 2 * error) {
        break; // higher order has become worse
      }
      before = row;
    }
    return new Estimate(value, error);
  }

  /**
   * {@code agrees}, {@code disagrees}, {@code undecided} or {@code n/a}: whether the claimed derivative is the one found, by central
   * differences and, where f is analytic, by a complex step too.
   */
  public static String witness(Expr f, String variable, Expr claimed, Domain domain) {
    return Witness.compare(f, claimed, domain, point -> {
      var evaluator = new Evaluator<>(FieldNumbers.like(Binary64Field.getInstance().getZero()));
      var env = new HashMap<String, Binary64>();
      point.forEach((name, x) -> env.put(name, new Binary64(x)));
      // The enclosure at the point tells how much of f is lost to rounding on the way.
      var box = new HashMap<String, Interval>();
      point.forEach((name, x) -> box.put(name, Interval.point(x)));
      double noise = new Evaluator<>(IntervalNumbers.INSTANCE).value(f, box).width();
      var d = derivative(x -> at(evaluator, f, env, variable, x), point.get(variable), noise);
      // Where the function is analytic a step along the imaginary axis is sharper, and has to agree.
      return ComplexStep.derivative(f, variable, point)
          .filter(c -> Math.abs(c.value() - d.value()) <= c.error() + 10 * d.error())
          .map(c -> new Witness.Estimate(c.value(), c.error()))
          .orElse(new Witness.Estimate(d.value(), 10 * d.error()));
    }, List.of(Exprs.sym(variable)));
  }

  private static double at(Evaluator<Binary64> evaluator, Expr f, Map<String, Binary64> env, String variable, double x) {
    env.put(variable, new Binary64(x));
    return evaluator.value(f, env).getReal();
  }
}
