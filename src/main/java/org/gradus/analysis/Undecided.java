package org.gradus.analysis;

/** Thrown inside the analysis of a function where a step cannot be proved; the message says which. Carries no trace. */
public final class Undecided extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Undecided(String why) {
    super(why, null, false, false);
  }
}
