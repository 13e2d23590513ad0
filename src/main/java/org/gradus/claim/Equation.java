package org.gradus.claim;

import org.gradus.expr.Expr;

/** An equation, or several joined by and/or; the relation is null where it has no clear meaning. */
record Equation(String latex, Expr relation) {}
