package org.gradus.claim;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name in LaTeX with its scripts, {@code \mathbf{W}^{[2]}}, found without reading the formula: a letter or a command, what stands
 * below and above it, and whether it is transposed.
 *
 * @param base    the letter or command, with the argument of a font or an accent, without spaces
 * @param scripts what stands below and above, as written, without the sign of a transpose
 * @param start   offset of the first character
 * @param end     offset behind the last script
 */
record LatexName(String base, String scripts, boolean transposed, int start, int end) {

  private static final Set<String> TAKES_ARGUMENT = Set.of("mathbf", "boldsymbol", "bm", "mathcal", "mathsf", "mathit", "hat", "tilde", "vec", "widehat", "widetilde");
  private static final Pattern TRANSPOSE = Pattern.compile("(?s)(.*?)(?:T|\\\\(?:top|intercal)|\\\\(?:mathsf|mathrm|text)\\s*\\{\\s*T\\s*\\})\\s*");
  /** Longer groups are no scripts of names. */
  private static final int LONGEST = 80;

  /** The name that begins at this offset, spaces before it passed over; null if none does. */
  static LatexName at(String s, int from) {
    int start = spaces(s, from);
    int end = token(s, start);
    if (end < 0 || !Character.isLetter(s.charAt(start)) && s.charAt(start) != '\\') {
      return null;
    }
    var base = new StringBuilder(s.substring(start, end));
    if (s.charAt(start) == '\\' && (end - start < 2 || !Character.isLetter(s.charAt(start + 1)))) {
      return null;
    }
    if (s.charAt(start) == '\\' && TAKES_ARGUMENT.contains(s.substring(start + 1, end))) {
      int argument = spaces(s, end);
      int close = token(s, argument);
      if (close < 0) {
        return null;
      }
      base.append('{').append(inside(s, argument, close).strip()).append('}');
      end = close;
    }
    return scripts(s, base.toString(), start, end);
  }

  /** The name with the scripts that stand behind this offset. */
  static LatexName scripts(String s, String base, int start, int from) {
    int end = from;
    var scripts = new StringBuilder();
    boolean transposed = false;
    for (int i = spaces(s, end); i < s.length() && (s.charAt(i) == '_' || s.charAt(i) == '^'); i = spaces(s, end)) {
      int argument = spaces(s, i + 1);
      int close = token(s, argument);
      if (close < 0 || close - argument > LONGEST) {
        return null;
      }
      var inside = inside(s, argument, close);
      if (s.charAt(i) == '^') {
        var t = TRANSPOSE.matcher(inside);
        if (t.matches()) {
          transposed = true;
          inside = t.group(1);
        }
      }
      if (!inside.isBlank()) {
        scripts.append(s.charAt(i)).append('{').append(inside.strip()).append('}');
      }
      end = close;
    }
    return new LatexName(base, scripts.toString(), transposed, start, end);
  }

  /** The name without the sign of a transpose. */
  String latex() {
    return base + scripts;
  }

  /** Two names are the same if this is equal. */
  String normal() {
    return latex().replaceAll("\\s+", "");
  }

  static int spaces(String s, int from) {
    int i = from;
    while (i < s.length() && Character.isWhitespace(s.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Behind the group, the command or the character at this offset; −1 if there is none. */
  static int token(String s, int at) {
    if (at >= s.length()) {
      return -1;
    }
    if (s.charAt(at) == '{') {
      int depth = 0;
      for (int i = at; i < s.length(); i++) {
        depth += s.charAt(i) == '{' ? 1 : s.charAt(i) == '}' ? -1 : 0;
        if (depth == 0) {
          return i + 1;
        }
      }
      return -1;
    }
    if (s.charAt(at) != '\\') {
      return s.charAt(at) == '}' ? -1 : at + 1;
    }
    int i = at + 1;
    while (i < s.length() && Character.isLetter(s.charAt(i))) {
      i++;
    }
    return i == at + 1 ? Math.min(s.length(), at + 2) : i;
  }

  /** What stands between the braces of a group; a token itself. */
  static String inside(String s, int start, int end) {
    return s.charAt(start) == '{' ? s.substring(start + 1, end - 1) : s.substring(start, end);
  }
}
