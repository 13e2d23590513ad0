package org.gradus.symbolic;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the libraries from logging: JAS reports every step of a factorization through java.util.logging. */
final class Quiet {

  // Strong references: a logger that is only configured may be collected and come back noisy.
  private static final List<Logger> SILENCED = List.of(
      silenced("edu.jas"), silenced("org.matheclipse"), silenced("org.hipparchus"),
      silenced("de.lab4inf"));

  private Quiet() {}

  private static Logger silenced(String name) {
    var logger = Logger.getLogger(name);
    logger.setLevel(Level.OFF);
    return logger;
  }

  /** Silences them, once. */
  static boolean ensure() {
    return !SILENCED.isEmpty();
  }
}
