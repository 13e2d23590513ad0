package org.gradus.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Words that interrupt a display, {@code \intertext{…}}: what stands before and behind them is a display of its own. */
public final class Interruptions {

  private static final Pattern COMMAND = Pattern.compile("\\\\(?:short)?intertext\\s*(?=\\{)");
  private static final Pattern INLINE = Pattern.compile("(?<!\\\\)\\$([^$]+)(?<!\\\\)\\$|\\\\\\((.+?)\\\\\\)", Pattern.DOTALL);

  private Interruptions() {}

  /** The document with such displays taken apart. */
  public static Document apart(Document document) {
    if (document.formulas().stream().noneMatch(f -> COMMAND.matcher(f.latex()).find())) {
      return document;
    }
    var blocks = new ArrayList<Block>();
    for (var b : document.blocks()) {
      if (b instanceof Block.Formula f && f.display()) {
        cut(f, blocks);
      } else {
        blocks.add(b);
      }
    }
    return new Document(document.path(), blocks, document.problems());
  }

  private static void cut(Block.Formula f, List<Block> blocks) {
    var text = new MappedText(f.latex(), f.positions());
    int done = 0;
    for (var m = COMMAND.matcher(f.latex()); m.find(done);) {
      int close = Macros.tokenEnd(f.latex(), m.end());
      formula(text, f.inner(), done, m.start(), true, blocks);
      words(text, m.end() + 1, Math.max(m.end() + 1, close - 1), blocks);
      done = close;
    }
    formula(text, f.inner(), done, f.latex().length(), true, blocks);
  }

  private static void words(MappedText text, int from, int to, List<Block> blocks) {
    int done = from;
    for (var m = INLINE.matcher(text.text()).region(from, to); m.find();) {
      prose(text, done, m.start(), blocks);
      int group = m.group(1) != null ? 1 : 2;
      formula(text, List.of(), m.start(group), m.end(group), false, blocks);
      done = m.end();
    }
    prose(text, done, to, blocks);
  }

  private static void prose(MappedText text, int from, int to, List<Block> blocks) {
    if (to > from) {
      var piece = text.sub(from, to);
      blocks.add(new Block.Prose(piece.text(), piece.positions()));
    }
  }

  private static void formula(MappedText text, List<Block.Inner> inner, int from, int to, boolean display, List<Block> blocks) {
    if (text.text().substring(from, to).isBlank()) {
      return;
    }
    var piece = text.sub(from, to);
    var own = inner.stream().filter(i -> i.offset() >= from && i.offset() <= to)
        .map(i -> new Block.Inner(i.offset() - from, i.text(), i.position())).toList();
    blocks.add(new Block.Formula(piece.text(), display, piece.positions(), own));
  }
}
