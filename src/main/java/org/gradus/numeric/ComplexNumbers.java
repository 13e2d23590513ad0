package org.gradus.numeric;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.hipparchus.complex.Complex;
import org.hipparchus.complex.ComplexField;

/**
 * Complex numbers next to the real line, where analytic functions are continued from it. What has no continuation (|x|, max, floor,
 * a case distinction), or none here whose tiny imaginary part survives rounding, is {@link Unsupported}. Real semantics otherwise: a
 * value that does not exist on the real line is NaN.
 */
final class ComplexNumbers implements Numbers<Complex> {

  static final ComplexNumbers INSTANCE = new ComplexNumbers();

  private static final Set<String> ANALYTIC = Set.of("exp", "log", "log1p", "expm1", "root", "sin", "cos", "tan", "sinh", "cosh",
      "tanh", "sigmoid", "logsigmoid", "softplus");
  /** Functions that could be called, and are not analytic, or whose continuation loses the imaginary part. */
  private static final Set<String> REFUSED = Set.of("abs", "sign", "floor", "ceil", "max", "min", "asin", "acos", "atan", "atan2",
      "erf", "erfc", "erfinv", "gamma", "loggamma", "digamma", "polygamma");

  private final FieldNumbers<Complex> field = FieldNumbers.like(ComplexField.getInstance().getZero());

  private ComplexNumbers() {}

  @Override
  public Complex of(Rational value) {
    return field.of(value);
  }

  @Override
  public Complex pi() {
    return field.pi();
  }

  @Override
  public Complex e() {
    return field.e();
  }

  @Override
  public Complex add(Complex a, Complex b) {
    return a.add(b);
  }

  @Override
  public Complex multiply(Complex a, Complex b) {
    return a.multiply(b);
  }

  /** By squaring: the logarithm of a negative number has an argument near π, beside which a tiny one is lost. */
  @Override
  public Complex power(Complex base, BigInteger n) {
    if (n.bitLength() > 16) {
      throw new Unsupported("so large a power in complex numbers");
    }
    int k = n.intValue();
    if (k < 0) {
      return base.getReal() == 0 ? undefined() : power(base, n.negate()).reciprocal();
    }
    var result = Complex.ONE;
    var square = base;
    for (; k > 0; k >>= 1) {
      result = (k & 1) == 1 ? result.multiply(square) : result;
      square = k > 1 ? square.multiply(square) : square;
    }
    return result;
  }

  @Override
  public Complex power(Complex base, Rational q) {
    // At 0 the power has no continuation.
    return base.getReal() > 0 ? field.power(base, q) : undefined();
  }

  @Override
  public Complex power(Complex base, Complex exponent) {
    return base.getReal() > 0 ? base.pow(exponent) : undefined();
  }

  @Override
  public BigInteger integer(Complex value) {
    return value.getImaginary() == 0 ? field.integer(value) : null;
  }

  @Override
  public Truth compare(RelOp op, Complex a, Complex b) {
    throw new Unsupported("a case distinction in complex numbers");
  }

  @Override
  public Complex undefined() {
    return field.undefined();
  }

  @Override
  public Complex hull(Complex a, Complex b) {
    return field.hull(a, b);
  }

  @Override
  public Complex perhapsUndefined(Complex value) {
    return value;
  }

  @Override
  public boolean knows(String function, int arity) {
    return ANALYTIC.contains(function) || REFUSED.contains(function);
  }

  @Override
  public Complex call(String function, List<Complex> args) {
    if (!ANALYTIC.contains(function)) {
      throw new Unsupported(function + " in complex numbers");
    }
    var z = args.getFirst();
    return switch (function) {
      case "tanh" -> tanh(z);
      // An odd root of a negative number is that of its absolute value; at 0 there is no continuation.
      case "root" -> z.getReal() == 0 ? undefined() : z.getReal() < 0 ? field.call(function, List.of(z.negate(), args.get(1))).negate()
          : field.call(function, args);
      default -> field.call(function, args);
    };
  }

  /** That of the library is 1 from 20 on, without an imaginary part. */
  private static Complex tanh(Complex z) {
    boolean negative = z.getReal() < 0;
    var t = (negative ? z : z.negate()).multiply(2).exp();
    var value = Complex.ONE.subtract(t).divide(t.add(1));
    return negative ? value.negate() : value;
  }
}
