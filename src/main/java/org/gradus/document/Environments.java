package org.gradus.document;

import java.util.regex.Pattern;

/** Finds environments in LaTeX. */
final class Environments {

  private static final Pattern BEGIN = Pattern.compile("\\\\begin\\s*\\{([A-Za-z]+\\*?)}");
  private static final Pattern MATH = Pattern.compile("(?:equation|align|alignat|aligned|alignedat|gather|gathered|multline|flalign|eqnarray|split|math|"
      + "displaymath|dmath|[bpvBV]?matrix|smallmatrix|array|d?cases)\\*?");
  private static final Pattern INVISIBLE = Pattern.compile("(?:verbatim|Verbatim|lstlisting|minted|comment|tikzpicture|filecontents)\\*?");

  /** An environment: where it begins, where its body lies, where it ends. */
  record Found(String name, int start, int bodyStart, int bodyEnd, int end) {
    boolean isMath() {
      return MATH.matcher(name).matches();
    }

    /** Whether nothing in it is mathematics or words. */
    boolean isInvisible() {
      return INVISIBLE.matcher(name).matches();
    }

    /** Whether the environment only sets a formula off, without structure of its own. */
    boolean isPlain() {
      return name.matches("(?:equation|math|displaymath)\\*?");
    }
  }

  private Environments() {}

  /** The environment that begins at this offset; null if none does, {@code end} −1 if it is not closed. */
  static Found at(String s, int i) {
    if (!s.startsWith("\\begin", i)) {
      return null;
    }
    var m = BEGIN.matcher(s).region(i, Math.min(s.length(), i + 60));
    if (!m.lookingAt()) {
      return null;
    }
    var name = m.group(1);
    var edge = Pattern.compile("\\\\(begin|end)\\s*\\{" + Pattern.quote(name) + "}").matcher(s);
    int depth = 1;
    int from = m.end();
    while (edge.find(from)) {
      depth += edge.group(1).equals("begin") ? 1 : -1;
      if (depth == 0) {
        return new Found(name, i, m.end(), edge.start(), edge.end());
      }
      from = edge.end();
    }
    return new Found(name, i, m.end(), -1, -1);
  }
}
