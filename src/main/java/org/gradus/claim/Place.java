package org.gradus.claim;

import org.gradus.document.Position;

/** A range of the physical file, 1-based; the end is behind the last character. */
public record Place(int line, int column, int endLine, int endColumn) {

  static Place of(Position start, Position end) {
    return new Place(start.line(), start.column(), end.line(), end.column());
  }
}
