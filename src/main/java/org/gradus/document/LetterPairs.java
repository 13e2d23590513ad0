package org.gradus.document;

/**
 * Which letters and pairs of neighbouring letters a text has, whatever their case, as a table of bits: what is not there is certainly
 * not in the text, what is there may be (Bloom 1970, with one hash).
 */
final class LetterPairs {

  private static final int BITS = 10;
  private static final int MIX = 0x9E3779B1;
  private static final int PRIME = 31;

  private record Entry(String text, LetterPairs pairs) {}

  /** Texts that were looked at lately. Immutable entries, no lock. */
  private static final Entry[] RECENT = new Entry[32];

  private final long[] table = new long[1 << BITS - 6];

  private LetterPairs(String text) {
    int before = 0;
    for (int i = 0; i < text.length(); i++) {
      int c = fold(text.charAt(i));
      set(single(c));
      if (i > 0) {
        set(pair(before, c));
      }
      before = c;
    }
  }

  static LetterPairs of(String text) {
    int place = text.hashCode() & RECENT.length - 1;
    var last = RECENT[place];
    if (last != null && last.text().equals(text)) {
      return last.pairs();
    }
    var pairs = new LetterPairs(text);
    RECENT[place] = new Entry(text, pairs);
    return pairs;
  }

  /** Where the table of a text has its bits if the text holds this one. */
  static int[] places(String literal) {
    if (literal.length() == 1) {
      return new int[] {single(fold(literal.charAt(0)))};
    }
    var places = new int[literal.length() - 1];
    for (int i = 0; i < places.length; i++) {
      places[i] = pair(fold(literal.charAt(i)), fold(literal.charAt(i + 1)));
    }
    return places;
  }

  boolean hasAll(int[] places) {
    for (int p : places) {
      if ((table[p >>> 6] & 1L << p) == 0) {
        return false;
      }
    }
    return true;
  }

  private void set(int place) {
    table[place >>> 6] |= 1L << place;
  }

  private static int single(int c) {
    return c * MIX >>> 32 - BITS;
  }

  private static int pair(int a, int b) {
    return ((a + 1) * PRIME * PRIME + b * PRIME + 7) * MIX >>> 32 - BITS;
  }

  /** Letters that patterns may take for the same one are the same: the way of {@link java.util.regex.Pattern#UNICODE_CASE}. */
  static int fold(char c) {
    if (c < 128) {
      return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    return Character.toLowerCase(Character.toUpperCase(c));
  }
}
