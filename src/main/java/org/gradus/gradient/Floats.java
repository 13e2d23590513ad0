package org.gradus.gradient;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Numbers that come from arithmetic in single precision. */
final class Floats {

  /** The most digits that tell a float from its neighbours, and what a float has of them for certain. */
  private static final int PRINTED = 9;
  private static final int FILLED = 6;

  private Floats() {}

  /**
   * Whether all numbers are floats, and one at least fills more than half of a float's digits: integers and halves are as
   * likely to come from doubles.
   */
  static boolean are(DoubleStream numbers) {
    var all = numbers.filter(x -> !Double.isNaN(x)).toArray();
    boolean filled = false;
    for (double x : all) {
      if (x != (float) x) {
        return false;
      }
      filled |= (Float.floatToRawIntBits((float) x) & 0xfff) != 0;
    }
    return filled;
  }

  /** Whether all numbers are written with no more digits than a float is printed with, and one at least with most of them. */
  static boolean areWritten(DoubleStream numbers) {
    int[] digits = numbers.filter(Double::isFinite).mapToInt(x -> new BigDecimal(Double.toString(x)).stripTrailingZeros().precision()).toArray();
    return Arrays.stream(digits).allMatch(n -> n <= PRINTED) && Arrays.stream(digits).anyMatch(n -> n >= FILLED);
  }
}
