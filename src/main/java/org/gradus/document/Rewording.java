package org.gradus.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Replaces words, or parts of a formula, in a piece of text and keeps the places in the file that they come from. */
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

  /** What stands from one offset of a text to another is to be this. */
  public record Change(int start, int end, String by) {}

  /** The formula with these changes, which follow one another; the same block if there are none. What its author wrote is kept in its places. */
  public static Block.Formula of(Block.Formula formula, List<Change> changes) {
    if (changes.isEmpty()) {
      return formula;
    }
    var r = new Rewording(formula.positions());
    var inner = new ArrayList<Block.Inner>();
    int at = 0;
    for (var c : changes) {
      r.copy(formula.latex(), at, c.start());
      r.put(c.by(), c.start(), c.end());
      at = c.end();
    }
    r.copy(formula.latex(), at, formula.latex().length());
    for (var i : formula.inner()) {
      int shift = changes.stream().filter(c -> c.end() <= i.offset()).mapToInt(c -> c.by().length() - (c.end() - c.start())).sum();
      inner.add(new Block.Inner(i.offset() + shift, i.text(), i.position()));
    }
    return new Block.Formula(r.text.toString(), formula.display(), r.map().ofChanged(), inner);
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
      from = Arrays.copyOf(from, 2 * n);
      to = Arrays.copyOf(to, 2 * n);
    }
    from[n] = positions.startOffset(first);
    to[n] = positions.endOffset(last);
    text.append(c);
  }

  private PositionMap map() {
    return new PositionMap(Arrays.copyOf(from, text.length()), Arrays.copyOf(to, text.length()), positions.lines());
  }
}
