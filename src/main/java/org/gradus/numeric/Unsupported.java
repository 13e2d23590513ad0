package org.gradus.numeric;

/** An expression that has no number as its value, or none that this package computes; the message says which part and why. */
public final class Unsupported extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Unsupported(String message) {
    super(message, null, false, false);
  }
}
