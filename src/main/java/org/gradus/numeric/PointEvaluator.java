package org.gradus.numeric;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;

/**
 * Rigorous values at rational points: rationals exactly, everything else enclosed to the digits asked for. Comparisons of
 * rationals are decided exactly, so kinks and case borders are hit as they are. Not thread-safe: keep one a thread.
 */
public final class PointEvaluator {

  private final BigArithmetic arithmetic;
  private final Evaluator<BigInterval> evaluator;

  public PointEvaluator(int digits) {
    arithmetic = new BigArithmetic(digits);
    evaluator = new Evaluator<>(arithmetic);
  }

  /** The value at the point, to about that many digits. */
  public static Enclosure enclose(Expr e, Map<String, Rational> point, int digits) {
    return new PointEvaluator(digits).enclose(e, point);
  }

  /** The value at the point. */
  public Enclosure enclose(Expr e, Map<String, Rational> point) {
    return enclosure(e, evaluator.at(numbers(point)));
  }

  /** The values of two expressions at the point: what they have in common is computed once. The second is null if the first has none. */
  Enclosure[] encloseBoth(Expr first, Expr second, Map<String, Rational> point) {
    var values = evaluator.at(numbers(point));
    var a = enclosure(first, values);
    return new Enclosure[] {a, a.isDefined() ? enclosure(second, values) : null};
  }

  private Enclosure enclosure(Expr e, Function<Expr, BigInterval> values) {
    try {
      return enclosure(values.apply(e));
    } catch (Unsupported u) {
      return Enclosure.unknown(u.getMessage());
    } catch (ArithmeticException _) {
      return Enclosure.unknown("too large or too small to compute");
    }
  }

  /** Whether the condition holds at the point; unknown where it cannot be evaluated. */
  public Truth truth(Expr condition, Map<String, Rational> point) {
    try {
      return evaluator.truth(condition, numbers(point));
    } catch (Unsupported | ArithmeticException _) {
      return Truth.UNKNOWN;
    }
  }

  private Map<String, BigInterval> numbers(Map<String, Rational> point) {
    var env = new HashMap<String, BigInterval>();
    point.forEach((name, x) -> env.put(name, BigInterval.exactly(x)));
    return env;
  }

  private Enclosure enclosure(BigInterval x) {
    return switch (x.definedness()) {
      case CERTAINLY_UNDEFINED -> Enclosure.UNDEFINED;
      case POSSIBLY_UNDEFINED -> Enclosure.unknown("not certainly defined there");
      case DEFINED_EVERYWHERE -> {
        if (x.isUnbounded()) {
          yield Enclosure.unknown("too large to compute");
        }
        BigDecimal lower = arithmetic.lower(x);
        BigDecimal upper = arithmetic.upper(x);
        yield new Enclosure(Enclosure.Status.DEFINED, x.exact(), lower, upper, null);
      }
    };
  }
}
