package org.gradus.document;

/** A place in the physical file; line and column are 1-based, the column counts UTF-16 units. */
public record Position(int line, int column) {}
