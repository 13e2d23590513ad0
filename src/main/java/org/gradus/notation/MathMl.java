package org.gradus.notation;

import java.util.List;

/**
 * Sets LaTeX as MathML Core, which browsers draw themselves: what is written, as it is written, whether or not gradus can
 * read it as mathematics. Nothing is refused: a command without a known form is shown by its name. All text is escaped.
 */
public final class MathMl {

  /**
   * Something to be seen about a piece of the formula.
   *
   * @param start   offset of the first character of the piece
   * @param end     offset behind it
   * @param classes CSS classes of the piece
   * @param tag     text set behind the piece, in the class {@code tag} beside the classes of the piece; null for none
   */
  public record Mark(int start, int end, String classes, String tag) {}

  private MathMl() {}

  /** The formula as an element {@code math}. Macros must be expanded. */
  public static String of(String latex, boolean display) {
    return of(latex, display, List.of());
  }

  /**
   * The formula as an element {@code math}, with marks.
   *
   * @param latex   the formula without its delimiters, macros expanded
   * @param display whether it stands on its own
   * @param marks   what is to be seen in it; pieces nest or lie apart
   */
  public static String of(String latex, boolean display, List<Mark> marks) {
    return "<math" + (display ? " display=\"block\"" : "") + ">" + new MathMlReader(latex, marks).formula() + "</math>";
  }

  /** Text with the characters that mean something in HTML escaped, for content and for quoted attributes. */
  static String escape(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(text.charAt(i));
      }
    }
    return out.toString();
  }
}
