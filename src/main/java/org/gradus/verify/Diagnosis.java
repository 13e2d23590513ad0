package org.gradus.verify;

/**
 * Why a refuted step is wrong.
 *
 * @param kind        the kind of slip, one word: {@code sign}, {@code factor}, {@code chain}, …
 * @param message     the slip in a sentence
 * @param suggestion  LaTeX of the side (or, for a wrong relation sign, of the sign) with the smallest edit that makes
 *                    the step right, or null
 * @param slip        the name of the slip's entry in the catalogue (docs/slips.md), or null
 * @param explanation what the catalogue says of this slip to someone who made it, or null
 * @param edit        where the slip is and what belongs there, or null where no single place is to blame
 */
public record Diagnosis(String kind, String message, String suggestion, String slip, String explanation, Edit edit) {

  /** A diagnosis without an entry in the catalogue and without a place. */
  public Diagnosis(String kind, String message, String suggestion) {
    this(kind, message, suggestion, null, null, null);
  }

  /** The part of a step that is edited. */
  public enum Part { LHS, RELATION, RHS }

  /**
   * One replacement.
   *
   * @param part        what is edited; where the step continues a chain, the left side is the member before
   * @param start       offset of the first replaced character in the LaTeX of that part as the report shows it
   *                    ({@code lhsLatex}, {@code relation}, {@code rhsLatex}); where {@code start == end} something is put in
   * @param end         offset behind the last replaced character
   * @param replacement LaTeX that belongs there, perhaps empty
   * @param region      the same place in the file
   */
  public record Edit(Part part, int start, int end, String replacement, Region region) {}

  /** A piece of the physical file, 1-based; the end is behind the last character. */
  public record Region(int line, int column, int endLine, int endColumn) {}
}
