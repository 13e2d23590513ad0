package org.gradus.document;

import java.util.Arrays;

/** Text that knows where each of its characters comes from: what readers hand on to each other. */
record MappedText(String text, PositionMap positions) {

  /** The text of a file itself. */
  static MappedText of(String content) {
    var out = new Builder(new LineIndex(content));
    for (int i = 0; i < content.length(); i++) {
      out.append(content.charAt(i), i, i + 1);
    }
    return out.build();
  }

  MappedText sub(int start, int end) {
    var out = new Builder(positions.lines());
    out.append(this, start, end);
    return out.build();
  }

  Builder builder() {
    return new Builder(positions.lines());
  }

  /** Puts text together from pieces of other text. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final LineIndex lines;
    private int[] from = new int[64];
    private int[] to = new int[64];

    Builder(LineIndex lines) {
      this.lines = lines;
    }

    int length() {
      return text.length();
    }

    /** A character that stands for this range of the file. */
    Builder append(char c, int start, int end) {
      int n = text.length();
      if (n == from.length) {
        from = Arrays.copyOf(from, 2 * n);
        to = Arrays.copyOf(to, 2 * n);
      }
      from[n] = start;
      to[n] = end;
      text.append(c);
      return this;
    }

    Builder append(MappedText source, int start, int end) {
      for (int i = start; i < end; i++) {
        append(source.text.charAt(i), source.positions.startOffset(i), source.positions.endOffset(i));
      }
      return this;
    }

    /** Text that stands for this range of the source. */
    Builder replace(String by, MappedText source, int start, int end) {
      int first = source.positions.startOffset(start);
      int last = end > start ? source.positions.endOffset(end - 1) : first;
      for (int i = 0; i < by.length(); i++) {
        append(by.charAt(i), first, last);
      }
      return this;
    }

    /** Writes another character in the place of the last one. */
    void setLast(char c) {
      text.setCharAt(text.length() - 1, c);
    }

    /** The last characters, at most so many. */
    String tail(int n) {
      return text.substring(Math.max(0, text.length() - n));
    }

    char last() {
      return text.isEmpty() ? '\0' : text.charAt(text.length() - 1);
    }

    MappedText build() {
      int n = text.length();
      return new MappedText(text.toString(), new PositionMap(Arrays.copyOf(from, n), Arrays.copyOf(to, n), lines));
    }
  }
}
