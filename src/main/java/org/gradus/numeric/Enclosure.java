package org.gradus.numeric;

import java.math.BigDecimal;
import org.gradus.expr.Rational;

/**
 * What is rigorously known of an expression at a point.
 *
 * @param exact the value, where it is a rational that was found exactly, else null
 * @param lower the lower end, null unless defined
 * @param upper the upper end, null unless defined
 * @param reason why it is unknown, or null
 */
public record Enclosure(Status status, Rational exact, BigDecimal lower, BigDecimal upper, String reason) {

  /** Whether the value exists. */
  public enum Status {
    /** It does, and lies between the ends. */
    DEFINED,
    /** It certainly does not. */
    UNDEFINED,
    /** Neither could be made certain. */
    UNKNOWN
  }

  private static final BigDecimal PRECISE = new BigDecimal("1e-15");
  private static final BigDecimal NOTHING = new BigDecimal("1e-25");

  static Enclosure unknown(String reason) {
    return new Enclosure(Status.UNKNOWN, null, null, null, reason);
  }

  static final Enclosure UNDEFINED = new Enclosure(Status.UNDEFINED, null, null, null, null);

  public boolean isDefined() {
    return status == Status.DEFINED;
  }

  /** Whether the value is known to the precision of a double; of some functions far out there are only bounds. */
  public boolean isKnown() {
    return isDefined() && (exact != null || upper.subtract(lower).compareTo(lower.abs().max(upper.abs()).multiply(PRECISE).max(NOTHING)) <= 0);
  }

  public boolean isDisjoint(Enclosure o) {
    return isDefined() && o.isDefined() && (exact != null && o.exact != null
        ? !exact.equals(o.exact) : upper.compareTo(o.lower) < 0 || o.upper.compareTo(lower) < 0);
  }

  /** The sign of this minus the other where that is certain, else null. */
  public Integer compare(Enclosure o) {
    if (!isDefined() || !o.isDefined()) {
      return null;
    }
    if (exact != null && o.exact != null) {
      return exact.compareTo(o.exact);
    }
    return upper.compareTo(o.lower) < 0 ? Integer.valueOf(-1) : lower.compareTo(o.upper) > 0 ? Integer.valueOf(1) : null;
  }

  /** Whether there is a value and 0 is not excluded. */
  public boolean mayBeZero() {
    return isDefined() && lower.signum() <= 0 && upper.signum() >= 0;
  }

  /** The middle, for printing. */
  public BigDecimal middle() {
    return lower.add(upper).divide(BigDecimal.TWO);
  }
}
