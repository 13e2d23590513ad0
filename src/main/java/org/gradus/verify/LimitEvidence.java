package org.gradus.verify;

import java.math.MathContext;
import java.util.ArrayList;
import java.util.Map;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/** Values of an expression on the way to a limit, for the eye. */
final class LimitEvidence {

  private static final int[] EXPONENTS = {1, 2, 3, 4, 6};
  private static final int SHOWN = 3;
  private static final int DIGITS = 40;

  private LimitEvidence() {}

  /** {@code at x = 10, 100, 1000 the value is 0.1, 0.01, 0.001}; null where nothing can be computed. */
  static String of(Expr.Limit l) {
    var points = new ArrayList<String>();
    var values = new ArrayList<String>();
    for (int k : EXPONENTS) {
      var far = Rational.of(10).pow(k);
      var at = l.to().equals(Exprs.INFINITY) ? Exprs.num(far) : l.to().equals(Exprs.neg(Exprs.INFINITY)) ? Exprs.num(far.negate())
          : Exprs.add(l.to(), Exprs.num(l.side() < 0 ? far.reciprocal().negate() : far.reciprocal()));
      var value = value(l, at);
      if (value != null && values.size() < SHOWN) {
        points.add(at instanceof Expr.Num n && n.value().isInteger() ? n.toString() : decimal(at));
        values.add(value);
      }
    }
    return values.size() < 2 ? null : "at " + l.var() + " = " + String.join(", ", points) + " the values are " + String.join(", ", values);
  }

  private static String value(Expr.Limit l, Expr at) {
    try {
      var there = Trees.substitute(Derivatives.carryOut(l.body()), l.var(), at);
      return Trees.freeSymbols(there).isEmpty() ? decimal(there) : null;
    } catch (RuntimeException _) {
      return null;
    }
  }

  private static String decimal(Expr closed) {
    var v = PointEvaluator.enclose(closed, Map.of(), DIGITS);
    if (!v.isDefined()) {
      return null;
    }
    var r = v.middle().round(new MathContext(6)).stripTrailingZeros();
    return r.precision() - r.scale() > 7 || r.scale() > 9 ? r.toString() : r.toPlainString();
  }
}
