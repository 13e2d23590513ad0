package org.gradus.certificate;

/** Thrown where a certificate proves nothing; the message says what is wrong with it. */
public final class Rejected extends RuntimeException {

  private static final long serialVersionUID = 1;

  public Rejected(String message) {
    super(message, null, false, false);
  }
}
