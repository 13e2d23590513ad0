package org.gradus.claim;

import org.gradus.expr.Expr;

/** Another reading of a claim, both sides resolved; the note says how it was read. */
public record Resolved(Expr lhs, Expr rhs, String note) {}
