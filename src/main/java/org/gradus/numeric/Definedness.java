package org.gradus.numeric;

/**
 * What is known about where a function is defined on the set its enclosure speaks of; the decorations {@code dac/def},
 * {@code trv} and {@code ill} of IEEE 1788-2015, reduced to what a verdict needs.
 */
public enum Definedness {
  /** Certainly defined at every point of the set. */
  DEFINED_EVERYWHERE,
  /** Perhaps undefined at some point; the enclosure holds wherever the value exists. */
  POSSIBLY_UNDEFINED,
  /** Certainly undefined at every point; the enclosure is empty. */
  CERTAINLY_UNDEFINED;

  /** Of an operation on two values: as bad as the worse of them. */
  public Definedness and(Definedness o) {
    return compareTo(o) >= 0 ? this : o;
  }

  /** Of a value that is one of two, it is not known which. */
  public Definedness or(Definedness o) {
    return this == o ? this : POSSIBLY_UNDEFINED;
  }
}
