package org.gradus.notation;

/**
 * A relation sign.
 *
 * @param latex the sign as written
 */
public record Relation(String latex, Kind kind, Span span) {

  /** What a relation sign says. */
  public enum Kind { EQ, DEFINE, NE, LT, LE, GT, GE, APPROX, IMPLIES, IFF, IN, PROPTO, DISTRIBUTED, ASSIGN }
}
