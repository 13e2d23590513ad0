package org.gradus.expr;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;

/** An immutable list of expressions that remembers its hash, so that hashing a shared tree is cheap. */
public final class Args extends AbstractList<Expr> implements RandomAccess {

  static final Args NONE = new Args(new Expr[0]);

  private final Expr[] items;
  private final int hash;

  private Args(Expr[] items) {
    this.items = items;
    this.hash = Arrays.hashCode(items);
  }

  public static Args of(Expr... items) {
    return new Args(items.clone());
  }

  public static Args of(Collection<? extends Expr> items) {
    return items instanceof Args a ? a : new Args(items.toArray(Expr[]::new));
  }

  @Override
  public Expr get(int i) {
    return items[i];
  }

  @Override
  public int size() {
    return items.length;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object o) {
    if (this == o) {
      return true;
    }
    if (o instanceof Args a) {
      return hash == a.hash && Arrays.equals(items, a.items);
    }
    return o instanceof List<?> && super.equals(o);
  }
}
