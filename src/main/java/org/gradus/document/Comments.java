package org.gradus.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes LaTeX comments out of text. A directive in a comment leaves a mark behind, which keeps its place while macros
 * are expanded.
 */
final class Comments {

  /** Stands for a directive; from the private use area, so that no text contains it. */
  static final char MARK = '\uE000';

  private static final Pattern DIRECTIVE = Pattern.compile("%+\\s*gradus:\\s*(.*)");

  private final Map<Integer, String> directives = new HashMap<>();

  MappedText strip(MappedText text) {
    var s = text.text();
    if (s.indexOf('%') < 0) {
      return text;
    }
    var out = text.builder();
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '\\' && i + 1 < s.length()) {
        out.append(text, i, i + 2);
        i++;
      } else if (c == '%') {
        int end = lineEnd(s, i);
        var m = DIRECTIVE.matcher(s.substring(i, end));
        if (m.matches()) {
          directives.put(text.positions().startOffset(i), m.group(1).strip());
          out.append(text, i, i + 1);
          out.setLast(MARK);
        }
        i = blankBefore(s, i) ? end : end - 1; // a line that is only a comment is no blank line
      } else {
        out.append(text, i, i + 1);
      }
    }
    return out.build();
  }

  private static int lineEnd(String s, int from) {
    int end = s.indexOf('\n', from);
    return end < 0 ? s.length() : end;
  }

  private static boolean blankBefore(String s, int i) {
    int start = s.lastIndexOf('\n', i - 1) + 1;
    return s.substring(start, i).isBlank();
  }

  /** What the mark at this offset stands for. */
  String directiveAt(MappedText text, int offset) {
    return directives.getOrDefault(text.positions().startOffset(offset), "");
  }

  /** The text without its marks, and the directives they stood for. */
  Marked takeMarks(MappedText text) {
    if (text.text().indexOf(MARK) < 0) {
      return new Marked(text, List.of());
    }
    var out = text.builder();
    var inner = new ArrayList<Block.Inner>();
    for (int i = 0; i < text.text().length(); i++) {
      if (text.text().charAt(i) == MARK) {
        inner.add(new Block.Inner(out.length(), directiveAt(text, i), text.positions().start(i)));
      } else {
        out.append(text, i, i + 1);
      }
    }
    return new Marked(out.build(), inner);
  }

  /** Text and the directives that stood in it. */
  record Marked(MappedText text, List<Block.Inner> inner) {}
}
