package org.gradus.document;

import java.util.List;

/** A piece of a document, in reading order. */
public sealed interface Block {

  /** Where the piece comes from. */
  PositionMap positions();

  /**
   * A formula without its delimiters, macros expanded, comments removed.
   *
   * @param display whether it stands on its own
   * @param inner   directives written in comments inside the formula
   */
  record Formula(String latex, boolean display, PositionMap positions, List<Inner> inner) implements Block {
    public Formula {
      inner = List.copyOf(inner);
    }
  }

  /** A directive in a comment inside a formula; {@code offset} is the offset in the LaTeX it stands behind. */
  record Inner(int offset, String text, Position position) {}

  /** Words between formulas. A blank line in the text ends a paragraph. */
  record Prose(String text, PositionMap positions) implements Block {}

  /** A heading; level 1 is the highest. */
  record Heading(int level, String text, PositionMap positions) implements Block {}

  /** What stands after {@code gradus:} in a comment or the front matter. */
  record Directive(String text, PositionMap positions) implements Block {}

  /** The start of a list item or of a lettered or numbered part; its text follows as prose and formulas. */
  record Enumerator(String label, PositionMap positions) implements Block {}
}
