package org.gradus.claim;

/** What an {@code expect} directive says of a claim: the verdict in capitals, the kind of slip or null, the line it stands on. */
public record Expectation(String verdict, String kind, int line) {}
