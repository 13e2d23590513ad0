package org.gradus.expr;

/** The kinds of nodes as bits, so that whether some occur in a tree is known without a walk. */
public final class Kinds {

  public static final int NUM = 1;
  public static final int CONST = 1 << 1;
  public static final int SYM = 1 << 2;
  public static final int INDEXED = 1 << 3;
  public static final int ADD = 1 << 4;
  public static final int MUL = 1 << 5;
  public static final int POW = 1 << 6;
  public static final int CALL = 1 << 7;
  public static final int APPLY = 1 << 8;
  public static final int CASES = 1 << 9;
  public static final int REL = 1 << 10;
  public static final int LOGIC = 1 << 11;
  public static final int BIG = 1 << 12;
  public static final int DIFF = 1 << 13;
  public static final int LIMIT = 1 << 14;
  public static final int INTEGRAL = 1 << 15;
  public static final int AT = 1 << 16;
  public static final int MATRIX = 1 << 17;

  /** A {@link #CALL} of a function whose definition has jumps, kinks or cases. */
  public static final int KINKED = 1 << 18;

  /** A {@link #CALL} of a function that takes or gives vectors and matrices. */
  public static final int ARRAY = 1 << 19;

  private Kinds() {}

  /** The kind of the root. */
  static int of(Expr e) {
    return ((Node) e).rootKind();
  }

  /** Whether a node of one of the kinds occurs in the tree, its root included. */
  public static boolean occur(Expr e, int kinds) {
    return (((Node) e).kinds() & kinds) != 0;
  }
}
