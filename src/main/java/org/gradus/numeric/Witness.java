package org.gradus.numeric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;

/** How a numeric witness makes up its mind: many points, each of which agrees, disagrees or says nothing. */
final class Witness {

  static final String AGREES = "agrees";
  static final String DISAGREES = "disagrees";
  static final String UNDECIDED = "undecided";
  static final String NOT_APPLICABLE = "n/a";

  private static final int POINTS = 24;

  private Witness() {}

  /** A derivative and how far it may be off. */
  record Estimate(double value, double error) {}

  /** Finds the derivative at a point. */
  interface Source {
    Estimate at(Map<String, Double> point);
  }

  static String compare(Expr f, Expr claimed, Domain domain, Source source, List<Expr> also) {
    var all = new ArrayList<Expr>(also);
    all.add(f);
    all.add(claimed);
    var points = new Points(domain, all, new Differentiated(List.of(), all, List.of()));
    var budget = Budget.of(600);
    int agree = 0;
    int differ = 0;
    try {
      for (var p = points.next(budget); p != null && agree + differ < POINTS && budget.spend(8); p = points.next(budget)) {
        var point = AutoDiff.doubles(p);
        var env = new HashMap<String, Interval>();
        p.forEach((name, x) -> env.put(name, Interval.of(x)));
        var right = new Evaluator<>(IntervalNumbers.INSTANCE).value(claimed, env);
        var left = source.at(point);
        if (right.isEmpty() || !right.isBounded() || Double.isNaN(left.value()) || Double.isInfinite(left.value())
            || !(left.error() < Double.POSITIVE_INFINITY)) {
          continue;
        }
        double distance = Math.abs(left.value() - right.midpoint());
        double slack = left.error() + right.width();
        double size = Math.max(Math.abs(left.value()), Math.abs(right.midpoint()));
        if (distance <= slack) {
          // an estimate that could be anything near says nothing
          agree += slack <= 1e-3 * size || slack < 1e-9 ? 1 : 0;
        } else if (distance > 4 * slack) {
          differ++;
        }
      }
    } catch (Unsupported _) {
      return NOT_APPLICABLE;
    }
    return differ > 0 && differ >= agree / 4 ? DISAGREES : agree >= 3 && differ == 0 ? AGREES : UNDECIDED;
  }
}
