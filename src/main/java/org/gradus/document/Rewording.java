package org.gradus.document;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Replaces words in a piece of text and keeps the places in the file that they come from. */
public final class Rewording {

  private final StringBuilder text = new StringBuilder();
  private final PositionMap positions;
  private int[] from = new int[64];
  private int[] to = new int[64];

  private Rewording(PositionMap positions) {
    this.positions = positions;
  }

  /** The prose with every match replaced; the same block if there is none. */
  public static Block.Prose of(Block.Prose prose, Pattern words, Function<MatchResult, String> by) {
    var matcher = words.matcher(prose.text());
    if (!matcher.find()) {
      return prose;
    }
    var r = new Rewording(prose.positions());
    int at = 0;
    do {
      r.copy(prose.text(), at, matcher.start());
      r.put(by.apply(matcher.toMatchResult()), matcher.start(), matcher.end());
      at = matcher.end();
    } while (matcher.find());
    r.copy(prose.text(), at, prose.text().length());
    return new Block.Prose(r.text.toString(), r.map());
  }

  private void copy(String s, int start, int end) {
    for (int i = start; i < end; i++) {
      add(s.charAt(i), i, i);
    }
  }

  private void put(String s, int start, int end) {
    for (int i = 0; i < s.length(); i++) {
      add(s.charAt(i), start, Math.max(start, end - 1));
    }
  }

  private void add(char c, int first, int last) {
    int n = text.length();
    if (n == from.length) {
      from = java.util.Arrays.copyOf(from, 2 * n);
      to = java.util.Arrays.copyOf(to, 2 * n);
    }
    from[n] = positions.startOffset(first);
    to[n] = positions.endOffset(last);
    text.append(c);
  }

  private PositionMap map() {
    return new PositionMap(java.util.Arrays.copyOf(from, text.length()), java.util.Arrays.copyOf(to, text.length()), positions.lines());
  }
}
