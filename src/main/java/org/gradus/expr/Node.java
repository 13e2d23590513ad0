package org.gradus.expr;

import java.util.List;

/**
 * What every node of the tree has. Nodes are made by {@link Exprs} alone and shared ({@link Pool}), so that equal ones are the
 * same object.
 */
abstract sealed class Node implements Expr
    permits Expr.Num, Expr.Const, Expr.Sym, Expr.Indexed, Expr.Add, Expr.Mul, Expr.Pow, Expr.Call, Expr.Apply, Expr.Cases, Expr.Rel,
        Expr.Logic, Expr.Big, Expr.Diff, Expr.Limit, Expr.Integral, Expr.At, Expr.Matrix {

  /** What is below a leaf: see {@link #both}. */
  static final long NOTHING = 0;

  /** Trees that count more nodes are counted as this many. */
  private static final long MOST = 1 << 30;
  private static final long SIZE = 0xFFFF_FFFFL;

  private final int kind;
  private final int hash;
  private final long whole;
  /** Made when first asked for; immutable, so that it does no harm if two threads make it. */
  private Symbols symbols;

  /**
   * @param kind  one of {@link Kinds}
   * @param parts the hash of the parts
   * @param below what stands below, put together by {@link #both}
   */
  Node(int kind, int parts, long below) {
    this.kind = kind;
    this.hash = hash(kind, parts);
    this.whole = both(below, (long) kind << Integer.SIZE | 1);
  }

  /** The hash of a node of a kind with parts of a hash. */
  static int hash(int kind, int parts) {
    return 31 * parts + kind;
  }

  /** The kinds of nodes of two forests, in the upper half, and how many nodes they have, in the lower. */
  static long both(long a, long b) {
    return (a | b) & ~SIZE | Math.min((a & SIZE) + (b & SIZE), MOST);
  }

  static long of(Expr child) {
    return child == null ? NOTHING : ((Node) child).whole;
  }

  static long of(Args children) {
    return children.below();
  }

  static long of(List<Args> rows) {
    long all = NOTHING;
    for (var row : rows) {
      all = both(all, row.below());
    }
    return all;
  }

  /** Whether a node that is not in the pool yet is of the same kind and has the same parts; those are shared. */
  abstract boolean same(Node other);

  /** The kinds of this node and of all below it, as bits of {@link Kinds}. */
  final int kinds() {
    return (int) (whole >>> Integer.SIZE);
  }

  /** One of {@link Kinds}. */
  final int rootKind() {
    return kind;
  }

  /** The number of nodes. */
  final int size() {
    return (int) (whole & SIZE);
  }

  final Symbols symbols() {
    var found = symbols;
    if (found == null) {
      found = Symbols.of(this);
      symbols = found;
    }
    return found;
  }

  @Override
  public final boolean equals(Object o) {
    return this == o;
  }

  @Override
  public final int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return PlainText.of(this);
  }
}
