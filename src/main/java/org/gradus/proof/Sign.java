package org.gradus.proof;

/** What is known of the sign of a real value. */
public enum Sign {
  NEGATIVE(true, false, false), NONPOSITIVE(true, true, false), ZERO(false, true, false),
  NONNEGATIVE(false, true, true), POSITIVE(false, false, true), NONZERO(true, false, true), UNKNOWN(true, true, true);

  private static final Sign[] ALL = new Sign[8];

  static {
    for (int i = 0; i < 8; i++) {
      ALL[i] = UNKNOWN;
      for (var s : values()) {
        ALL[i] = index(s.minus, s.zero, s.plus) == i ? s : ALL[i];
      }
    }
  }

  private final boolean minus;
  private final boolean zero;
  private final boolean plus;

  Sign(boolean minus, boolean zero, boolean plus) {
    this.minus = minus;
    this.zero = zero;
    this.plus = plus;
  }

  /** The sign that allows exactly these; UNKNOWN also where nothing is allowed. */
  static Sign of(boolean minus, boolean zero, boolean plus) {
    return ALL[index(minus, zero, plus)];
  }

  private static int index(boolean minus, boolean zero, boolean plus) {
    return (minus ? 4 : 0) + (zero ? 2 : 0) + (plus ? 1 : 0);
  }

  static Sign of(int signum) {
    return signum < 0 ? NEGATIVE : signum > 0 ? POSITIVE : ZERO;
  }

  public boolean canBeNegative() {
    return minus;
  }

  public boolean canBeZero() {
    return zero;
  }

  public boolean canBePositive() {
    return plus;
  }

  public boolean nonnegative() {
    return !minus;
  }

  public boolean nonpositive() {
    return !plus;
  }

  Sign negate() {
    return of(plus, zero, minus);
  }

  Sign and(Sign o) {
    var m = minus && o.minus;
    var z = zero && o.zero;
    var p = plus && o.plus;
    return m || z || p ? of(m, z, p) : this;
  }

  Sign times(Sign o) {
    return of(minus && o.plus || plus && o.minus, zero || o.zero, minus && o.minus || plus && o.plus);
  }

  Sign plusSign(Sign o) {
    boolean negative = minus || o.minus;
    boolean positive = plus || o.plus;
    boolean isZero = zero && o.zero || minus && o.plus || plus && o.minus;
    return of(negative, isZero, positive);
  }
}
