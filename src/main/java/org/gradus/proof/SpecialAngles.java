package org.gradus.proof;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/** Arguments at which an inverse trigonometric function is a rational multiple of π. */
final class SpecialAngles {

  private static final Expr ROOT2 = Exprs.sqrt(Exprs.TWO);
  private static final Expr ROOT3 = Exprs.sqrt(Exprs.num(3));

  private static final Map<Expr, Rational> ATAN = new LinkedHashMap<>();
  private static final Map<Expr, Rational> ASIN = new LinkedHashMap<>();

  static {
    ATAN.put(Exprs.ONE, Rational.of(1, 4));
    ATAN.put(ROOT3, Rational.of(1, 3));
    ATAN.put(Exprs.div(ROOT3, Exprs.num(3)), Rational.of(1, 6));
    ASIN.put(Exprs.ONE, Rational.of(1, 2));
    ASIN.put(Exprs.HALF, Rational.of(1, 6));
    ASIN.put(Exprs.div(ROOT2, Exprs.TWO), Rational.of(1, 4));
    ASIN.put(Exprs.div(ROOT3, Exprs.TWO), Rational.of(1, 3));
  }

  private SpecialAngles() {}

  static Fraction of(String function, Fraction arg, Lowering lowering, Work work) {
    var table = switch (function) {
      case "atan" -> ATAN;
      case "asin" -> ASIN;
      default -> Map.<Expr, Rational>of();
    };
    for (var e : table.entrySet()) {
      if (arg.minus(lowering.of(e.getKey()), work).isZero()) {
        return lowering.of(Exprs.PI).times(Fraction.of(e.getValue()), work);
      }
    }
    return null;
  }
}
