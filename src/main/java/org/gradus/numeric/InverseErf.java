package org.gradus.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.hipparchus.special.Erf;

/**
 * The inverse of the error function on {@link BigInterval}: Newton's method finds a value, and the error function itself, which rises,
 * shows on either side of it that it is enclosed.
 */
final class InverseErf {

  private static final int STEPS = 40;
  /** Nearer to ±1 than e to minus this, values are only known to exist. */
  private static final double MAX_LOG = 800;

  private final BigArithmetic a;
  private final BigArithmetic wide;
  private final BigElementary elementary;
  private final BigSpecial special;
  private final MathContext digits;

  InverseErf(BigArithmetic arithmetic) {
    a = arithmetic;
    wide = new BigArithmetic(a.digits() + 12);
    elementary = new BigElementary(wide);
    special = new BigSpecial(wide, elementary);
    digits = new MathContext(a.digits() + 8, RoundingMode.HALF_EVEN);
  }

  BigInterval of(BigInterval x) {
    if (x.isEmpty() || x.exact() != null && x.exact().isZero()) {
      return x;
    }
    if (x.isUnbounded()) {
      return BigInterval.ENTIRE.perhapsUndefined();
    }
    var low = a.lower(x);
    var high = a.upper(x);
    if (high.compareTo(BigDecimal.ONE.negate()) <= 0 || low.compareTo(BigDecimal.ONE) >= 0) {
      return BigInterval.EMPTY;
    }
    if (low.compareTo(BigDecimal.ONE.negate()) <= 0 || high.compareTo(BigDecimal.ONE) >= 0) {
      return BigInterval.ENTIRE.perhapsUndefined();
    }
    var left = point(low);
    return low.compareTo(high) == 0 ? left.and(x.definedness()) : a.hull(left, point(high)).and(x.definedness());
  }

  private BigInterval point(BigDecimal p) {
    if (p.signum() == 0) {
      return BigInterval.ZERO;
    }
    return p.signum() < 0 ? a.negate(positive(p.negate())) : positive(p);
  }

  /** For 0 < p < 1. */
  private BigInterval positive(BigDecimal p) {
    var rest = BigDecimal.ONE.subtract(p);
    double log = -(Math.log(rest.unscaledValue().doubleValue()) - rest.scale() * Math.log(10));
    if (!(log < MAX_LOG)) {
      return BigInterval.ENTIRE;
    }
    var y = BigDecimal.valueOf(log < 6 ? Math.max(Erf.erfInv(p.doubleValue()), Double.MIN_NORMAL)
        : Math.sqrt(log - Math.log(Math.PI * log) / 2));
    for (int i = 0; i < STEPS; i++) {
      var step = step(y, p, rest);
      y = y.subtract(step, digits);
      if (y.signum() <= 0 || step.abs().compareTo(y.scaleByPowerOfTen(-a.digits() - 4)) < 0) {
        break;
      }
    }
    for (int slack = a.digits(); slack > 0; slack -= 8) {
      var delta = y.abs().scaleByPowerOfTen(-slack).round(digits);
      if (off(y.subtract(delta, digits), p, rest) < 0 && off(y.add(delta, digits), p, rest) > 0) {
        return a.between(y.subtract(delta, digits), y.add(delta, digits));
      }
    }
    return BigInterval.ENTIRE;
  }

  /** erf y − p, from erf or from its complement, whichever is small. */
  private BigInterval difference(BigDecimal y, BigDecimal p, BigDecimal rest) {
    var at = BigArithmetic.point(y);
    return p.compareTo(new BigDecimal("0.5")) < 0 ? wide.subtract(special.call("erf", at), BigArithmetic.point(p))
        : wide.subtract(BigArithmetic.point(rest), special.call("erfc", at));
  }

  private BigDecimal step(BigDecimal y, BigDecimal p, BigDecimal rest) {
    var slope = wide.divide(elementary.exp(wide.negate(wide.power(BigArithmetic.point(y), BigInteger.TWO))),
        wide.divide(wide.sqrt(elementary.pi()), 2));
    var step = wide.divide(difference(y, p, rest), slope);
    return wide.lower(step).add(wide.upper(step)).divide(BigDecimal.TWO, digits);
  }

  /** The sign of erf y − p if it is certain, else 0. */
  private int off(BigDecimal y, BigDecimal p, BigDecimal rest) {
    var d = difference(y, p, rest);
    return wide.lower(d).signum() > 0 ? 1 : wide.upper(d).signum() < 0 ? -1 : 0;
  }
}
