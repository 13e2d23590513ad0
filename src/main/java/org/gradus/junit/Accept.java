package org.gradus.junit;

/** The weakest verdict with which a step passes. REFUTED never does, unless an {@code expect} directive announces it. */
public enum Accept {
  /** A proof for all points of the domain. */
  PROVED,
  /** A proof, or agreement at many points to many digits. */
  TESTED,
  /** Whatever is not refuted. */
  UNDECIDED;

  boolean passes(String verdict) {
    return switch (verdict) {
      case "PROVED" -> true;
      case "TESTED" -> this != PROVED;
      case "UNDECIDED" -> this == UNDECIDED;
      default -> false;
    };
  }
}
