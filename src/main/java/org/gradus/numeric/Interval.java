package org.gradus.numeric;

import static org.gradus.numeric.Definedness.CERTAINLY_UNDEFINED;
import static org.gradus.numeric.Definedness.DEFINED_EVERYWHERE;
import static org.gradus.numeric.Definedness.POSSIBLY_UNDEFINED;

import java.math.BigDecimal;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.gradus.expr.Rational;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.Field;
import org.hipparchus.util.FieldSinCos;
import org.hipparchus.util.FieldSinhCosh;

/**
 * A closed interval of reals with outward-rounded double ends, and what is known about where the value it encloses
 * exists. Every value that exists lies between the ends; an infinite end means unbounded and is never attained. An
 * operation outside its domain never narrows silently: {@code 1/[-1,2]} is the whole line, POSSIBLY_UNDEFINED.
 *
 * <p>Moore, Kearfott and Cloud, Introduction to Interval Analysis (2009), ch. 2–5; decorations after IEEE 1788-2015.
 * No default method of Hipparchus's interface is left in place, as those compute with rounded constants.
 */
public final class Interval implements CalculusFieldElement<Interval> {

  public static final Interval ENTIRE =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, DEFINED_EVERYWHERE);
  public static final Interval EMPTY = new Interval(Double.NaN, Double.NaN, CERTAINLY_UNDEFINED);
  public static final Interval ZERO = new Interval(0, 0, DEFINED_EVERYWHERE);
  public static final Interval ONE = new Interval(1, 1, DEFINED_EVERYWHERE);
  // Math.PI < pi and Math.E > e, each by less than an ulp (checked by a test against BigArithmetic).
  public static final Interval PI = new Interval(Math.PI, Math.nextUp(Math.PI), DEFINED_EVERYWHERE);
  public static final Interval E = new Interval(Math.E, Math.nextUp(Math.E), DEFINED_EVERYWHERE);
  private static final Interval HALF_PI = PI.scalb(-1);
  private static final Interval TWO_PI = PI.scalb(1);
  private static final Interval LOG10 = point(10).log();

  private final double lo;
  private final double hi;
  private final Definedness definedness;

  private Interval(double lo, double hi, Definedness definedness) {
    this.lo = lo + 0.0; // no negative zero: its sign has no meaning here and would mislead atan2
    this.hi = hi + 0.0;
    this.definedness = definedness;
  }

  /** The point, which must be finite. */
  public static Interval point(double x) {
    return of(x, x);
  }

  /** All reals between the ends, which may be infinite. Throws {@link IllegalArgumentException} if there are none. */
  public static Interval of(double lo, double hi) {
    if (!(lo <= hi) || lo == Double.POSITIVE_INFINITY || hi == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException("no real lies in [" + lo + ", " + hi + "]");
    }
    return new Interval(lo, hi, DEFINED_EVERYWHERE);
  }

  /** The tightest enclosure of a rational. */
  public static Interval of(Rational r) {
    if (r.num().bitLength() <= 53 && r.den().bitLength() <= 53) {
      double n = r.num().doubleValue();
      double d = r.den().doubleValue();
      return of(Rounding.divideDown(n, d), Rounding.divideUp(n, d));
    }
    double near = r.doubleValue();
    if (Double.isInfinite(near)) {
      return near > 0 ? of(Double.MAX_VALUE, near) : of(near, -Double.MAX_VALUE);
    }
    double lo = near;
    while (Double.isFinite(lo) && Rational.of(lo).compareTo(r) > 0) {
      lo = Math.nextDown(lo);
    }
    double hi = near;
    while (Double.isFinite(hi) && Rational.of(hi).compareTo(r) < 0) {
      hi = Math.nextUp(hi);
    }
    return of(lo, hi);
  }

  /** Outward to doubles. */
  static Interval of(BigDecimal lo, BigDecimal hi) {
    return of(of(Rational.of(within(lo, true))).lo, of(Rational.of(within(hi, false))).hi);
  }

  /** Numbers of a size no double has become ones just beyond: their exact rationals would be needlessly long. */
  private static BigDecimal within(BigDecimal x, boolean lower) {
    int magnitude = x.precision() - x.scale();
    if (x.signum() == 0 || Math.abs(magnitude) <= 400) {
      return x;
    }
    if (magnitude > 0) {
      return new BigDecimal(x.signum() > 0 ? "1e400" : "-1e400");
    }
    return lower == x.signum() > 0 ? BigDecimal.ZERO : new BigDecimal(lower ? "-1e-400" : "1e-400");
  }

  public double lower() {
    return lo;
  }

  public double upper() {
    return hi;
  }

  public Definedness definedness() {
    return definedness;
  }

  public boolean isEmpty() {
    return definedness == CERTAINLY_UNDEFINED;
  }

  /** Whether the value is exactly one double. */
  public boolean isPoint() {
    return lo == hi;
  }

  public boolean isBounded() {
    return lo > Double.NEGATIVE_INFINITY && hi < Double.POSITIVE_INFINITY;
  }

  public boolean contains(double x) {
    return lo <= x && x <= hi;
  }

  /** Whether the two have no number in common. Empty ones have not. */
  public boolean isDisjoint(Interval o) {
    return !(lo <= o.hi && o.lo <= hi);
  }

  public double width() {
    return Rounding.addUp(hi, -lo);
  }

  /** A double inside, near the middle; of an unbounded interval, one inside. */
  public double midpoint() {
    if (lo == Double.NEGATIVE_INFINITY) {
      return hi == Double.POSITIVE_INFINITY ? 0 : hi > 0 ? -1 : Math.max(-Double.MAX_VALUE, 2 * hi - 1);
    }
    if (hi == Double.POSITIVE_INFINITY) {
      return lo < 0 ? 1 : Math.min(Double.MAX_VALUE, 2 * lo + 1);
    }
    double m = lo / 2 + hi / 2;
    return m < lo ? lo : m > hi ? hi : m;
  }

  /** The smallest interval that holds both. */
  public Interval hull(Interval o) {
    var d = definedness.or(o.definedness);
    if (isEmpty() || o.isEmpty()) {
      var some = isEmpty() ? o : this;
      return some.isEmpty() ? EMPTY : new Interval(some.lo, some.hi, d);
    }
    return new Interval(Math.min(lo, o.lo), Math.max(hi, o.hi), d);
  }

  Interval perhapsUndefined() {
    return isEmpty() ? this : new Interval(lo, hi, POSSIBLY_UNDEFINED);
  }

  private Interval with(Definedness d) {
    return d == definedness || isEmpty() ? this : new Interval(lo, hi, definedness.and(d));
  }

  private Interval result(double lower, double upper, Interval o) {
    return new Interval(lower, upper, definedness.and(o.definedness));
  }

  private boolean emptyWith(Interval o) {
    return isEmpty() || o.isEmpty();
  }

  // ---- the four operations ----

  @Override
  public Interval add(Interval o) {
    return emptyWith(o) ? EMPTY : result(Rounding.addDown(lo, o.lo), Rounding.addUp(hi, o.hi), o);
  }

  @Override
  public Interval add(double a) {
    return add(point(a));
  }

  @Override
  public Interval subtract(Interval o) {
    return add(o.negate());
  }

  @Override
  public Interval subtract(double a) {
    return add(point(-a));
  }

  @Override
  public Interval negate() {
    return isEmpty() ? EMPTY : new Interval(-hi, -lo, definedness);
  }

  @Override
  public Interval multiply(Interval o) {
    if (emptyWith(o)) {
      return EMPTY;
    }
    if ((lo > 0 || hi < 0) && (o.lo > 0 || o.hi < 0)) { // one product is the least, one the largest: directed rounding is monotone
      boolean plus = lo > 0;
      boolean otherPlus = o.lo > 0;
      return result(Rounding.multiplyDown(otherPlus ? lo : hi, plus ? o.lo : o.hi),
          Rounding.multiplyUp(otherPlus ? hi : lo, plus ? o.hi : o.lo), o);
    }
    double lower = Math.min(
        Math.min(Rounding.multiplyDown(lo, o.lo), Rounding.multiplyDown(lo, o.hi)),
        Math.min(Rounding.multiplyDown(hi, o.lo), Rounding.multiplyDown(hi, o.hi)));
    double upper = Math.max(
        Math.max(Rounding.multiplyUp(lo, o.lo), Rounding.multiplyUp(lo, o.hi)),
        Math.max(Rounding.multiplyUp(hi, o.lo), Rounding.multiplyUp(hi, o.hi)));
    return result(lower, upper, o);
  }

  @Override
  public Interval multiply(double a) {
    return multiply(point(a));
  }

  @Override
  public Interval multiply(int n) {
    return multiply(point(n));
  }

  @Override
  public Interval divide(Interval o) {
    if (emptyWith(o) || o.lo == 0 && o.hi == 0) {
      return EMPTY;
    }
    if (o.hi < 0) {
      return negate().divide(o.negate());
    }
    if (o.lo > 0) {
      return result(Rounding.divideDown(lo, lo >= 0 ? o.hi : o.lo),
          Rounding.divideUp(hi, hi >= 0 ? o.lo : o.hi), o);
    }
    if (lo == 0 && hi == 0) {
      return ZERO.with(POSSIBLY_UNDEFINED);
    }
    if (o.lo < 0 && o.hi > 0 || lo < 0 && hi > 0) {
      return ENTIRE.with(POSSIBLY_UNDEFINED);
    }
    if (o.lo < 0) { // the divisor ends at zero from below
      return negate().divide(o.negate());
    }
    return lo >= 0
        ? new Interval(Rounding.divideDown(lo, o.hi), Double.POSITIVE_INFINITY, POSSIBLY_UNDEFINED)
        : new Interval(Double.NEGATIVE_INFINITY, Rounding.divideUp(hi, o.hi), POSSIBLY_UNDEFINED);
  }

  @Override
  public Interval divide(double a) {
    return divide(point(a));
  }

  @Override
  public Interval reciprocal() {
    return ONE.divide(this);
  }

  // ---- powers and roots ----

  @Override
  public Interval square() {
    return pow(2);
  }

  @Override
  public Interval pow(int n) {
    if (isEmpty()) {
      return EMPTY;
    }
    if (n == 0) {
      return ONE.with(definedness);
    }
    if (n < 0) {
      return n == Integer.MIN_VALUE ? ENTIRE.with(POSSIBLY_UNDEFINED) : pow(-n).reciprocal();
    }
    if (n == 1) {
      return this;
    }
    if (lo >= 0) {
      return new Interval(Rounding.powerDown(lo, n), Rounding.powerUp(hi, n), definedness);
    }
    if (hi <= 0) {
      var p = negate().pow(n);
      return n % 2 == 0 ? p : p.negate();
    }
    return n % 2 == 0
        ? new Interval(0, Rounding.powerUp(Math.max(-lo, hi), n), definedness)
        : new Interval(-Rounding.powerUp(-lo, n), Rounding.powerUp(hi, n), definedness);
  }

  @Override
  public Interval pow(double p) {
    return pow(point(p));
  }

  /** Real power: an integer power where the exponent is an integer, else only for bases that are not negative; {@code 0^0 = 1}. */
  @Override
  public Interval pow(Interval y) {
    if (emptyWith(y)) {
      return EMPTY;
    }
    if (y.isPoint() && y.lo == Math.rint(y.lo) && Math.abs(y.lo) <= 1e9) {
      return pow((int) y.lo).with(y.definedness);
    }
    boolean integers = Math.floor(y.hi) >= Math.ceil(y.lo);
    if (lo < 0) {
      if (!integers) {
        return hi < 0 ? EMPTY : new Interval(0, hi, definedness).pow(y).with(POSSIBLY_UNDEFINED);
      }
      var size = abs().pow(y);
      return size.isEmpty() ? EMPTY : size.hull(size.negate()).with(POSSIBLY_UNDEFINED);
    }
    if (hi == 0) {
      if (y.hi < 0) {
        return EMPTY;
      }
      var zero = y.lo > 0 ? ZERO : of(0, 1);
      return zero.with(y.lo < 0 ? POSSIBLY_UNDEFINED : definedness.and(y.definedness));
    }
    double lower = Math.min(
        Math.min(Rounding.realPowerDown(lo, y.lo), Rounding.realPowerDown(lo, y.hi)),
        Math.min(Rounding.realPowerDown(hi, y.lo), Rounding.realPowerDown(hi, y.hi)));
    double upper = Math.max(
        Math.max(Rounding.realPowerUp(lo, y.lo), Rounding.realPowerUp(lo, y.hi)),
        Math.max(Rounding.realPowerUp(hi, y.lo), Rounding.realPowerUp(hi, y.hi)));
    if (lo == 0 && y.lo <= 0 && y.hi >= 0) {
      lower = 0; // 0 to a small positive power beside 0^0 = 1
    }
    return result(lower, upper, y).with(lo == 0 && y.lo < 0 ? POSSIBLY_UNDEFINED : DEFINED_EVERYWHERE);
  }

  @Override
  public Interval sqrt() {
    if (isEmpty() || hi < 0) {
      return EMPTY;
    }
    return new Interval(Rounding.sqrtDown(Math.max(0, lo)), Rounding.sqrtUp(hi), definedness)
        .with(lo < 0 ? POSSIBLY_UNDEFINED : DEFINED_EVERYWHERE);
  }

  @Override
  public Interval cbrt() {
    return rootN(3);
  }

  /** The real root; for odd n defined on all reals. Undefined for {@code n = 0}. */
  @Override
  public Interval rootN(int n) {
    if (isEmpty() || n == 0) {
      return EMPTY;
    }
    if (n < 0) {
      return n == Integer.MIN_VALUE ? ENTIRE.with(POSSIBLY_UNDEFINED) : rootN(-n).reciprocal();
    }
    if (n == 1) {
      return this;
    }
    if (n == 2) {
      return sqrt();
    }
    if (n % 2 == 0) {
      return hi < 0 ? EMPTY
          : new Interval(rootDown(Math.max(0, lo), n), rootUp(hi, n), definedness)
              .with(lo < 0 ? POSSIBLY_UNDEFINED : DEFINED_EVERYWHERE);
    }
    return new Interval(lo < 0 ? -rootUp(-lo, n) : rootDown(lo, n), hi < 0 ? -rootDown(-hi, n) : rootUp(hi, n),
        definedness);
  }

  private static double rootDown(double x, int n) {
    double r = exactRoot(x, n);
    return r >= 0 ? r : Math.min(rootBound(x, n, true), rootBound(x, n, false));
  }

  private static double rootUp(double x, int n) {
    double r = exactRoot(x, n);
    return r >= 0 ? r : Math.max(rootBound(x, n, true), rootBound(x, n, false));
  }

  /** The root where it is an integer, or at an end at infinity; else −1. */
  private static double exactRoot(double x, int n) {
    if (x == 0 || x == 1 || Double.isInfinite(x)) {
      return x;
    }
    double r = Math.rint(StrictMath.pow(x, 1.0 / n));
    return r > 0 && n <= 16 && Rounding.powerDown(r, n) == x && Rounding.powerUp(r, n) == x ? r : -1;
  }

  private static double rootBound(double x, int n, boolean lowerExponent) {
    double y = lowerExponent ? Rounding.divideDown(1, n) : Rounding.divideUp(1, n);
    // The true exponent lies between; the power is monotone in it, so the two bounds enclose the root.
    return (x < 1) == lowerExponent ? Rounding.realPowerUp(x, y) : Rounding.realPowerDown(x, y);
  }

  @Override
  public Interval hypot(Interval o) {
    return square().add(o.square()).sqrt();
  }

  // ---- exponential and logarithm ----

  /** The image under an increasing function; each end moved outward by the given number of ulps. */
  private Interval increasing(DoubleUnaryOperator f, int ulps, double least, double greatest) {
    return increasing(f, ulps, least, greatest, Double.NaN);
  }

  /** The same, where the value at one argument is known to be computed exactly (exp 0, log 1, sinh 0, …). */
  private Interval increasing(DoubleUnaryOperator f, int ulps, double least, double greatest, double exactAt) {
    if (isEmpty()) {
      return EMPTY;
    }
    double a = f.applyAsDouble(lo);
    double b = f.applyAsDouble(hi);
    return new Interval(Math.max(least, lo == exactAt ? a : Rounding.down(a, ulps)),
        Math.min(greatest, hi == exactAt ? b : Rounding.up(b, ulps)), definedness);
  }

  @Override
  public Interval exp() {
    return increasing(StrictMath::exp, 2, 0, Double.POSITIVE_INFINITY, 0);
  }

  @Override
  public Interval expm1() {
    return increasing(StrictMath::expm1, 2, -1, Double.POSITIVE_INFINITY, 0);
  }

  @Override
  public Interval log() {
    return logarithm(0, StrictMath::log);
  }

  @Override
  public Interval log1p() {
    return logarithm(-1, StrictMath::log1p);
  }

  @Override
  public Interval log10() {
    return log().divide(LOG10);
  }

  private Interval logarithm(double pole, DoubleUnaryOperator f) {
    if (isEmpty() || hi <= pole) {
      return EMPTY;
    }
    return lo > pole
        ? increasing(f, 2, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, pole + 1)
        : new Interval(Double.NEGATIVE_INFINITY, hi == pole + 1 ? 0 : Rounding.up(f.applyAsDouble(hi), 2),
            POSSIBLY_UNDEFINED);
  }

  // ---- trigonometric ----

  @Override
  public Interval sin() {
    return lo == 0 && hi == 0 ? this : wave(StrictMath::sin, HALF_PI, HALF_PI.negate());
  }

  @Override
  public Interval cos() {
    return lo == 0 && hi == 0 ? ONE.with(definedness) : wave(StrictMath::cos, ZERO, PI);
  }

  /** Sine or cosine: at the ends, unless a crest or a trough may lie between (StrictMath reduces any argument exactly). */
  private Interval wave(DoubleUnaryOperator f, Interval crest, Interval trough) {
    if (isEmpty()) {
      return EMPTY;
    }
    double lower = -1;
    double upper = 1;
    if (isBounded()) {
      double a = f.applyAsDouble(lo);
      double b = f.applyAsDouble(hi);
      if (!mayHitMultiple(crest, TWO_PI)) {
        upper = Math.min(1, Rounding.up(Math.max(a, b), 2));
      }
      if (!mayHitMultiple(trough, TWO_PI)) {
        lower = Math.max(-1, Rounding.down(Math.min(a, b), 2));
      }
    }
    return new Interval(lower, upper, definedness);
  }

  /** Whether some {@code place + k·period} may lie inside; at a point, where the function is not turned, it does not matter. */
  private boolean mayHitMultiple(Interval place, Interval period) {
    if (isPoint()) {
      return false;
    }
    var turns = subtract(place).divide(period);
    return Math.floor(turns.hi) >= Math.ceil(turns.lo);
  }

  @Override
  public FieldSinCos<Interval> sinCos() {
    return new FieldSinCos<>(sin(), cos());
  }

  @Override
  public Interval tan() {
    if (isEmpty() || lo == 0 && hi == 0) {
      return this;
    }
    if (!isBounded() || width() > 3.2 || mayHitMultiple(HALF_PI, PI)) {
      return ENTIRE.with(POSSIBLY_UNDEFINED);
    }
    // No double is a pole of the tangent, as π is irrational.
    return increasing(StrictMath::tan, 2, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
  }

  private Interval unitPart() {
    return new Interval(Math.max(-1, lo), Math.min(1, hi),
        lo < -1 || hi > 1 ? POSSIBLY_UNDEFINED : definedness);
  }

  @Override
  public Interval asin() {
    if (isEmpty() || lo > 1 || hi < -1) {
      return EMPTY;
    }
    return unitPart().increasing(StrictMath::asin, 2, -HALF_PI.hi, HALF_PI.hi, 0);
  }

  @Override
  public Interval acos() {
    if (isEmpty() || lo > 1 || hi < -1) {
      return EMPTY;
    }
    return unitPart().negate().increasing(x -> StrictMath.acos(-x), 2, 0, PI.hi, -1);
  }

  @Override
  public Interval atan() {
    return increasing(StrictMath::atan, 2, -HALF_PI.hi, HALF_PI.hi, 0);
  }

  /** The angle of the point (x, this); undefined at the origin. */
  @Override
  public Interval atan2(Interval x) {
    if (emptyWith(x)) {
      return EMPTY;
    }
    if (lo == 0 && hi == 0) {
      if (x.lo > 0) {
        return ZERO.with(definedness.and(x.definedness));
      }
      if (x.lo == 0 && x.hi == 0) {
        return EMPTY;
      }
    }
    boolean origin = contains(0) && x.contains(0);
    if (origin || lo < 0 && hi >= 0 && x.lo < 0) { // around the origin or over the cut
      return new Interval(-PI.hi, PI.hi, origin ? POSSIBLY_UNDEFINED : definedness.and(x.definedness));
    }
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (double v : new double[] {lo, hi}) {
      for (double u : new double[] {x.lo, x.hi}) {
        double angle = StrictMath.atan2(v, u);
        least = Math.min(least, angle);
        greatest = Math.max(greatest, angle);
      }
    }
    if (!isBounded() || !x.isBounded()) { // the angle of a corner at infinity is no limit; take the quadrants
      least = lo >= 0 ? 0 : -PI.hi;
      greatest = hi < 0 ? 0 : PI.hi;
    }
    return result(Math.max(-PI.hi, Rounding.down(least, 4)), Math.min(PI.hi, Rounding.up(greatest, 4)), x);
  }

  // ---- hyperbolic ----

  @Override
  public Interval sinh() {
    return increasing(StrictMath::sinh, 5, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
  }

  @Override
  public Interval cosh() {
    if (isEmpty()) {
      return EMPTY;
    }
    var size = abs();
    return size.increasing(StrictMath::cosh, 5, 1, Double.POSITIVE_INFINITY, 0);
  }

  @Override
  public FieldSinhCosh<Interval> sinhCosh() {
    return new FieldSinhCosh<>(sinh(), cosh());
  }

  @Override
  public Interval tanh() {
    return increasing(StrictMath::tanh, 5, -1, 1, 0);
  }

  /** The image under an increasing function that is itself computed by intervals, at the two ends. */
  private Interval byEnds(UnaryOperator<Interval> f) {
    if (isEmpty()) {
      return EMPTY;
    }
    double lower = lo == Double.NEGATIVE_INFINITY ? lo : f.apply(point(lo)).lo;
    double upper = hi == Double.POSITIVE_INFINITY ? hi : f.apply(point(hi)).hi;
    return new Interval(lower, upper, definedness);
  }

  @Override
  public Interval asinh() {
    return lo == 0 && hi == 0 ? this : byEnds(x -> x.lo < 0 ? asinhPositive(x.negate()).negate() : asinhPositive(x));
  }

  private static Interval asinhPositive(Interval x) {
    if (x.hi > 1e150) { // log(2x) < asinh x < log(2x) + 1/(4x²)
      return x.log().add(point(2).log()).add(of(0, 1e-299));
    }
    return x.add(x.square().divide(ONE.add(x.square().add(ONE).sqrt()))).log1p();
  }

  @Override
  public Interval acosh() {
    if (isEmpty() || hi < 1) {
      return EMPTY;
    }
    var inside = new Interval(Math.max(1, lo), hi, lo < 1 ? POSSIBLY_UNDEFINED : definedness);
    return inside.byEnds(x -> x.add(x.subtract(ONE).sqrt().multiply(x.add(ONE).sqrt())).log())
        .atLeast(0);
  }

  private Interval atLeast(double bound) {
    return isEmpty() ? this : new Interval(Math.max(lo, bound), Math.max(hi, bound), definedness);
  }

  @Override
  public Interval atanh() {
    if (isEmpty() || lo >= 1 || hi <= -1) {
      return EMPTY;
    }
    if (lo == 0 && hi == 0) {
      return this;
    }
    var inside = lo <= -1 || hi >= 1;
    double lower = lo <= -1 ? Double.NEGATIVE_INFINITY : atanhAt(lo).lo;
    double upper = hi >= 1 ? Double.POSITIVE_INFINITY : atanhAt(hi).hi;
    return new Interval(lower, upper, inside ? POSSIBLY_UNDEFINED : definedness);
  }

  private static Interval atanhAt(double x) {
    var p = point(x);
    return p.log1p().subtract(p.negate().log1p()).scalb(-1);
  }

  // ---- the activations whose definition loses digits in doubles ----

  /** {@code 1/(1+exp(−x))}. */
  public Interval sigmoid() {
    return isEmpty() ? EMPTY : negate().exp().add(ONE).reciprocal().with(definedness);
  }

  /** {@code log(1+exp(x))}. */
  public Interval softplus() {
    if (isEmpty()) {
      return EMPTY;
    }
    double lower = lo == Double.NEGATIVE_INFINITY ? 0 : Math.max(0, softplusAt(lo).lo);
    return new Interval(lower, hi == Double.POSITIVE_INFINITY ? hi : softplusAt(hi).hi, definedness);
  }

  private static Interval softplusAt(double x) {
    return x > 0 ? point(-x).exp().log1p().add(point(x)) : point(x).exp().log1p();
  }

  public Interval max(Interval o) {
    return emptyWith(o) ? EMPTY : result(Math.max(lo, o.lo), Math.max(hi, o.hi), o);
  }

  public Interval min(Interval o) {
    return emptyWith(o) ? EMPTY : result(Math.min(lo, o.lo), Math.min(hi, o.hi), o);
  }

  // ---- steps and sizes ----

  @Override
  public Interval abs() {
    if (isEmpty() || lo >= 0) {
      return this;
    }
    return hi <= 0 ? negate() : new Interval(0, Math.max(-lo, hi), definedness);
  }

  @Override
  public Interval sign() {
    return isEmpty() ? EMPTY : new Interval(Math.signum(lo), Math.signum(hi), definedness);
  }

  @Override
  public Interval floor() {
    return step(Math::floor);
  }

  @Override
  public Interval ceil() {
    return step(Math::ceil);
  }

  @Override
  public Interval rint() {
    return step(Math::rint);
  }

  private Interval step(DoubleUnaryOperator f) {
    if (isEmpty()) {
      return EMPTY;
    }
    // No real is rounded to infinity; the largest doubles are integers already.
    return new Interval(f.applyAsDouble(lo), f.applyAsDouble(hi), definedness);
  }

  /** The remainder of truncated division, {@code x − a·trunc(x/a)}. */
  @Override
  public Interval remainder(Interval a) {
    var q = divide(a);
    return q.isEmpty() ? EMPTY : subtract(a.multiply(q.step(x -> x < 0 ? Math.ceil(x) : Math.floor(x))));
  }

  @Override
  public Interval remainder(double a) {
    return remainder(point(a));
  }

  /** The size of this with the sign of the other, where zero counts as positive. */
  @Override
  public Interval copySign(Interval s) {
    if (emptyWith(s)) {
      return EMPTY;
    }
    var size = abs().with(s.definedness);
    return s.lo >= 0 ? size : s.hi < 0 ? size.negate() : size.hull(size.negate());
  }

  @Override
  public Interval copySign(double s) {
    return copySign(point(s));
  }

  @Override
  public Interval scalb(int n) {
    if (isEmpty()) {
      return EMPTY;
    }
    double a = Math.scalb(lo, n);
    double b = Math.scalb(hi, n);
    boolean exact = Math.scalb(a, -n) == lo && Math.scalb(b, -n) == hi;
    return exact && !Double.isInfinite(a) && !Double.isInfinite(b)
        ? new Interval(a, b, definedness)
        : new Interval(a == Double.POSITIVE_INFINITY ? Double.MAX_VALUE : Math.nextDown(a),
            b == Double.NEGATIVE_INFINITY ? -Double.MAX_VALUE : Math.nextUp(b), definedness);
  }

  @Override
  public Interval toDegrees() {
    return multiply(point(180)).divide(PI);
  }

  @Override
  public Interval toRadians() {
    return multiply(PI).divide(point(180));
  }

  // ---- linear combinations ----

  @Override
  public Interval linearCombination(Interval[] a, Interval[] b) {
    var sum = ZERO;
    for (int i = 0; i < a.length; i++) {
      sum = sum.add(a[i].multiply(b[i]));
    }
    return sum;
  }

  @Override
  public Interval linearCombination(double[] a, Interval[] b) {
    var sum = ZERO;
    for (int i = 0; i < a.length; i++) {
      sum = sum.add(b[i].multiply(a[i]));
    }
    return sum;
  }

  @Override
  public Interval linearCombination(Interval a1, Interval b1, Interval a2, Interval b2) {
    return a1.multiply(b1).add(a2.multiply(b2));
  }

  @Override
  public Interval linearCombination(double a1, Interval b1, double a2, Interval b2) {
    return b1.multiply(a1).add(b2.multiply(a2));
  }

  @Override
  public Interval linearCombination(Interval a1, Interval b1, Interval a2, Interval b2, Interval a3, Interval b3) {
    return linearCombination(a1, b1, a2, b2).add(a3.multiply(b3));
  }

  @Override
  public Interval linearCombination(double a1, Interval b1, double a2, Interval b2, double a3, Interval b3) {
    return linearCombination(a1, b1, a2, b2).add(b3.multiply(a3));
  }

  @Override
  public Interval linearCombination(Interval a1, Interval b1, Interval a2, Interval b2, Interval a3, Interval b3,
      Interval a4, Interval b4) {
    return linearCombination(a1, b1, a2, b2, a3, b3).add(a4.multiply(b4));
  }

  @Override
  public Interval linearCombination(double a1, Interval b1, double a2, Interval b2, double a3, Interval b3,
      double a4, Interval b4) {
    return linearCombination(a1, b1, a2, b2, a3, b3).add(b4.multiply(a4));
  }

  // ---- the rest of the field interface ----

  @Override
  public double getReal() {
    return isEmpty() ? Double.NaN : midpoint();
  }

  @Override
  public Interval getAddendum() {
    return isEmpty() ? EMPTY : subtract(point(getReal()));
  }

  @Override
  public Interval getPi() {
    return PI;
  }

  /** The point; of a NaN the empty interval, of an infinity the rest of the line beyond the doubles. */
  @Override
  public Interval newInstance(double x) {
    return Double.isNaN(x) ? EMPTY
        : x == Double.POSITIVE_INFINITY ? of(Double.MAX_VALUE, x)
        : x == Double.NEGATIVE_INFINITY ? of(x, -Double.MAX_VALUE)
        : point(x);
  }

  @Override
  public int getExponent() {
    return Math.getExponent(norm());
  }

  /** One unit in the last place of the largest number inside. */
  @Override
  public Interval ulp() {
    return isEmpty() ? EMPTY : newInstance(Math.ulp(norm()));
  }

  /** The largest absolute value inside. */
  @Override
  public double norm() {
    return isEmpty() ? Double.NaN : Math.max(Math.abs(lo), Math.abs(hi));
  }

  @Override
  public long round() {
    return Math.round(getReal());
  }

  @Override
  public boolean isInfinite() {
    return !isEmpty() && !isBounded();
  }

  @Override
  public boolean isFinite() {
    return !isEmpty() && isBounded();
  }

  @Override
  public boolean isNaN() {
    return isEmpty();
  }

  @Override
  public boolean isZero() {
    return lo == 0 && hi == 0;
  }

  @Override
  public Field<Interval> getField() {
    return IntervalField.INSTANCE;
  }

  private enum IntervalField implements Field<Interval> {
    INSTANCE;

    @Override
    public Interval getZero() {
      return ZERO;
    }

    @Override
    public Interval getOne() {
      return ONE;
    }

    @Override
    public Class<Interval> getRuntimeClass() {
      return Interval.class;
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Interval i && definedness == i.definedness && Double.compare(lo, i.lo) == 0
        && Double.compare(hi, i.hi) == 0;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(lo) * 31 + Double.hashCode(hi);
  }

  @Override
  public String toString() {
    return isEmpty() ? "empty" : "[" + lo + ", " + hi + "]" + (definedness == POSSIBLY_UNDEFINED ? "?" : "");
  }
}
