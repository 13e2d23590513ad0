package org.gradus.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command reads and writes. Output is UTF-8 whatever the locale.
 *
 * @param in       standard input
 * @param out      what was asked for
 * @param err      messages and progress
 * @param colour   a person looks at {@code out}
 * @param progress a person looks at {@code err}
 * @param debug    stack traces are wanted
 */
record Console(InputStream in, PrintStream out, PrintStream err, boolean colour, boolean progress, boolean debug) {

  /** A message to the person. */
  void say(String message) {
    err.println("gradus: " + message);
  }

  /** Tells of a mistake of gradus itself. */
  void bug(String where, Throwable cause) {
    var what = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    say((where.isEmpty() ? "" : where + ": ") + "a mistake in gradus (" + cause.getClass().getSimpleName() + what
        + "); set GRADUS_DEBUG=1 to see where");
    if (debug) {
      cause.printStackTrace(err);
    }
  }
}
