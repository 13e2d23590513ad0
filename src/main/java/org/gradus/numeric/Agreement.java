package org.gradus.numeric;

import java.util.Optional;

/**
 * What sampling found.
 *
 * @param points at how many points both sides were certainly defined and agreed
 * @param digits to how many significant digits they agreed at each of them, at least
 * @param disagreement the first point at which they certainly differ
 */
public record Agreement(int points, int digits, Optional<Counterexample> disagreement) {}
