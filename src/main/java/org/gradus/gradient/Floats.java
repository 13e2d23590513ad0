package org.gradus.gradient;

import java.util.stream.DoubleStream;

/** Numbers that come from arithmetic in single precision. */
final class Floats {

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
}
