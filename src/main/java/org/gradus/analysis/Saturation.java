package org.gradus.analysis;

/**
 * What the derivative of a function does at ±∞.
 *
 * @param slope the limit of the derivative
 * @param growth the leading behaviour of the derivative; null where it is zero from some point on, or not known
 */
public record Saturation(Kind kind, Value slope, Growth growth) {

  /** The classes. */
  public enum Kind {
    /** The derivative is zero from some point on. */
    DEAD,
    /** The derivative tends to 0 faster than some exponential or like one. */
    SATURATES_EXPONENTIALLY,
    /** The derivative tends to 0 like a power. */
    SATURATES_POLYNOMIALLY,
    /** The derivative tends to 0; how fast is not known. */
    SATURATES,
    /** The derivative tends to a number that is not 0. */
    PASSES,
    /** The derivative is unbounded. */
    EXPLODES
  }

  /** {@code saturates exponentially, f' ~ exp(-z)}. */
  public String text() {
    var how = growth == null ? "" : ", f' ~ " + growth.term();
    return switch (kind) {
      case DEAD -> "dead, f' = 0";
      case SATURATES_EXPONENTIALLY -> "saturates exponentially" + how;
      case SATURATES_POLYNOMIALLY -> "saturates polynomially" + how;
      case SATURATES -> "saturates";
      case PASSES -> "passes, f' → " + slope.text();
      case EXPLODES -> "explodes, f' → " + slope.text() + (growth == null ? "" : " like " + growth.term());
    };
  }
}
