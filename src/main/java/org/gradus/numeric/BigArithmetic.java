package org.gradus.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/**
 * Arithmetic on {@link BigInterval} at a fixed number of decimal digits: exact on rationals for as long as they stay
 * short, outward-rounded (FLOOR below, CEILING above) otherwise. The transcendental functions are in
 * {@link BigElementary} and {@link BigSpecial}.
 */
public final class BigArithmetic implements Numbers<BigInterval> {

  /** Longer rationals become enclosures. */
  private static final int MAX_EXACT_BITS = 4_000;
  /** Roots of a higher degree go by exponential and logarithm. */
  private static final int MAX_DEGREE_BITS = 6;

  private static final Set<String> KNOWN = Set.of("exp", "log", "log1p", "expm1", "root", "sin", "cos", "asin", "acos",
      "atan", "atan2", "abs", "sign", "floor", "max", "min", "softplus", "logsigmoid", "erf", "erfc", "erfinv", "gamma",
      "loggamma", "digamma", "polygamma", "lambertw", "hzeta", "Si", "Ci", "Ei", "erfi", "fresnels", "fresnelc", "airyai", "airybi",
      "airyaiprime", "airybiprime", "besselj", "bessely", "besseli", "besselk");

  private final int digits;
  private final MathContext down;
  private final MathContext up;
  private BigElementary elementary;

  public BigArithmetic(int digits) {
    this.digits = digits;
    down = new MathContext(digits + 8, RoundingMode.FLOOR);
    up = new MathContext(digits + 8, RoundingMode.CEILING);
  }

  /** Made at the first need: most points are decided in doubles, without it. */
  private BigElementary elementary() {
    if (elementary == null) {
      elementary = new BigElementary(this);
    }
    return elementary;
  }

  public int digits() {
    return digits;
  }

  // ---- ends ----

  BigDecimal lower(BigInterval x) {
    return x.exact() == null ? x.lower() : decimal(x.exact(), down);
  }

  BigDecimal upper(BigInterval x) {
    return x.exact() == null ? x.upper() : decimal(x.exact(), up);
  }

  private static BigDecimal decimal(Rational r, MathContext mc) {
    return r.isInteger() ? new BigDecimal(r.num()).round(mc) : new BigDecimal(r.num()).divide(new BigDecimal(r.den()), mc);
  }

  BigInterval between(BigDecimal lower, BigDecimal upper) {
    return BigInterval.between(lower.round(down), upper.round(up));
  }

  static BigInterval point(BigDecimal x) {
    return BigInterval.between(x, x);
  }

  /** The sign of every number inside, 0 only for the exact zero, or null. */
  Integer sign(BigInterval x) {
    if (x.exact() != null) {
      return x.exact().signum();
    }
    if (x.lower() == null) {
      return null;
    }
    return x.lower().signum() > 0 ? Integer.valueOf(1) : x.upper().signum() < 0 ? Integer.valueOf(-1) : null;
  }

  private BigInterval exact(Rational r, Definedness d) {
    if (r.num().bitLength() + r.den().bitLength() > MAX_EXACT_BITS) {
      return between(decimal(r, down), decimal(r, up)).and(d);
    }
    return BigInterval.exactly(r).and(d);
  }

  // ---- the operations ----

  @Override
  public BigInterval of(Rational value) {
    return exact(value, Definedness.DEFINED_EVERYWHERE);
  }

  @Override
  public BigInterval pi() {
    return elementary().pi();
  }

  @Override
  public BigInterval e() {
    return elementary().exp(BigInterval.ONE);
  }

  @Override
  public BigInterval add(BigInterval a, BigInterval b) {
    var d = a.definedness().and(b.definedness());
    if (a.isEmpty() || b.isEmpty()) {
      return BigInterval.EMPTY;
    }
    if (a.exact() != null && b.exact() != null) {
      return exact(a.exact().plus(b.exact()), d);
    }
    if (a.isUnbounded() || b.isUnbounded()) {
      return BigInterval.ENTIRE.and(d);
    }
    return BigInterval.between(lower(a).add(lower(b), down), upper(a).add(upper(b), up)).and(d);
  }

  BigInterval subtract(BigInterval a, BigInterval b) {
    return add(a, negate(b));
  }

  BigInterval negate(BigInterval x) {
    return x.isEmpty() || x.isUnbounded() ? x
        : x.exact() != null ? new BigInterval(x.exact().negate(), null, null, x.definedness())
        : new BigInterval(null, x.upper().negate(), x.lower().negate(), x.definedness());
  }

  @Override
  public BigInterval multiply(BigInterval a, BigInterval b) {
    var d = a.definedness().and(b.definedness());
    if (a.isEmpty() || b.isEmpty()) {
      return BigInterval.EMPTY;
    }
    if (a.exact() != null && b.exact() != null) {
      return exact(a.exact().times(b.exact()), d);
    }
    if (a.exact() != null && a.exact().isZero() || b.exact() != null && b.exact().isZero()) {
      return BigInterval.ZERO.and(d);
    }
    if (a.isUnbounded() || b.isUnbounded()) {
      return BigInterval.ENTIRE.and(d);
    }
    BigDecimal al = lower(a);
    BigDecimal au = upper(a);
    BigDecimal bl = lower(b);
    BigDecimal bu = upper(b);
    if (al.signum() >= 0 && bl.signum() >= 0) {
      return BigInterval.between(al.multiply(bl, down), au.multiply(bu, up)).and(d);
    }
    var lower = al.multiply(bl, down).min(al.multiply(bu, down)).min(au.multiply(bl, down)).min(au.multiply(bu, down));
    var upper = al.multiply(bl, up).max(al.multiply(bu, up)).max(au.multiply(bl, up)).max(au.multiply(bu, up));
    return BigInterval.between(lower, upper).and(d);
  }

  BigInterval times(BigInterval a, long n) {
    return multiply(a, BigInterval.exactly(n));
  }

  BigInterval divide(BigInterval a, BigInterval b) {
    return multiply(a, reciprocal(b));
  }

  BigInterval divide(BigInterval a, long n) {
    if (a.exact() != null || a.isEmpty() || a.isUnbounded() || n <= 0) {
      return multiply(a, BigInterval.exactly(Rational.of(1, n)));
    }
    var divisor = BigDecimal.valueOf(n);
    return BigInterval.between(a.lower().divide(divisor, down), a.upper().divide(divisor, up)).and(a.definedness());
  }

  BigInterval reciprocal(BigInterval x) {
    if (x.isEmpty()) {
      return x;
    }
    var s = sign(x);
    if (s == null) {
      return BigInterval.ENTIRE.perhapsUndefined();
    }
    if (s == 0) {
      return BigInterval.EMPTY;
    }
    return x.exact() != null ? exact(x.exact().reciprocal(), x.definedness())
        : BigInterval.between(BigDecimal.ONE.divide(x.upper(), down), BigDecimal.ONE.divide(x.lower(), up))
            .and(x.definedness());
  }

  // ---- powers and roots ----

  @Override
  public BigInterval power(BigInterval x, BigInteger n) {
    if (x.isEmpty()) {
      return x;
    }
    if (n.signum() == 0) {
      return BigInterval.ONE.and(x.definedness());
    }
    if (n.signum() < 0) {
      return reciprocal(power(x, n.negate()));
    }
    if (x.exact() != null && (x.exact().isZero() || x.exact().abs().isOne())) {
      return n.testBit(0) || x.exact().signum() >= 0 ? x : negate(x);
    }
    if (x.isUnbounded()) {
      return x;
    }
    if (n.bitLength() > 24) {
      var size = elementary().exp(multiply(elementary().log(abs(x)), of(Rational.of(n))));
      var s = sign(x);
      return s == null ? BigInterval.ENTIRE.and(x.definedness())
          : (s < 0 && n.testBit(0) ? negate(size) : size).and(x.definedness());
    }
    int k = n.intValue();
    if (x.exact() != null && (long) k * (x.exact().num().bitLength() + x.exact().den().bitLength()) <= MAX_EXACT_BITS) {
      return exact(x.exact().pow(k), x.definedness());
    }
    var low = lower(x);
    var high = upper(x);
    BigInterval result;
    if (low.signum() >= 0) {
      result = BigInterval.between(chain(low, k, down), chain(high, k, up));
    } else if (high.signum() <= 0) {
      result = BigInterval.between(chain(high.negate(), k, down), chain(low.negate(), k, up));
      result = k % 2 == 0 ? result : negate(result);
    } else if (k % 2 == 0) {
      result = BigInterval.between(BigDecimal.ZERO, chain(high.max(low.negate()), k, up));
    } else {
      result = BigInterval.between(chain(low.negate(), k, up).negate(), chain(high, k, up));
    }
    return result.and(x.definedness());
  }

  /** x^n for x not negative, every product rounded the same way. */
  private static BigDecimal chain(BigDecimal x, int n, MathContext mc) {
    var result = BigDecimal.ONE;
    for (int bit = Integer.highestOneBit(n); bit != 0; bit >>= 1) {
      result = result.multiply(result, mc);
      if ((n & bit) != 0) {
        result = result.multiply(x, mc);
      }
    }
    return result;
  }

  @Override
  public BigInterval power(BigInterval x, Rational q) {
    if (x.isEmpty()) {
      return x;
    }
    if (q.isInteger()) {
      return power(x, q.num());
    }
    var s = sign(x);
    if (s != null && s < 0) {
      return BigInterval.EMPTY;
    }
    if (s != null && s == 0) {
      return q.signum() > 0 ? x : BigInterval.EMPTY;
    }
    if (q.den().equals(BigInteger.TWO)) {
      return power(sqrt(x), q.num());
    }
    if (x.exact() != null && q.den().bitLength() < 8) {
      var root = exactRoot(x.exact(), q.den().intValue());
      if (root != null) {
        return power(BigInterval.exactly(root).and(x.definedness()), q.num());
      }
    }
    if (s == null) {
      return BigInterval.ENTIRE.perhapsUndefined();
    }
    if (q.den().bitLength() <= MAX_DEGREE_BITS && !x.isUnbounded() && isModerate(lower(x)) && isModerate(upper(x))) {
      int degree = q.den().intValue();
      return power(between(root(lower(x), degree, false), root(upper(x), degree, true)).and(x.definedness()), q.num());
    }
    return elementary().exp(multiply(of(q), elementary().log(x)));
  }

  /** Whether its size is no burden on an integer root. */
  private boolean isModerate(BigDecimal x) {
    return Math.abs((long) x.precision() - x.scale()) <= 2L * digits;
  }

  @Override
  public BigInterval power(BigInterval x, BigInterval y) {
    var d = x.definedness().and(y.definedness());
    if (x.isEmpty() || y.isEmpty()) {
      return BigInterval.EMPTY;
    }
    if (y.exact() != null) {
      return power(x, y.exact()).and(d);
    }
    var s = sign(x);
    if (s == null || y.isUnbounded()) {
      return BigInterval.ENTIRE.perhapsUndefined();
    }
    if (s > 0) {
      return elementary().exp(multiply(y, elementary().log(x))).and(d);
    }
    if (s == 0) {
      var t = sign(y);
      return t == null ? BigInterval.ENTIRE.perhapsUndefined() : t > 0 ? BigInterval.ZERO.and(d) : BigInterval.EMPTY;
    }
    boolean mayBeInteger = isHuge(y) || floor(y.lower()).compareTo(floor(y.upper())) != 0
        || y.lower().stripTrailingZeros().scale() <= 0;
    return mayBeInteger ? BigInterval.ENTIRE.perhapsUndefined() : BigInterval.EMPTY;
  }

  BigInterval sqrt(BigInterval x) {
    if (x.isEmpty() || x.isUnbounded()) {
      return x.isEmpty() ? x : x.perhapsUndefined();
    }
    if (x.exact() != null && x.exact().signum() >= 0) {
      var root = exactRoot(x.exact(), 2);
      if (root != null) {
        return BigInterval.exactly(root).and(x.definedness());
      }
    }
    if (upper(x).signum() < 0 || x.exact() != null && x.exact().signum() < 0) {
      return BigInterval.EMPTY;
    }
    boolean cut = lower(x).signum() < 0;
    var result = between(cut ? BigDecimal.ZERO : root(lower(x), 2, false), root(upper(x), 2, true)).and(x.definedness());
    return cut ? result.perhapsUndefined() : result;
  }

  /** The root of a number that is not negative, by the integer one, which is exact. */
  private BigDecimal root(BigDecimal x, int degree, boolean upward) {
    if (x.signum() == 0) {
      return BigDecimal.ZERO;
    }
    // scale x = n·10^(−degree·s) so that n has about as many times the digits wanted; of a huge x, s is negative
    int s = digits + 10 - (x.precision() - x.scale()) / degree;
    var shifted = x.scaleByPowerOfTen(Math.multiplyExact(degree, s));
    var n = shifted.setScale(0, RoundingMode.FLOOR).toBigInteger();
    var r = IntegerRoots.floor(n, degree);
    boolean exact = new BigDecimal(r.pow(degree)).compareTo(shifted) == 0;
    return new BigDecimal(upward && !exact ? r.add(BigInteger.ONE) : r).scaleByPowerOfTen(-s);
  }

  /** The real root of degree n; for odd n defined on all reals. */
  BigInterval root(BigInterval x, int n) {
    if (x.isEmpty() || n == 0) {
      return BigInterval.EMPTY;
    }
    if (n < 0) {
      return reciprocal(root(x, -n));
    }
    if (n == 1) {
      return x;
    }
    var s = sign(x);
    if (n % 2 == 0 || s != null && s >= 0) {
      return power(x, Rational.of(1, n));
    }
    if (s == null) {
      return BigInterval.ENTIRE.and(x.definedness());
    }
    return negate(root(negate(x), n));
  }

  private static Rational exactRoot(Rational x, int n) {
    if (x.signum() < 0) {
      return null;
    }
    var p = exactRoot(x.num(), n);
    var q = p == null ? null : exactRoot(x.den(), n);
    return q == null ? null : Rational.of(p, q);
  }

  private static BigInteger exactRoot(BigInteger x, int n) {
    BigInteger r;
    if (n == 2) {
      r = x.sqrt();
    } else {
      // bisection on the bits; the numbers are short
      r = BigInteger.ZERO;
      for (int bit = x.bitLength() / n + 1; bit >= 0; bit--) {
        var next = r.setBit(bit);
        if (next.pow(n).compareTo(x) <= 0) {
          r = next;
        }
      }
    }
    return r.pow(n).equals(x) ? r : null;
  }

  // ---- steps and sizes ----

  BigInterval abs(BigInterval x) {
    var s = sign(x);
    if (x.isEmpty() || x.isUnbounded()) {
      return x;
    }
    return s == null
        ? BigInterval.between(BigDecimal.ZERO, x.upper().max(x.lower().negate())).and(x.definedness())
        : s < 0 ? negate(x) : x;
  }

  private BigInterval signOf(BigInterval x) {
    if (x.isEmpty()) {
      return x;
    }
    var s = sign(x);
    return (s == null ? BigInterval.between(BigDecimal.ONE.negate(), BigDecimal.ONE) : BigInterval.exactly(s))
        .and(x.definedness());
  }

  private BigInterval floor(BigInterval x) {
    if (x.isEmpty() || x.isUnbounded()) {
      return x;
    }
    if (x.exact() != null) {
      return exact(Rational.of(x.exact().floor()), x.definedness());
    }
    if (isHuge(x)) {
      return BigInterval.between(x.lower().subtract(BigDecimal.ONE, down), x.upper()).and(x.definedness());
    }
    var a = floor(x.lower());
    var b = floor(x.upper());
    return a.equals(b) ? exact(Rational.of(a), x.definedness())
        : BigInterval.between(new BigDecimal(a), new BigDecimal(b)).and(x.definedness());
  }

  /** Whether integers of its size are not written out. */
  private static boolean isHuge(BigInterval x) {
    return x.upper().abs().max(x.lower().abs()).compareTo(BigDecimal.ONE.scaleByPowerOfTen(1000)) > 0;
  }

  private static BigInteger floor(BigDecimal x) {
    return x.setScale(0, RoundingMode.FLOOR).toBigInteger();
  }

  private BigInterval larger(BigInterval a, BigInterval b) {
    var t = compare(RelOp.GE, a, b);
    if (a.isEmpty() || b.isEmpty()) {
      return BigInterval.EMPTY;
    }
    var d = a.definedness().and(b.definedness());
    if (!t.canFail() || !t.canHold()) {
      return (t.canHold() ? a : b).and(d);
    }
    return a.isUnbounded() || b.isUnbounded() ? BigInterval.ENTIRE.and(d)
        : BigInterval.between(lower(a).max(lower(b)), upper(a).max(upper(b))).and(d);
  }

  // ---- what the evaluator asks ----

  @Override
  public BigInteger integer(BigInterval x) {
    return x.exact() != null && x.exact().isInteger() && x.definedness() == Definedness.DEFINED_EVERYWHERE
        ? x.exact().num() : null;
  }

  @Override
  public Truth compare(RelOp op, BigInterval a, BigInterval b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Truth.UNDEFINED;
    }
    var d = a.definedness().and(b.definedness());
    if (a.exact() != null && b.exact() != null) {
      boolean holds = op.holdsForSign(a.exact().compareTo(b.exact()));
      return new Truth(holds, !holds, d);
    }
    if (a.isUnbounded() || b.isUnbounded()) {
      return new Truth(true, true, d);
    }
    boolean canBeLess = lower(a).compareTo(upper(b)) < 0;
    boolean canBeMore = upper(a).compareTo(lower(b)) > 0;
    boolean canBeEqual = lower(a).compareTo(upper(b)) <= 0 && upper(a).compareTo(lower(b)) >= 0;
    return new Truth(
        canBeLess && op.holdsForSign(-1) || canBeMore && op.holdsForSign(1) || canBeEqual && op.holdsForSign(0),
        canBeLess && !op.holdsForSign(-1) || canBeMore && !op.holdsForSign(1) || canBeEqual && !op.holdsForSign(0), d);
  }

  @Override
  public BigInterval undefined() {
    return BigInterval.EMPTY;
  }

  @Override
  public BigInterval hull(BigInterval a, BigInterval b) {
    var d = a.definedness().or(b.definedness());
    if (a.isEmpty() || b.isEmpty()) {
      var some = a.isEmpty() ? b : a;
      return some.isEmpty() ? BigInterval.EMPTY : some.and(d);
    }
    if (a.exact() != null && a.exact().equals(b.exact())) {
      return a.and(d);
    }
    if (a.isUnbounded() || b.isUnbounded()) {
      return BigInterval.ENTIRE.and(d);
    }
    return BigInterval.between(lower(a).min(lower(b)), upper(a).max(upper(b))).and(d);
  }

  @Override
  public BigInterval perhapsUndefined(BigInterval value) {
    return value.perhapsUndefined();
  }

  @Override
  public boolean knows(String function, int arity) {
    return KNOWN.contains(function);
  }

  @Override
  public BigInterval call(String function, List<BigInterval> args) {
    var x = args.get(0);
    if (args.stream().anyMatch(BigInterval::isEmpty)) {
      return BigInterval.EMPTY;
    }
    return switch (function) {
      case "exp" -> elementary().exp(x);
      case "log" -> elementary().log(x);
      case "log1p" -> elementary().log1p(x);
      case "expm1" -> elementary().expm1(x);
      case "root" -> {
        var n = integer(args.get(1));
        if (n == null || n.bitLength() > 20) {
          throw new Unsupported("a root whose degree is not an integer");
        }
        yield root(x, n.intValue());
      }
      case "sin" -> elementary().sin(x);
      case "cos" -> elementary().cos(x);
      case "asin" -> elementary().asin(x);
      case "acos" -> elementary().acos(x);
      case "atan" -> elementary().atan(x);
      case "atan2" -> elementary().atan2(x, args.get(1));
      case "abs" -> abs(x);
      case "sign" -> signOf(x);
      case "floor" -> floor(x);
      case "max" -> args.stream().reduce(this::larger).orElseThrow();
      case "min" -> negate(args.stream().map(this::negate).reduce(this::larger).orElseThrow());
      case "softplus" -> softplus(x);
      case "logsigmoid" -> negate(softplus(negate(x)));
      case "erf", "erfc", "gamma", "loggamma", "digamma" -> new BigSpecial(this, elementary()).call(function, x);
      case "erfinv" -> new InverseErf(this).of(x);
      case "polygamma" -> new BigSpecial(this, elementary()).polygamma(x, args.get(1));
      case "hzeta" -> new BigSpecial(this, elementary()).hzeta(x, args.get(1));
      case "lambertw" -> new LambertW(this).of(x);
      case "besselj", "bessely", "besseli", "besselk" -> BigSeries.bessel(this, function, x, args.get(1));
      case "Si", "Ci", "Ei", "erfi", "fresnels", "fresnelc", "airyai", "airybi", "airyaiprime", "airybiprime" ->
          BigSeries.call(this, function, x);
      default -> throw new Unsupported(function + " is not evaluated");
    };
  }

  private BigInterval softplus(BigInterval x) {
    var s = sign(x);
    return s != null && s > 0
        ? add(x, elementary().log1p(elementary().exp(negate(x))))
        : elementary().log1p(elementary().exp(x));
  }
}
