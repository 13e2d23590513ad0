package org.gradus.mutation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/**
 * The value of an expression in many decimals. Shares no arithmetic with gradus, only the expressions and those definitions
 * of the function table that are not written out here; the gamma family is Apfloat's.
 */
final class Decimals {

  /** Thrown where there is no value, or none that could be told. */
  static final class Undefined extends RuntimeException {
    Undefined(String message) {
      super(message, null, false, false);
    }
  }

  private static final int MAX_TERMS = 300;
  private static final int MAX_EXPONENT = 20_000;
  private static final BigDecimal HUGE = BigDecimal.valueOf(25_000);

  /** A central difference within an expression: second ones, too, keep 45 digits. */
  private static final BigDecimal DIFFERENCE = new BigDecimal("1e-25");
  private static final int FOR_DIFFERENCES = 70;

  private final int digits;
  private final MathContext mc;
  private final Elementary elementary;
  private final Map<String, BigDecimal> point;
  private final Map<Expr, BigDecimal> known = new IdentityHashMap<>();

  private Decimals(int digits, Map<String, BigDecimal> point) {
    this.digits = digits;
    this.mc = new MathContext(digits + 8, RoundingMode.HALF_EVEN);
    this.elementary = Elementary.of(digits);
    this.point = point;
  }

  /** The value to about that many digits. Throws {@link Undefined}. */
  static BigDecimal value(Expr e, Map<String, BigDecimal> point, int digits) {
    try {
      return new Decimals(digits, point).of(e);
    } catch (ArithmeticException | org.apfloat.ApfloatRuntimeException | IllegalArgumentException x) {
      throw new Undefined(x.getMessage());
    }
  }

  static BigDecimal of(Rational r, int digits) {
    return new BigDecimal(r.num()).divide(new BigDecimal(r.den()), new MathContext(digits + 8));
  }

  private BigDecimal of(Expr e) {
    var v = known.get(e);
    if (v == null) {
      v = compute(e).round(mc);
      if (v.signum() != 0 && Math.abs(Elementary.exponent(v)) > MAX_EXPONENT) {
        throw new Undefined("too large");
      }
      known.put(e, v);
    }
    return v;
  }

  private BigDecimal compute(Expr e) {
    return switch (e) {
      case Expr.Num n -> of(n.value(), digits);
      case Expr.Const c -> switch (c.constant()) {
        case PI -> elementary.pi();
        case E -> elementary.exp(BigDecimal.ONE);
        case INFINITY -> throw new Undefined("infinity");
      };
      case Expr.Sym s -> {
        var v = point.get(s.name());
        if (v == null) {
          throw new Undefined("no value for " + s);
        }
        yield v;
      }
      case Expr.Add a -> a.args().stream().map(this::of).reduce(BigDecimal.ZERO, BigDecimal::add);
      case Expr.Mul m -> m.args().stream().map(this::of).reduce(BigDecimal.ONE, (x, y) -> x.multiply(y, mc));
      case Expr.Pow p -> power(of(p.base()), of(p.exponent()));
      case Expr.Call c -> call(c);
      case Expr.Cases c -> {
        for (int i = 0; i < c.conditions().size(); i++) {
          if (holds(c.conditions().get(i))) {
            yield of(c.values().get(i));
          }
        }
        if (c.otherwise() == null) {
          throw new Undefined("no case applies");
        }
        yield of(c.otherwise());
      }
      case Expr.Big b -> big(b);
      case Expr.Diff d when d.by() instanceof Expr.Sym x && point.containsKey(x.name()) && d.order() <= 2
          && !Trees.any(d.body(), y -> y instanceof Expr.Diff) ->
          derivative(d.body(), x.name(), d.order(), point, digits + FOR_DIFFERENCES, DIFFERENCE);
      case Expr.At a when a.var() instanceof Expr.Sym x -> {
        var there = new HashMap<>(point);
        there.put(x.name(), of(a.value()));
        yield value(a.body(), there, digits);
      }
      default -> throw new Undefined("not a number: " + e);
    };
  }

  private static boolean integer(BigDecimal x) {
    return x.signum() == 0 || x.stripTrailingZeros().scale() <= 0;
  }

  private BigDecimal power(BigDecimal base, BigDecimal x) {
    if (x.signum() == 0) {
      return BigDecimal.ONE;
    }
    if (base.signum() == 0) {
      if (x.signum() < 0) {
        throw new Undefined("0 to a negative power");
      }
      return base;
    }
    if (integer(x)) {
      if (x.abs().compareTo(BigDecimal.valueOf(9_999)) > 0
          || Math.abs(x.doubleValue() * Elementary.exponent(base)) > MAX_EXPONENT) {
        throw new Undefined("too large");
      }
      return base.pow(x.intValueExact(), mc);
    }
    if (base.signum() < 0) {
      throw new Undefined("a power of a negative number");
    }
    return exp(x.multiply(elementary.log(base)));
  }

  private BigDecimal exp(BigDecimal x) {
    if (x.abs().compareTo(HUGE) > 0) {
      throw new Undefined("too large");
    }
    return elementary.exp(x);
  }

  private BigDecimal[] angle(Expr e) {
    var x = of(e);
    if (Elementary.exponent(x) > 12) {
      throw new Undefined("too large an angle");
    }
    return elementary.sinCos(x);
  }

  private BigDecimal call(Expr.Call c) {
    var f = c.function();
    if (!f.scalar()) {
      throw new Undefined(f.name());
    }
    return switch (f.name()) {
      case "indicator" -> holds(c.arg()) ? BigDecimal.ONE : BigDecimal.ZERO;
      case "exp" -> exp(of(c.arg()));
      case "log" -> log(of(c.arg()));
      case "sin" -> angle(c.arg())[0];
      case "cos" -> angle(c.arg())[1];
      case "tan" -> {
        var sc = angle(c.arg());
        yield sc[0].divide(sc[1], mc);
      }
      case "asin" -> asin(of(c.arg()));
      case "acos" -> elementary.pi().divide(BigDecimal.TWO).subtract(asin(of(c.arg())));
      case "atan" -> elementary.atan(of(c.arg()));
      case "atan2" -> atan2(of(c.args().get(0)), of(c.args().get(1)));
      case "sinh" -> exp(of(c.arg())).subtract(exp(of(c.arg()).negate())).divide(BigDecimal.TWO);
      case "cosh" -> exp(of(c.arg())).add(exp(of(c.arg()).negate())).divide(BigDecimal.TWO);
      case "tanh" -> {
        var up = exp(of(c.arg()));
        var down = exp(of(c.arg()).negate());
        yield up.subtract(down).divide(up.add(down), mc);
      }
      case "sigmoid" -> BigDecimal.ONE.divide(BigDecimal.ONE.add(exp(of(c.arg()).negate())), mc);
      case "abs" -> of(c.arg()).abs();
      case "sign" -> BigDecimal.valueOf(sign(of(c.arg())));
      case "floor" -> floor(of(c.arg()));
      case "root" -> root(of(c.args().get(0)), of(c.args().get(1)));
      case "erf" -> erf(of(c.arg()));
      case "gamma" -> big(ApfloatMath.gamma(small(argument(c.arg(), false))));
      case "loggamma" -> log(big(ApfloatMath.gamma(small(argument(c.arg(), true)))));
      case "digamma" -> digamma(argument(c.arg(), false));
      case "polygamma" -> polygamma(of(c.args().get(0)), of(c.args().get(1)));
      default -> {
        if (!f.isDefined() || f.domain(c.args()).stream().anyMatch(d -> !holds(d))) {
          throw new Undefined(f.name());
        }
        yield of(f.expand(c.args()));
      }
    };
  }

  private BigDecimal log(BigDecimal x) {
    if (x.signum() <= 0) {
      throw new Undefined("log of " + x);
    }
    return elementary.log(x);
  }

  private BigDecimal asin(BigDecimal x) {
    int end = x.abs().compareTo(BigDecimal.ONE);
    if (end > 0) {
      throw new Undefined("asin");
    }
    var half = elementary.pi().divide(BigDecimal.TWO);
    return end == 0 ? x.signum() > 0 ? half : half.negate()
        : elementary.atan(x.divide(elementary.sqrt(BigDecimal.ONE.subtract(x.multiply(x))), mc));
  }

  private BigDecimal atan2(BigDecimal y, BigDecimal x) {
    if (x.signum() == 0) {
      if (y.signum() == 0) {
        throw new Undefined("atan2 at the origin");
      }
      return elementary.pi().multiply(BigDecimal.valueOf(y.signum())).divide(BigDecimal.TWO);
    }
    var angle = elementary.atan(y.divide(x, mc));
    return x.signum() > 0 ? angle : y.signum() >= 0 ? angle.add(elementary.pi()) : angle.subtract(elementary.pi());
  }

  private BigDecimal root(BigDecimal x, BigDecimal n) {
    if (!integer(n) || n.signum() <= 0 || Elementary.exponent(n) > 3) {
      throw new Undefined("root");
    }
    if (x.signum() < 0 && n.intValueExact() % 2 == 0) {
      throw new Undefined("an even root of a negative number");
    }
    return x.signum() == 0 ? x
        : exp(elementary.log(x.abs()).divide(n, mc)).multiply(BigDecimal.valueOf(x.signum()));
  }

  /** erf x = 2x/√π · e^{−x²} · M(1, 3/2, x²), all terms of one sign (DLMF 7.6.2). */
  private BigDecimal erf(BigDecimal x) {
    if (Elementary.exponent(x) > 2 || x.abs().doubleValue() > 60) {
      throw new Undefined("too large");
    }
    var square = x.multiply(x);
    var term = BigDecimal.ONE;
    var sum = term;
    for (int k = 1; Elementary.exponent(term) > Elementary.exponent(sum) - digits - 8; k++) {
      term = term.multiply(square, mc).multiply(BigDecimal.TWO).divide(BigDecimal.valueOf(2L * k + 1), mc);
      sum = sum.add(term, mc);
    }
    return sum.multiply(x).multiply(BigDecimal.TWO).multiply(exp(square.negate())).divide(elementary.sqrt(elementary.pi()), mc);
  }

  private BigDecimal argument(Expr e, boolean positive) {
    var x = of(e);
    if (x.signum() <= 0 && (positive || integer(x)) || Elementary.exponent(x) > 3) {
      throw new Undefined("a pole, or too large");
    }
    return x;
  }

  private Apfloat small(BigDecimal x) {
    return new Apfloat(x, digits);
  }

  private static BigDecimal big(Apfloat x) {
    return new BigDecimal(x.toString());
  }

  /** The recurrence up to a large argument, then the asymptotic series (DLMF 5.15.5, 5.15.8). */
  private BigDecimal polygamma(BigDecimal n, BigDecimal x) {
    if (!integer(n) || n.signum() < 0 || n.doubleValue() > 15 || x.signum() <= 0) {
      throw new Undefined("polygamma");
    }
    int k = n.intValueExact();
    if (k == 0) {
      return digamma(x);
    }
    var sum = BigDecimal.ZERO;
    var y = x;
    for (; y.compareTo(BigDecimal.valueOf(digits / 2 + 20L)) < 0; y = y.add(BigDecimal.ONE)) {
      sum = sum.add(factorial(k).divide(y.pow(k + 1), mc), mc);
    }
    sum = sum.add(factorial(k - 1).divide(y.pow(k), mc)).add(factorial(k).divide(BigDecimal.TWO.multiply(y.pow(k + 1)), mc));
    for (int m = 1; ; m++) {
      var b = Bernoulli.of(2 * m);
      var term = new BigDecimal(b.num()).divide(new BigDecimal(b.den()), mc).multiply(factorial(2 * m + k - 1))
          .divide(factorial(2 * m).multiply(y.pow(2 * m + k, mc)), mc);
      sum = sum.add(term, mc);
      if (Elementary.exponent(term) < Elementary.exponent(sum) - digits - 8) {
        return k % 2 == 0 ? sum.negate() : sum;
      }
    }
  }

  /** ψ(x) = ψ(x + 1) − 1/x up to a large argument, then the asymptotic series (DLMF 5.5.2, 5.11.2). */
  private BigDecimal digamma(BigDecimal x) {
    var sum = BigDecimal.ZERO;
    var y = x;
    for (; y.compareTo(BigDecimal.valueOf(digits / 2 + 20L)) < 0; y = y.add(BigDecimal.ONE)) {
      sum = sum.subtract(BigDecimal.ONE.divide(y, mc), mc);
    }
    sum = sum.add(elementary.log(y)).subtract(BigDecimal.ONE.divide(BigDecimal.TWO.multiply(y), mc));
    for (int m = 1; ; m++) {
      var b = Bernoulli.of(2 * m);
      var term = new BigDecimal(b.num()).divide(new BigDecimal(b.den()), mc)
          .divide(BigDecimal.valueOf(2L * m).multiply(y.pow(2 * m, mc)), mc);
      sum = sum.subtract(term, mc);
      if (Elementary.exponent(term) < -digits - 8) {
        return sum;
      }
    }
  }

  private static BigDecimal factorial(int n) {
    var f = BigDecimal.ONE;
    for (int i = 2; i <= n; i++) {
      f = f.multiply(BigDecimal.valueOf(i));
    }
    return f;
  }

  private BigDecimal floor(BigDecimal x) {
    var nearest = x.setScale(0, RoundingMode.HALF_EVEN);
    var off = x.subtract(nearest);
    if (off.signum() != 0 && Elementary.exponent(off) < -digits / 2) {
      throw new Undefined("too close to an integer");
    }
    return off.signum() == 0 ? nearest : x.setScale(0, RoundingMode.FLOOR);
  }

  private int sign(BigDecimal x) {
    if (x.signum() != 0 && Elementary.exponent(x) < -digits / 2) {
      throw new Undefined("too close to zero");
    }
    return x.signum();
  }

  /** Whether a condition holds. Throws {@link Undefined} where that cannot be told. */
  static boolean holds(Expr condition, Map<String, BigDecimal> point, int digits) {
    try {
      return new Decimals(digits, point).holds(condition);
    } catch (ArithmeticException | org.apfloat.ApfloatRuntimeException x) {
      throw new Undefined(x.getMessage());
    }
  }

  private boolean holds(Expr condition) {
    return switch (condition) {
      case Expr.Rel r -> r.op().holdsForSign(sign(of(r.lhs()).subtract(of(r.rhs()))));
      case Expr.Logic l -> switch (l.op()) {
        case AND -> l.args().stream().allMatch(this::holds);
        case OR -> l.args().stream().anyMatch(this::holds);
        case NOT -> !holds(l.args().get(0));
      };
      default -> throw new Undefined("not a condition");
    };
  }

  private BigDecimal big(Expr.Big b) {
    if (b.lower() == null) {
      throw new Undefined("no range");
    }
    var from = of(b.lower());
    var to = of(b.upper());
    if (!integer(from) || !integer(to) || to.subtract(from).compareTo(BigDecimal.valueOf(MAX_TERMS)) > 0) {
      throw new Undefined("not a range");
    }
    boolean sum = b.kind() == Expr.Big.Kind.SUM;
    var result = sum ? BigDecimal.ZERO : BigDecimal.ONE;
    for (long k = from.longValueExact(); k <= to.longValueExact(); k++) {
      var inner = new HashMap<>(point);
      inner.put(b.index().name(), BigDecimal.valueOf(k));
      var term = new Decimals(digits, inner).of(b.body());
      result = sum ? result.add(term) : result.multiply(term, mc);
    }
    return result;
  }

  /** The n-th derivative by central differences of step h: the error is about h². */
  static BigDecimal derivative(Expr f, String by, int n, Map<String, BigDecimal> point, int digits, BigDecimal h) {
    var sum = BigDecimal.ZERO;
    for (int k = 0; k <= n; k++) {
      var moved = new HashMap<>(point);
      moved.put(by, point.get(by).add(h.multiply(BigDecimal.valueOf(n - 2L * k)).divide(BigDecimal.TWO)));
      var term = value(f, moved, digits).multiply(BigDecimal.valueOf(binomial(n, k)));
      sum = k % 2 == 0 ? sum.add(term) : sum.subtract(term);
    }
    return sum.divide(h.pow(n), new MathContext(digits));
  }

  private static long binomial(int n, int k) {
    long b = 1;
    for (int i = 1; i <= k; i++) {
      b = b * (n - k + i) / i;
    }
    return b;
  }
}
