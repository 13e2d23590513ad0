package org.gradus.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.gradus.expr.Rational;

/** Decimals for people. */
public final class Decimal {

  private static final MathContext SHOWN = new MathContext(7, RoundingMode.HALF_EVEN);

  private Decimal() {}

  static BigDecimal down(Rational r, int digits) {
    return new BigDecimal(r.num()).divide(new BigDecimal(r.den()), new MathContext(digits, RoundingMode.FLOOR));
  }

  static BigDecimal up(Rational r, int digits) {
    return new BigDecimal(r.num()).divide(new BigDecimal(r.den()), new MathContext(digits, RoundingMode.CEILING));
  }

  /** Seven significant digits of the middle. */
  static String between(Rational a, Rational b) {
    var middle = a.plus(b).times(Rational.HALF);
    return new BigDecimal(middle.num()).divide(new BigDecimal(middle.den()), SHOWN).stripTrailingZeros().toPlainString();
  }

  /** An enclosure, rounded outwards to seven significant digits: {@code [1.199678, 1.199679]}. */
  public static String enclosure(Rational a, Rational b) {
    return "[" + down(a, 7).stripTrailingZeros().toPlainString() + ", " + up(b, 7).stripTrailingZeros().toPlainString() + "]";
  }
}
