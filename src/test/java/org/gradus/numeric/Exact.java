package org.gradus.numeric;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.gradus.expr.Rational;

/** Help for the tests: high-precision enclosures to compare with. */
final class Exact {

  static final BigArithmetic BIG = new BigArithmetic(50);

  private Exact() {}

  static BigInterval of(double x) {
    return BigInterval.exactly(Rational.of(x));
  }

  /** Whether the interval certainly holds the value, or there is none to hold. */
  static boolean holds(Interval i, BigInterval value) {
    if (value.definedness() != Definedness.DEFINED_EVERYWHERE || value.isUnbounded()) {
      return true;
    }
    if (i.isEmpty()) {
      return false;
    }
    var low = BIG.lower(value);
    var high = BIG.upper(value);
    return (i.lower() == Double.NEGATIVE_INFINITY || new BigDecimal(i.lower()).compareTo(high) <= 0)
        && (i.upper() == Double.POSITIVE_INFINITY || new BigDecimal(i.upper()).compareTo(low) >= 0);
  }

  static BigInterval call(String f, double... args) {
    return BIG.call(f, Arrays.stream(args).mapToObj(Exact::of).toList());
  }

  static Interval interval(String f, Interval... args) {
    return IntervalNumbers.INSTANCE.call(f, List.of(args));
  }
}
