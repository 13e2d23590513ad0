package org.gradus.document;

import java.util.Arrays;

/** Finds line and column of a character offset. A line ends with LF, CR or CR LF. */
public final class LineIndex {

  private final int[] starts;
  private final CharSequence text;

  public LineIndex(CharSequence text) {
    this.text = text;
    var found = new int[16];
    int n = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean end = c == '\n' || c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n');
      if (end) {
        if (n == found.length) {
          found = Arrays.copyOf(found, 2 * n);
        }
        found[n++] = i + 1;
      }
    }
    starts = Arrays.copyOf(found, n);
  }

  /** The characters between two offsets, as they stand in the file. */
  String written(int from, int to) {
    return text.subSequence(from, Math.max(from, to)).toString();
  }

  /** The offset of a place; of one outside the text, that of its nearest end. */
  int offset(int line, int column) {
    return Math.clamp(starts[Math.clamp(line, 1, starts.length) - 1] + column - 1L, 0, text.length());
  }

  public Position at(int offset) {
    int k = Arrays.binarySearch(starts, offset);
    int line = k >= 0 ? k : -k - 2;
    return new Position(line + 1, offset - starts[line] + 1);
  }
}
