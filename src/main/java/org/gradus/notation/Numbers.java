package org.gradus.notation;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Where a number ends: {@code 12}, {@code 0.5}, {@code .5}, {@code 1e-3}. */
public final class Numbers {

  private static final Pattern PERCENT = Pattern.compile("(?:\\s|~|\\\\[,;: ])*\\\\%");

  private Numbers() {}

  static int end(String s, int start) {
    int i = digits(s, start);
    if (i + 1 < s.length() && s.charAt(i) == '.' && digit(s, i + 1)) {
      i = digits(s, i + 1);
    }
    if (i < s.length() && (s.charAt(i) == 'e' || s.charAt(i) == 'E')) {
      int j = i + 1;
      if (j < s.length() && (s.charAt(j) == '-' || s.charAt(j) == '+')) {
        j++;
      }
      int end = digits(s, j);
      // 2e-z is 2·e − z; only digits make an exponent.
      if (end > j && end - j <= 6 && !(end < s.length() && Character.isLetter(s.charAt(end)))) {
        return end;
      }
    }
    return i;
  }

  /** Where the per cent sign behind a number ends, {@code 75\%} or {@code 75\,\%}; −1 if there is none. */
  static int percent(String s, int end) {
    char next = end < s.length() ? s.charAt(end) : '*';
    if (next != '\\' && next != '~' && !Character.isWhitespace(next)) {
      return -1;
    }
    var sign = PERCENT.matcher(s).region(end, s.length());
    return sign.lookingAt() ? sign.end() : -1;
  }

  /** A hundredth of a number, as a decimal with the same digits. */
  public static String hundredth(String number) {
    return new BigDecimal(number).movePointLeft(2).toPlainString();
  }

  private static boolean digit(String s, int i) {
    return i < s.length() && PlainLexer.isDigit(s.charAt(i));
  }

  private static int digits(String s, int i) {
    while (digit(s, i)) {
      i++;
    }
    return i;
  }
}
