package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.List;
import java.util.Map;
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
final class Tending {

  /** From where a finite limit is approached. */
  private enum From { ABOVE, BELOW, EXACT, ANY }

  /** @param value null for ±∞, of that sign */
  private record Limit(Expr value, int infinite, From from) {}

  private static final int DIGITS = 40;

  private final Claim.Limit claim;
  private final List<Expr.Rel> known;

  private Tending(Claim.Limit claim) {
    this.claim = claim;
    this.known = Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, claim.assumptions(), null).known();
  }

  static void check(Claim.Limit claim, Node n) {
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty()
        && n.node("point").fields().isEmpty(), "limits have no conditions of their own");
    require(n.node("proof").only("rule").text("rule").equals("limit laws"), "a limit has no proof but the limit laws");
    require(!Trees.any(claim.body(), x -> x instanceof Expr.Diff d && Trees.any(Expand.of(d.body()), y -> y instanceof Expr.Cases
        || y instanceof Expr.Call c && c.is("floor"))), "a derivative with kinks under the limit");
    require(infinite(claim.to()) != 0 || Defined.of(claim.to()).isEmpty() && Tame.continuousWhereDefined(Expand.of(claim.to())),
        "the place of the limit may be undefined");
    require(!Trees.freeSymbols(Exprs.and(claim.assumptions())).contains(claim.by()), "an assumption about the variable of the limit");
    require(!Trees.freeSymbols(claim.to()).contains(claim.by()) && !Trees.freeSymbols(claim.value()).contains(claim.by()),
        "the variable of the limit is free elsewhere");
    var t = new Tending(claim);
    var found = t.of(Expand.of(Slope.carryOut(claim.body())));
    int wanted = infinite(claim.value());
    require(found.infinite() == wanted, "the limit is another one");
    if (wanted == 0) {
      require(Defined.of(claim.value()).isEmpty() && Tame.continuousWhereDefined(Expand.of(claim.value())), "the value may be undefined");
      require(Evidence.value(new Normal(t.known, Hints.NONE), Exprs.sub(found.value(), claim.value())).isZero(),
          "the limit is " + found.value());
    }
  }

  private static int infinite(Expr e) {
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
    if (!Trees.freeSymbols(e).contains(claim.by())) {
      var conditions = Defined.of(e);
      require(Tame.continuousWhereDefined(e) && conditions.stream().allMatch(r -> Shape.implies(known, Exprs.sub(r.lhs(), r.rhs()), r.op())),
          "whether " + e + " is defined is not clear");
      return to(e, From.EXACT);
    }
    return switch (e) {
      case Expr.Sym _ -> variable();
      case Expr.Add a -> a.args().stream().map(this::of).reduce(this::plus).orElseThrow();
      case Expr.Mul m -> m.args().stream().map(this::of).reduce(this::times).orElseThrow();
      case Expr.Pow p -> p.exponent() instanceof Expr.Num n ? power(of(p.base()), n.value())
          : p.base() instanceof Expr.Num b && b.value().compareTo(Rational.ONE) > 0 ? call("exp", times(of(p.exponent()), to(Exprs.log(b), From.EXACT)))
          : rejected(e);
      case Expr.Call c when c.args().size() == 1 -> call(c.function().name(), of(c.arg()));
      default -> rejected(e);
    };
  }

  private static Limit rejected(Expr e) {
    throw new Rejected("no law for the limit of " + e);
  }

  private Limit variable() {
    int infinite = infinite(claim.to());
    return infinite != 0 ? infinity(infinite)
        : to(claim.to(), claim.side() > 0 ? From.ABOVE : claim.side() < 0 ? From.BELOW : From.ANY);
  }

  /** −1, 0 or 1. */
  private int sign(Expr value) {
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

  private Limit scaled(Limit a, Limit constant, Expr value) {
    int s = sign(constant.value());
    return s == 0 ? to(Exprs.ZERO, From.EXACT) : to(value, s > 0 ? a.from() : flipped(a.from()));
  }

  private Limit power(Limit a, Rational k) {
    boolean even = Shape.even(k);
    if (a.infinite() != 0) {
      require(a.infinite() > 0 || k.isInteger(), "a root of −∞");
      int s = a.infinite() > 0 || even ? 1 : -1;
      return k.signum() > 0 ? infinity(s) : to(Exprs.ZERO, s > 0 ? From.ABOVE : From.BELOW);
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
        yield to(Exprs.call(name, value), a.from() == From.EXACT ? From.EXACT : From.ANY);
      }
      default -> throw new Rejected("no law for the limit of " + name);
    };
  }
}
