package org.gradus.numeric;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;

/**
 * Evaluation over any field of Hipparchus: doubles ({@code Binary64}), dual numbers ({@code Gradient},
 * {@code DerivativeStructure}) for automatic differentiation. Rounded, so a witness and never a proof. Undefined is NaN.
 */
public final class FieldNumbers<T extends CalculusFieldElement<T>> implements Numbers<T> {

  private static final Set<String> KNOWN = Set.of("exp", "log", "log1p", "expm1", "root", "sin", "cos", "tan", "asin",
      "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "abs", "sign", "floor", "ceil", "max",
      "min", "sigmoid", "logsigmoid", "softplus", "erf", "erfc", "erfinv", "gamma", "loggamma", "digamma",
      "polygamma", "lambertw", "hzeta", "Si", "Ci", "Ei", "erfi", "fresnels", "fresnelc", "airyai", "airybi", "airyaiprime", "airybiprime",
      "besselj", "bessely", "besseli", "besselk");

  /** As many doublings of correct derivatives as there are orders that anyone asks for. */
  private static final int NEWTON_STEPS = 3;

  private final T zero;
  private final T nan;

  private FieldNumbers(T like) {
    zero = like.newInstance(0);
    nan = like.newInstance(Double.NaN);
  }

  /** The numbers of the field (and the number of derivatives) that the given one is of. */
  public static <T extends CalculusFieldElement<T>> FieldNumbers<T> like(T one) {
    return new FieldNumbers<>(one);
  }

  @Override
  public T of(Rational value) {
    return zero.newInstance(value.doubleValue());
  }

  @Override
  public T pi() {
    return zero.newInstance(Math.PI);
  }

  @Override
  public T e() {
    return zero.newInstance(Math.E);
  }

  @Override
  public T add(T a, T b) {
    return a.add(b);
  }

  @Override
  public T multiply(T a, T b) {
    return a.multiply(b);
  }

  @Override
  public T power(T base, BigInteger n) {
    if (n.signum() < 0 && base.getReal() == 0) {
      return nan;
    }
    if (n.equals(BigInteger.ONE.negate())) {
      return base.reciprocal();
    }
    return n.bitLength() < 31 ? base.pow(n.intValue()) : base.pow(n.doubleValue());
  }

  @Override
  public T power(T base, Rational q) {
    double x = base.getReal();
    if (x < 0 || x == 0 && q.signum() < 0 || Double.isNaN(x)) {
      return nan;
    }
    return q.den().equals(BigInteger.TWO) ? power(base.sqrt(), q.num()) : base.pow(q.doubleValue());
  }

  @Override
  public T power(T base, T exponent) {
    double x = base.getReal();
    double y = exponent.getReal();
    if (Double.isNaN(x) || Double.isNaN(y) || x == 0 && y < 0 || x < 0 && y != Math.rint(y)) {
      return nan;
    }
    if (x <= 0 && y == Math.rint(y) && Math.abs(y) <= Integer.MAX_VALUE) {
      return base.pow((int) y);
    }
    return base.pow(exponent);
  }

  @Override
  public BigInteger integer(T value) {
    double x = value.getReal();
    return Double.isFinite(x) && x == Math.rint(x) ? Rational.of(x).num() : null;
  }

  @Override
  public Truth compare(RelOp op, T a, T b) {
    double x = a.getReal();
    double y = b.getReal();
    return Double.isNaN(x) || Double.isNaN(y) ? Truth.UNDEFINED
        : Truth.of(op.holdsForSign(x < y ? -1 : x > y ? 1 : 0));
  }

  @Override
  public T undefined() {
    return nan;
  }

  /** Comparisons of doubles are always decided, so there is only one. */
  @Override
  public T hull(T a, T b) {
    return a;
  }

  @Override
  public T perhapsUndefined(T value) {
    return value;
  }

  @Override
  public boolean knows(String function, int arity) {
    return KNOWN.contains(function);
  }

  @Override
  public T call(String function, List<T> args) {
    try {
      return apply(function, args);
    } catch (MathRuntimeException _) { // how Hipparchus says that an argument is outside the domain
      return nan;
    }
  }

  private T apply(String function, List<T> args) {
    var t = args.get(0);
    double x = t.getReal();
    return switch (function) {
      case "exp" -> t.exp();
      case "log" -> x > 0 ? t.log() : nan;
      case "log1p" -> x > -1 ? t.log1p() : nan;
      case "expm1" -> t.expm1();
      case "root" -> root(t, args.get(1).getReal());
      case "sin" -> t.sin();
      case "cos" -> t.cos();
      case "tan" -> t.tan();
      case "asin" -> t.asin();
      case "acos" -> t.acos();
      case "atan" -> t.atan();
      case "atan2" -> x == 0 && args.get(1).getReal() == 0 ? nan : t.atan2(args.get(1));
      case "sinh" -> t.sinh();
      case "cosh" -> t.cosh();
      case "tanh" -> t.tanh();
      case "asinh" -> t.asinh();
      case "acosh" -> x >= 1 ? t.acosh() : nan;
      case "atanh" -> Math.abs(x) < 1 ? t.atanh() : nan;
      case "abs" -> x < 0 ? t.negate() : t;
      case "sign" -> t.newInstance(Math.signum(x));
      case "floor" -> t.newInstance(Math.floor(x));
      case "ceil" -> t.newInstance(Math.ceil(x));
      case "max" -> args.stream().reduce((a, b) -> a.getReal() < b.getReal() || b.isNaN() ? b : a).orElseThrow();
      case "min" -> args.stream().reduce((a, b) -> a.getReal() > b.getReal() || b.isNaN() ? b : a).orElseThrow();
      case "sigmoid" -> sigmoid(t);
      case "softplus" -> softplus(t);
      case "logsigmoid" -> softplus(t.negate()).negate();
      case "erf" -> ErrorFunction.erf(t);
      case "erfc" -> ErrorFunction.erfc(t);
      case "erfinv" -> Math.abs(x) < 1 ? inverseErf(t) : nan;
      case "gamma" -> x <= 0 && x == Math.rint(x) ? nan : Gamma.gamma(t);
      case "loggamma" -> x > 0 ? Gamma.logGamma(t) : nan;
      case "digamma" -> x <= 0 && x == Math.rint(x) ? nan : Gamma.digamma(t);
      case "polygamma" -> {
        double at = args.get(1).getReal();
        if (at <= 0 && at == Math.rint(at)) {
          yield nan;
        }
        if (x == 1) {
          yield Gamma.trigamma(args.get(1));
        }
        throw new Unsupported("polygamma of order " + x + " in doubles");
      }
      default -> {
        if (!KNOWN.contains(function)) {
          throw new Unsupported(function + " is not evaluated");
        }
        yield ByDerivatives.call(function, args);
      }
    };
  }

  /** Hipparchus has the value; the derivatives come from a step of Newton's method for each order, which changes no more. */
  private T inverseErf(T t) {
    var y = t.newInstance(Erf.erfInv(t.getReal()));
    for (int i = 0; i < NEWTON_STEPS; i++) {
      y = y.subtract(ErrorFunction.erf(y).subtract(t).multiply(y.multiply(y).exp()).multiply(Math.sqrt(Math.PI) / 2));
    }
    return y;
  }

  private T root(T t, double degree) {
    if (degree != Math.rint(degree) || Math.abs(degree) > 1e6) {
      throw new Unsupported("a root whose degree is not an integer");
    }
    int n = (int) degree;
    double x = t.getReal();
    if (n == 0 || n % 2 == 0 && x < 0 || n < 0 && x == 0) {
      return nan;
    }
    if (n < 0) {
      return root(t, -degree).reciprocal();
    }
    return n == 2 ? t.sqrt() : n == 3 ? t.cbrt() : x < 0 ? t.negate().rootN(n).negate() : t.rootN(n);
  }

  /** Only exponentials of negative numbers, which do not overflow. */
  private T sigmoid(T t) {
    if (t.getReal() >= 0) {
      return t.negate().exp().add(1).reciprocal();
    }
    var e = t.exp();
    return e.divide(e.add(1));
  }

  private T softplus(T t) {
    return t.getReal() > 0 ? t.add(t.negate().exp().log1p()) : t.exp().log1p();
  }
}
