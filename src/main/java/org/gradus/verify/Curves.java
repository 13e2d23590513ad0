package org.gradus.verify;

import java.util.List;

/**
 * Both sides of a refuted step along one variable, the others held at the counterexample: something to look at, no
 * evidence. Values are computed in doubles.
 *
 * @param variable the variable
 * @param at       its value at the counterexample
 * @param samples  in the order of the variable
 */
public record Curves(String variable, double at, List<Sample> samples) {

  public Curves {
    samples = List.copyOf(samples);
  }

  /**
   * One place.
   *
   * @param x   the variable
   * @param lhs the left side there; NaN where it is undefined or {@code x} is outside the domain
   * @param rhs the right side there; NaN likewise
   */
  public record Sample(double x, double lhs, double rhs) {}
}
