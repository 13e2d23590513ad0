package org.gradus.numeric;

import java.util.function.UnaryOperator;
import org.gradus.expr.Rational;

/**
 * What a function was lately at short rational numbers. Points consist of those, and a relation that fails is valued at the first few of
 * them, so that the same values are wanted by one question after the other. Thread-safe without a lock: an entry is immutable and
 * either there or not.
 */
final class RecentValues {

  private static final int SIZE = 1 << 8;
  /** Longer numbers do not come again. */
  private static final int MAX_BITS = 32;

  private record Known(Rational x, int digits, BigInterval value) {}

  private final Known[] entries = new Known[SIZE];

  /**
   * The value at x.
   *
   * @param digits   with how many the function works
   * @param function depends on the number and the digits alone, and is defined wherever its argument is, or nowhere
   */
  BigInterval of(BigInterval x, int digits, UnaryOperator<BigInterval> function) {
    var q = x.exact();
    if (q == null || q.num().bitLength() > MAX_BITS || q.den().bitLength() > MAX_BITS) {
      return function.apply(x);
    }
    int hash = 31 * q.hashCode() + digits;
    int place = (hash ^ hash >>> 15) & SIZE - 1;
    var last = entries[place];
    if (last == null || last.digits() != digits || !last.x().equals(q)) {
      last = new Known(q, digits, function.apply(BigInterval.exactly(q)));
      entries[place] = last;
    }
    return last.value().and(x.definedness());
  }
}
