package org.gradus.certificate;

/** Counts the work of one check, so that an altered certificate cannot keep the checker busy. */
final class Meter {

  /** One unit is about one product of two terms. */
  static final long UNITS = 20_000_000;

  private static final ThreadLocal<long[]> LEFT = ThreadLocal.withInitial(() -> new long[] {UNITS});

  private Meter() {}

  static void reset() {
    reset(UNITS);
  }

  static void reset(long units) {
    LEFT.get()[0] = units;
  }

  static void spend(long units) {
    var left = LEFT.get();
    left[0] -= units;
    if (left[0] < 0) {
      throw new Rejected("the check takes too many units of work");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new Rejected("interrupted");
    }
  }
}
