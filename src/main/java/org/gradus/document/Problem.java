package org.gradus.document;

/** Something in a document that could not be made sense of, while the rest could. */
public record Problem(Position position, String message) {}
