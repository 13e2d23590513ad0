package org.gradus.cli;

/** How far a long work is, on one line of standard error, if a person looks at it. */
final class ProgressBar implements AutoCloseable {

  private static final int WIDTH = 30;
  private static final long PAUSE = 100_000_000;

  private final Console console;
  private final String what;
  private long last = System.nanoTime();
  private boolean shown;

  ProgressBar(Console console, String what) {
    this.console = console;
    this.what = what;
  }

  /** Shows the share that is done, from 0 to 1; often called, seldom drawn. */
  void show(double share) {
    show(share, "");
  }

  void show(double share, String note) {
    if (!console.progress() || System.nanoTime() - last < PAUSE) {
      return;
    }
    last = System.nanoTime();
    shown = true;
    int full = (int) (share * WIDTH);
    console.err().print("\r" + what + " [" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] "
        + (int) (100 * share) + "%" + note + "\033[K");
    console.err().flush();
  }

  @Override
  public void close() {
    if (shown) {
      console.err().print("\r\033[K");
      console.err().flush();
      shown = false;
    }
  }
}
