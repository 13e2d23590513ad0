package org.gradus.analysis;

/** An interval on which something keeps its sign: −1, 0 or +1. */
public record Run(Span span, int sign) {}
