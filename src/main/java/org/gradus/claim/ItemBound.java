package org.gradus.claim;

import java.util.List;
import org.gradus.document.Block;

/** How far the item of a list reaches that begins with a name: '(b) For symmetric $A$ …' is said of (b), not of (c). */
final class ItemBound {

  private ItemBound() {}

  /**
   * The line of the next item, or heading, behind an item whose first formula a block is.
   *
   * @return 0 if the block is not the first formula of an item, or nothing follows
   */
  static int of(List<Block> blocks, int first) {
    int i = first - 1;
    while (i >= 0 && blocks.get(i) instanceof Block.Prose p && !p.text().contains("\n\n")) {
      i--;
    }
    if (i < 0 || !(blocks.get(i) instanceof Block.Enumerator item)) {
      return 0;
    }
    for (int k = first + 1; k < blocks.size(); k++) {
      if (blocks.get(k) instanceof Block.Heading || blocks.get(k) instanceof Block.Enumerator next && style(next).equals(style(item))) {
        return blocks.get(k).positions().start(0).line();
      }
    }
    return 0;
  }

  /** Numbered, lettered or marked: items of another kind lie within. */
  private static String style(Block.Enumerator item) {
    return item.label().replaceAll("\\d+", "1").replaceAll("[a-zA-Z]+", "a").strip();
  }
}
