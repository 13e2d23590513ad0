package org.gradus.expr;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.RandomAccess;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** An immutable list of expressions that remembers its hash, so that hashing a shared tree is cheap. */
public final class Args extends AbstractList<Expr> implements RandomAccess {

  static final Args NONE = new Args(new Expr[0]);

  private final Expr[] items;
  private final int hash;
  private final long below;

  private Args(Expr[] items) {
    this.items = items;
    this.hash = Arrays.hashCode(items);
    long all = Node.NOTHING;
    for (var item : items) {
      all = Node.both(all, Node.of(item));
    }
    this.below = all;
  }

  /** The kinds and the number of all nodes: see {@link Node#both}. */
  long below() {
    return below;
  }

  public static Args of(Expr... items) {
    return new Args(items.clone());
  }

  /** Of an array that nobody changes any more. */
  static Args own(Expr[] items) {
    return new Args(items);
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
      return hash == a.hash && same(a.items);
    }
    return o instanceof List<?> && super.equals(o);
  }

  /** Whether these are the same: equal expressions are one object. */
  boolean same(Expr[] others) {
    if (items.length != others.length) {
      return false;
    }
    for (int i = 0; i < items.length; i++) {
      if (items[i] != others[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Object[] toArray() {
    return Arrays.copyOf(items, items.length, Object[].class);
  }

  @Override
  public <T> T[] toArray(IntFunction<T[]> generator) {
    return toArray(generator.apply(items.length));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T[] toArray(T[] into) {
    if (into.length < items.length) {
      return (T[]) Arrays.copyOf(items, items.length, into.getClass());
    }
    System.arraycopy(items, 0, into, 0, items.length);
    if (into.length > items.length) {
      into[items.length] = null;
    }
    return into;
  }

  @Override
  public void forEach(Consumer<? super Expr> action) {
    for (var item : items) {
      action.accept(item);
    }
  }

  @Override
  public Spliterator<Expr> spliterator() {
    return Spliterators.spliterator(items, Spliterator.ORDERED | Spliterator.IMMUTABLE | Spliterator.NONNULL);
  }

  @Override
  public Iterator<Expr> iterator() {
    return new Each(items);
  }

  /** From the first to the last. */
  private static final class Each implements Iterator<Expr> {
    private final Expr[] items;
    private int next;

    Each(Expr[] items) {
      this.items = items;
    }

    @Override
    public boolean hasNext() {
      return next < items.length;
    }

    @Override
    public Expr next() {
      if (next >= items.length) {
        throw new NoSuchElementException();
      }
      return items[next++];
    }
  }
}
