package org.gradus.report;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Writes JSON with escapes for what is allowed in it and yet acts where it is looked at: the control characters above
 * 0x7F, and the marks that turn the direction of writing. Such characters stand only inside strings.
 */
final class QuietWriter extends FilterWriter {

  QuietWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    if (c < 0x7F || !Visible.acts(c) || Character.isSurrogate((char) c)) {
      out.write(c);
    } else {
      out.write(String.format("\\u%04x", c));
    }
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    for (int i = from; i < from + length; i++) {
      write(text[i]);
    }
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    for (int i = from; i < from + length; i++) {
      write(text.charAt(i));
    }
  }
}
