package org.gradus.numeric;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/** Evaluation over {@link Interval}: the enclosure of an expression on a box. */
public final class IntervalNumbers implements Numbers<Interval> {

  public static final IntervalNumbers INSTANCE = new IntervalNumbers();

  private static final Set<String> KNOWN = Set.of("exp", "log", "log1p", "expm1", "root", "sin", "cos", "tan", "asin",
      "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "abs", "sign", "floor", "ceil", "max",
      "min", "hypot", "sigmoid", "logsigmoid", "softplus", "logit", "erf", "erfc", "erfinv", "gamma", "loggamma",
      "digamma", "polygamma", "lambertw", "hzeta", "Si", "Ci", "Ei", "erfi", "fresnels", "fresnelc", "airyai", "airybi", "airyaiprime",
      "airybiprime", "besselj", "bessely", "besseli", "besselk");

  private IntervalNumbers() {}

  @Override
  public Interval of(Rational value) {
    return Interval.of(value);
  }

  @Override
  public Interval pi() {
    return Interval.PI;
  }

  @Override
  public Interval e() {
    return Interval.E;
  }

  @Override
  public Interval add(Interval a, Interval b) {
    return a.add(b);
  }

  @Override
  public Interval multiply(Interval a, Interval b) {
    return a.multiply(b);
  }

  @Override
  public Interval power(Interval base, BigInteger n) {
    if (n.bitLength() < 31) {
      return base.pow(n.intValue());
    }
    var exponent = Interval.of(Rational.of(n));
    var size = base.abs().pow(exponent);
    return base.lower() < 0 && n.testBit(0) ? size.hull(size.negate()) : size;
  }

  @Override
  public Interval power(Interval base, Rational q) {
    if (q.den().equals(BigInteger.TWO)) {
      return power(base.sqrt(), q.num());
    }
    // The exponent is no integer, though its enclosure may hold one when it is huge; so negative bases are cut off here.
    var exponent = Interval.of(q);
    if (base.isEmpty() || base.upper() < 0) {
      return Interval.EMPTY;
    }
    return base.lower() >= 0 ? base.pow(exponent) : Interval.of(0, base.upper()).pow(exponent).perhapsUndefined();
  }

  @Override
  public Interval power(Interval base, Interval exponent) {
    return base.pow(exponent);
  }

  @Override
  public BigInteger integer(Interval x) {
    return x.isPoint() && x.lower() == Math.rint(x.lower()) && x.definedness() == Definedness.DEFINED_EVERYWHERE
        ? Rational.of(x.lower()).num() : null;
  }

  @Override
  public Truth compare(RelOp op, Interval a, Interval b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Truth.UNDEFINED;
    }
    boolean meet = !a.isDisjoint(b);
    boolean same = a.isPoint() && b.isPoint() && a.lower() == b.lower();
    var d = a.definedness().and(b.definedness());
    return switch (op) {
      case EQ -> new Truth(meet, !same, d);
      case NE -> new Truth(!same, meet, d);
      case LT -> new Truth(a.lower() < b.upper(), a.upper() >= b.lower(), d);
      case GE -> new Truth(a.upper() >= b.lower(), a.lower() < b.upper(), d);
      case GT -> new Truth(a.upper() > b.lower(), a.lower() <= b.upper(), d);
      case LE -> new Truth(a.lower() <= b.upper(), a.upper() > b.lower(), d);
      case APPROX -> new Truth(true, true, d);
    };
  }

  @Override
  public Interval undefined() {
    return Interval.EMPTY;
  }

  @Override
  public Interval hull(Interval a, Interval b) {
    return a.hull(b);
  }

  @Override
  public Interval perhapsUndefined(Interval value) {
    return value.perhapsUndefined();
  }

  @Override
  public boolean knows(String function, int arity) {
    return KNOWN.contains(function);
  }

  @Override
  public Interval call(String function, List<Interval> args) {
    var x = args.get(0);
    return switch (function) {
      case "exp" -> x.exp();
      case "log" -> x.log();
      case "log1p" -> x.log1p();
      case "expm1" -> x.expm1();
      case "root" -> x.rootN(degree(args.get(1)));
      case "sin" -> x.sin();
      case "cos" -> x.cos();
      case "tan" -> x.tan();
      case "asin" -> x.asin();
      case "acos" -> x.acos();
      case "atan" -> x.atan();
      case "atan2" -> x.atan2(args.get(1));
      case "sinh" -> x.sinh();
      case "cosh" -> x.cosh();
      case "tanh" -> x.tanh();
      case "asinh" -> x.asinh();
      case "acosh" -> x.acosh();
      case "atanh" -> x.atanh();
      case "abs" -> x.abs();
      case "sign" -> x.sign();
      case "floor" -> x.floor();
      case "ceil" -> x.ceil();
      case "max" -> args.stream().reduce(Interval::max).orElseThrow();
      case "min" -> args.stream().reduce(Interval::min).orElseThrow();
      case "hypot" -> x.hypot(args.get(1));
      case "sigmoid" -> x.sigmoid();
      case "softplus" -> x.softplus();
      case "logsigmoid" -> x.negate().softplus().negate();
      case "logit" -> x.log().subtract(x.negate().log1p());
      case "erf", "erfc", "erfinv", "gamma", "loggamma", "digamma" -> IntervalSpecial.call(function, x);
      case "polygamma" -> IntervalSpecial.polygamma(x, args.get(1));
      case "besselj", "bessely", "besseli", "besselk", "hzeta", "Si", "Ci", "Ei", "erfi", "fresnels", "fresnelc", "airyai", "airybi",
          "airyaiprime", "airybiprime", "lambertw" -> IntervalSpecial.far(function, args);
      default -> throw new Unsupported(function + " is not evaluated");
    };
  }

  private int degree(Interval n) {
    var k = integer(n);
    if (k == null || k.bitLength() > 30) {
      throw new Unsupported("a root whose degree is not an integer");
    }
    return k.intValue();
  }
}
