package org.gradus.notation;

/**
 * A condition attached to a statement.
 *
 * @param keyword the word that introduces it ({@code if}, {@code where}, {@code because}, {@code for all}), or the empty string
 * @param statement what it says, or null if it is words only
 * @param text the condition as written
 */
public record Condition(String keyword, Statement statement, String text, Span span) {}
