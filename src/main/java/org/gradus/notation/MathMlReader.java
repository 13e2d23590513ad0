package org.gradus.notation;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.notation.MathMlSymbols.Role;

/** Reads LaTeX from its first character to its last and writes MathML as it goes. It never fails. */
final class MathMlReader {

  private static final int MAX_DEPTH = 150;

  final String source;
  final StringBuilder tags = new StringBuilder();
  int at;
  private final List<MathMl.Mark> marks;
  private final Set<MathMl.Mark> tagged = new HashSet<>();
  /** Those whose element is open, in this row or in one around it. */
  private final Set<MathMl.Mark> active = new HashSet<>();
  private MathMlFonts font = MathMlFonts.ITALIC;
  private int depth;

  /** A piece of a row, already written. */
  record Atom(String html, Role role, boolean limits) {
    static final Atom NOTHING = new Atom("", Role.SPACE, false);

    static Atom of(String html) {
      return new Atom(html, Role.ORDINARY, false);
    }
  }

  MathMlReader(String source, List<MathMl.Mark> marks) {
    this.source = source;
    this.marks = marks.stream().sorted(Comparator.comparingInt(MathMl.Mark::start)
        .thenComparing(Comparator.comparingInt(MathMl.Mark::end).reversed())).toList();
  }

  /** The whole formula; rows that stand in no environment are aligned all the same. */
  String formula() {
    var body = MathMlTables.rows(this, "aligned");
    while (at < source.length()) {
      at++; // a brace too many
      body += MathMlTables.rows(this, "aligned");
    }
    return body + tags;
  }

  // ---- rows ----

  boolean atEnd() {
    return at >= source.length();
  }

  boolean looking(String text) {
    return source.startsWith(text, at);
  }

  /** Whether the command of this name stands here, and not only one that begins so. */
  boolean lookingAtCommand(String name) {
    return looking("\\" + name) && (at + name.length() + 1 >= source.length() || !isLetter(source.charAt(at + name.length() + 1)));
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private boolean atStop(char bracket) {
    if (atEnd()) {
      return true;
    }
    char c = source.charAt(at);
    return c == '}' || c == '&' || c == bracket || c == '\\' && (looking("\\\\") || lookingAtCommand("end")
        || lookingAtCommand("right") || lookingAtCommand("cr") || lookingAtCommand("tabularnewline"));
  }

  String row() {
    return row('\0');
  }

  /** Pieces up to the end of the group, the cell, the row or the environment, or to a closing bracket. */
  String row(char bracket) {
    var out = new StringBuilder();
    Deque<MathMl.Mark> open = new ArrayDeque<>();
    var outer = font;
    var before = Role.OPEN;
    if (++depth > MAX_DEPTH) {
      var rest = "<mtext>" + MathMl.escape(source.substring(at)) + "</mtext>";
      at = source.length();
      depth--;
      return rest;
    }
    skipSpace();
    while (!atStop(bracket)) {
      marks(out, open, at);
      int start = at;
      var atom = scripted(before);
      if (atom.role() != Role.SPACE) {
        before = atom.role();
      }
      out.append(atom.html());
      at = Math.max(at, start + 1);
      skipSpace();
    }
    marks(out, open, at);
    out.repeat("</mrow>", open.size());
    open.forEach(active::remove);
    font = outer;
    depth--;
    return out.toString();
  }

  /** Closes the marks that end before this place, sets their tags, and opens those that cover it. */
  private void marks(StringBuilder out, Deque<MathMl.Mark> open, int place) {
    while (!open.isEmpty() && open.peek().end() <= place) {
      active.remove(open.pop());
      out.append("</mrow>");
    }
    for (var mark : marks) {
      if (mark.end() <= place) {
        if (mark.tag() != null && tagged.add(mark)) {
          out.append("<mtext class=\"tag ").append(mark.classes()).append("\">").append(MathMl.escape(mark.tag())).append("</mtext>");
        }
      } else if (mark.start() <= place && active.add(mark)) {
        open.push(mark);
        out.append("<mrow class=\"").append(mark.classes()).append("\">");
      }
    }
  }

  void skipSpace() {
    while (!atEnd() && (Character.isWhitespace(source.charAt(at)) || source.charAt(at) == '%')) {
      if (source.charAt(at) == '%') {
        int end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end;
      } else {
        at++;
      }
    }
  }

  static String mrow(String html) {
    return "<mrow>" + html + "</mrow>";
  }

  // ---- scripts ----

  private Atom scripted(Role before) {
    var base = atom(before);
    String under = null;
    var over = new StringBuilder();
    var primes = new StringBuilder();
    boolean any = false;
    while (true) {
      skipSpace();
      if (atEnd()) {
        break;
      }
      char c = source.charAt(at);
      if (c == '\'' || c == '’') {
        at++;
        primes.append('′');
        continue;
      } else if (c == '_') {
        at++;
        under = argument();
      } else if (c == '^') {
        at++;
        over.append(argument());
      } else if (any(List.of("limits", "nolimits"))) {
        at += lookingAtCommand("limits") ? 7 : 9;
        continue;
      } else {
        break;
      }
      any = true;
    }
    if (!primes.isEmpty()) {
      // the sign is drawn raised: in a script it would be too small
      base = new Atom(mrow(base.html() + "<mo lspace=\"0\" rspace=\"0\">" + primes + "</mo>"), base.role(), base.limits());
    }
    if (!any) {
      return base;
    }
    var nucleus = base.html().isEmpty() ? "<mrow></mrow>" : base.html();
    var name = base.limits() ? List.of("munder", "mover", "munderover") : List.of("msub", "msup", "msubsup");
    var html = over.isEmpty() ? element(name.get(0), nucleus + mrow(under))
        : under == null ? element(name.get(1), nucleus + mrow(over.toString()))
        : element(name.get(2), nucleus + mrow(under) + mrow(over.toString()));
    return new Atom(html, base.role() == Role.SPACE ? Role.ORDINARY : base.role(), false);
  }

  private boolean any(List<String> commands) {
    return commands.stream().anyMatch(this::lookingAtCommand);
  }

  static String element(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }

  /** The argument of a command: a group, or the next piece. */
  String argument() {
    skipSpace();
    if (atEnd() || source.charAt(at) == '}' || source.charAt(at) == '&') {
      return "";
    }
    if (source.charAt(at) == '{') {
      at++;
      var html = row();
      group();
      return html;
    }
    if (PlainLexer.isDigit(source.charAt(at))) {
      return element("mn", String.valueOf(source.charAt(at++)));
    }
    if (depth >= MAX_DEPTH) {
      return "";
    }
    depth++;
    var html = atom(Role.OPEN).html();
    depth--;
    return html;
  }

  /** Passes over the brace that ends a group, and over what cannot be inside one. */
  private void group() {
    while (!atEnd() && source.charAt(at) != '}') {
      at++;
    }
    at = Math.min(source.length(), at + 1);
  }

  /** The argument as it is written, braces taken off. */
  String rawArgument() {
    skipSpace();
    if (atEnd()) {
      return "";
    }
    if (source.charAt(at) != '{') {
      int end = source.offsetByCodePoints(at, 1);
      var one = source.substring(at, end);
      at = end;
      return one;
    }
    int start = at + 1;
    int level = 0;
    for (; at < source.length(); at++) {
      char c = source.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '{') {
        level++;
      } else if (c == '}' && --level == 0) {
        return source.substring(start, at++);
      }
    }
    at = source.length();
    return source.substring(Math.min(start, at));
  }

  // ---- pieces ----

  private Atom atom(Role before) {
    char c = source.charAt(at);
    if (c == '\\') {
      return new MathMlCommands(this).read(before);
    }
    if (c == '{') {
      at++;
      var html = row();
      group();
      return Atom.of(mrow(html));
    }
    if (c == '~' || c == '\u00A0') {
      at++;
      return space("0.25em");
    }
    if (c == '^' || c == '_') {
      return Atom.NOTHING;
    }
    if (PlainLexer.isDigit(c) || c == '.' && at + 1 < source.length() && PlainLexer.isDigit(source.charAt(at + 1))) {
      return number();
    }
    int point = source.codePointAt(at);
    at += Character.charCount(point);
    if (Character.isLetter(point)) {
      return Atom.of(letter(point));
    }
    return sign(Character.toString(point), MathMlSymbols.role(point), before);
  }

  private Atom number() {
    int end = at;
    while (end < source.length() && (PlainLexer.isDigit(source.charAt(end)) || source.charAt(end) == '.'
        && end + 1 < source.length() && PlainLexer.isDigit(source.charAt(end + 1)))) {
      end++;
    }
    var digits = new StringBuilder();
    for (; at < end; at++) {
      digits.append(font.of(source.charAt(at)));
    }
    return Atom.of(element("mn", digits.toString()));
  }

  /** A letter in the style in force. */
  String letter(int point) {
    boolean greekCapital = point >= 'Α' && point <= 'Ω';
    boolean symbol = Character.UnicodeScript.of(point) != Character.UnicodeScript.LATIN
        && Character.UnicodeScript.of(point) != Character.UnicodeScript.GREEK && point < 0x10000 && !Character.isLowerCase(point)
        && point > 0x2E00;
    if (symbol) {
      return element("mtext", Character.toString(point));
    }
    var text = MathMl.escape(font.of(point));
    return font == MathMlFonts.ROMAN || greekCapital && font == MathMlFonts.ITALIC
        ? "<mi mathvariant=\"normal\">" + text + "</mi>" : element("mi", text);
  }

  static Atom space(String width) {
    return new Atom("<mspace width=\"" + width + "\"></mspace>", Role.SPACE, false);
  }

  /** A sign between or around others. */
  Atom sign(String text, Role role, Role before) {
    boolean alone = switch (before) {
      case BINARY, RELATION, OPEN, PUNCTUATION, LARGE, LIMIT, FUNCTION -> true;
      case ORDINARY, CLOSE, FENCE, SPACE -> false;
    };
    var shown = MathMl.escape(switch (text) {
      case "-" -> "−";
      case "*" -> "∗";
      case "`" -> "‘";
      default -> text;
    });
    return switch (role) {
      case BINARY -> alone ? new Atom("<mo form=\"prefix\" lspace=\"0\" rspace=\"0\">" + shown + "</mo>", Role.OPEN, false)
          : new Atom("<mo form=\"infix\">" + shown + "</mo>", role, false);
      case RELATION -> new Atom("<mo form=\"infix\" lspace=\"0.278em\" rspace=\"0.278em\" stretchy=\"false\">" + shown + "</mo>", role, false);
      case OPEN -> new Atom("<mo form=\"prefix\" stretchy=\"false\">" + shown + "</mo>", role, false);
      case CLOSE -> new Atom("<mo form=\"postfix\" stretchy=\"false\">" + shown + "</mo>", role, false);
      case FENCE -> new Atom("<mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">" + shown + "</mo>", alone ? Role.OPEN : role, false);
      case PUNCTUATION -> new Atom("<mo separator=\"true\">" + shown + "</mo>", role, false);
      case LARGE -> new Atom("<mo movablelimits=\"true\">" + shown + "</mo>", role, true);
      case LIMIT -> new Atom("<mo movablelimits=\"true\" form=\"prefix\" lspace=\"0.1em\" rspace=\"0.167em\">" + shown + "</mo>", role, true);
      case FUNCTION -> text.length() > 1 ? function(shown, before) : new Atom("<mo>" + shown + "</mo>", role, false);
      case ORDINARY, SPACE -> Character.isLetter(text.codePointAt(0)) ? Atom.of(letter(text.codePointAt(0)))
          : text.equals("∞") || text.equals("∅") || text.equals("⊤") ? Atom.of("<mi mathvariant=\"normal\">" + shown + "</mi>")
          : new Atom("<mo lspace=\"0\" rspace=\"0\" stretchy=\"false\">" + shown + "</mo>", Role.ORDINARY, false);
    };
  }

  /** An upright name such as log, with a thin space where what stands beside it has none of its own. */
  Atom function(String shown, Role before) {
    int here = at;
    skipSpace();
    boolean bare = !atEnd() && "([{|^_')}&,=".indexOf(source.charAt(at)) < 0 && !looking("\\left") && !looking("\\big")
        && !looking("\\Big") && !looking("\\,") && !looking("\\!") && !looking("\\\\") && !lookingAtCommand("end");
    at = here;
    var lead = before == Role.ORDINARY || before == Role.CLOSE ? "<mspace width=\"0.167em\"></mspace>" : "";
    var trail = bare ? "<mspace width=\"0.167em\"></mspace>" : "";
    return new Atom(lead.isEmpty() && trail.isEmpty() ? element("mi", shown) : mrow(lead + element("mi", shown) + trail),
        Role.FUNCTION, false);
  }

  /** The argument in another style. */
  String styled(MathMlFonts style) {
    var outer = font;
    font = style;
    var html = argument();
    font = outer;
    return html;
  }

  /** What follows in this group is in another style. */
  void style(MathMlFonts style) {
    font = style;
  }
}
