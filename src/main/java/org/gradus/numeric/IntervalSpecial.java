package org.gradus.numeric;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Rational;

/**
 * Error and gamma functions on {@link Interval}, through {@link BigArithmetic} at the ends where the function is monotone.
 * Elsewhere the enclosure is wide, never wrong.
 */
final class IntervalSpecial {

  private static final BigArithmetic BIG = new BigArithmetic(22);
  /** Γ on x > 0 has its only minimum 0.88560319441… at 1.46163214…. */
  private static final double LEFT_OF_MINIMUM = 1.4616;
  private static final double RIGHT_OF_MINIMUM = 1.4617;
  private static final double GAMMA_MINIMUM = 0.885603194;
  private static final double LOGGAMMA_MINIMUM = -0.1214863;

  private IntervalSpecial() {}

  static Interval call(String function, Interval x) {
    if (x.isEmpty()) {
      return x;
    }
    return switch (function) {
      case "erf" -> erf(x);
      case "erfc" -> erfc(x);
      case "erfinv" -> erfinv(x);
      case "gamma" -> bowl("gamma", x, GAMMA_MINIMUM);
      case "loggamma" -> x.upper() <= 0 ? Interval.EMPTY : bowl("loggamma", x, LOGGAMMA_MINIMUM);
      default -> digamma(x);
    };
  }

  private static Interval big(String function, double x) {
    var y = BIG.call(function, List.of(BigInterval.exactly(Rational.of(x))));
    return y.isUnbounded() ? Interval.ENTIRE : Interval.of(BIG.lower(y), BIG.upper(y));
  }

  private static Interval with(Definedness d, double lower, double upper) {
    var i = Interval.of(lower, upper);
    return d == Definedness.DEFINED_EVERYWHERE ? i : i.perhapsUndefined();
  }

  private static Interval erf(Interval x) {
    double lower = x.lower() < -6 ? -1 : x.lower() > 6 ? Math.nextDown(1.0) : big("erf", x.lower()).lower();
    double upper = x.upper() > 6 ? 1 : x.upper() < -6 ? Math.nextUp(-1.0) : big("erf", x.upper()).upper();
    return with(x.definedness(), lower, upper);
  }

  private static Interval erfc(Interval x) {
    double lower = x.upper() > 27 ? 0 : x.upper() < -6 ? Math.nextDown(2.0) : big("erfc", x.upper()).lower();
    double upper = x.lower() > 27 ? Double.MIN_NORMAL : x.lower() < -6 ? 2 : big("erfc", x.lower()).upper();
    return with(x.definedness(), lower, upper);
  }

  private static Interval erfinv(Interval x) {
    if (x.upper() <= -1 || x.lower() >= 1) {
      return Interval.EMPTY;
    }
    var image = with(x.definedness(),
        x.lower() > -1 ? big("erfinv", x.lower()).lower() : Double.NEGATIVE_INFINITY,
        x.upper() < 1 ? big("erfinv", x.upper()).upper() : Double.POSITIVE_INFINITY);
    return x.lower() > -1 && x.upper() < 1 ? image : image.perhapsUndefined();
  }

  /** Γ or log Γ, which fall and then rise on x > 0. */
  private static Interval bowl(String function, Interval x, double minimum) {
    if (x.lower() <= 0 || x.upper() > 1e6) {
      if (x.isPoint() && x.isBounded()) {
        return pointOutside(function, x);
      }
      return x.lower() > 0
          ? with(x.definedness(), x.lower() > 2 ? 0 : minimum, Double.POSITIVE_INFINITY)
          : Interval.ENTIRE.perhapsUndefined();
    }
    var left = big(function, x.lower());
    var right = big(function, x.upper());
    if (x.upper() <= LEFT_OF_MINIMUM) {
      return with(x.definedness(), right.lower(), left.upper());
    }
    if (x.lower() >= RIGHT_OF_MINIMUM) {
      return with(x.definedness(), left.lower(), right.upper());
    }
    return with(x.definedness(), minimum, Math.max(left.upper(), right.upper()));
  }

  private static Interval pointOutside(String function, Interval x) {
    var y = BIG.call(function, List.of(BigInterval.exactly(Rational.of(x.lower()))));
    if (y.isEmpty()) {
      return Interval.EMPTY;
    }
    var value = y.isUnbounded() ? Interval.ENTIRE : Interval.of(BIG.lower(y), BIG.upper(y));
    return y.definedness() == Definedness.DEFINED_EVERYWHERE && x.definedness() == y.definedness() ? value
        : value.perhapsUndefined();
  }

  private static Interval digamma(Interval x) {
    if (x.isPoint() && x.isBounded()) {
      return pointOutside("digamma", x);
    }
    if (x.lower() <= 0) {
      return Interval.ENTIRE.perhapsUndefined();
    }
    // increasing; log x − 1/x < ψ(x) < log x
    double lower = x.lower() > 1e6 ? x.lower() : Double.NaN;
    double least = Double.isNaN(lower) ? big("digamma", x.lower()).lower()
        : Interval.point(x.lower()).log().subtract(1e-6).lower();
    double most = x.upper() > 1e6 ? x.upper() == Double.POSITIVE_INFINITY ? x.upper()
        : Interval.point(x.upper()).log().upper() : big("digamma", x.upper()).upper();
    return with(x.definedness(), least, most);
  }

  /** Functions that are computed with many digits on the whole interval. */
  static Interval far(String function, List<Interval> args) {
    var big = new ArrayList<BigInterval>();
    for (var x : args) {
      if (x.isEmpty()) {
        return Interval.EMPTY;
      }
      var b = !x.isBounded() ? BigInterval.ENTIRE : x.isPoint() ? BigInterval.exactly(Rational.of(x.lower()))
          : BigInterval.between(new BigDecimal(x.lower()), new BigDecimal(x.upper()));
      big.add(b.and(x.definedness()));
    }
    var y = BIG.call(function, big);
    if (y.isEmpty()) {
      return Interval.EMPTY;
    }
    var value = y.isUnbounded() ? Interval.ENTIRE : Interval.of(BIG.lower(y), BIG.upper(y));
    return y.definedness() == Definedness.DEFINED_EVERYWHERE ? value : value.perhapsUndefined();
  }

  /** On x > 0 of one sign and falling in size; elsewhere only at points. */
  static Interval polygamma(Interval order, Interval x) {
    if (order.isEmpty() || x.isEmpty()) {
      return Interval.EMPTY;
    }
    var m = IntervalNumbers.INSTANCE.integer(order);
    if (m == null || m.signum() < 0 || m.bitLength() > 5) {
      throw new Unsupported("polygamma of an order that is not a small integer");
    }
    if (m.signum() == 0) {
      return digamma(x);
    }
    if (x.lower() <= 0 || x.upper() > 1e6) {
      return x.lower() <= 0 ? Interval.ENTIRE.perhapsUndefined()
          : with(x.definedness(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    var n = BigInterval.exactly(Rational.of(m));
    BigInterval a = BIG.call("polygamma", List.of(n, BigInterval.exactly(Rational.of(x.lower()))));
    BigInterval b = BIG.call("polygamma", List.of(n, BigInterval.exactly(Rational.of(x.upper()))));
    var hull = BIG.hull(a, b);
    BigDecimal lower = hull.isUnbounded() ? null : BIG.lower(hull);
    return lower == null ? with(x.definedness(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
        : with(x.definedness(), Interval.of(lower, BIG.upper(hull)).lower(),
            Interval.of(lower, BIG.upper(hull)).upper());
  }
}
