package org.gradus.compiled;

import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;
import org.hipparchus.util.Binary64;
import org.hipparchus.util.FastMath;

/** The operations of a {@link Graph}, with their meaning for doubles. Comparisons give 1 or 0. */
public enum Op {
  CONST(0, Lanes.YES), VAR(0, Lanes.YES),
  ADD(2, Lanes.YES), SUB(2, Lanes.YES), MUL(2, Lanes.YES), DIV(2, Lanes.YES), MIN(2, Lanes.YES), MAX(2, Lanes.YES),
  NEG(1, Lanes.YES), ABS(1, Lanes.YES), SQRT(1, Lanes.YES),
  EXP(1, Lanes.YES), EXPM1(1, Lanes.YES), LOG(1, Lanes.YES), LOG1P(1, Lanes.YES),
  SIN(1, Lanes.YES), COS(1, Lanes.YES), TAN(1, Lanes.YES), ASIN(1, Lanes.YES), ACOS(1, Lanes.YES), ATAN(1, Lanes.YES),
  SINH(1, Lanes.YES), COSH(1, Lanes.YES), TANH(1, Lanes.YES), CBRT(1, Lanes.YES),
  POW(2, Lanes.YES), ATAN2(2, Lanes.YES),
  ASINH(1, Lanes.NO), ACOSH(1, Lanes.NO), ATANH(1, Lanes.NO), FLOOR(1, Lanes.NO), CEIL(1, Lanes.NO),
  ERF(1, Lanes.NO), ERFC(1, Lanes.NO), GAMMA(1, Lanes.NO), LOGGAMMA(1, Lanes.NO), DIGAMMA(1, Lanes.NO),
  TRIGAMMA(1, Lanes.NO),
  /** 1/(1+e^(−x)); expanded before code is made. */
  SIGMOID(1, Lanes.YES),
  /** log(1+e^x); expanded before code is made. */
  SOFTPLUS(1, Lanes.YES),
  LT(2, Lanes.YES), LE(2, Lanes.YES), EQ(2, Lanes.YES), AND(2, Lanes.YES), OR(2, Lanes.YES),
  /** The second operand where the first is true, otherwise the third; both are computed. */
  SELECT(3, Lanes.YES);

  private enum Lanes { YES, NO }

  private final int arity;
  private final boolean lanewise;

  Op(int arity, Lanes lanes) {
    this.arity = arity;
    lanewise = lanes == Lanes.YES;
  }

  int arity() {
    return arity;
  }

  /** Whether the Vector API has it. */
  boolean lanewise() {
    return lanewise;
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
      return Double.isNaN(x) ? x : Erf.erf(new Binary64(x)).getReal();
    }

    public static double erfc(double x) {
      return Double.isNaN(x) ? x : Erf.erfc(new Binary64(x)).getReal();
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
