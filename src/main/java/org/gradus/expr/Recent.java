package org.gradus.expr;

import java.util.function.Function;

/**
 * What a function of an expression gave lately. Equal expressions are one object, so that looking up is a comparison of
 * references. Thread-safe without a lock: an entry is immutable and either there or not.
 */
public final class Recent<T> {

  private record Entry<T>(Expr from, T to) {}

  private final Entry<T>[] entries;
  private final Function<Expr, T> function;

  /**
   * @param size     how many results to keep, a power of two
   * @param function what it does must depend on the expression alone and be immutable; what it throws is passed on and
   *                 not kept
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public Recent(int size, Function<Expr, T> function) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("not a power of two: " + size);
    }
    entries = new Entry[size];
    this.function = function;
  }

  /** The result for the expression. */
  public T of(Expr e) {
    int hash = e.hashCode();
    int place = (hash ^ hash >>> 15) & entries.length - 1;
    var last = entries[place];
    if (last != null && last.from() == e) {
      return last.to();
    }
    var result = function.apply(e);
    entries[place] = new Entry<>(e, result);
    return result;
  }
}
