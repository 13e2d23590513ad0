package org.gradus.document;

import java.util.List;

/**
 * A document as a page to look at: HTML of everything but the formulas, and the formulas between. The HTML is closed and
 * safe: what the document says in HTML is shown as text, links go to the web or to an address only, nothing is loaded.
 */
public record Page(List<Piece> pieces) {

  public Page {
    pieces = List.copyOf(pieces);
  }

  /** A piece of the page, in reading order. */
  public sealed interface Piece {}

  /** Markup between formulas; elements may stay open over several pieces. */
  public record Markup(String html) implements Piece {}

  /** A formula; {@link Block.Formula#display()} says whether it stands on its own. */
  public record Math(Block.Formula formula) implements Piece {}

  /** A place asked for; see {@link #of}. */
  public record Anchor(int index) implements Piece {}

  /** A place between two blocks of the text, where more blocks may be put. */
  public record Gap() implements Piece {}

  /**
   * Makes the page of a document.
   *
   * @param path    its name; the ending says of which kind it is
   * @param content its text
   * @param anchors places in the file behind whose word an {@link Anchor} is wanted, in the order of the document
   * @throws DocumentException if it is no document
   */
  public static Page of(String path, String content, List<Position> anchors) throws DocumentException {
    return new PageBuilder(Documents.collect(path, content), anchors).build();
  }
}
