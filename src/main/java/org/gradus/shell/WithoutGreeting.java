package org.gradus.shell;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Leaves out the two lines with which JShell of the JDK greets, in whatever language, for gradus has greeted already. */
public final class WithoutGreeting extends FilterOutputStream {

  private static final int LONGEST = 400;

  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private boolean past;

  /** In front of a stream to which nothing was written yet. */
  public WithoutGreeting(OutputStream out) {
    super(out);
  }

  @Override
  public synchronized void write(int b) throws IOException {
    if (past) {
      out.write(b);
      return;
    }
    held.write(b);
    var text = held.toString(StandardCharsets.UTF_8);
    boolean greets = "|  ".startsWith(text) || text.startsWith("|  ") && text.length() < LONGEST;
    int first = text.indexOf('\n');
    int second = first < 0 ? -1 : text.indexOf('\n', first + 1);
    if (greets && first >= 0 && !text.substring(0, first).contains("JShell")) {
      greets = false;
    }
    if (!greets) {
      release();
    } else if (second >= 0) {
      held.reset();
      past = true;
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    int i = from;
    while (i < from + length && !past) {
      write(bytes[i++]);
    }
    out.write(bytes, i, from + length - i);
  }

  private void release() throws IOException {
    past = true;
    held.writeTo(out);
  }

  @Override
  public synchronized void flush() throws IOException {
    out.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    if (!past) {
      release();
    }
    super.close();
  }
}
