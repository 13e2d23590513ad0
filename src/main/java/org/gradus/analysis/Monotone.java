package org.gradus.analysis;

import java.util.ArrayList;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** The sign chart of a function from that of its derivative. */
final class Monotone {

  private final Ground ground;
  private final Roots roots;

  Monotone(Ground ground, Roots roots) {
    this.ground = ground;
    this.roots = roots;
  }

  /** The chart of f on the interval of its derivative's chart. */
  Chart chart(Expr f, Chart slope) {
    var on = slope.span();
    if (slope.isZero()) {
      var p = on.sample();
      var s = ground.signAt(f, p);
      if (s == null) {
        s = ground.sign(Trees.substitute(f, ground.x, Exprs.num(p)));
      }
      return Chart.constant(on, s);
    }
    var zeros = new ArrayList<Mark>();
    var signs = new ArrayList<Integer>();
    var gaps = slope.gaps();
    int left = end(f, on, true);
    for (int i = 0; i < gaps.size(); i++) {
      var gap = gaps.get(i);
      boolean last = i == gaps.size() - 1;
      int right = last ? end(f, on, false) : ground.sign(f, slope.zeros().get(i));
      int rising = slope.signs().get(i);
      int first = left != 0 ? left : rising;
      int then = right != 0 ? right : -rising;
      if (first == then) {
        add(signs, first, zeros);
      } else if (first == -rising) {
        add(signs, first, zeros);
        zeros.add(roots.only(f, gap, first));
        signs.add(then);
      } else {
        throw new Undecided("signs that contradict monotonicity");
      }
      if (!last && right == 0) {
        zeros.add(slope.zeros().get(i));
      }
      left = right;
    }
    return new Chart(on, zeros, signs);
  }

  private static void add(ArrayList<Integer> signs, int sign, ArrayList<Mark> zeros) {
    if (signs.size() == zeros.size()) {
      signs.add(sign);
    } else if (signs.getLast() != sign) {
      throw new Undecided("signs that do not fit");
    }
  }

  /** The sign of the limit at an end of the interval. */
  private int end(Expr f, Span on, boolean low) {
    var mark = low ? on.low() : on.high();
    var v = new Ends(ground).limit(f, mark, low);
    return v.infinite() != 0 ? v.infinite() : v.exact() != null ? ground.sign(v.exact())
        : v.lower().signum() > 0 ? 1 : v.upper().signum() < 0 ? -1 : undecided(mark);
  }

  private static int undecided(Mark m) {
    throw new Undecided("the sign at " + m.text() + " is not known");
  }
}
