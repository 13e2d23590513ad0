package org.gradus.diagnosis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import org.gradus.claim.DecimalReading;
import org.gradus.claim.Rewriting.Part;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Rational;
import org.gradus.numeric.PointEvaluator;

/**
 * Worked numbers: what the shown value should have been, and how the wrong one came about. The right value is the
 * suggestion; a slip on the way (a sign, an exponent) that would give the wrong one is named instead of the value.
 */
final class Calculations {

  private static final int DIGITS = 30;

  private final Case c;

  Calculations(Case c) {
    this.c = c;
  }

  /** The value of the left side; null where it has none or several. */
  static BigDecimal value(DecimalReading d) {
    var middle = new HashMap<String, Rational>();
    d.boxes().forEach(b -> middle.put(b.symbol(), b.low().plus(b.high()).times(Rational.HALF)));
    try {
      var v = PointEvaluator.enclose(Derivatives.carryOut(d.lhs()), middle, DIGITS);
      return v.isDefined() ? v.middle() : null;
    } catch (Derivatives.NotDifferentiable _) {
      return null;
    }
  }

  /** The shown number with the value's digits, in the way the number was written; null where it is written otherwise. */
  static String corrected(String shown, BigDecimal value) {
    var text = shown.strip();
    if (!text.matches("[-+\u2212]?\\s*(?:\\d+\\.?\\d*|\\.\\d+)")) {
      return null;
    }
    var digits = text.replaceAll("[-+\u2212\\s]", "");
    int scale = digits.indexOf('.') < 0 ? 0 : digits.length() - digits.indexOf('.') - 1;
    var rounded = value.setScale(scale, RoundingMode.HALF_EVEN);
    if (rounded.signum() == 0 && value.signum() != 0) {
      rounded = value.round(new MathContext(2)); // as many digits as it takes to see something
    }
    return rounded.toPlainString();
  }

  /**
   * The finding for a step that shows a wrong value.
   *
   * @param slip a slip in the calculation that gives the wrong value, or null
   */
  Finding find(Finding slip) {
    var d = c.step().decimals();
    var value = value(d);
    var text = c.source() == null ? null : c.source().text(Part.RIGHT);
    if (value == null || text == null) {
      return slip;
    }
    var number = corrected(text, value);
    if (slip != null && slip.part() == Part.RIGHT) {
      return slip;
    }
    Edit edit = null;
    String suggestion = null;
    if (number != null) {
      int from = text.length() - text.stripLeading().length();
      var change = Edit.replace(from, text.stripTrailing().length(), number, 3, "");
      var step = c.source().step(Part.RIGHT, change.apply(text));
      if (step != null && c.referee().proves(step)) {
        edit = change;
        suggestion = change.apply(text);
      }
    }
    if (slip != null) {
      return suggestion == null ? slip
          : Finding.of(slip.slip(), slip.message() + "; that would give the value shown. As it is written the value is " + number,
              Part.RIGHT, edit, suggestion);
    }
    var named = name(text.strip(), number == null ? value.round(new MathContext(6)).toPlainString() : number, value, d);
    return new Finding(named.slip(), named.kind(), named.message(), suggestion == null ? null : Part.RIGHT, edit, suggestion);
  }

  private static Finding name(String shown, String right, BigDecimal value, DecimalReading d) {
    var is = "; the value is " + right;
    if (d.claimed() == null) {
      return Finding.of(OtherSlips.VALUE, "the value of the left side is " + right);
    }
    var claimed = new BigDecimal(d.claimed().num()).divide(new BigDecimal(d.claimed().den()), MathContext.DECIMAL64);
    if (sameAbsolute(claimed, value, d)) {
      return Finding.of(SignSlips.SIDE, (claimed.signum() < 0 ? "there is a minus sign too many" : "a minus sign is missing") + is);
    }
    var a = shown.replaceAll("[-+\u2212\\s]", "");
    var b = right.replaceAll("[-+\\s]", "");
    if (a.length() == b.length() && swapped(a, b)) {
      return Finding.of(OtherSlips.SWAPPED, "two digits changed places in " + shown + is);
    }
    double ratio = claimed.doubleValue() / value.doubleValue();
    double off = Math.abs(claimed.subtract(value).doubleValue());
    double unit = 2 * d.halfUnit().doubleValue();
    if (off <= 20 * unit && off <= 0.01 * Math.abs(value.doubleValue())) {
      return Finding.of(OtherSlips.ROUNDING, "the last digits of " + shown + " are wrong" + is);
    }
    for (int k = -4; k <= 4; k++) {
      if (k != 0 && Math.abs(ratio / Math.pow(10, k) - 1) < 1e-3) {
        return Finding.of(OtherSlips.POINT, "the decimal point is in the wrong place in " + shown + is);
      }
    }
    if (a.length() == b.length() && different(a, b) == 1) {
      return Finding.of(OtherSlips.DIGIT, "one digit is wrong in " + shown + is);
    }
    for (int k = 2; k <= 4; k++) {
      for (double q : new double[] {k, 1.0 / k}) {
        if (Math.abs(ratio - q) * Math.abs(value.doubleValue()) <= unit * Math.max(1, q)) {
          return Finding.of(OtherSlips.VALUE, shown + " is " + (q > 1 ? k + " times the value" : "the value divided by " + k) + is);
        }
      }
    }
    return Finding.of(OtherSlips.VALUE, shown + " is not the value" + is);
  }

  private static boolean sameAbsolute(BigDecimal claimed, BigDecimal value, DecimalReading d) {
    return claimed.signum() * value.signum() < 0
        && Math.abs(claimed.add(value).doubleValue()) <= 2 * d.halfUnit().doubleValue();
  }

  private static int different(String a, String b) {
    int n = 0;
    for (int i = 0; i < a.length(); i++) {
      n += a.charAt(i) != b.charAt(i) ? 1 : 0;
    }
    return n;
  }

  private static boolean swapped(String a, String b) {
    for (int i = 0; i + 1 < a.length(); i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return a.charAt(i) == b.charAt(i + 1) && a.charAt(i + 1) == b.charAt(i) && a.substring(i + 2).equals(b.substring(i + 2));
      }
    }
    return false;
  }

}
