package org.gradus.numeric;

/** Work left, counted in evaluations of one expression in doubles or thereabouts: the same on every machine. Mutable. */
public final class Budget {

  private long left;

  private Budget(long evaluations) {
    left = evaluations;
  }

  public static Budget of(long evaluations) {
    return new Budget(evaluations);
  }

  /** What one claim gets unless something else is asked for. */
  public static Budget standard() {
    return of(4_000);
  }

  /** Takes that much; false if there was less, or if the thread has been interrupted (a safety net ran out). */
  public boolean spend(long evaluations) {
    left -= evaluations;
    return left >= 0 && !Thread.currentThread().isInterrupted();
  }

  public boolean isSpent() {
    return left <= 0;
  }

  public long left() {
    return Math.max(0, left);
  }
}
