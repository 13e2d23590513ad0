package org.gradus.numeric;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gradus.expr.Expr;
import org.hipparchus.complex.Complex;

/**
 * Derivatives of analytic functions by one step along the imaginary axis: f'(x) = Im f(x + ih) / h + O(h²), without a difference of
 * nearly equal numbers, so that h may be tiny and the result is right to the last digits (Squire and Trapp, SIAM Review 40, 1998).
 */
public final class ComplexStep {

  /** Its square is nothing beside one, and nothing is lost on dividing by it. */
  private static final double STEP = 0x1p-200;
  /** What one operation may be off, times how many of them. */
  private static final double RELATIVE = 1e-12;
  /** What is left of the function's own rounding where its parts cancel. */
  private static final double ABSOLUTE = 1e-14;

  private ComplexStep() {}

  /**
   * The derivative at a point, with what it may be off: the larger part is seen from how it moves under the smallest change of the
   * point. Empty where the function is not analytic there, or not computed in complex numbers.
   */
  public static Optional<FiniteDifferences.Estimate> derivative(Expr f, String variable, Map<String, Double> point) {
    try {
      double x = point.get(variable);
      var here = at(f, variable, point, x);
      double value = here.getImaginary() / STEP;
      double spread = Math.max(Math.abs(at(f, variable, point, Math.nextUp(x)).getImaginary() / STEP - value),
          Math.abs(at(f, variable, point, Math.nextDown(x)).getImaginary() / STEP - value));
      double error = RELATIVE * Math.abs(value) + 8 * spread + ABSOLUTE * (1 + Math.abs(here.getReal()));
      return Double.isFinite(value) && Double.isFinite(error)
          ? Optional.of(new FiniteDifferences.Estimate(value, error)) : Optional.empty();
    } catch (Unsupported _) {
      return Optional.empty();
    }
  }

  private static Complex at(Expr f, String variable, Map<String, Double> point, double x) {
    var env = new HashMap<String, Complex>();
    point.forEach((name, value) -> env.put(name, new Complex(value)));
    env.put(variable, new Complex(x, STEP));
    return new Evaluator<>(ComplexNumbers.INSTANCE).value(f, env);
  }
}
