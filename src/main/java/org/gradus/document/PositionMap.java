package org.gradus.document;

/** Where every character of a piece of text comes from in the physical file. */
public final class PositionMap {

  private final int[] from;
  private final int[] to;
  private final LineIndex lines;
  private final boolean changed;

  PositionMap(int[] from, int[] to, LineIndex lines) {
    this(from, to, lines, false);
  }

  private PositionMap(int[] from, int[] to, LineIndex lines, boolean changed) {
    this.from = from;
    this.to = to;
    this.lines = lines;
    this.changed = changed;
  }

  /** The places of a text in which abbreviations of its author are written out. */
  PositionMap ofChanged() {
    return new PositionMap(from, to, lines, true);
  }

  /** Whether the text is another than its author wrote. */
  public boolean isChanged() {
    return changed;
  }

  /** The place of the character at this offset of the text; past the end, the place after the last character. */
  public Position start(int offset) {
    return lines.at(startOffset(offset));
  }

  /** The place after the character that ends at this (exclusive) offset of the text. */
  public Position end(int offset) {
    return offset <= 0 || from.length == 0 ? start(0) : lines.at(to[Math.min(offset, to.length) - 1]);
  }

  /** What stands in the file for this (non-empty) range of the text; macros are not expanded in it. */
  public String written(int start, int end) {
    return lines.written(from[start], to[end - 1]);
  }

  /**
   * The smallest range of the text around this one that can be replaced in the file: what a macro stands for is replaced as
   * a whole, or within one of its arguments.
   */
  public int[] replaceable(int start, int end) {
    int first = start;
    int last = end;
    if (first == last && first > 0 && first < from.length && to[first - 1] > from[first]) {
      last++;
    }
    for (boolean grown = first < last; grown;) {
      grown = false;
      int low = Integer.MAX_VALUE;
      int high = 0;
      for (int i = first; i < last; i++) {
        low = Math.min(low, from[i]);
        high = Math.max(high, to[i]);
      }
      while (first > 0 && to[first - 1] > low) {
        first--;
        grown = true;
      }
      while (last < from.length && from[last] < high) {
        last++;
        grown = true;
      }
    }
    return new int[] {first, last};
  }

  int startOffset(int offset) {
    if (from.length == 0) {
      return 0;
    }
    return offset < from.length ? from[Math.max(offset, 0)] : to[to.length - 1];
  }

  int endOffset(int offset) {
    return to[offset];
  }

  LineIndex lines() {
    return lines;
  }
}
