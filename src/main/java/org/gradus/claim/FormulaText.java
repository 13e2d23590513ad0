package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.gradus.document.Block;
import org.gradus.document.Position;
import org.gradus.notation.Span;

/** The LaTeX of a formula with the places of its characters; an expression cut over two displays is put together here. */
record FormulaText(String latex, boolean display, List<Piece> pieces, List<Block.Inner> inner, boolean macros) {

  /** A formula of the document, and where it begins in the text. */
  record Piece(int start, Block.Formula formula) {}

  /** @param macros whether the document may use macros, so that what is written differs from what is read */
  static FormulaText of(Block.Formula f, boolean macros) {
    return new FormulaText(f.latex(), f.display(), List.of(new Piece(0, f)), f.inner(), macros || f.positions().isChanged());
  }

  /** This formula, which ends in an operator, and the one that completes it. */
  FormulaText join(Block.Formula next) {
    // the number of the first display would stand in the middle as a factor
    var m = Pattern.compile("\\\\(?:q?quad\\s*\\(\\d+[a-z]?\\)|tag\\{[^}]*})\\s*$").matcher(latex);
    var first = m.find() ? latex.substring(0, m.start()) + " ".repeat(latex.length() - m.start()) : latex;
    var joined = new ArrayList<>(pieces);
    joined.add(new Piece(first.length() + 1, next));
    var both = new ArrayList<>(inner);
    next.inner().forEach(i -> both.add(new Block.Inner(i.offset() + first.length() + 1, i.text(), i.position())));
    return new FormulaText(first + " " + next.latex(), display, joined, both, macros);
  }

  /** This formula and another one, with a word of the text between them. */
  FormulaText join(String word, Block.Formula next) {
    int start = latex.length() + word.length();
    var joined = new ArrayList<>(pieces);
    joined.add(new Piece(start, next));
    var both = new ArrayList<>(inner);
    next.inner().forEach(i -> both.add(new Block.Inner(i.offset() + start, i.text(), i.position())));
    return new FormulaText(latex + word + next.latex(), display, joined, both, macros);
  }

  private Piece pieceAt(int offset) {
    Piece hit = pieces.getFirst();
    for (var piece : pieces) {
      if (piece.start() <= offset) {
        hit = piece;
      }
    }
    return hit;
  }

  Position start(int offset) {
    var piece = pieceAt(offset);
    return piece.formula().positions().start(offset - piece.start());
  }

  Position end(int offset) {
    var piece = pieceAt(Math.max(0, offset - 1));
    return piece.formula().positions().end(Math.min(offset - piece.start(), piece.formula().latex().length()));
  }

  /** The formula as one that claims nothing. */
  Claim.Unclaimed unclaimed(Kind kind, String reason) {
    return new Claim.Unclaimed(place(0, latex.length()), new Written(latex, null, null, null, null), kind, reason);
  }

  Place place(int from, int to) {
    return Place.of(start(from), end(Math.max(from + 1, to)));
  }

  /** The text of a range as its author wrote it, without the spaces around it. */
  String text(int from, int to) {
    int start = Math.max(0, from);
    int end = Math.min(latex.length(), Math.max(start, to));
    while (start < end && Character.isWhitespace(latex.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(latex.charAt(end - 1))) {
      end--;
    }
    return macros && pieces.size() == 1 && start < end ? pieces.getFirst().formula().positions().written(start, end)
        : latex.substring(start, end);
  }

  /** A range as its author wrote it, the spaces around it included. */
  String written(int start, int end) {
    return macros && pieces.size() == 1 && start < end ? pieces.getFirst().formula().positions().written(start, end)
        : latex.substring(start, end);
  }

  /** The smallest range around this one that can be replaced where the formula was written. */
  Span replaceable(int start, int end) {
    if (!macros || pieces.size() > 1) {
      return new Span(start, end);
    }
    var range = pieces.getFirst().formula().positions().replaceable(start, end);
    return new Span(range[0], range[1]);
  }

  String text(Span span) {
    return text(span.start(), span.end());
  }
}
