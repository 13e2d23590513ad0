package org.gradus.notation;

/** What a reader could not read: where, what was expected there, and what to write instead. */
public final class NotationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int position;
  private final String hint;

  /**
   * @param position offset into the source text
   * @param hint what to write instead, or null
   */
  public NotationException(String message, int position, String hint) {
    super(message);
    this.position = position;
    this.hint = hint;
  }

  public NotationException(String message, int position) {
    this(message, position, null);
  }

  public int position() {
    return position;
  }

  /** What to write instead, or null. */
  public String hint() {
    return hint;
  }

  /** The same error in a text that begins {@code by} characters earlier. */
  public NotationException shift(int by) {
    return new NotationException(getMessage(), position + by, hint);
  }
}
