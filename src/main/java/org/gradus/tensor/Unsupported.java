package org.gradus.tensor;

/** Thrown where something has no treatment here; the message says what, in words. */
final class Unsupported extends RuntimeException {
  Unsupported(String message) {
    super(message, null, false, false);
  }
}
