package org.gradus.verify;

/**
 * Something wrong with a document itself: a formula that cannot be read, a directive that is not
 * understood, an {@code expect} that meets no step.
 *
 * @param line    1-based physical line
 * @param column  1-based column
 * @param message what was expected there, in a reader's words
 */
public record Problem(int line, int column, String message) {}
