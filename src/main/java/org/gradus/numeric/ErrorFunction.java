package org.gradus.numeric;

import org.hipparchus.CalculusFieldElement;
import org.hipparchus.special.Erf;

/**
 * erf and erfc over fields of Hipparchus: doubles, and dual numbers with their derivatives. Hipparchus goes by the incomplete
 * gamma function of x², whose logarithm loses value and derivatives near 0 (at 0 it has 0 for all of them), so there by the
 * series 2/√π Σ (−1)ⁿ x²ⁿ⁺¹ / (n! (2n + 1)) (Abramowitz and Stegun 1964, 7.1.5).
 */
public final class ErrorFunction {

  /** Where the series is taken: within it 1 − erf x loses no digits that erfc x has. */
  private static final double NEAR = 0.5;

  /** The first power left out is below NEAR³⁵ / 17!: nothing in a double, nor in the derivatives that anyone asks for. */
  private static final int TERMS = 16;

  private ErrorFunction() {}

  public static <T extends CalculusFieldElement<T>> T erf(T x) {
    if (!(Math.abs(x.getReal()) < NEAR)) {
      return Erf.erf(x);
    }
    var square = x.multiply(x);
    var power = x.multiply(2 / Math.sqrt(Math.PI));
    var sum = power;
    for (int n = 1; n <= TERMS; n++) {
      power = power.multiply(square).divide(-n);
      sum = sum.add(power.divide(2 * n + 1));
    }
    return sum;
  }

  public static <T extends CalculusFieldElement<T>> T erfc(T x) {
    return Math.abs(x.getReal()) < NEAR ? erf(x).negate().add(1) : Erf.erfc(x);
  }
}
