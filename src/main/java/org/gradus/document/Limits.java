package org.gradus.document;

/** How much is read; beyond that there is a message. */
public final class Limits {

  /** Bytes of a file. */
  public static final int MAX_BYTES = 4 << 20;

  /** Characters of a formula. */
  public static final int MAX_FORMULA = 50_000;

  /** Formulas of a document. */
  public static final int MAX_FORMULAS = 20_000;

  /** User macros expanded within user macros. */
  public static final int MAX_MACRO_DEPTH = 50;

  /** Characters a document may grow to while its macros are expanded. */
  public static final int MAX_EXPANDED = 4 * MAX_BYTES;

  private Limits() {}
}
