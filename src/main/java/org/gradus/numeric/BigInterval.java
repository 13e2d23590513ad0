package org.gradus.numeric;

import static org.gradus.numeric.Definedness.CERTAINLY_UNDEFINED;
import static org.gradus.numeric.Definedness.DEFINED_EVERYWHERE;
import static org.gradus.numeric.Definedness.POSSIBLY_UNDEFINED;

import java.math.BigDecimal;
import org.gradus.expr.Rational;

/**
 * What is known of one real number at high precision: the exact rational, or an enclosure between decimals, or nothing
 * ({@link #ENTIRE}), or that it does not exist ({@link #EMPTY}). The operations are in {@link BigArithmetic}, which
 * carries the precision.
 *
 * @param exact the value, where it is known exactly; the ends are null then
 * @param lower the lower end, or null where there is no bound (both ends or none)
 * @param definedness whether the value exists
 */
public record BigInterval(Rational exact, BigDecimal lower, BigDecimal upper, Definedness definedness) {

  public static final BigInterval ENTIRE = new BigInterval(null, null, null, DEFINED_EVERYWHERE);
  public static final BigInterval EMPTY = new BigInterval(null, null, null, CERTAINLY_UNDEFINED);
  public static final BigInterval ZERO = exactly(Rational.ZERO);
  public static final BigInterval ONE = exactly(Rational.ONE);

  public static BigInterval exactly(Rational value) {
    return new BigInterval(value, null, null, DEFINED_EVERYWHERE);
  }

  static BigInterval exactly(long value) {
    return exactly(Rational.of(value));
  }

  public static BigInterval between(BigDecimal lower, BigDecimal upper) {
    if (lower.compareTo(upper) > 0) {
      throw new IllegalArgumentException("no real lies in [" + lower + ", " + upper + "]");
    }
    return new BigInterval(null, lower, upper, DEFINED_EVERYWHERE);
  }

  public boolean isExact() {
    return exact != null;
  }

  public boolean isEmpty() {
    return definedness == CERTAINLY_UNDEFINED;
  }

  /** Whether nothing is known of the size. */
  public boolean isUnbounded() {
    return exact == null && lower == null;
  }

  BigInterval and(Definedness d) {
    return isEmpty() || definedness.and(d) == definedness ? this
        : d == CERTAINLY_UNDEFINED ? EMPTY : new BigInterval(exact, lower, upper, d);
  }

  BigInterval perhapsUndefined() {
    return and(POSSIBLY_UNDEFINED);
  }

  @Override
  public String toString() {
    return (isEmpty() ? "empty" : exact != null ? exact.toString() : lower == null ? "unbounded"
        : "[" + lower + ", " + upper + "]") + (definedness == POSSIBLY_UNDEFINED ? "?" : "");
  }
}
