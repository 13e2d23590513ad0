package org.gradus.document;

import java.util.List;

/** A document taken apart: formulas, words, headings and directives in reading order. */
public record Document(String path, List<Block> blocks, List<Problem> problems) {
  public Document {
    blocks = List.copyOf(blocks);
    problems = List.copyOf(problems);
  }

  /** The formulas, in reading order. */
  public List<Block.Formula> formulas() {
    return blocks.stream().filter(Block.Formula.class::isInstance).map(Block.Formula.class::cast).toList();
  }
}
