package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.List;

/**
 * A change to the text of one side of a step.
 *
 * @param pieces  replacements, in order, without overlaps
 * @param cost    how far the result is from what was written: 1 for one sign; the least that is proved is what was meant
 * @param message what was done wrong, in a sentence without a full stop
 */
public record Edit(List<Piece> pieces, double cost, String message) {

  public Edit {
    pieces = List.copyOf(pieces);
  }

  /** One replacement; offsets count in the text of the side, {@code from == to} puts something in. */
  public record Piece(int from, int to, String replacement) {}

  static Edit replace(int from, int to, String replacement, double cost, String message) {
    return new Edit(List.of(new Piece(from, to, replacement)), cost, message);
  }

  static Edit insert(int at, String text, double cost, String message) {
    return replace(at, at, text, cost, message);
  }

  static Edit delete(int from, int to, double cost, String message) {
    return replace(from, to, "", cost, message);
  }

  /** This edit and one that begins no earlier; null where they touch each other. */
  Edit and(Edit later) {
    if (later.from() < to() || later.from() == from()) {
      return null;
    }
    var all = new ArrayList<>(pieces);
    all.addAll(later.pieces);
    return new Edit(all, cost + later.cost, "there are two slips: " + message + ", and " + later.message);
  }

  /** The text with the replacements made. */
  String apply(String text) {
    var out = new StringBuilder();
    int at = 0;
    for (var p : pieces) {
      out.append(text, at, p.from());
      // a command must not run into the letter behind it: \cdot x
      if (!p.replacement().isEmpty() && endsInCommand(out) && Character.isLetter(p.replacement().charAt(0))) {
        out.append(' ');
      }
      out.append(p.replacement());
      at = p.to();
      if (at < text.length() && endsInCommand(out) && Character.isLetter(text.charAt(at))) {
        out.append(' ');
      }
    }
    return out.append(text, at, text.length()).toString();
  }

  private static boolean endsInCommand(StringBuilder out) {
    int i = out.length();
    while (i > 0 && Character.isLetter(out.charAt(i - 1))) {
      i--;
    }
    return i > 0 && i < out.length() && out.charAt(i - 1) == '\\';
  }

  /** Offset of the first change. */
  public int from() {
    return pieces.getFirst().from();
  }

  /** Offset behind the last change. */
  public int to() {
    return pieces.getLast().to();
  }

  /** What stands afterwards in the place of a range of the text that encloses all changes. */
  public String replacement(String text, int start, int end) {
    var whole = apply(text);
    return whole.substring(start, whole.length() - (text.length() - end));
  }
}
