package org.gradus.proof;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;

/** Writes a quadratic form as a sum of squares with positive factors, by completing one square after the other (Lagrange 1759). */
final class SumOfSquares {

  private static final int MAX_SQUARES = 8;

  /** A square and its positive factor. */
  record Square(Rational times, Expr of) {}

  private SumOfSquares() {}

  /** The squares; null where one that is left over cannot be completed. */
  static List<Square> of(Poly form, Work work) {
    var rest = form;
    var all = new ArrayList<Square>();
    while (!rest.isZero()) {
      int i = square(rest);
      if (i < 0 || all.size() == MAX_SQUARES) {
        return null;
      }
      var times = rest.terms().value(i);
      var root = root(rest, rest.terms().key(i).exponents().firstKey(), times.re(), work);
      all.add(new Square(times.re(), ToExpr.of(root)));
      rest = rest.plus(root.times(root, work).scale(times).negate(), work);
    }
    return all;
  }

  /** The place of a term x² with a positive factor, or −1. */
  private static int square(Poly p) {
    for (int i = 0; i < p.size(); i++) {
      var atoms = p.terms().key(i).exponents();
      var times = p.terms().value(i);
      if (atoms.size() == 1 && atoms.value(0).equals(Rational.TWO) && times.isReal() && times.re().signum() > 0) {
        return i;
      }
    }
    return -1;
  }

  /** x and half of what stands beside it in mixed terms, over the factor of x². */
  private static Poly root(Poly p, Generator x, Rational times, Work work) {
    var root = Poly.generator(x);
    var half = Complex.of(times.times(Rational.TWO).reciprocal());
    for (int i = 0; i < p.size(); i++) {
      var m = p.terms().key(i);
      if (m.exponent(x).isOne()) {
        root = root.plus(Poly.term(p.terms().value(i).times(half), m.without(x), work), work);
      }
    }
    return root;
  }
}
