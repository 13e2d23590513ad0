package org.gradus.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small helpers for text that people read. */
public final class Text {

  private Text() {}

  /**
   * Appends, for streams whose failures are looked for at the end.
   *
   * @throws UncheckedIOException if {@code out} fails
   */
  static void append(Appendable out, String text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of {@code text} in lines of at most {@code width} columns; longer words are cut. One line at least. */
  public static List<String> wrap(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.strip().split("\\s+")) {
      if (!line.isEmpty() && Columns.of(line) + 1 + Columns.of(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ");
      int start = 0;
      for (int end = fit(word, start, width); end < word.length(); end = fit(word, start, width)) {
        lines.add(word.substring(start, end));
        start = end;
      }
      line.append(word, start, word.length());
    }
    lines.add(line.toString());
    return lines;
  }

  /** The end of the longest piece from {@code start} on that takes at most {@code width} columns; one character at least. */
  private static int fit(String word, int start, int width) {
    int end = start;
    for (int columns = 0; end < word.length(); end += Character.charCount(word.codePointAt(end))) {
      columns += Columns.of(word.codePointAt(end));
      if (columns > width && end > start) {
        break;
      }
    }
    return end;
  }

  /** Mathematics on one line, cut in the middle to at most {@code width} columns. */
  public static String shorten(String text, int width) {
    var flat = text.strip().replaceAll("\\s+", " ");
    if (Columns.of(flat) <= width) {
      return flat;
    }
    int room = Math.max(2, width - 1);
    int head = fit(flat, 0, room * 2 / 3);
    int tail = flat.length();
    for (int columns = 0; tail > head;) {
      int c = flat.codePointBefore(tail);
      columns += Columns.of(c);
      if (columns > room - Columns.of(flat, 0, head)) {
        break;
      }
      tail -= Character.charCount(c);
    }
    return flat.substring(0, head) + "…" + flat.substring(tail);
  }

  /** {@code z = 1/2, y = 1}. */
  public static String point(Map<String, String> point) {
    var parts = new ArrayList<String>();
    point.forEach((name, value) -> parts.add(name + " = " + value));
    return String.join(", ", parts);
  }
}
