package org.gradus.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.numeric.Definedness;
import org.gradus.numeric.Evaluator;
import org.gradus.numeric.Interval;
import org.gradus.numeric.IntervalNumbers;
import org.gradus.numeric.Unsupported;

/**
 * The sign chart on a bounded interval by bisection: on each part interval arithmetic shows the function, or its
 * derivative, to keep its sign (the test of the interval Newton method; Moore 1966; Hansen and Walster 2004, ch. 9).
 */
final class Subdivision {

  static final int MAX_PARTS = 4000;

  private final Ground ground;
  private final Roots roots;
  private int parts;

  Subdivision(Ground ground, Roots roots) {
    this.ground = ground;
    this.roots = roots;
  }

  Chart chart(Expr f, Span on) {
    if (on.low() == null || on.high() == null) {
      throw new Undecided("the zeros of " + f + " on an unbounded interval are not known");
    }
    Expr slope;
    try {
      slope = Derivatives.of(f, ground.x, 1);
    } catch (Derivatives.NotDifferentiable e) {
      throw new Undecided(e.getMessage());
    }
    var zeros = new ArrayList<Mark>();
    var signs = new ArrayList<Integer>();
    split(f, slope, on, new Evaluator<>(IntervalNumbers.INSTANCE), zeros, signs);
    return new Chart(on, zeros, signs);
  }

  private void split(Expr f, Expr slope, Span on, Evaluator<Interval> evaluator, List<Mark> zeros, List<Integer> signs) {
    if (++parts > MAX_PARTS) {
      throw new Undecided("out of budget: parts of an interval");
    }
    var low = on.low().lower();
    var high = on.high().upper();
    var box = Interval.of(low).hull(Interval.of(high));
    var sign = sign(evaluator, f, box);
    if (sign != 0) {
      join(zeros, signs, Chart.constant(on, sign));
      return;
    }
    var rising = sign(evaluator, slope, box);
    if (rising != 0) {
      join(zeros, signs, new Monotone(ground, roots).chart(f, Chart.constant(on, rising)));
      return;
    }
    var middle = Mark.of(Span.between(on.low().upper(), on.high().lower()));
    if (on.high().lower().minus(on.low().upper()).compareTo(Rational.of(1, 1_000_000_000L)) < 0) {
      throw new Undecided("a zero of " + f + " near " + middle.text() + " that may be a double one");
    }
    split(f, slope, new Span(on.low(), middle), evaluator, zeros, signs);
    if (ground.sign(f, middle) == 0) {
      zeros.add(middle);
    }
    split(f, slope, new Span(middle, on.high()), evaluator, zeros, signs);
  }

  private int sign(Evaluator<Interval> evaluator, Expr f, Interval box) {
    try {
      var v = evaluator.value(f, Map.of(ground.x.name(), box));
      return v.definedness() != Definedness.DEFINED_EVERYWHERE ? 0 : v.lower() > 0 ? 1 : v.upper() < 0 ? -1 : 0;
    } catch (Unsupported | ArithmeticException _) {
      return 0;
    }
  }

  private static void join(List<Mark> zeros, List<Integer> signs, Chart part) {
    if (signs.size() > zeros.size()) {
      if (!signs.getLast().equals(part.signs().getFirst())) {
        throw new Undecided("signs that do not fit");
      }
      signs.removeLast();
    }
    zeros.addAll(part.zeros());
    signs.addAll(part.signs());
  }
}
