package org.gradus.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gradus.report.Layout.Mark;

/** A long line without what nobody looks for in it: a paragraph of prose, or a formula, in one line of the file. */
final class Clip {

  /** Lines of up to so many rows are shown whole. */
  static final int ROWS = 3;

  /** Characters shown before and behind each part that matters, about. */
  static final int AROUND = 30;

  private static final String GAP = " … ";

  /** A piece of the line that is shown; where it begins in what is shown. */
  private record Piece(int from, int to, int at) {}

  private final List<Piece> pieces = new ArrayList<>();
  private final String text;

  /**
   * @param line  the line
   * @param room  columns of a row
   * @param parts what has to be seen
   */
  Clip(String line, int room, List<Mark> parts) {
    if (Columns.of(line) <= ROWS * room || parts.isEmpty()) {
      pieces.add(new Piece(0, line.length(), 0));
      text = line;
      return;
    }
    var out = new StringBuilder();
    int shown = 0;
    for (var part : parts.stream().sorted(Comparator.comparingInt(Mark::from)).toList()) {
      int from = Math.max(shown, start(line, part.from() - AROUND));
      int to = Math.max(from, end(line, Math.max(part.from(), part.to()) + AROUND));
      if (from - shown <= GAP.length() || pieces.isEmpty() && from <= AROUND) {
        from = shown;
      } else {
        out.append(pieces.isEmpty() ? GAP.stripLeading() : GAP);
      }
      pieces.add(new Piece(from, to, out.length()));
      out.append(line, from, to);
      shown = to;
    }
    if (line.length() - shown > GAP.length()) {
      out.append(GAP.stripTrailing());
    } else {
      pieces.add(new Piece(shown, line.length(), out.length()));
      out.append(line, shown, line.length());
    }
    text = out.toString();
  }

  /** The last place to cut before an offset: a space near it, if there is one; never within a character. */
  private static int start(String line, int offset) {
    int at = Math.clamp(offset, 0, line.length());
    int space = line.indexOf(' ', at);
    at = space >= 0 && space < at + AROUND / 2 ? space + 1 : at;
    return at > 0 && at < line.length() && Character.isLowSurrogate(line.charAt(at)) ? at - 1 : at;
  }

  private static int end(String line, int offset) {
    int at = Math.clamp(offset, 0, line.length());
    int space = line.lastIndexOf(' ', at);
    at = at < line.length() && space > at - AROUND / 2 ? space : at;
    return at > 0 && at < line.length() && Character.isLowSurrogate(line.charAt(at)) ? at - 1 : at;
  }

  /** What is shown. */
  String text() {
    return text;
  }

  /** A mark in the line as one in what is shown. */
  Mark moved(Mark mark) {
    int from = moved(mark.from());
    return new Mark(from, mark.to() <= mark.from() ? from : Math.max(from, moved(mark.to())), mark.sign());
  }

  private int moved(int offset) {
    int at = 0;
    for (var p : pieces) {
      if (offset < p.from()) {
        break;
      }
      at = p.at() + Math.min(offset, p.to()) - p.from();
    }
    return at;
  }
}
