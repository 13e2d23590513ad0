package org.gradus.notation;

/**
 * A piece of the source text.
 *
 * @param start offset of the first character
 * @param end offset after the last character
 */
public record Span(int start, int end) {

  /** The smallest span that holds both. */
  public Span to(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }

  /** The same span in a text that begins {@code by} characters earlier. */
  public Span shift(int by) {
    return new Span(start + by, end + by);
  }

  public String in(String source) {
    return source.substring(start, end);
  }
}
