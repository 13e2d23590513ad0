package org.gradus.report;

/** How many columns of a terminal text takes. */
final class Columns {

  private Columns() {}

  /** The columns of {@code text} from {@code from} to {@code to}. */
  static int of(CharSequence text, int from, int to) {
    int columns = 0;
    for (int i = from; i < to; i += Character.charCount(Character.codePointAt(text, i))) {
      columns += of(Character.codePointAt(text, i));
    }
    return columns;
  }

  static int of(CharSequence text) {
    return of(text, 0, text.length());
  }

  /** The columns of one character: 0 if it is set upon the one before, 2 if it is as wide as high. */
  static int of(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> wide(c) ? 2 : 1;
    };
  }

  /** Unicode Standard Annex 11, classes W and F, in ranges. */
  private static boolean wide(int c) {
    return c >= 0x1100 && (c <= 0x115F || c >= 0x2E80 && c <= 0x303E || c >= 0x3041 && c <= 0xA4CF
        || c >= 0xAC00 && c <= 0xD7A3 || c >= 0xF900 && c <= 0xFAFF || c >= 0xFE30 && c <= 0xFE6F
        || c >= 0xFF00 && c <= 0xFF60 || c >= 0xFFE0 && c <= 0xFFE6 || c >= 0x1F300 && c <= 0x1F64F
        || c >= 0x1F680 && c <= 0x1F6FF || c >= 0x1F900 && c <= 0x1F9FF || c >= 0x20000 && c <= 0x3FFFD
        || Character.isEmojiPresentation(c));
  }
}
