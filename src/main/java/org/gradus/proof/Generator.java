package org.gradus.proof;

/**
 * A generator of the normal form: something that polynomials are polynomials in. Two generators are the same if
 * kind and key are.
 *
 * @param kind what it is
 * @param key the canonical text of what it is the exponential, logarithm … of
 * @param data the object behind the text (an expression, a {@link Poly}, a prime …)
 * @param positive whether its value is known to be positive wherever it is defined
 */
record Generator(Kind kind, String key, Object data, boolean positive) implements Comparable<Generator> {

  /** Begins the key of e^{iu}; no name of a variable contains it, so that e^{ix} is not taken for exp(i·x) with a variable i. */
  static final String IMAGINARY_UNIT = "\u2148*";

  /** The kinds of generator. */
  enum Kind {
    /** A variable or a component. */
    VARIABLE,
    /** π. */
    PI,
    /** A prime number or an unfactored integer; carries exponents in [0, 1). */
    NUMBER,
    /** A polynomial taken to exponents in [0, 1). */
    ROOT,
    /** exp of one monomial (possibly times i). */
    EXP,
    /** log |f| of a polynomial or of a prime. */
    LOG,
    /** Any other function, opaque. */
    FUNCTION
  }

  /** Whether integer parts of exponents are multiplied out. */
  boolean algebraic() {
    return kind == Kind.NUMBER || kind == Kind.ROOT;
  }

  @Override
  public boolean equals(Object o) {
    return this == o || o instanceof Generator g && kind == g.kind && key.equals(g.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode() * 31 + kind.ordinal();
  }

  @Override
  public int compareTo(Generator o) {
    if (this == o) {
      return 0;
    }
    int byKind = kind.compareTo(o.kind);
    return byKind != 0 ? byKind : key.compareTo(o.key);
  }

  /** Whether a name cannot be mistaken for the text of something else. */
  private static boolean plain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c) && "_#∂".indexOf(c) < 0) {
        return false;
      }
    }
    return !name.isEmpty() && !Character.isDigit(name.charAt(0)) && !name.equals("\u03c0");
  }

  @Override
  public String toString() {
    return switch (kind) {
      case VARIABLE -> plain(key) ? key : "V{" + key + "}";
      case PI -> "\u03c0";
      case NUMBER -> key;
      case ROOT -> "R{" + key + "}";
      case EXP -> "E{" + key + "}";
      case LOG -> "L{" + key + "}";
      case FUNCTION -> "F{" + key + "}";
    };
  }
}
