package org.gradus.proof;

/** The work of one claim, counted in units that are the same on every machine. */
public final class Work {

  /** Units for one claim unless said otherwise: one unit is about one product of two monomials. */
  public static final long DEFAULT_UNITS = 6_000_000;
  /** Units for the factorisations of one claim: one is about one operation on coefficients. */
  public static final long FACTORING_UNITS = 8_000_000;
  /** No polynomial may have more terms. */
  public static final int MAX_TERMS = 20_000;

  /** Thrown when a budget is used up; the message names it. */
  public static final class Exhausted extends RuntimeException {
    public Exhausted(String message) {
      super(message, null, false, false);
    }
  }

  private static final long PER_QUESTION = 1_000;
  private static final long PER_OPERATION = 20;

  private long left;
  private long factoring;

  public Work(long units) {
    left = units;
    factoring = FACTORING_UNITS;
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

  /**
   * What computer algebra is asked is paid for before it answers, and as much where the answer is known from before: a budget ends at the
   * same question on every machine and in every order of the claims.
   *
   * @param terms of the polynomials
   * @param degree of the polynomial in one variable that stands for them (Kronecker 1882)
   */
  void ask(long terms, long degree) {
    factoring -= PER_QUESTION + PER_OPERATION * terms * degree * degree;
    if (factoring < 0) {
      throw new Exhausted("out of budget: factoring units");
    }
  }

  void checkTerms(int terms) {
    if (terms > MAX_TERMS) {
      throw new Exhausted("out of budget: more than " + MAX_TERMS + " terms in a polynomial");
    }
  }
}
