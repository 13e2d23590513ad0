package org.gradus.document;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a regular expression cannot match without: texts of which every match holds one, letters of either case. Reads the syntax of
 * {@link java.util.regex.Pattern}; of what it does not know it says that nothing is needed. The idea is that of grep (Haertel) and of
 * RE2's prefilters (Cox 2012).
 */
final class NeededText {

  /** The texts that a piece may be exactly are listed up to so many. */
  private static final int MOST_EXACT = 24;

  /** More alternatives than these are no help. */
  private static final int MOST_NEEDED = 60;

  /** Longer texts are no surer a sign than texts of so many letters. */
  private static final int LONG = 6;

  /** What says how often the piece before it stands. */
  private static final String REPEATED = "?*+{";

  private static final Set<String> EMPTY = Set.of("");
  private static final Piece NOTHING_KNOWN = new Piece(null, null);
  private static final Piece NO_WIDTH = new Piece(EMPTY, null);

  /** A syntax that is not known here. */
  private static final class Unknown extends RuntimeException {
    Unknown() {
      super(null, null, false, false);
    }
  }

  /**
   * A piece of a pattern.
   *
   * @param exact  all texts that it matches; null if they are too many or not known
   * @param needed texts of which every match holds one; null if nothing is known
   */
  private record Piece(Set<String> exact, Set<String> needed) {
    Set<String> sign() {
      return better(exact, needed);
    }
  }

  private final String regex;
  private int at;

  private NeededText(String regex) {
    this.regex = regex;
  }

  /** Texts of which every match holds one, or null where nothing is known. */
  static Set<String> of(String regex) {
    try {
      var reader = new NeededText(regex);
      var whole = reader.alternatives();
      return reader.at == regex.length() ? whole.sign() : null;
    } catch (Unknown | StringIndexOutOfBoundsException _) {
      return null;
    }
  }

  /** The surer sign: what is looked for should be long, and one of few; null for none. */
  private static Set<String> better(Set<String> a, Set<String> b) {
    return value(b) > value(a) ? b : value(a) > 0 ? a : null;
  }

  private static int value(Set<String> sign) {
    if (sign == null || sign.size() > MOST_NEEDED) {
      return 0;
    }
    int least = LONG;
    for (var s : sign) {
      least = Math.min(least, s.length());
    }
    return least == 0 ? 0 : least * 2 * MOST_NEEDED - sign.size();
  }

  private Piece alternatives() {
    var first = sequence();
    if (at == regex.length() || regex.charAt(at) != '|') {
      return first;
    }
    var exact = first.exact() == null ? null : new LinkedHashSet<>(first.exact());
    var sign = first.sign();
    var needed = sign == null ? null : new LinkedHashSet<>(sign);
    while (at < regex.length() && regex.charAt(at) == '|') {
      at++;
      var next = sequence();
      if (exact != null && next.exact() != null && exact.size() + next.exact().size() <= MOST_EXACT) {
        exact.addAll(next.exact());
      } else {
        exact = null;
      }
      sign = next.sign();
      if (needed != null && sign != null && needed.size() + sign.size() <= MOST_NEEDED) {
        needed.addAll(sign);
      } else {
        needed = null;
      }
    }
    return new Piece(exact, needed);
  }

  private Piece sequence() {
    var run = EMPTY; // what stands side by side up to here
    Set<String> best = null;
    boolean exact = true;
    while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
      var next = item();
      if (next.exact() != null && run.size() * next.exact().size() <= MOST_EXACT) {
        run = product(run, next.exact());
      } else {
        exact = false;
        best = better(better(best, run), next.needed());
        run = next.exact() != null ? next.exact() : EMPTY;
      }
    }
    return exact ? new Piece(run, null) : new Piece(null, better(best, run));
  }

  private static Set<String> product(Set<String> a, Set<String> b) {
    if (b == EMPTY || a == EMPTY) {
      return b == EMPTY ? a : b;
    }
    var all = new LinkedHashSet<String>();
    for (var x : a) {
      for (var y : b) {
        all.add(x + y);
      }
    }
    return all;
  }

  /** A piece with how often it may stand; letters side by side are one. */
  private Piece item() {
    var text = letters(regex, at);
    if (text.length() > 1) {
      at += text.length();
      return new Piece(Set.of(text), null);
    }
    var piece = atom();
    if (at == regex.length()) {
      return piece;
    }
    switch (regex.charAt(at)) {
      case '?' -> {
        at++;
        piece = perhaps(piece);
      }
      case '*' -> {
        at++;
        piece = NOTHING_KNOWN;
      }
      case '+' -> {
        at++;
        piece = new Piece(null, piece.sign());
      }
      case '{' -> {
        int end = behind('}');
        var count = regex.substring(at + 1, end - 1);
        if (count.isEmpty() || !Character.isDigit(count.charAt(0))) {
          throw new Unknown();
        }
        at = end;
        piece = count.charAt(0) == '0' ? NOTHING_KNOWN : new Piece(null, piece.sign());
      }
      default -> {
        return piece;
      }
    }
    if (at < regex.length() && (regex.charAt(at) == '?' || regex.charAt(at) == '+')) {
      at++; // reluctant or possessive: the same texts
    }
    return piece;
  }

  /** The letters that stand side by side from there on, each once. */
  private static String letters(String regex, int from) {
    int end = from;
    while (end < regex.length() && isPlain(regex.charAt(end))) {
      end++;
    }
    boolean repeated = end < regex.length() && REPEATED.indexOf(regex.charAt(end)) >= 0; // the last one
    return regex.substring(from, Math.max(from, repeated ? end - 1 : end));
  }

  private static boolean isPlain(char c) {
    return Character.isLetterOrDigit(c) || c == ' ' || c == ',';
  }

  private static Piece perhaps(Piece piece) {
    if (piece.exact() == null || piece.exact().size() >= MOST_EXACT) {
      return NOTHING_KNOWN;
    }
    var exact = new LinkedHashSet<>(piece.exact());
    exact.add("");
    return new Piece(exact, null);
  }

  private Piece atom() {
    char c = regex.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> letters();
      case '\\' -> escape();
      case '.' -> NOTHING_KNOWN;
      case '^', '$' -> NO_WIDTH;
      case '*', '+', '?' -> throw new Unknown();
      default -> literal(c);
    };
  }

  private int behind(char c) {
    int found = regex.indexOf(c, at);
    if (found < 0) {
      throw new Unknown();
    }
    return found + 1;
  }

  private static Piece literal(char c) {
    if (Character.isSurrogate(c)) {
      throw new Unknown();
    }
    return new Piece(Set.of(String.valueOf(c)), null);
  }

  private Piece group() {
    boolean around = false;
    if (regex.charAt(at) == '?') {
      at++;
      if (regex.startsWith("<=", at) || regex.startsWith("<!", at)) {
        around = true;
        at += 2;
      } else if (regex.charAt(at) == '=' || regex.charAt(at) == '!') {
        around = true;
        at++;
      } else if (regex.charAt(at) == '<') {
        at = behind('>');
      } else if (regex.charAt(at) == '>') {
        at++;
      } else {
        while (regex.charAt(at) != ':' && regex.charAt(at) != ')') {
          if ("imsuU-".indexOf(regex.charAt(at++)) < 0) {
            throw new Unknown();
          }
        }
        if (regex.charAt(at++) == ')') {
          return NO_WIDTH;
        }
      }
    }
    var inner = alternatives();
    if (regex.charAt(at++) != ')') {
      throw new Unknown();
    }
    return around ? NO_WIDTH : inner;
  }

  /** A class: the letters themselves where they are few and written one by one. */
  private Piece letters() {
    var few = new LinkedHashSet<String>();
    boolean known = regex.charAt(at) != '^';
    if (!known) {
      at++;
    }
    if (regex.charAt(at) == ']') {
      throw new Unknown();
    }
    for (char c = regex.charAt(at++); c != ']'; c = regex.charAt(at++)) {
      if (c == '[') {
        letters();
        known = false;
      } else if (c == '&' && regex.charAt(at) == '&' || c == '-' && regex.charAt(at) != ']' && !few.isEmpty()) {
        known = false;
      } else if (c == '\\') {
        char next = regex.charAt(at++);
        if (Character.isLetterOrDigit(next)) {
          known = false;
          if ("sSdDwWhHvVpPntrf".indexOf(next) < 0) {
            throw new Unknown();
          }
          if (next == 'p' || next == 'P') {
            at = regex.charAt(at) == '{' ? behind('}') : at + 1;
          }
        } else {
          few.add(String.valueOf(next));
        }
      } else {
        known &= !Character.isSurrogate(c);
        few.add(String.valueOf(c));
      }
    }
    return known && few.size() <= MOST_EXACT ? new Piece(few, null) : NOTHING_KNOWN;
  }

  private Piece escape() {
    char c = regex.charAt(at++);
    switch (c) {
      case 'b', 'B', 'A', 'z', 'Z' -> {
        if (at < regex.length() && regex.charAt(at) == '{') {
          throw new Unknown();
        }
        return NO_WIDTH;
      }
      case 's', 'S', 'd', 'D', 'w', 'W', 'h', 'H', 'v', 'V', 'R', 'X' -> {
        return NOTHING_KNOWN;
      }
      case 'p', 'P' -> {
        at = regex.charAt(at) == '{' ? behind('}') : at + 1;
        return NOTHING_KNOWN;
      }
      case 'k' -> {
        at = behind('>');
        return NOTHING_KNOWN;
      }
      case 'Q' -> {
        int end = regex.indexOf("\\E", at);
        var text = regex.substring(at, end < 0 ? regex.length() : end);
        at = end < 0 ? regex.length() : end + 2;
        if (at < regex.length() && REPEATED.indexOf(regex.charAt(at)) >= 0) {
          throw new Unknown(); // only its last letter is repeated
        }
        return new Piece(Set.of(text), null);
      }
      case 'n' -> {
        return literal('\n');
      }
      case 't' -> {
        return literal('\t');
      }
      default -> {
        if (Character.isDigit(c) && c != '0') {
          return NOTHING_KNOWN; // what a group matched
        }
        if (Character.isLetterOrDigit(c)) {
          throw new Unknown();
        }
        return literal(c);
      }
    }
  }
}
