package org.gradus.claim;

/** A name or derivative has no meaning where it stands; the message is the reason for the reader. */
class UnresolvedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnresolvedException(String message) {
    super(message, null, false, false);
  }
}
