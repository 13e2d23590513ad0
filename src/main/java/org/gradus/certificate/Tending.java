package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/**
 * Limits by the laws for sums, products, powers and continuous functions in the extended reals. There is one value for each
 * expression, found from its parts; where a law is missing (∞ − ∞, 0·∞) the limit is {@link Rejected}. Everything a law is
 * applied to is defined near the point, because its parts tend to where the operation is defined.
 */
public final class Tending {

  /** From where a finite limit is approached. */
  private enum From { ABOVE, BELOW, EXACT, ANY }

  /** @param value null for ±∞, of that sign */
  private record Limit(Expr value, int infinite, From from) {}

  private static final int DIGITS = 40;

  private final Claim.Limit claim;
  private final List<Expr.Rel> known;
  private final Map<Expr, Expr> parts;

  private Tending(Claim.Limit claim) {
    this(claim, Map.of());
  }

  /** @param parts expressions whose limits, ±∞ among them, are known */
  private Tending(Claim.Limit claim, Map<Expr, Expr> parts) {
    this.claim = claim;
    this.parts = parts;
    this.known = Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, claim.assumptions(), null).known();
  }

  /** By the laws alone. Throws {@link Rejected} if they give another value, or none. */
  static void prove(Claim.Limit claim, Map<Expr, Expr> parts, Expr body, Expr value) {
    var found = new Tending(claim, parts).of(body);
    require(found.infinite() == infinite(value), "the limit is another one");
    require(found.infinite() != 0 || same(claim, found.value(), value), "the limit is " + found.value());
  }

  /** Whether the body tends to the value and is not equal to it on the way: to a number from above (1), from below (−1), or from one of the two. */
  static boolean reaches(Claim.Limit claim, int side) {
    try {
      var found = new Tending(claim).of(claim.body());
      return found.infinite() == infinite(claim.value()) && (found.infinite() != 0 || same(claim, found.value(), claim.value())
          && (side >= 0 && found.from() == From.ABOVE || side <= 0 && found.from() == From.BELOW));
    } catch (Rejected _) {
      return false;
    }
  }

  static boolean tendsTo(Claim.Limit claim, Expr body, Expr value) {
    try {
      prove(claim, Map.of(), body, value);
      return true;
    } catch (Rejected _) {
      return false;
    }
  }

  static boolean same(Claim.Limit claim, Expr a, Expr b) {
    return Evidence.value(new Normal(new Tending(claim).known, Hints.NONE), Exprs.sub(a, b)).isZero();
  }

  /** The limit that the laws give, ±∞ among them; null if they give none. For who writes certificates. */
  public static Expr value(Claim.Limit claim, Expr body) {
    return value(claim, Map.of(), body);
  }

  /** The same where the limits of some parts are known. */
  public static Expr value(Claim.Limit claim, Map<Expr, Expr> parts, Expr body) {
    try {
      var found = new Tending(claim, parts).of(body);
      return found.infinite() == 0 ? found.value() : found.infinite() > 0 ? Exprs.INFINITY : Exprs.neg(Exprs.INFINITY);
    } catch (Rejected | ArithmeticException _) {
      return null;
    }
  }

  /** Whether an expression has values near the place: what its operations are applied to tends to where they are defined. */
  public static boolean definedNear(Claim.Limit claim, Expr e) {
    return new Tending(claim).definedNear(e);
  }

  private boolean definedNear(Expr e) {
    if (hasLimit(() -> of(e))) {
      return true;
    }
    return switch (e) {
      case Expr.Add a -> a.args().stream().allMatch(this::definedNear);
      case Expr.Mul m -> m.args().stream().allMatch(this::definedNear);
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().isInteger() && n.value().signum() > 0 -> definedNear(p.base());
      case Expr.Pow p when p.exponent() instanceof Expr.Num n -> hasLimit(() -> power(of(p.base()), n.value()));
      case Expr.Pow p -> definedNear(p.exponent()) && hasLimit(() -> call("log", of(p.base())));
      case Expr.Call c when c.args().size() == 1 && List.of("exp", "sin", "cos", "atan", "erf").contains(c.function().name()) -> definedNear(c.arg());
      default -> false;
    };
  }

  private static boolean hasLimit(Supplier<Limit> law) {
    try {
      law.get();
      return true;
    } catch (Rejected | ArithmeticException _) {
      return false;
    }
  }

  public static int infinite(Expr e) {
    return e.equals(Exprs.INFINITY) ? 1 : e.equals(Exprs.neg(Exprs.INFINITY)) ? -1 : 0;
  }

  private static Limit to(Expr value, From from) {
    return new Limit(value, 0, from);
  }

  private static Limit infinity(int sign) {
    return new Limit(null, sign, null);
  }

  private Limit of(Expr e) {
    Meter.spend(10);
    if (parts.containsKey(e)) {
      int infinite = infinite(parts.get(e));
      return infinite != 0 ? infinity(infinite) : to(parts.get(e), From.ANY);
    }
    if (!Trees.freeSymbols(e).contains(claim.by())) {
      var conditions = Defined.of(e);
      require(Tame.continuousWhereDefined(known, e) && conditions.stream().allMatch(r -> holds(known, r)),
          "whether " + e + " is defined is not clear");
      return to(e, From.EXACT);
    }
    return switch (e) {
      case Expr.Sym _ -> variable();
      case Expr.Add a -> a.args().stream().map(this::of).reduce(this::plus).orElseThrow();
      case Expr.Mul m -> m.args().stream().map(this::of).reduce(this::times).orElseThrow();
      case Expr.Pow p -> p.exponent() instanceof Expr.Num n ? power(of(p.base()), n.value())
          : call("exp", times(of(p.exponent()), call("log", of(p.base()))));
      case Expr.Call c when c.args().size() == 1 -> call(c.function().name(), of(c.arg()));
      default -> rejected(e);
    };
  }

  /** Whether a condition holds by its structure, or, without parameters, by values. */
  static boolean holds(List<Expr.Rel> known, Expr.Rel r) {
    return Shape.implies(known, Exprs.sub(r.lhs(), r.rhs()), r.op())
        || Trees.freeSymbols(r).isEmpty() && new PointEvaluator(DIGITS).truth(r, Map.of()).isCertainlyTrue();
  }

  private static Limit rejected(Expr e) {
    throw new Rejected("no law for the limit of " + e);
  }

  private Limit variable() {
    int infinite = infinite(claim.to());
    return infinite != 0 ? infinity(infinite)
        : to(claim.to(), claim.side() > 0 ? From.ABOVE : claim.side() < 0 ? From.BELOW : From.ANY);
  }

  private int sign(Expr value) {
    return sign(known, value);
  }

  /** −1, 0 or 1. Throws {@link Rejected} where it is not clear. */
  static int sign(List<Expr.Rel> known, Expr value) {
    int shape = Shape.of(known, value);
    if (shape == Shape.PLUS || shape == Shape.MINUS) {
      return shape == Shape.PLUS ? 1 : -1;
    }
    try {
      if (Evidence.value(new Normal(known, Hints.NONE), value).isZero()) {
        return 0;
      }
    } catch (Rejected _) {
      // its enclosure may tell
    }
    if (value instanceof Expr.Call c && c.is("log")) {
      return sign(known, Exprs.sub(c.arg(), Exprs.ONE));
    }
    for (var r : known) {
      var d = Exprs.sub(r.lhs(), r.rhs());
      for (int s : List.of(1, -1)) {
        if ((r.op() == RelOp.GT || r.op() == RelOp.LT) && d.equals(s > 0 ? value : Exprs.neg(value))) {
          return r.op() == RelOp.GT ? s : -s;
        }
      }
    }
    require(Trees.freeSymbols(value).isEmpty(), "the sign of " + value + " is not clear");
    var x = PointEvaluator.enclose(value, Map.of(), DIGITS);
    require(x.isDefined() && (x.lower().signum() > 0 || x.upper().signum() < 0), "the sign of " + value + " is not clear");
    return x.lower().signum() > 0 ? 1 : -1;
  }

  private static From flipped(From f) {
    return f == From.ABOVE ? From.BELOW : f == From.BELOW ? From.ABOVE : f;
  }

  private Limit plus(Limit a, Limit b) {
    if (a.infinite() != 0 || b.infinite() != 0) {
      require(a.infinite() * b.infinite() >= 0, "∞ − ∞");
      return infinity(a.infinite() != 0 ? a.infinite() : b.infinite());
    }
    var from = a.from() == From.EXACT ? b.from() : b.from() == From.EXACT || a.from() == b.from() ? a.from() : From.ANY;
    return to(Exprs.add(a.value(), b.value()), from);
  }

  private Limit times(Limit a, Limit b) {
    if (a.infinite() != 0 || b.infinite() != 0) {
      int s = (a.infinite() != 0 ? a.infinite() : sign(a.value())) * (b.infinite() != 0 ? b.infinite() : sign(b.value()));
      require(s != 0, "0·∞");
      return infinity(s);
    }
    var value = Exprs.mul(a.value(), b.value());
    if (b.from() == From.EXACT) {
      return scaled(a, b, value);
    }
    if (a.from() == From.EXACT) {
      return scaled(b, a, value);
    }
    if (!isSignClear(a.value()) || !isSignClear(b.value())) {
      return to(value, From.ANY);
    }
    int s = sign(a.value());
    int t = sign(b.value());
    var x = oriented(a, s);
    var y = oriented(b, t);
    // |a·b| grows with |a| and |b|; near 0 its sign is the product of the signs.
    boolean both = x == y && (s != 0 && t != 0 || x == From.ABOVE);
    int sign = (s != 0 ? s : a.from() == From.BELOW ? -1 : 1) * (t != 0 ? t : b.from() == From.BELOW ? -1 : 1);
    var mixed = s == 0 && t != 0 && a.from() != From.ANY ? From.ABOVE : t == 0 && s != 0 && b.from() != From.ANY ? From.ABOVE : From.ANY;
    var from = both ? x : mixed;
    return to(value, from == From.ANY ? from : sign > 0 ? from : flipped(from));
  }

  /** Whether the absolute value is approached from above or below. */
  private static From oriented(Limit a, int sign) {
    return sign < 0 ? flipped(a.from()) : sign == 0 && a.from() == From.BELOW ? From.ABOVE : a.from();
  }

  private boolean isSignClear(Expr value) {
    try {
      sign(value);
      return true;
    } catch (Rejected _) {
      return false;
    }
  }

  private Limit scaled(Limit a, Limit constant, Expr value) {
    if (!isSignClear(constant.value())) {
      return to(value, a.from() == From.EXACT ? From.EXACT : From.ANY);
    }
    int s = sign(constant.value());
    return s == 0 ? to(Exprs.ZERO, From.EXACT) : to(value, s > 0 ? a.from() : flipped(a.from()));
  }

  private Limit power(Limit a, Rational k) {
    if (k.isZero()) {
      return to(Exprs.ONE, From.EXACT); // 0^0 is 1, too
    }
    boolean even = Shape.even(k);
    if (a.infinite() != 0) {
      require(a.infinite() > 0 || k.isInteger(), "a root of −∞");
      int s = a.infinite() > 0 || even ? 1 : -1;
      return k.signum() > 0 ? infinity(s) : to(Exprs.ZERO, s > 0 ? From.ABOVE : From.BELOW);
    }
    if (k.isInteger() && k.signum() > 0 && !isSignClear(a.value())) {
      return to(Exprs.pow(a.value(), Exprs.num(k)), From.ANY);
    }
    int s = sign(a.value());
    if (s == 0) {
      var from = a.from();
      boolean positive = from == From.ABOVE || even && from == From.BELOW;
      if (k.signum() < 0) {
        require(positive || from == From.BELOW && k.isInteger(), "division by what tends to 0 from both sides");
        return infinity(positive ? 1 : -1);
      }
      require(k.isInteger() || from == From.ABOVE, "a root of what may be negative");
      return to(Exprs.ZERO, positive ? From.ABOVE : from == From.EXACT ? From.EXACT : even ? From.ANY : from);
    }
    require(s > 0 || k.isInteger(), "a root of a negative number");
    boolean grows = s > 0 ? k.signum() > 0 : even == k.signum() < 0;
    return to(Exprs.pow(a.value(), Exprs.num(k)), grows ? a.from() : flipped(a.from()));
  }

  private Limit call(String name, Limit a) {
    var value = a.value();
    return switch (name) {
      case "exp" -> a.infinite() > 0 ? infinity(1) : a.infinite() < 0 ? to(Exprs.ZERO, From.ABOVE) : to(Exprs.exp(value), a.from());
      case "log" -> {
        if (a.infinite() != 0 || sign(value) == 0) {
          require(a.infinite() > 0 || a.infinite() == 0 && a.from() == From.ABOVE, "the logarithm of what may not be positive");
          yield infinity(a.infinite() > 0 ? 1 : -1);
        }
        require(sign(value) > 0, "the logarithm of a negative number");
        yield to(Exprs.log(value), a.from());
      }
      case "atan" -> a.infinite() != 0 ? to(Exprs.mul(Exprs.num(Rational.of(a.infinite(), 2)), Exprs.PI), a.infinite() > 0 ? From.BELOW : From.ABOVE)
          : to(Exprs.call("atan", value), a.from());
      case "erf" -> a.infinite() != 0 ? to(Exprs.num(a.infinite()), a.infinite() > 0 ? From.BELOW : From.ABOVE)
          : to(Exprs.call("erf", value), a.from());
      case "sin", "cos" -> {
        require(a.infinite() == 0, "oscillation");
        yield to(Exprs.call(name, value), wave(name, a));
      }
      default -> throw new Rejected("no law for the limit of " + name);
    };
  }

  /** From where the values of a wave come: as it rises or falls there; at its crests from below, in its troughs from above. */
  private From wave(String name, Limit a) {
    if (a.from() == From.EXACT || a.from() == From.ANY) {
      return a.from();
    }
    var slope = name.equals("sin") ? Exprs.call("cos", a.value()) : Exprs.neg(Exprs.call("sin", a.value()));
    var height = Exprs.call(name, a.value());
    if (!isSignClear(slope) || !isSignClear(height)) {
      return From.ANY;
    }
    int s = sign(slope);
    return s > 0 ? a.from() : s < 0 ? flipped(a.from()) : sign(height) > 0 ? From.BELOW : From.ABOVE;
  }
}
