package org.gradus.proof;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * A map whose keys have an order, in two arrays: for sums and products, which are small, merged often and never changed. Not to be
 * changed after it has been made.
 */
final class Sorted<K extends Comparable<K>, V> extends AbstractMap<K, V> {

  private static final Object[] NOTHING = {};
  private static final Sorted<?, ?> EMPTY = new Sorted<>(NOTHING, NOTHING, 0);
  /** Of so few keys each is looked at. */
  private static final int FEW = 8;

  private final Object[] keys;
  private final Object[] values;
  private final int size;

  private Sorted(Object[] keys, Object[] values, int size) {
    this.keys = keys;
    this.values = values;
    this.size = size;
  }

  @SuppressWarnings("unchecked")
  static <K extends Comparable<K>, V> Sorted<K, V> empty() {
    return (Sorted<K, V>) EMPTY;
  }

  static <K extends Comparable<K>, V> Sorted<K, V> of(K key, V value) {
    return new Sorted<>(new Object[] {key}, new Object[] {value}, 1);
  }

  /** The entries of a map in the order of their keys, without those whose value is left out. */
  static <K extends Comparable<K>, V> Sorted<K, V> of(Map<K, V> map, Predicate<V> leftOut) {
    if (map instanceof Sorted<K, V> s && s.none(leftOut)) {
      return s;
    }
    var keys = map.keySet().toArray();
    Arrays.sort(keys);
    var values = new Object[keys.length];
    int n = 0;
    for (var key : keys) {
      var value = map.get(key);
      if (!leftOut.test(value)) {
        keys[n] = key;
        values[n++] = value;
      }
    }
    return made(keys, values, n);
  }

  /**
   * The entries, some of them with equal keys, in the order of their keys.
   *
   * @param sum     of the values of one key, in the order of the entries
   * @param leftOut which sums are left out
   */
  static <K extends Comparable<K>, V> Sorted<K, V> collected(Entry<K, V>[] entries, BinaryOperator<V> sum, Predicate<V> leftOut) {
    Arrays.sort(entries, Entry.byKey());
    var keys = new Object[entries.length];
    var values = new Object[entries.length];
    int n = 0;
    for (int i = 0, j; i < entries.length; i = j) {
      var value = entries[i].value;
      for (j = i + 1; j < entries.length && entries[j].key.compareTo(entries[i].key) == 0; j++) {
        value = sum.apply(value, entries[j].value);
      }
      if (!leftOut.test(value)) {
        keys[n] = entries[i].key;
        values[n++] = value;
      }
    }
    return made(keys, values, n);
  }

  /** An entry on its way to {@link #collected}. */
  record Entry<K extends Comparable<K>, V>(K key, V value) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <K extends Comparable<K>, V> Comparator<Entry<K, V>> byKey() {
      return (Comparator) BY_KEY;
    }

    private static final Comparator<Entry<?, ?>> BY_KEY = Entry::compare;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Entry a, Entry b) {
      return a.key.compareTo(b.key);
    }
  }

  private static <K extends Comparable<K>, V> Sorted<K, V> made(Object[] keys, Object[] values, int n) {
    return n == 0 ? empty() : new Sorted<>(keys, values, n);
  }

  private boolean none(Predicate<V> test) {
    for (int i = 0; i < size; i++) {
      if (test.test(value(i))) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  K key(int i) {
    return (K) keys[i];
  }

  @SuppressWarnings("unchecked")
  V value(int i) {
    return (V) values[i];
  }

  K firstKey() {
    return key(0);
  }

  K lastKey() {
    return key(size - 1);
  }

  /** Both; the values of keys that are in both are put together. */
  Sorted<K, V> merged(Sorted<K, V> o, BinaryOperator<V> sum, Predicate<V> leftOut) {
    if (size == 0) {
      return o;
    }
    if (o.size == 0) {
      return this;
    }
    var k = new Object[size + o.size];
    var v = new Object[size + o.size];
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < size || j < o.size) {
      int c = i == size ? 1 : j == o.size ? -1 : key(i).compareTo(o.key(j));
      if (c < 0) {
        k[n] = keys[i];
        v[n++] = values[i++];
      } else if (c > 0) {
        k[n] = o.keys[j];
        v[n++] = o.values[j++];
      } else {
        var both = sum.apply(value(i++), o.value(j));
        if (!leftOut.test(both)) {
          k[n] = o.keys[j];
          v[n++] = both;
        }
        j++;
      }
    }
    return made(k, v, n);
  }

  /** The same keys with other values. */
  Sorted<K, V> withValues(IntFunction<V> value) {
    var v = new Object[size];
    for (int i = 0; i < size; i++) {
      v[i] = value.apply(i);
    }
    return made(keys, v, size);
  }

  /** Other keys in the same order, with values of their own. */
  static <K extends Comparable<K>, V> Sorted<K, V> inOrder(int size, IntFunction<K> key, IntFunction<V> value) {
    var k = new Object[size];
    var v = new Object[size];
    for (int i = 0; i < size; i++) {
      k[i] = key.apply(i);
      v[i] = value.apply(i);
    }
    return made(k, v, size);
  }

  Sorted<K, V> without(K key) {
    int at = place(key);
    if (at < 0) {
      return this;
    }
    var k = new Object[size - 1];
    var v = new Object[size - 1];
    System.arraycopy(keys, 0, k, 0, at);
    System.arraycopy(values, 0, v, 0, at);
    System.arraycopy(keys, at + 1, k, at, size - 1 - at);
    System.arraycopy(values, at + 1, v, at, size - 1 - at);
    return made(k, v, size - 1);
  }

  @SuppressWarnings("unchecked")
  private int place(Object key) {
    if (size > FEW) {
      int low = 0;
      int high = size - 1;
      while (low <= high) {
        int middle = low + high >>> 1;
        int c = ((K) keys[middle]).compareTo((K) key);
        if (c == 0) {
          return middle;
        }
        if (c < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return -1;
    }
    for (int i = 0; i < size; i++) {
      if (keys[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public V get(Object key) {
    int at = place(key);
    return at < 0 ? null : value(at);
  }

  @Override
  public boolean containsKey(Object key) {
    return place(key) >= 0;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new Each<>(size, i -> Map.entry(key(i), value(i)));
  }

  @Override
  public Set<K> keySet() {
    return new Each<>(size, this::key);
  }

  /** Whether the entries are the same: what both maps hold has no equals that looks into maps again. */
  @Override
  public boolean equals(Object o) {
    if (this == o) {
      return true;
    }
    if (!(o instanceof Sorted<?, ?> s)) {
      return super.equals(o);
    }
    return size == s.size && Arrays.equals(keys, 0, size, s.keys, 0, size) && Arrays.equals(values, 0, size, s.values, 0, size);
  }

  @Override
  public int hashCode() {
    int sum = 0;
    for (int i = 0; i < size; i++) {
      sum += keys[i].hashCode() ^ values[i].hashCode();
    }
    return sum;
  }

  /** What there is at each place, in order. */
  private static final class Each<T> extends AbstractSet<T> {
    private final int size;
    private final IntFunction<T> at;

    Each(int size, IntFunction<T> at) {
      this.size = size;
      this.at = at;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public Iterator<T> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < size;
        }

        @Override
        public T next() {
          if (next >= size) {
            throw new NoSuchElementException();
          }
          return at.apply(next++);
        }
      };
    }
  }
}
