package org.gradus.report;

import java.util.List;

/** Lines of a report: a gutter with line numbers, folded source lines, marks, wrapped words. No line is wider than the page. */
final class Layout {

  private static final int MIN_ROOM = 30;

  private final Appendable out;
  private final int gutter;
  private final int room;
  private final boolean colour;
  private boolean blank = true;

  /**
   * @param out      where the lines go
   * @param lastLine the highest line number that will be shown
   * @param width    columns of the page
   * @param colour   whether to use ANSI colours
   */
  Layout(Appendable out, int lastLine, int width, boolean colour) {
    this.out = out;
    this.gutter = Math.max(4, Integer.toString(lastLine).length() + 1);
    this.room = Math.max(MIN_ROOM, width - gutter - 3);
    this.colour = colour;
  }

  /** Which part of a source line is meant: from the first character to before the last, 0-based. */
  record Mark(int from, int to, char sign) {}

  /** A line of its own, without gutter; blank lines do not follow each other. */
  void bare(String line) {
    // what begins with two colons is an order to whoever runs a workflow on GitHub
    var text = line.stripTrailing().replaceFirst("^(\\s*:):", "$1 :");
    if (!text.isEmpty() || !blank) {
      Text.append(out, text + "\n");
    }
    blank = text.isEmpty();
  }

  /** Columns right of the gutter. */
  int room() {
    return room;
  }

  /** {@code text} in {@code style}, if there is colour. */
  String paint(Colour style, String text) {
    return style.paint(text, colour);
  }

  /**
   * A source line, folded where it is longer than the page.
   *
   * @param number its number
   * @param source its text
   * @param marks  what is marked in it; of two that overlap, the later one is seen
   */
  void source(int number, String source, List<Mark> marks) {
    var text = source.replace('\t', ' ').stripTrailing();
    int start = 0;
    do {
      int end = fold(text, start);
      row(start == 0 ? Integer.toString(number) : "", text.substring(start, end));
      var signs = signs(text, start, end, marks);
      if (!signs.isBlank()) {
        row("", paint(Colour.MARK, signs.stripTrailing()));
      }
      start = end;
    } while (start < text.length());
  }

  /** The signs below a part of a line. A mark without length stands below the place, if need be behind the last character. */
  private static String signs(String text, int start, int end, List<Mark> marks) {
    var out = new StringBuilder();
    for (int i = start; i < end || i == end && end == text.length(); i += i < end ? Character.charCount(text.codePointAt(i)) : 1) {
      char sign = ' ';
      for (var mark : marks) {
        if (mark.from() <= i && (i < mark.to() && i < text.length() || i == mark.from() && mark.to() <= mark.from())) {
          sign = mark.sign();
        }
      }
      out.repeat(sign, i < end ? Columns.of(text.codePointAt(i)) : 1);
    }
    return out.toString();
  }

  /** Where the part of the line that begins at {@code start} ends: at a space, if there is one in its second half. */
  private int fold(String text, int start) {
    int end = start;
    int space = -1;
    for (int columns = 0; end < text.length(); end += Character.charCount(text.codePointAt(end))) {
      columns += Columns.of(text.codePointAt(end));
      if (columns > room) {
        break;
      }
      if (text.charAt(end) == ' ' && columns > room / 2) {
        space = end;
      }
    }
    return end == text.length() || space < 0 ? end : space;
  }

  /** One row with something in the gutter. */
  void row(String label, String text) {
    bare(paint(Colour.QUIET, " ".repeat(Math.max(0, gutter - label.length())) + label + " │") + " " + text);
  }

  /**
   * Words under a source line, wrapped.
   *
   * @param lead  what stands before the first row
   * @param words what is wrapped, indented to the width of {@code lead}
   */
  void words(String lead, String words) {
    words(lead, lead, words);
  }

  /** As {@link #words(String, String)}, where the lead is printed as {@code painted}. */
  void words(String lead, String painted, String words) {
    boolean first = true;
    for (var line : Text.wrap(words, Math.max(MIN_ROOM, room - lead.length()))) {
      row("", (first ? painted : " ".repeat(lead.length())) + line);
      first = false;
    }
  }

  /** Words without gutter, wrapped, later rows indented by {@code indent}. */
  void plain(String painted, int leadWidth, String words, int indent) {
    List<String> lines = Text.wrap(words, Math.max(MIN_ROOM, room + gutter + 3 - Math.max(leadWidth, indent)));
    for (int i = 0; i < lines.size(); i++) {
      bare((i == 0 ? painted : " ".repeat(indent)) + lines.get(i));
    }
  }
}
