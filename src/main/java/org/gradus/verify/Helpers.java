package org.gradus.verify;

/** Threads that may take part in work. */
@FunctionalInterface
public interface Helpers {

  /** Nobody. */
  Helpers NONE = _ -> {};

  /**
   * Invites them to run the work beside the caller, each once at most and at any time: what comes too late finds nothing left to do. They
   * need as much stack as the caller.
   */
  void invite(Runnable work);
}
