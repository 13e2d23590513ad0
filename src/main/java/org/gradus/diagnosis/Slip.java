package org.gradus.diagnosis;

import java.util.List;

/**
 * An entry of the catalogue: a slip that people make, with what it looks like.
 *
 * @param name        the name in reports and in docs/slips.md, words joined by hyphens
 * @param kind        the kind of diagnosis it belongs to: {@code sign}, {@code factor}, …
 * @param title       the slip in a few words
 * @param explanation what to say to someone who made it: why it is wrong, and how to avoid it
 * @param looksLike   the pattern in words
 * @param example     a step with the slip
 * @param pattern     the edits that would undo it, wherever it may have been made; none where it is found by other means
 */
public record Slip(String name, String kind, String title, String explanation, String looksLike, Example example,
    Pattern pattern) {

  /**
   * A short document with the slip.
   *
   * @param given what the document says before the step: Markdown, perhaps empty
   * @param wrong the step as written, LaTeX
   * @param right the step put right
   */
  public record Example(String given, String wrong, String right) {}

  /** Where in a formula a slip may have been made, and what may have been meant. */
  @FunctionalInterface
  public interface Pattern {
    /** All edits of the side that would undo the slip. */
    List<Edit> edits(Formula f);
  }

  Slip(String name, String kind, String title, String explanation, String looksLike, Example example) {
    this(name, kind, title, explanation, looksLike, example, _ -> List.of());
  }
}
