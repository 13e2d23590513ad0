package org.gradus.analysis;

import java.util.Map;
import org.gradus.expr.Rational;

/**
 * What became of a question about a function.
 *
 * @param how the argument, or why there is none
 * @param point where it fails, for a refutation with a point; else empty
 * @param left what is found there
 * @param right what was claimed
 */
public record Finding(Outcome outcome, String how, Map<String, Rational> point, String left, String right) {

  /** The answers. */
  public enum Outcome { PROVED, REFUTED, UNDECIDED }

  public static Finding proved(String how) {
    return new Finding(Outcome.PROVED, how, Map.of(), null, null);
  }

  public static Finding undecided(String why) {
    return new Finding(Outcome.UNDECIDED, why, Map.of(), null, null);
  }

  public static Finding refuted(String how, Map<String, Rational> point, String left, String right) {
    return new Finding(Outcome.REFUTED, how, point, left, right);
  }

  public boolean isProved() {
    return outcome == Outcome.PROVED;
  }

  public boolean isRefuted() {
    return outcome == Outcome.REFUTED;
  }
}
