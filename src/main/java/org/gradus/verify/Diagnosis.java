package org.gradus.verify;

/**
 * Why a refuted step is wrong.
 *
 * @param kind       the kind of slip, one word: {@code sign}, {@code factor}, {@code chain}, …
 * @param message    the slip in a sentence
 * @param suggestion LaTeX of the smallest edit that makes the step right, or null
 */
public record Diagnosis(String kind, String message, String suggestion) {}
