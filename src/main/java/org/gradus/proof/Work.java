package org.gradus.proof;

/** The work of one claim, counted in units that are the same on every machine. */
public final class Work {

  /** Units for one claim unless said otherwise: one unit is about one product of two monomials. */
  public static final long DEFAULT_UNITS = 6_000_000;
  /** No polynomial may have more terms. */
  public static final int MAX_TERMS = 20_000;

  /** Thrown when a budget is used up; the message names it. */
  public static final class Exhausted extends RuntimeException {
    public Exhausted(String message) {
      super(message, null, false, false);
    }
  }

  private long left;

  public Work(long units) {
    left = units;
  }

  void spend(long units) {
    left -= units;
    if (left < 0) {
      throw new Exhausted("out of budget: algebra work units");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new Exhausted("out of time");
    }
  }

  void checkTerms(int terms) {
    if (terms > MAX_TERMS) {
      throw new Exhausted("out of budget: more than " + MAX_TERMS + " terms in a polynomial");
    }
  }
}
