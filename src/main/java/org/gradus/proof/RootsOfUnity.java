package org.gradus.proof;

import org.gradus.expr.Rational;

/** e^{iπq} for rational q: by radicals for multiples of 1/12, else (−1)^q with q reduced. */
final class RootsOfUnity {

  private RootsOfUnity() {}

  static Fraction of(Rational q, Lowering lowering, Work work) {
    var turns = q.minus(Rational.of(Rational.of(q.num(), q.den().shiftLeft(1)).floor().shiftLeft(1))); // in [0, 2)
    var twelfths = turns.times(Rational.of(12));
    if (!twelfths.isInteger()) {
      return opaque(turns, work);
    }
    int k = twelfths.intValueExact();
    var result = unit(k / 6); // whole quarter turns: i^n
    return switch (k % 6) {
      case 0 -> result;
      case 1 -> result.times(unit(3), work) // 1/12 = 4/12 + 3/12 − 6/12
          .times(twelfth(4, lowering, work), work).times(twelfth(3, lowering, work), work);
      default -> result.times(twelfth(k % 6, lowering, work), work);
    };
  }

  private static Fraction unit(int quarterTurns) {
    var c = Complex.ONE;
    for (int i = 0; i < quarterTurns; i++) {
      c = c.times(Complex.I);
    }
    return Fraction.of(Poly.constant(c));
  }

  private static Fraction opaque(Rational turns, Work work) {
    // e^{iπt} = i^n·e^{iπ(t − n/2)}: one generator with exponent in [0, 1/2).
    int n = turns.times(Rational.TWO).floor().intValueExact();
    var rest = turns.minus(Rational.of(n, 2));
    var g = new Generator(Generator.Kind.EXP, Generator.IMAGINARY_UNIT + "\u03c0", null, false);
    return unit(n).times(Fraction.of(Poly.term(Complex.ONE, Monomial.of(g, rest), work)), work);
  }

  /** e^{iπk/12} for k = 2, 3, 4, 5 (k = 5 as a product). */
  private static Fraction twelfth(int k, Lowering lowering, Work work) {
    var half = Fraction.of(Rational.HALF);
    var i = Fraction.of(Poly.constant(Complex.I));
    return switch (k) {
      case 2 -> root(3, lowering).times(half, work).plus(i.times(half, work), work);
      case 3 -> root(2, lowering).times(half, work).times(Fraction.ONE.plus(i, work), work);
      case 4 -> half.plus(i.times(root(3, lowering), work).times(half, work), work);
      case 5 -> twelfth(2, lowering, work).times(twelfth(3, lowering, work), work);
      default -> throw new IllegalArgumentException("k = " + k);
    };
  }

  private static Fraction root(int n, Lowering lowering) {
    return lowering.rationalPower(Rational.of(n), Rational.HALF);
  }
}
