package org.gradus.mutation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Elementary functions in decimals of one precision, by Taylor series and Newton steps; a few units in the last digits may be wrong. */
final class Elementary {

  private static final Map<Integer, Elementary> KNOWN = new ConcurrentHashMap<>();
  private static final BigDecimal TWO = BigDecimal.TWO;
  private static final int HALVINGS = 8;

  private final MathContext mc;
  private final BigDecimal pi;
  private final BigDecimal log10;

  private Elementary(int digits) {
    mc = new MathContext(digits + 16, RoundingMode.HALF_EVEN);
    pi = BigDecimal.valueOf(16).multiply(arctanOfInverse(5)).subtract(BigDecimal.valueOf(4).multiply(arctanOfInverse(239)), mc);
    // log 10 = 3 log 2 + log(5/4), log((1+t)/(1-t)) = 2 artanh t
    log10 = BigDecimal.valueOf(6).multiply(artanhOfInverse(3)).add(TWO.multiply(artanhOfInverse(9)), mc);
  }

  /** Functions that are right to about that many digits. */
  static Elementary of(int digits) {
    return KNOWN.computeIfAbsent(digits, Elementary::new);
  }

  BigDecimal pi() {
    return pi;
  }

  private BigDecimal arctanOfInverse(int n) {
    return inverseSeries(n, -1);
  }

  private BigDecimal artanhOfInverse(int n) {
    return inverseSeries(n, 1);
  }

  private BigDecimal inverseSeries(int n, int sign) {
    var square = BigDecimal.valueOf((long) n * n);
    var power = BigDecimal.ONE.divide(BigDecimal.valueOf(n), mc);
    var sum = power;
    for (int k = 1; exponent(power) > -mc.getPrecision() - 2; k++) {
      power = power.divide(square, mc);
      var term = power.divide(BigDecimal.valueOf(2L * k + 1), mc);
      sum = sign < 0 && k % 2 == 1 ? sum.subtract(term, mc) : sum.add(term, mc);
    }
    return sum;
  }

  /** The place of the first digit: 10^(exponent−1) ≤ |x| < 10^exponent; very small for zero. */
  static int exponent(BigDecimal x) {
    return x.signum() == 0 ? -1_000_000 : x.precision() - x.scale();
  }

  BigDecimal exp(BigDecimal x) {
    int halvings = Math.max(0, (int) (exponent(x) * 3.33) + HALVINGS + 1);
    var r = x.divide(new BigDecimal(BigInteger.TWO.pow(halvings)), mc);
    var term = BigDecimal.ONE;
    var sum = BigDecimal.ONE;
    for (int k = 1; exponent(term) > -mc.getPrecision() - 2; k++) {
      term = term.multiply(r, mc).divide(BigDecimal.valueOf(k), mc);
      sum = sum.add(term, mc);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum, mc);
    }
    return sum;
  }

  /** Halley's iteration on e^y = x; x positive. */
  BigDecimal log(BigDecimal x) {
    int shift = exponent(x) - 1;
    var m = x.scaleByPowerOfTen(-shift);
    var y = BigDecimal.valueOf(Math.log(m.doubleValue()));
    for (int right = 14; right < mc.getPrecision(); right *= 3) {
      var e = exp(y);
      y = y.add(TWO.multiply(m.subtract(e)).divide(m.add(e), mc), mc);
    }
    return y.add(log10.multiply(BigDecimal.valueOf(shift)), mc);
  }

  /** Sine and cosine; the argument below 10^12 or so. */
  BigDecimal[] sinCos(BigDecimal x) {
    var full = TWO.multiply(pi);
    var turns = x.divide(full, mc).setScale(0, RoundingMode.HALF_EVEN);
    var r = x.subtract(full.multiply(turns)).divide(BigDecimal.valueOf(1 << HALVINGS), mc);
    var square = r.multiply(r, mc);
    var s = r;
    var c = BigDecimal.ONE;
    var even = BigDecimal.ONE;
    var odd = r;
    for (int k = 1; exponent(even) > -mc.getPrecision() - 2; k++) {
      even = even.multiply(square, mc).divide(BigDecimal.valueOf(-(2L * k - 1) * (2L * k)), mc);
      odd = odd.multiply(square, mc).divide(BigDecimal.valueOf(-(2L * k) * (2L * k + 1)), mc);
      c = c.add(even, mc);
      s = s.add(odd, mc);
    }
    for (int i = 0; i < HALVINGS; i++) {
      s = TWO.multiply(s).multiply(c, mc);
      c = TWO.multiply(c.multiply(c, mc)).subtract(BigDecimal.ONE, mc);
      // keeps s² + c² = 1 from drifting
      var fix = new BigDecimal("1.5").subtract(s.multiply(s, mc).add(c.multiply(c, mc)).divide(TWO, mc), mc);
      s = s.multiply(fix, mc);
      c = c.multiply(fix, mc);
    }
    return new BigDecimal[] {s, c};
  }

  /** Each step adds the arc tangent of (x cos y − sin y)/(x sin y + cos y), to third order. */
  BigDecimal atan(BigDecimal x) {
    var y = BigDecimal.valueOf(Math.atan(x.doubleValue()));
    for (int right = 14; right < mc.getPrecision(); right *= 3) {
      var sc = sinCos(y);
      var d = x.multiply(sc[1]).subtract(sc[0]).divide(x.multiply(sc[0]).add(sc[1]), mc);
      y = y.add(d, mc).subtract(d.multiply(d, mc).multiply(d, mc).divide(BigDecimal.valueOf(3), mc), mc);
    }
    return y;
  }

  BigDecimal sqrt(BigDecimal x) {
    return x.sqrt(mc);
  }
}
