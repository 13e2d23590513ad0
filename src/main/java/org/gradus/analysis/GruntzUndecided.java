package org.gradus.analysis;

/** Thrown inside Gruntz's algorithm where a step cannot be proved; the limit is then left open. Carries no trace. */
final class GruntzUndecided extends RuntimeException {

  private static final long serialVersionUID = 1L;

  GruntzUndecided(String why) {
    super(why, null, false, false);
  }
}
