package org.gradus.numeric;

/**
 * What is known about a condition on a set of points: whether it can hold and can fail there (Kleene's strong
 * three-valued logic), and whether its sides are defined.
 */
public record Truth(boolean canHold, boolean canFail, Definedness definedness) {

  public static final Truth TRUE = new Truth(true, false, Definedness.DEFINED_EVERYWHERE);
  public static final Truth FALSE = new Truth(false, true, Definedness.DEFINED_EVERYWHERE);
  public static final Truth UNKNOWN = new Truth(true, true, Definedness.POSSIBLY_UNDEFINED);
  public static final Truth UNDEFINED = new Truth(false, false, Definedness.CERTAINLY_UNDEFINED);

  public static Truth of(boolean b) {
    return b ? TRUE : FALSE;
  }

  /** Whether the condition certainly holds, at every point of the set. */
  public boolean isCertainlyTrue() {
    return canHold && !canFail && definedness == Definedness.DEFINED_EVERYWHERE;
  }

  /** Whether the condition holds at no point of the set: false or undefined everywhere. */
  public boolean holdsNowhere() {
    return !canHold;
  }

  public Truth not() {
    return new Truth(canFail, canHold, definedness);
  }

  /** The conjunction. Whether 'false and undefined' is false or undefined is left open, which is safe either way. */
  public Truth and(Truth o) {
    return new Truth(canHold && o.canHold, canFail || o.canFail, both(o));
  }

  public Truth or(Truth o) {
    return new Truth(canHold || o.canHold, canFail && o.canFail || openToUndefined(o), both(o));
  }

  // 'true or undefined' may count as true; 'false or undefined' must not count as anything certain.
  private boolean openToUndefined(Truth o) {
    return definedness != Definedness.DEFINED_EVERYWHERE && o.canFail
        || o.definedness != Definedness.DEFINED_EVERYWHERE && canFail;
  }

  private Definedness both(Truth o) {
    return definedness == o.definedness ? definedness : Definedness.POSSIBLY_UNDEFINED;
  }
}
