package org.gradus.document;

import java.util.Map;
import java.util.regex.Pattern;

/** Reads a LaTeX file: comments and verbatim text are taken out, macros expanded, then formulas and words told apart. */
final class TexReader {

  private static final Map<String, Integer> SECTIONS = Map.of("part", 1, "chapter", 1, "section", 2, "subsection", 3,
      "subsubsection", 4, "paragraph", 5, "question", 3, "problem", 3);
  private static final Pattern BOLD_TITLE = Pattern.compile(
      "\\\\(?:textbf|textsc|emph)\\s*\\{\\s*((?:(?:Q|Ex|Exercise|Question|Problem|Part|Task|Aufgabe)\\.?\\s*)?\\d[^}]*)}");
  private static final Pattern EXERCISE = Pattern.compile("(?i)(?:exercise|problem|question|aufgabe|exo|exercice|task)\\*?");
  private static final Pattern VERB = Pattern.compile("\\\\(?:verb|lstinline)\\*?([^A-Za-z\\s{])");

  private final MappedText file;
  private final BlockCollector out;
  private final Comments comments = new Comments();
  private MappedText text;
  private String s;
  private MappedText.Builder words;
  private int questions;
  /** Whether {@code \\part} is an item of a question, as in the exam class. */
  private boolean inParts;

  TexReader(MappedText file, BlockCollector out) {
    this.file = file;
    this.out = out;
  }

  void read() throws DocumentException {
    text = new Macros().expand(comments.strip(withoutVerbatim(file)));
    s = text.text();
    words = text.builder();
    int begin = s.indexOf("\\begin{document}");
    int end = s.indexOf("\\end{document}");
    int i = 0;
    int stop = end < 0 ? s.length() : end;
    if (begin >= 0) {
      for (int k = 0; k < begin; k++) {
        if (s.charAt(k) == Comments.MARK) {
          directive(k);
        }
      }
      i = begin + "\\begin{document}".length();
    }
    out.host(BlockCollector.HostKind.LATEX, text, i, stop);
    while (i < stop) {
      int next = switch (s.charAt(i)) {
        case '\\' -> backslash(i);
        case '$' -> dollar(i);
        case Comments.MARK -> directive(i);
        default -> i;
      };
      if (next == i) {
        words.append(text, i, i + 1);
        next = i + 1;
      }
      i = next;
    }
    flush();
  }

  private static MappedText withoutVerbatim(MappedText text) {
    var s = text.text();
    if (!s.contains("\\verb") && !s.contains("\\lstinline") && !s.contains("\\begin")) {
      return text;
    }
    var b = text.builder();
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '%') {
        int end = s.indexOf('\n', i);
        end = end < 0 ? s.length() : end;
        b.append(text, i, end); // what a comment says about verbatim text does not count
        i = end - 1;
        continue;
      }
      if (c == '\\') {
        var environment = Environments.at(s, i);
        if (environment != null && environment.isInvisible() && environment.end() > 0) {
          i = environment.end() - 1;
          continue;
        }
        var verb = VERB.matcher(s).region(i, s.length());
        if (verb.lookingAt()) {
          int close = s.indexOf(verb.group(1), verb.end());
          if (close > 0) {
            i = close;
            continue;
          }
        }
        b.append(text, i, Math.min(s.length(), i + 2));
        i++;
        continue;
      }
      b.append(text, i, i + 1);
    }
    return b.build();
  }

  private void flush() {
    if (words.length() > 0) {
      out.prose(words.build());
      words = text.builder();
    }
  }

  private int directive(int i) {
    flush();
    var b = text.builder();
    b.replace(comments.directiveAt(text, i), text, i, i + 1);
    int first = out.size();
    out.directive(b.build());
    out.region(first, text, i, i + 1);
    return i + 1;
  }

  private int formula(int start, int from, int to, boolean display, int end) throws DocumentException {
    flush();
    int first = out.size();
    MathText.formula(text.sub(from, to), display, comments, out);
    out.region(first, text, start, end);
    return end;
  }

  private int dollar(int i) throws DocumentException {
    boolean display = s.startsWith("$$", i);
    var mark = display ? "$$" : "$";
    int from = i + mark.length();
    for (int k = from; k < s.length(); k++) {
      if (s.charAt(k) == '\\') {
        k++;
      } else if (s.startsWith(mark, k)) {
        return formula(i, from, k, display, k + mark.length());
      } else if (s.startsWith("\n\n", k)) {
        break;
      }
    }
    out.problem(text.positions().start(i), "A formula is opened here with " + mark + " and not closed in its paragraph.");
    return from;
  }

  private int backslash(int i) throws DocumentException {
    if (s.startsWith("\\(", i) || s.startsWith("\\[", i)) {
      boolean display = s.charAt(i + 1) == '[';
      int end = s.indexOf(display ? "\\]" : "\\)", i + 2);
      if (end < 0) {
        out.problem(text.positions().start(i), "A formula is opened here with " + s.substring(i, i + 2) + " and not closed.");
        return i + 2;
      }
      return formula(i, i + 2, end, display, end + 2);
    }
    var environment = Environments.at(s, i);
    if (environment != null) {
      return environment(i, environment);
    }
    var title = BOLD_TITLE.matcher(s).region(i, Math.min(s.length(), i + 200));
    if (title.lookingAt()) {
      flush();
      out.heading(4, text.sub(title.start(1), title.end(1)));
      return title.end();
    }
    int nameEnd = Macros.nameEnd(s, i);
    var name = s.substring(i + 1, nameEnd);
    if (name.equals("item")) {
      flush();
      int end = nameEnd < s.length() && s.charAt(nameEnd) == '[' ? Math.max(nameEnd, s.indexOf(']', nameEnd) + 1) : nameEnd;
      out.enumerator(text.sub(i, end));
      return end;
    }
    if (name.equals("question") || name.equals("part") && inParts) {
      return question(i, nameEnd, name);
    }
    if (SECTIONS.containsKey(name)) {
      int open = nameEnd < s.length() && s.charAt(nameEnd) == '*' ? nameEnd + 1 : nameEnd;
      if (open < s.length() && s.charAt(open) == '{') {
        int close = Macros.tokenEnd(s, open);
        flush();
        out.heading(SECTIONS.get(name), text.sub(open + 1, Math.max(open + 1, close - 1)));
        return close;
      }
    }
    if (name.length() == 1 && !Character.isLetter(name.charAt(0))) {
      words.append(text, i, nameEnd); // \$, \%, \\
      return nameEnd;
    }
    if (name.equals("par")) {
      words.replace("\n\n", text, i, nameEnd);
    }
    return nameEnd; // \noindent, \textbf and the like are no words
  }

  /** {@code \\question[10]} and {@code \\part} of the exam class: a heading without a title, an item. */
  private int question(int i, int nameEnd, String name) {
    int end = nameEnd;
    if (end < s.length() && s.charAt(end) == '[') {
      end = Math.max(end, s.indexOf(']', end) + 1);
    }
    flush();
    if (name.equals("part")) {
      out.enumerator(text.sub(i, end));
      return end;
    }
    var b = text.builder();
    int close = end < s.length() && s.charAt(end) == '{' ? Macros.tokenEnd(s, end) : end;
    b.replace("Question " + ++questions, text, i, close);
    out.heading(SECTIONS.get(name), b.build());
    return close;
  }

  private int environment(int i, Environments.Found environment) throws DocumentException {
    if (EXERCISE.matcher(environment.name()).matches()) {
      flush();
      var b = text.builder();
      b.replace("Exercise " + ++questions, text, i, environment.bodyStart());
      out.heading(SECTIONS.get("problem"), b.build());
      return environment.bodyStart();
    }
    if (!environment.isMath()) {
      inParts |= environment.name().matches("(?:sub)*parts");
      return environment.bodyStart();
    }
    if (environment.end() < 0) {
      out.problem(text.positions().start(i), "\\begin{" + environment.name() + "} without \\end{" + environment.name() + "}");
      return environment.bodyStart();
    }
    boolean display = !environment.name().equals("math");
    return environment.isPlain()
        ? formula(i, environment.bodyStart(), environment.bodyEnd(), display, environment.end())
        : formula(i, i, environment.end(), display, environment.end());
  }
}
