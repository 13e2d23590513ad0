package org.gradus.analysis;

import org.gradus.expr.Expr;

/**
 * How an expression bends in the variables, as far as the composition rules tell.
 *
 * @param offending the innermost part to which no rule applies; null unless the bend is not known
 */
public record Curvature(Bend bend, Expr offending) {

  /** The classes of disciplined convex programming. */
  public enum Bend { CONSTANT, AFFINE, CONVEX, CONCAVE, UNKNOWN }

  static Curvature of(Bend b) {
    return new Curvature(b, null);
  }

  static Curvature unknown(Expr at) {
    return new Curvature(Bend.UNKNOWN, at);
  }

  boolean affine() {
    return bend == Bend.CONSTANT || bend == Bend.AFFINE;
  }

  public boolean convex() {
    return affine() || bend == Bend.CONVEX;
  }

  boolean concave() {
    return affine() || bend == Bend.CONCAVE;
  }

  Curvature negated() {
    return bend == Bend.CONVEX ? of(Bend.CONCAVE) : bend == Bend.CONCAVE ? of(Bend.CONVEX) : this;
  }

  Curvature plus(Curvature o, Expr whole) {
    if (bend == Bend.UNKNOWN || o.bend == Bend.CONSTANT) {
      return this;
    }
    if (o.bend == Bend.UNKNOWN || bend == Bend.CONSTANT || bend == Bend.AFFINE) {
      return o;
    }
    return o.bend == Bend.AFFINE || o.bend == bend ? this : unknown(whole);
  }
}
