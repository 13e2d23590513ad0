package org.gradus.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Reads Markdown. Mathematics is found first, so that nothing in it is taken for emphasis; then the text with the
 * formulas masked goes through CommonMark, which knows headings and indented code.
 */
final class MarkdownReader {

  private static final Pattern FENCE = Pattern.compile("[ \\t>]*(?:[-*+][ \\t]+|\\d+[.)][ \\t]+)?(`{3,}|~{3,})[ \\t]*([^\\n`]*)");
  private static final Pattern GRADUS = Pattern.compile("\\s*gradus:\\s*(.*?)\\s*", Pattern.DOTALL);
  private static final Pattern SCRIPT = Pattern.compile("<script\\s+type=\"math/tex([^\"]*)\"\\s*>", Pattern.CASE_INSENSITIVE);
  private static final Pattern HTML_CODE = Pattern.compile("<(pre|code|style|script)\\b[^>]*>", Pattern.CASE_INSENSITIVE);
  private static final Pattern MATHEMATICS = Pattern.compile("[\\\\^_=+<>{}]|^\\s*\\p{L}\\s*$");

  private enum Kind { INLINE, DISPLAY, DIRECTIVE, SKIP, HEADING }

  /** A piece of the text that is not words: the whole of it, and what is inside its delimiters. */
  private record Token(Kind kind, int start, int end, int innerStart, int innerEnd) {}

  private final MappedText text;
  private final String s;
  private final BlockCollector out;
  private final Macros macros;
  private final List<Token> tokens = new ArrayList<>();

  MarkdownReader(MappedText text, BlockCollector out, Macros macros) {
    this.text = text;
    this.s = text.text();
    this.out = out;
    this.macros = macros;
  }

  static void read(MappedText text, BlockCollector out, boolean frontMatter) throws DocumentException {
    new MarkdownReader(text, out, new Macros()).read(frontMatter);
  }

  void read(boolean frontMatter) throws DocumentException {
    int start = frontMatter ? FrontMatter.read(text, out) : 0;
    out.host(BlockCollector.HostKind.MARKDOWN, text, start, s.length());
    find(start);
    structure(start);
    emit(start);
  }

  // ---- finding ----

  private void find(int start) {
    int i = start;
    boolean lineStart = true;
    while (i < s.length()) {
      if (lineStart) {
        int after = fence(i);
        if (after > i) {
          i = after;
          continue;
        }
      }
      int before = tokens.size();
      int next = switch (s.charAt(i)) {
        case '\\' -> backslash(i);
        case '$' -> dollar(i);
        case '`' -> codeSpan(i);
        case '<' -> angle(i);
        default -> i + 1;
      };
      lineStart = s.charAt(next - 1) == '\n' || tokens.size() == before && next == i + 1 && s.charAt(i) == '\n';
      i = next;
    }
  }

  private int add(Kind kind, int start, int end, int innerStart, int innerEnd) {
    tokens.add(new Token(kind, start, end, innerStart, innerEnd));
    return end;
  }

  /** A fenced code block, whose formulas are none unless its language is math. */
  private int fence(int i) {
    int lineEnd = lineEnd(i);
    var m = FENCE.matcher(s).region(i, lineEnd);
    if (!m.lookingAt()) {
      return i;
    }
    var mark = m.group(1);
    boolean math = m.group(2).strip().matches("\\{?math}?");
    int body = Math.min(s.length(), lineEnd + 1);
    int line = body;
    while (line < s.length()) {
      int end = lineEnd(line);
      var content = s.substring(line, end).replaceAll("[ \\t>]+", "");
      if (content.length() >= mark.length() && content.chars().allMatch(c -> c == mark.charAt(0))) {
        return add(math ? Kind.DISPLAY : Kind.SKIP, m.start(1), end, body, line);
      }
      line = end + 1;
    }
    return add(math ? Kind.DISPLAY : Kind.SKIP, m.start(1), s.length(), body, s.length());
  }

  private int lineEnd(int i) {
    int end = s.indexOf('\n', i);
    return end < 0 ? s.length() : end;
  }

  private int backslash(int i) {
    for (var pair : List.of("\\(\\)", "\\[\\]", "\\\\(\\\\)", "\\\\[\\\\]")) {
      var open = pair.substring(0, pair.length() / 2);
      if (s.startsWith(open, i)) {
        var close = pair.substring(pair.length() / 2);
        int end = s.indexOf(close, i + open.length());
        if (end >= 0 && !blankLine(i, end)) {
          return add(open.endsWith("[") ? Kind.DISPLAY : Kind.INLINE, i, end + close.length(), i + open.length(), end);
        }
        return i + open.length();
      }
    }
    var environment = Environments.at(s, i);
    if (environment != null && environment.isMath()) {
      if (environment.end() < 0) {
        out.problem(text.positions().start(i), "\\begin{" + environment.name() + "} without \\end{" + environment.name() + "}");
        return environment.bodyStart();
      }
      return environment.isPlain()
          ? add(Kind.DISPLAY, i, environment.end(), environment.bodyStart(), environment.bodyEnd())
          : add(Kind.DISPLAY, i, environment.end(), i, environment.end());
    }
    return Math.min(s.length(), i + 2);
  }

  private boolean blankLine(int from, int to) {
    boolean blank = false;
    for (int i = from; i < to; i++) {
      char c = s.charAt(i);
      if (c == '\n') {
        if (blank) {
          return true;
        }
        blank = true;
      } else if (c != ' ' && c != '\t' && c != '\r' && c != '>') {
        blank = false;
      }
    }
    return false;
  }

  private int dollar(int i) {
    if (s.startsWith("$$", i)) {
      int end = closing("$$", i + 2);
      if (end < 0 || blankLine(i + 2, end) && !s.substring(i + 2, end).contains("\\begin")) {
        out.problem(text.positions().start(i), "A display formula is opened here with $$ and not closed"
            + (end < 0 ? "." : " before the blank line."));
        return i + 2;
      }
      return add(Kind.DISPLAY, i, end + 2, i + 2, end);
    }
    if (s.startsWith("$`", i)) {
      int end = s.indexOf("`$", i + 2);
      if (end >= 0 && !blankLine(i, end)) {
        return add(Kind.INLINE, i, end + 2, i + 2, end);
      }
    }
    int end = closing("$", i + 1);
    if (end < 0 || end == i + 1 || blankLine(i, end)) {
      return i + 1;
    }
    boolean spaceAfter = Character.isWhitespace(s.charAt(i + 1));
    boolean spaceBefore = Character.isWhitespace(s.charAt(end - 1));
    boolean digitBehind = end + 1 < s.length() && Character.isDigit(s.charAt(end + 1));
    boolean looksLikeMath = MATHEMATICS.matcher(s.substring(i + 1, end)).find();
    // Pandoc's rule, and what MathJax accepts beyond it if it cannot be an amount of money
    if (!spaceAfter && !spaceBefore && !digitBehind || looksLikeMath && (spaceAfter == spaceBefore || !digitBehind)) {
      return add(Kind.INLINE, i, end + 1, i + 1, end);
    }
    return i + 1;
  }

  private int closing(String mark, int from) {
    for (int k = from; k < s.length(); k++) {
      if (s.charAt(k) == '\\') {
        k++;
      } else if (s.startsWith(mark, k)) {
        return k;
      }
    }
    return -1;
  }

  private int codeSpan(int i) {
    int open = i;
    while (open < s.length() && s.charAt(open) == '`') {
      open++;
    }
    var mark = s.substring(i, open);
    for (int k = s.indexOf(mark, open); k >= 0; k = s.indexOf(mark, k)) {
      int end = k;
      while (end < s.length() && s.charAt(end) == '`') {
        end++;
      }
      if (end - k == mark.length()) {
        return blankLine(i, k) ? open : add(Kind.SKIP, i, end, open, k);
      }
      k = end;
    }
    return open;
  }

  private int angle(int i) {
    if (s.startsWith("<!--", i)) {
      int end = s.indexOf("-->", i + 4);
      if (end < 0) {
        out.problem(text.positions().start(i), "A comment is opened here with <!-- and not closed.");
        return add(Kind.SKIP, i, s.length(), i, s.length());
      }
      var m = GRADUS.matcher(s).region(i + 4, end);
      return m.matches() ? add(Kind.DIRECTIVE, i, end + 3, m.start(1), m.end(1)) : add(Kind.SKIP, i, end + 3, i, end);
    }
    var script = SCRIPT.matcher(s).region(i, Math.min(s.length(), i + 80));
    if (script.lookingAt()) {
      int end = s.indexOf("</script>", script.end());
      if (end > 0) {
        return add(script.group(1).contains("display") ? Kind.DISPLAY : Kind.INLINE, i, end + 9, script.end(), end);
      }
    }
    var code = HTML_CODE.matcher(s).region(i, Math.min(s.length(), i + 200));
    if (code.lookingAt()) {
      int end = s.indexOf("</" + code.group(1), code.end());
      if (end > 0) {
        return add(Kind.SKIP, i, Math.min(s.length(), end + 3 + code.group(1).length()), i, end);
      }
    }
    return i + 1;
  }

  // ---- structure ----

  private void structure(int start) {
    var masked = new StringBuilder(s);
    for (int i = 0; i < start; i++) {
      mask(masked, i, ' ');
    }
    for (var token : tokens) {
      if (token.kind() == Kind.INLINE || token.kind() == Kind.DISPLAY) {
        for (int i = token.start(); i < token.end(); i++) {
          mask(masked, i, 'm');
        }
      }
    }
    var found = new ArrayList<Token>();
    var parser = Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();
    parser.parse(masked.toString()).accept(new AbstractVisitor() {
      @Override
      public void visit(Heading heading) {
        range(heading, Kind.HEADING, heading.getLevel());
        visitChildren(heading);
      }

      @Override
      public void visit(IndentedCodeBlock code) {
        range(code, Kind.SKIP, 0);
      }

      private void range(Node node, Kind kind, int level) {
        var spans = node.getSourceSpans();
        if (!spans.isEmpty()) {
          int from = spans.getFirst().getInputIndex();
          int to = spans.getLast().getInputIndex() + spans.getLast().getLength();
          found.add(new Token(kind, from, to, level, level));
        }
      }
    });
    for (var block : found) {
      if (block.kind() == Kind.SKIP) {
        tokens.removeIf(t -> t.start() >= block.start() && t.end() <= block.end());
        tokens.add(block);
      } else {
        tokens.add(block);
      }
    }
    tokens.sort((a, b) -> a.start() != b.start() ? Integer.compare(a.start(), b.start())
        : Integer.compare(b.end(), a.end()));
  }

  private static void mask(StringBuilder b, int i, char c) {
    if (b.charAt(i) != '\n' && b.charAt(i) != '\r') {
      b.setCharAt(i, c);
    }
  }

  // ---- output ----

  private void emit(int start) throws DocumentException {
    int done = start;
    for (var token : tokens) {
      if (token.start() < done && token.kind() != Kind.INLINE && token.kind() != Kind.DISPLAY) {
        continue;
      }
      if (token.start() > done) {
        out.prose(text.sub(done, token.start()));
      }
      int first = out.size();
      switch (token.kind()) {
        case INLINE, DISPLAY -> MathText.formula(text.sub(token.innerStart(), token.innerEnd()),
            token.kind() == Kind.DISPLAY, macros, true, out);
        case DIRECTIVE -> out.directive(text.sub(token.innerStart(), token.innerEnd()));
        case HEADING -> out.heading(token.innerStart(), headingText(token));
        case SKIP -> { }
      }
      if (token.kind() != Kind.HEADING && (token.kind() != Kind.SKIP || s.startsWith("<!--", token.start()))) {
        out.region(first, text, token.start(), token.end());
      }
      done = Math.max(done, token.end());
    }
    if (done < s.length()) {
      out.prose(text.sub(done, s.length()));
    }
  }

  private MappedText headingText(Token token) {
    int from = token.start();
    while (from < token.end() && (s.charAt(from) == '#' || s.charAt(from) == ' ')) {
      from++;
    }
    return text.sub(from, Math.max(from, token.end()));
  }
}
