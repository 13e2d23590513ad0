package org.gradus.analysis;

import org.gradus.expr.Expr;

/** An open interval on which a function is analytic and defined, and the function there, free of cases. */
public record Piece(Span span, Expr body) {}
