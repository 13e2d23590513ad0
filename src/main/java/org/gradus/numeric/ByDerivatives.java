package org.gradus.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.util.Binary64;

/**
 * Functions that no library has, on fields of Hipparchus: value and derivatives at the real part, by enclosures of the derivatives of
 * the function table, put together by Taylor's formula. What is added to the real part is nilpotent, so no more terms are needed
 * than there are orders.
 */
final class ByDerivatives {

  private static final int ORDERS = 4;
  private static final int DIGITS = 20;
  private static final Expr.Sym X = Exprs.sym("x");
  private static final Map<Expr, List<Expr>> DERIVATIVES = new ConcurrentHashMap<>();

  private ByDerivatives() {}

  /** The function at the arguments, all but the last of which are numbers. NaN where it is undefined. */
  static <T extends CalculusFieldElement<T>> T call(String function, List<T> args) {
    var t = args.getLast();
    double x = t.getReal();
    if (!Double.isFinite(x)) {
      return t.newInstance(Double.NaN);
    }
    var symbolic = new ArrayList<Expr>();
    for (var a : args.subList(0, args.size() - 1)) {
      if (!Double.isFinite(a.getReal())) {
        return t.newInstance(Double.NaN);
      }
      symbolic.add(Exprs.num(Rational.of(a.getReal())));
    }
    symbolic.add(X);
    var derivatives = DERIVATIVES.computeIfAbsent(Exprs.call(function, symbolic.toArray(Expr[]::new)), ByDerivatives::of);
    var at = Map.of("x", Rational.of(x));
    var step = t.subtract(x);
    var power = t.newInstance(1);
    var sum = t.newInstance(0);
    double factorial = 1;
    for (int k = 0; k <= (t instanceof Binary64 ? 0 : ORDERS); k++) {
      factorial *= Math.max(1, k);
      var value = PointEvaluator.enclose(derivatives.get(k), at, DIGITS);
      sum = sum.add(power.multiply(value.isKnown() ? value.middle().doubleValue() / factorial : Double.NaN));
      power = power.multiply(step);
    }
    return sum;
  }

  private static List<Expr> of(Expr f) {
    var all = new ArrayList<Expr>(List.of(f));
    for (int k = 1; k <= ORDERS; k++) {
      all.add(Derivatives.of(f, X, k));
    }
    return List.copyOf(all);
  }
}
