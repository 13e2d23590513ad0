package org.gradus.claim;

import java.util.Locale;

/** What sort of statement a formula, or one relation of it, is. */
public enum Kind {
  DEFINITION, EQUALITY, DERIVATIVE, LIMIT, BOUND, CONVEXITY, SOLUTION, NUMERIC, CONDITION, ASSUMPTION, NONE;

  /** The name in reports. */
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
