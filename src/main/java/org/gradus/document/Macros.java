package org.gradus.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** The macros a document defines, and their expansion. Characters of a body stand for the whole call; arguments keep their places. */
final class Macros {

  /** @param firstDefault of the first parameter, which then stands in square brackets; or null */
  record Macro(int parameters, String firstDefault, String body) {}

  private final Map<String, Macro> known = new HashMap<>();

  /** Whether the last thing written was a control word, which must not merge with a letter that a macro brings. */
  private boolean endsWithCommand;

  /** Takes definitions out of the text and replaces the calls of what they define. */
  MappedText expand(MappedText text) throws DocumentException {
    if (known.isEmpty() && !text.text().contains("\\newcommand") && !text.text().contains("\\renewcommand")
        && !text.text().contains("\\providecommand") && !text.text().contains("\\def")
        && !text.text().contains("\\DeclareMathOperator") && !text.text().contains("\\DeclarePairedDelimiter")
        && !PackageMacros.areIn(text.text())) {
      return text;
    }
    var out = text.builder();
    expand(text, out, 0);
    return out.build();
  }

  private void expand(MappedText text, MappedText.Builder out, int depth) throws DocumentException {
    var s = text.text();
    int i = 0;
    while (i < s.length()) {
      char c = s.charAt(i);
      if (c != '\\' || i + 1 == s.length()) {
        if (Character.isLetter(c) && endsWithCommand) {
          out.replace(" ", text, i, i);
        }
        endsWithCommand = false;
        out.append(text, i, i + 1);
        i++;
        continue;
      }
      int end = nameEnd(s, i);
      var name = s.substring(i + 1, end);
      int after = define(s, name, end);
      if (after >= 0) {
        i = after;
        continue;
      }
      var own = known.get(name);
      var macro = own != null ? own : PackageMacros.of(name, s, end);
      if (own == null && macro != null && macro.parameters() > 0) {
        end = star(s, end);
      }
      if (macro == null || own == null && macro.parameters() > 0 && skipSpaces(s, end) >= s.length()) {
        endsWithCommand = isAsciiLetter(s.charAt(end - 1)); // \ln\yn with y_n for \yn
        out.append(text, i, end);
        i = end;
        continue;
      }
      i = call(text, i, end, macro, out, depth);
    }
  }

  private int call(MappedText text, int start, int nameEnd, Macro macro, MappedText.Builder out, int depth)
      throws DocumentException {
    var at = text.positions().start(start);
    if (depth > Limits.MAX_MACRO_DEPTH || out.length() > Limits.MAX_EXPANDED) {
      throw new DocumentException("The macro " + text.text().substring(start, nameEnd)
          + " does not come to an end: it is used in its own definition.", at.line(), at.column());
    }
    var s = text.text();
    int i = macro.firstDefault() != null ? star(s, nameEnd) : nameEnd;
    var args = new ArrayList<MappedText>();
    if (macro.firstDefault() != null) {
      int open = skipSpaces(s, i);
      if (open < s.length() && s.charAt(open) == '[') {
        int close = s.indexOf(']', open);
        if (close > 0) {
          args.add(text.sub(open + 1, close));
          i = close + 1;
        }
      }
      if (args.isEmpty()) {
        var b = text.builder();
        b.replace(macro.firstDefault(), text, start, nameEnd);
        args.add(b.build());
      }
    }
    while (args.size() < macro.parameters()) {
      int open = skipSpaces(s, i);
      if (open >= s.length()) {
        throw new DocumentException("The macro " + s.substring(start, nameEnd) + " takes " + macro.parameters()
            + " arguments; here are " + args.size() + ".", at.line(), at.column());
      }
      int close = tokenEnd(s, open);
      boolean group = s.charAt(open) == '{' && close - open >= 2;
      args.add(group ? text.sub(open + 1, close - 1) : text.sub(open, close));
      i = close;
    }
    var body = macro.body();
    var call = text.builder();
    for (int k = 0; k < body.length(); k++) {
      char c = body.charAt(k);
      if (c == '#' && k + 1 < body.length() && body.charAt(k + 1) >= '1' && body.charAt(k + 1) - '0' <= args.size()) {
        var arg = args.get(body.charAt(++k) - '1');
        if (endsInControlWord(call) && !arg.text().isEmpty() && Character.isLetter(arg.text().charAt(0))) {
          call.replace(" ", text, start, nameEnd);
        }
        call.append(arg, 0, arg.text().length());
      } else {
        call.replace(String.valueOf(c), text, start, i);
      }
    }
    var expanded = call.build();
    expand(expanded, out, depth + 1);
    endsWithCommand = endsInControlWord(out);
    return i;
  }

  private static boolean endsInControlWord(MappedText.Builder b) {
    if (!Character.isLetter(b.last())) {
      return false;
    }
    var s = b.tail(40);
    int i = s.length() - 1;
    while (i >= 0 && Character.isLetter(s.charAt(i))) {
      i--;
    }
    return i >= 0 && s.charAt(i) == '\\';
  }

  /** Reads a definition that starts with the given command; the offset behind it, or −1 if the command is none. */
  private int define(String s, String command, int end) {
    return switch (command) {
      case "newcommand", "renewcommand", "providecommand" -> newCommand(s, star(s, end));
      case "def", "gdef" -> def(s, end);
      case "DeclareMathOperator" -> operator(s, star(s, end));
      case "DeclarePairedDelimiter" -> delimiter(s, end);
      default -> -1;
    };
  }

  private static int star(String s, int i) {
    return i < s.length() && s.charAt(i) == '*' ? i + 1 : i;
  }

  private int newCommand(String s, int start) {
    int open = skipSpaces(s, start);
    int close = tokenEnd(s, open);
    var name = commandIn(s.substring(Math.min(open, s.length()), close));
    if (name == null) {
      return -1;
    }
    int i = skipSpaces(s, close);
    int parameters = 0;
    String firstDefault = null;
    if (i < s.length() && s.charAt(i) == '[') {
      int end = s.indexOf(']', i);
      if (end < 0 || !s.substring(i + 1, end).strip().matches("[0-9]")) {
        return -1;
      }
      parameters = Integer.parseInt(s.substring(i + 1, end).strip());
      i = skipSpaces(s, end + 1);
      if (i < s.length() && s.charAt(i) == '[') {
        int endDefault = s.indexOf(']', i);
        if (endDefault < 0) {
          return -1;
        }
        firstDefault = s.substring(i + 1, endDefault);
        i = skipSpaces(s, endDefault + 1);
      }
    }
    return body(s, i, name, parameters, firstDefault);
  }

  private int def(String s, int start) {
    int i = skipSpaces(s, start);
    if (i >= s.length() || s.charAt(i) != '\\') {
      return -1;
    }
    int nameEnd = nameEnd(s, i);
    int open = s.indexOf('{', nameEnd);
    if (open < 0 || !s.substring(nameEnd, open).strip().matches("(#[1-9])*")) {
      return -1;
    }
    int parameters = s.substring(nameEnd, open).strip().length() / 2;
    return body(s, open, s.substring(i + 1, nameEnd), parameters, null);
  }

  private int operator(String s, int start) {
    int open = skipSpaces(s, start);
    int close = tokenEnd(s, open);
    var name = commandIn(s.substring(Math.min(open, s.length()), close));
    int bodyStart = skipSpaces(s, close);
    int bodyEnd = tokenEnd(s, bodyStart);
    if (name == null || bodyEnd - bodyStart < 3) {
      return -1;
    }
    known.put(name, new Macro(0, null, "\\operatorname" + s.substring(bodyStart, bodyEnd)));
    return bodyEnd;
  }

  /** {@code \DeclarePairedDelimiter{\norm}{\lVert}{\rVert}}, used as {@code \norm{x}}, {@code \norm*{x}} or {@code \norm[\big]{x}}. */
  private int delimiter(String s, int start) {
    int open = skipSpaces(s, start);
    int close = tokenEnd(s, open);
    var name = commandIn(s.substring(Math.min(open, s.length()), close));
    int left = skipSpaces(s, close);
    int leftEnd = tokenEnd(s, left);
    int right = skipSpaces(s, leftEnd);
    int rightEnd = tokenEnd(s, right);
    if (name == null || right >= s.length()) {
      return -1;
    }
    known.put(name, new Macro(2, "", "\\left" + unbraced(s.substring(left, leftEnd)) + " #2\\right"
        + unbraced(s.substring(right, rightEnd)) + " "));
    return rightEnd;
  }

  private static String unbraced(String s) {
    return s.startsWith("{") && s.endsWith("}") ? s.substring(1, s.length() - 1).strip() : s;
  }

  private int body(String s, int start, String name, int parameters, String firstDefault) {
    if (start >= s.length()) {
      return -1;
    }
    int end = tokenEnd(s, start);
    boolean group = s.charAt(start) == '{' && end - start >= 2;
    known.put(name, new Macro(parameters, firstDefault, group ? s.substring(start + 1, end - 1) : s.substring(start, end)));
    return end;
  }

  private static String commandIn(String s) {
    var inner = s.startsWith("{") && s.endsWith("}") ? s.substring(1, s.length() - 1).strip() : s.strip();
    return inner.startsWith("\\") && nameEnd(inner, 0) == inner.length() ? inner.substring(1) : null;
  }

  static int skipSpaces(String s, int i) {
    while (i < s.length() && Character.isWhitespace(s.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The offset behind the command that starts with the backslash at {@code i}. */
  static int nameEnd(String s, int i) {
    int end = i + 1;
    while (end < s.length() && isAsciiLetter(s.charAt(end))) {
      end++;
    }
    return end == i + 1 ? Math.min(s.length(), i + 2) : end;
  }

  private static boolean isAsciiLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  /** The offset behind the group, command or character at {@code i}. */
  static int tokenEnd(String s, int i) {
    if (i >= s.length()) {
      return s.length();
    }
    if (s.charAt(i) == '\\') {
      return nameEnd(s, i);
    }
    if (s.charAt(i) != '{') {
      return i + 1;
    }
    int depth = 0;
    for (int k = i; k < s.length(); k++) {
      switch (s.charAt(k)) {
        case '\\' -> k++;
        case '{' -> depth++;
        case '}' -> {
          if (--depth == 0) {
            return k + 1;
          }
        }
        default -> { }
      }
    }
    return s.length();
  }
}
