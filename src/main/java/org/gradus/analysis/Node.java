package org.gradus.analysis;

import org.gradus.expr.Expr;

/**
 * A point where a function passes from one formula to another, or an end of its domain that belongs to it.
 *
 * @param value the formula that holds there; null where the function is undefined
 */
public record Node(Mark at, Expr value) {}
