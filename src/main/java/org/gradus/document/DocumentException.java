package org.gradus.document;

/** A document that cannot be read at all. The message is for its author; line and column are 1-based. */
public final class DocumentException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  public DocumentException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
