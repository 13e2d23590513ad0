package org.gradus.numeric;

import java.util.Map;
import org.gradus.expr.Rational;

/**
 * A point of the domain at which a relation certainly fails.
 *
 * @param point the point, exactly
 * @param lhs the left side there, in as few digits as show the difference
 * @param rhs the right side there
 */
public record Counterexample(Map<String, Rational> point, String lhs, String rhs) {}
