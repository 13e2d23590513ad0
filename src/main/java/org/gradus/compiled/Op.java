package org.gradus.compiled;

import org.gradus.numeric.ErrorFunction;
import org.hipparchus.special.Gamma;
import org.hipparchus.util.Binary64;
import org.hipparchus.util.FastMath;

/** The operations of a {@link Graph}, with their meaning for doubles. Comparisons give 1 or 0. */
public enum Op {
  CONST(0, Lanes.YES), VAR(0, Lanes.YES),
  ADD(2, Lanes.YES), SUB(2, Lanes.YES), MUL(2, Lanes.YES), DIV(2, Lanes.YES), MIN(2, Lanes.YES), MAX(2, Lanes.YES),
  NEG(1, Lanes.YES), ABS(1, Lanes.YES), SQRT(1, Lanes.YES),
  /** a·b + c, rounded once. */
  FMA(3, Lanes.YES),
  /** The double whose bits are those of the operand, moved up by 52: of {@code 0x1.8p52 + 1023 + n} it is 2^n. */
  TWO_TO(1, Lanes.YES),
  EXP(1, Lanes.OWN), EXPM1(1, Lanes.OWN), TANH(1, Lanes.OWN),
  LOG(1, Lanes.NO), LOG1P(1, Lanes.NO), SIN(1, Lanes.NO), COS(1, Lanes.NO), TAN(1, Lanes.NO), ASIN(1, Lanes.NO),
  ACOS(1, Lanes.NO), ATAN(1, Lanes.NO), SINH(1, Lanes.NO), COSH(1, Lanes.NO), CBRT(1, Lanes.NO),
  POW(2, Lanes.NO), ATAN2(2, Lanes.NO),
  ASINH(1, Lanes.NO), ACOSH(1, Lanes.NO), ATANH(1, Lanes.NO), FLOOR(1, Lanes.NO), CEIL(1, Lanes.NO),
  ERF(1, Lanes.NO), ERFC(1, Lanes.NO), GAMMA(1, Lanes.NO), LOGGAMMA(1, Lanes.NO), DIGAMMA(1, Lanes.NO),
  TRIGAMMA(1, Lanes.NO),
  /** 1/(1+e^(−x)); expanded before code is made. */
  SIGMOID(1, Lanes.OWN),
  /** log(1+e^x); expanded before code is made. */
  SOFTPLUS(1, Lanes.OWN),
  LT(2, Lanes.YES), LE(2, Lanes.YES), EQ(2, Lanes.YES), AND(2, Lanes.YES), OR(2, Lanes.YES),
  /** The second operand where the first is true, otherwise the third; both are computed. */
  SELECT(3, Lanes.YES);

  /** What the Vector API does with the same bits before and after it is compiled, what {@link LaneMath} makes of that. */
  private enum Lanes { YES, OWN, NO }

  private final int arity;
  private final Lanes lanes;

  Op(int arity, Lanes lanes) {
    this.arity = arity;
    this.lanes = lanes;
  }

  int arity() {
    return arity;
  }

  /** Whether it runs in lanes, as it is or expanded. */
  boolean lanewise() {
    return lanes != Lanes.NO;
  }

  /** Whether the value is a truth value. */
  boolean isCondition() {
    return switch (this) {
      case LT, LE, EQ, AND, OR -> true;
      default -> false;
    };
  }

  /** The value for up to three operands; surplus ones are not looked at. */
  double apply(double a, double b, double c) {
    return switch (this) {
      case CONST, VAR -> throw new IllegalStateException(this + " has no operands");
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case SQRT -> Math.sqrt(a);
      case FMA -> Math.fma(a, b, c);
      case TWO_TO -> Double.longBitsToDouble(Double.doubleToRawLongBits(a) << 52);
      case EXP -> Math.exp(a);
      case EXPM1 -> Math.expm1(a);
      case LOG -> Math.log(a);
      case LOG1P -> Math.log1p(a);
      case SIN -> Math.sin(a);
      case COS -> Math.cos(a);
      case TAN -> Math.tan(a);
      case ASIN -> Math.asin(a);
      case ACOS -> Math.acos(a);
      case ATAN -> Math.atan(a);
      case SINH -> Math.sinh(a);
      case COSH -> Math.cosh(a);
      case TANH -> Math.tanh(a);
      case CBRT -> Math.cbrt(a);
      case POW -> Math.pow(a, b);
      case ATAN2 -> Math.atan2(a, b);
      case ASINH -> FastMath.asinh(a);
      case ACOSH -> FastMath.acosh(a);
      case ATANH -> FastMath.atanh(a);
      case FLOOR -> Math.floor(a);
      case CEIL -> Math.ceil(a);
      case ERF -> Special.erf(a);
      case ERFC -> Special.erfc(a);
      case GAMMA -> Special.gamma(a);
      case LOGGAMMA -> Special.logGamma(a);
      case DIGAMMA -> Special.digamma(a);
      case TRIGAMMA -> Special.trigamma(a);
      case SIGMOID -> {
        var e = Math.exp(-Math.abs(a));
        yield (a < 0 ? e : 1) / (1 + e);
      }
      case SOFTPLUS -> Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
      case LT -> a < b ? 1 : 0;
      case LE -> a <= b ? 1 : 0;
      case EQ -> a == b ? 1 : 0;
      case AND -> a != 0 && b != 0 ? 1 : 0;
      case OR -> a != 0 || b != 0 ? 1 : 0;
      case SELECT -> a != 0 ? b : c;
    };
  }

  /**
   * The special functions of Hipparchus over its field of doubles, NaN outside their real domain (its digamma for plain
   * doubles is right to nine digits only). Called by generated code too.
   */
  public static final class Special {
    private Special() {}

    public static double erf(double x) {
      return Double.isNaN(x) ? x : ErrorFunction.erf(new Binary64(x)).getReal();
    }

    public static double erfc(double x) {
      return Double.isNaN(x) ? x : ErrorFunction.erfc(new Binary64(x)).getReal();
    }

    public static double gamma(double x) {
      return isPole(x) ? Double.NaN : Gamma.gamma(new Binary64(x)).getReal();
    }

    public static double logGamma(double x) {
      return x > 0 ? Gamma.logGamma(new Binary64(x)).getReal() : Double.NaN;
    }

    public static double digamma(double x) {
      return isPole(x) || Double.isNaN(x) ? Double.NaN : Gamma.digamma(new Binary64(x)).getReal();
    }

    public static double trigamma(double x) {
      return isPole(x) || Double.isNaN(x) ? Double.NaN : Gamma.trigamma(new Binary64(x)).getReal();
    }

    private static boolean isPole(double x) {
      return x <= 0 && x == Math.rint(x);
    }
  }
}
