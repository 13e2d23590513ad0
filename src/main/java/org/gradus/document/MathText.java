package org.gradus.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cleans what stands between the delimiters of a formula: escapes of the host format, comments, macros. */
final class MathText {

  private static final Pattern ESCAPE = Pattern.compile(
      "\\\\\\\\\\\\\\\\(?=[{}])|\\\\\\\\\\\\\\\\|\\\\_|\\\\\\*(?![A-Za-z{])|\\\\newline(?![A-Za-z])|&lt;|&gt;|&amp;");

  private MathText() {}

  /** The formula in the given text, handed on to the collector. */
  static void formula(MappedText raw, boolean display, Macros macros, boolean markdown, BlockCollector out)
      throws DocumentException {
    var comments = new Comments();
    var unescaped = markdown ? unescape(unquote(raw)) : raw;
    var expanded = macros.expand(comments.strip(unescaped));
    formula(expanded, display, comments, out);
  }

  /** A formula whose comments are marks and whose macros are expanded already. */
  static void formula(MappedText text, boolean display, Comments comments, BlockCollector out) throws DocumentException {
    var marked = comments.takeMarks(trim(text));
    out.formula(marked.text(), display, marked.inner());
  }

  private static MappedText trim(MappedText text) {
    var s = text.text();
    int start = 0;
    int end = s.length();
    while (start < end && Character.isWhitespace(s.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(s.charAt(end - 1)) && !(end > 1 && s.charAt(end - 2) == '\\')) {
      end--;
    }
    return start == 0 && end == s.length() ? text : text.sub(start, end);
  }

  /** Takes the marks of a block quote off the lines of a formula. */
  private static MappedText unquote(MappedText text) {
    var s = text.text();
    if (!s.contains("\n") || !s.lines().skip(1).allMatch(l -> l.isBlank() || l.stripLeading().startsWith(">"))) {
      return text;
    }
    var out = text.builder();
    boolean lineStart = false;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (lineStart && (c == ' ' || c == '>')) {
        lineStart = c != '>';
        continue;
      }
      lineStart = c == '\n';
      out.append(text, i, i + 1);
    }
    return out.build();
  }

  /** Undoes what is written only because Markdown would otherwise read it (phenomenon A2). */
  private static MappedText unescape(MappedText text) {
    Matcher m = ESCAPE.matcher(text.text());
    if (!m.find()) {
      return text;
    }
    var out = text.builder();
    int done = 0;
    do {
      out.append(text, done, m.start());
      var by = switch (m.group()) {
        case "\\_" -> "_";
        case "\\*" -> "*";
        case "&lt;" -> "<";
        case "&gt;" -> ">";
        case "&amp;" -> "&";
        case "\\newline" -> "\\\\";
        default -> m.end() < text.text().length() && "{}".indexOf(text.text().charAt(m.end())) >= 0 ? "\\" : "\\\\";
      };
      out.replace(by, text, m.start(), m.end());
      done = m.end();
    } while (m.find());
    out.append(text, done, text.text().length());
    return out.build();
  }
}
