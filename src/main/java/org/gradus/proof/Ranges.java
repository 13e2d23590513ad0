package org.gradus.proof;

import org.gradus.expr.Expr;
import org.gradus.expr.Rational;

/** The sign of a sum of numbers and multiples of functions whose range the table knows: {@code 1 − σ(z)} is positive. */
final class Ranges {

  /** An end of a range; {@code value} null: infinite. */
  private record End(Rational value, boolean attained) {

    static final End INFINITE = new End(null, false);

    End plus(End o) {
      return value == null || o.value == null ? INFINITE : new End(value.plus(o.value), attained && o.attained);
    }

    End times(Rational k) {
      return value == null ? this : new End(value.times(k), attained);
    }
  }

  private Ranges() {}

  static Sign signOf(Expr.Add sum) {
    var lower = new End(Rational.ZERO, true);
    var upper = lower;
    for (var t : sum.args()) {
      var factor = t instanceof Expr.Mul m && m.args().size() == 2 && m.args().get(0) instanceof Expr.Num n ? n.value() : Rational.ONE;
      var rest = t instanceof Expr.Mul m && m.args().size() == 2 && m.args().get(0) instanceof Expr.Num ? m.args().get(1) : t;
      End low;
      End high;
      if (rest instanceof Expr.Num n) {
        low = new End(n.value(), true);
        high = low;
      } else if (rest instanceof Expr.Call c && c.function().range() != null) {
        var range = c.function().range();
        low = range.lower() == null ? End.INFINITE : new End(range.lower(), range.lowerClosed());
        high = range.upper() == null ? End.INFINITE : new End(range.upper(), range.upperClosed());
      } else {
        return Sign.UNKNOWN;
      }
      boolean flip = factor.signum() < 0;
      lower = lower.plus((flip ? high : low).times(factor));
      upper = upper.plus((flip ? low : high).times(factor));
    }
    int least = lower.value() == null ? -1 : lower.value().signum();
    int most = upper.value() == null ? 1 : upper.value().signum();
    boolean zero = (least < 0 || least == 0 && lower.attained()) && (most > 0 || most == 0 && upper.attained());
    return Sign.of(least < 0, zero, most > 0);
  }
}
