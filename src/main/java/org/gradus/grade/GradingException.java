package org.gradus.grade;

/** An assignment or a submission that cannot be read, said in words for the person who wrote it. */
public final class GradingException extends Exception {
  private static final long serialVersionUID = 1;

  public GradingException(String message) {
    super(message);
  }
}
