package org.gradus.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The lines of a document as its author sees them: those of the file, or, in a notebook, those of its cells, where the file
 * has JSON.
 */
public final class SourceLines {

  /**
   * A line.
   *
   * @param cell   the number of its cell from 1 on, code cells counted; 0 where there are no cells
   * @param number its number in the cell or the file, from 1 on
   * @param text   what stands in it
   */
  public record Line(int cell, int number, String text) {}

  private final List<Line> lines;
  /** Offsets in the file of every character of a notebook's cells, ascending, with its place here; null for other files. */
  private final int[] offsets;
  private final Position[] places;
  private final LineIndex index;

  private SourceLines(List<Line> lines, int[] offsets, Position[] places, LineIndex index) {
    this.lines = List.copyOf(lines);
    this.offsets = offsets;
    this.places = places;
    this.index = index;
  }

  /** The lines of a file of this name; of a notebook that does not read, those of the file. */
  public static SourceLines of(String path, String content) {
    if (path.toLowerCase(Locale.ROOT).endsWith(".ipynb")) {
      try {
        return ofCells(content, NotebookReader.sources(content, MappedText.of(content)));
      } catch (DocumentException _) {
        // shown as it is
      }
    }
    var lines = new ArrayList<Line>();
    for (var line : content.split("\r\n|\r|\n", -1)) {
      lines.add(new Line(0, lines.size() + 1, line));
    }
    return new SourceLines(lines, null, null, null);
  }

  private static SourceLines ofCells(String content, List<MappedText> cells) {
    var lines = new ArrayList<Line>();
    int count = cells.stream().mapToInt(c -> c.text().length()).sum();
    var offsets = new int[count];
    var places = new Position[count];
    int n = 0;
    for (int cell = 1; cell <= cells.size(); cell++) {
      var source = cells.get(cell - 1);
      int start = 0;
      int number = 1;
      for (var text : source.text().split("\n", -1)) {
        lines.add(new Line(cell, number++, text));
        for (int i = 0; i <= text.length() && start + i < source.text().length(); i++) {
          offsets[n] = source.positions().startOffset(start + i);
          places[n++] = new Position(lines.size(), i + 1);
        }
        start += text.length() + 1;
      }
    }
    return new SourceLines(lines, offsets, places, new LineIndex(content));
  }

  /** One line at least. */
  public List<Line> lines() {
    return lines.isEmpty() ? List.of(new Line(0, 1, "")) : lines;
  }

  /** Where a place of the file is here: the number of the line in {@link #lines}, from 1 on, and the column in it. */
  public Position at(int line, int column) {
    if (offsets == null || offsets.length == 0) {
      return new Position(line, column);
    }
    int k = Arrays.binarySearch(offsets, index.offset(line, column));
    return places[Math.clamp(k >= 0 ? k : -k - 1, 0, places.length - 1)];
  }

  /** Where a piece that ends before this place of the file ends here. */
  public Position endAt(int line, int column) {
    if (offsets == null || offsets.length == 0) {
      return new Position(line, column);
    }
    int k = Arrays.binarySearch(offsets, index.offset(line, column));
    var last = places[Math.clamp((k >= 0 ? k : -k - 1) - 1, 0, places.length - 1)];
    return new Position(last.line(), last.column() + 1);
  }
}
