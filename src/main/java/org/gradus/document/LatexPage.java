package org.gradus.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/**
 * The words of a LaTeX document as HTML: sections, lists, emphasis, paragraphs. It is not typesetting; a command without a
 * known look is passed over, and what its braces hold is shown.
 */
final class LatexPage {

  private static final Map<String, String> HEADINGS = Map.of("title", "h3", "part", "h3", "chapter", "h3", "section", "h4",
      "subsection", "h5", "subsubsection", "h6", "question", "h5", "problem", "h5");
  private static final Map<String, String> STYLES = Map.ofEntries(Map.entry("textbf", "strong"), Map.entry("emph", "em"),
      Map.entry("textit", "em"), Map.entry("textsl", "em"), Map.entry("texttt", "code"), Map.entry("underline", "u"),
      Map.entry("textsc", "span"), Map.entry("text", "span"), Map.entry("paragraph", "strong"), Map.entry("footnote", "small"));
  private static final Map<String, String> LISTS = Map.of("itemize", "ul", "enumerate", "ol", "description", "ul", "parts", "ol",
      "questions", "ol", "quote", "blockquote", "quotation", "blockquote");
  /** Commands whose argument is not for reading. */
  private static final Set<String> SILENT = Set.of("label", "vspace", "hspace", "includegraphics", "bibliography", "cite", "input",
      "setcounter", "addtocounter", "usepackage", "documentclass", "pagestyle", "thispagestyle", "author", "date", "renewcommand");
  private static final Set<String> NAMED = Set.of("proof", "theorem", "lemma", "proposition", "corollary", "definition", "remark",
      "example", "exercise", "solution", "problem", "claim", "answer");

  private final String s;
  private final StringBuilder out = new StringBuilder();
  /** What each open brace closes; empty for one that only groups. */
  private final Deque<String> braces = new ArrayDeque<>();
  private final Deque<String> lists = new ArrayDeque<>();
  private boolean paragraph;
  private boolean item;
  private int at;

  private LatexPage(String latex) {
    this.s = latex;
  }

  static String html(String latex) {
    return new LatexPage(latex).run();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
  }

  private String run() {
    while (at < s.length()) {
      char c = s.charAt(at);
      switch (c) {
        case '\\' -> command();
        case '{' -> {
          braces.push("");
          at++;
        }
        case '}' -> {
          if (!braces.isEmpty()) {
            out.append(braces.pop());
          }
          at++;
        }
        case '~' -> word("\u00A0", 1);
        case '\n' -> {
          if (blankLineFollows()) {
            endParagraph();
          }
          out.append('\n');
          at++;
        }
        case '`' -> word(s.startsWith("``", at) ? "“" : "‘", s.startsWith("``", at) ? 2 : 1);
        case '\'' -> word(s.startsWith("''", at) ? "”" : "’", s.startsWith("''", at) ? 2 : 1);
        case '-' -> word(s.startsWith("---", at) ? "—" : s.startsWith("--", at) ? "–" : "-", s.startsWith("---", at) ? 3 : s.startsWith("--", at) ? 2 : 1);
        case '&' -> word(" ", 1);
        default -> {
          if (Character.isWhitespace(c)) {
            out.append(' ');
            at++;
          } else {
            int length = Character.charCount(s.codePointAt(at));
            word(s.substring(at, at + length), length);
          }
        }
      }
    }
    endParagraph();
    while (!lists.isEmpty()) {
      endList();
    }
    return out.toString();
  }

  private boolean blankLineFollows() {
    int i = at + 1;
    while (i < s.length() && (s.charAt(i) == ' ' || s.charAt(i) == '\t')) {
      i++;
    }
    return i < s.length() && s.charAt(i) == '\n';
  }

  private void word(String text, int length) {
    if (!paragraph) {
      out.append("<p>");
      paragraph = true;
    }
    out.append(escape(text));
    at += length;
  }

  /** Ends the paragraph, and whatever emphasis is open in it. */
  private void endParagraph() {
    int open = braces.size();
    for (var close : braces) {
      out.append(close);
    }
    braces.clear();
    for (int i = 0; i < open; i++) {
      braces.push("");
    }
    if (paragraph) {
      out.append("</p>\n");
      paragraph = false;
    }
  }

  private void command() {
    int end = Macros.nameEnd(s, at);
    var name = s.substring(at + 1, end);
    if (name.length() == 1 && !Character.isLetter(name.charAt(0))) {
      switch (name) {
        case "\\" -> {
          if (paragraph) {
            out.append("<br>");
          }
          at = end;
        }
        case "%", "&", "_", "$", "#", "{", "}" -> {
          word(name, 0);
          at = end;
        }
        default -> {
          out.append(' ');
          at = end;
        }
      }
      return;
    }
    at = end;
    if (at < s.length() && s.charAt(at) == '*') {
      at++;
    }
    if (name.equals("begin") || name.equals("end")) {
      environment(name.equals("begin"), group());
    } else if (name.equals("item")) {
      item();
    } else if (name.equals("par") || name.equals("maketitle") || name.equals("newpage") || name.equals("clearpage")) {
      endParagraph();
    } else if (HEADINGS.containsKey(name) && at < s.length() && s.charAt(at) == '{') {
      endParagraph();
      out.append('<').append(HEADINGS.get(name)).append('>').append(inline(group())).append("</").append(HEADINGS.get(name)).append(">\n");
    } else if (STYLES.containsKey(name) && at < s.length() && s.charAt(at) == '{') {
      word("", 1);
      out.append('<').append(STYLES.get(name)).append('>');
      braces.push("</" + STYLES.get(name) + ">");
    } else if (SILENT.contains(name)) {
      optional();
      group();
    } else if (name.equals("ref") || name.equals("eqref")) {
      word("(" + group() + ")", 0);
    } else if (name.equals("ldots") || name.equals("dots")) {
      word("…", 0);
    } else if (name.equals("textbackslash")) {
      word("\\", 0);
    } else if (name.equals("qed") || name.equals("qedhere")) {
      word("∎", 0);
    } else {
      optional();
    }
  }

  /** Text without blocks of its own. */
  private static String inline(String latex) {
    return html(latex).replaceAll("</?p>", "").strip();
  }

  private void environment(boolean begins, String name) {
    var tag = LISTS.get(name);
    if (tag != null && begins) {
      endParagraph();
      optional();
      out.append('<').append(tag).append(">\n");
      lists.push(tag);
      item = false;
    } else if (tag != null && lists.contains(tag)) {
      endList();
    } else if (NAMED.contains(name)) {
      endParagraph();
      if (begins) {
        optional();
        word("", 0);
        out.append("<strong>").append(Character.toUpperCase(name.charAt(0))).append(name, 1, name.length()).append(".</strong> ");
      }
    }
  }

  private void endList() {
    endParagraph();
    var tag = lists.pop();
    if (item && !tag.equals("blockquote")) {
      out.append("</li>");
    }
    out.append("</").append(tag).append(">\n");
    // the list around it, if any, is inside one of its items
    item = !lists.isEmpty() && !lists.peek().equals("blockquote");
  }

  private void item() {
    if (lists.isEmpty() || lists.peek().equals("blockquote")) {
      endParagraph();
      optional();
      return;
    }
    endParagraph();
    out.append(item ? "</li>\n<li>" : "<li>");
    item = true;
    if (at < s.length() && s.charAt(at) == '[') {
      int close = s.indexOf(']', at);
      if (close > 0) {
        var label = s.substring(at + 1, close);
        at = close + 1;
        word("", 0);
        out.append("<strong>").append(inline(label)).append("</strong> ");
      }
    }
  }

  /** Passes over an argument in brackets. */
  private void optional() {
    if (at < s.length() && s.charAt(at) == '[') {
      int close = s.indexOf(']', at);
      at = close < 0 ? at + 1 : close + 1;
    }
  }

  /** The argument in braces that stands here; empty if none does. */
  private String group() {
    if (at >= s.length() || s.charAt(at) != '{') {
      return "";
    }
    int start = at;
    at = Macros.tokenEnd(s, at);
    return s.substring(start + 1, Math.max(start + 1, at - 1));
  }
}
