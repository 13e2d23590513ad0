package org.gradus.certificate;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/**
 * Bounds of a term by the ranges of functions: 1 − σ(u) is positive because σ(u) is less than 1.
 *
 * @param lower at least this; null for no bound
 * @param lowerOpen whether it is not attained
 * @param upper at most this; null for no bound
 * @param upperOpen whether it is not attained
 */
record Bounded(Rational lower, boolean lowerOpen, Rational upper, boolean upperOpen) {

  private static final Bounded UNKNOWN = new Bounded(null, false, null, false);
  /** Larger powers of bounds are not written out. */
  private static final int MAX_POWER = 8;

  /** The signs that a sum can have by the bounds of its terms. */
  static int signs(List<Expr.Rel> known, Expr.Add sum) {
    var all = new Bounded(Rational.ZERO, false, Rational.ZERO, false);
    for (var term : sum.args()) {
      all = all.plus(of(known, term));
      if (all.lower == null && all.upper == null) {
        return Shape.ANY;
      }
    }
    int signs = Shape.ANY;
    if (all.lower != null && all.lower.signum() >= 0) {
      signs &= Shape.allowed(all.lower.signum() > 0 || all.lowerOpen ? RelOp.GT : RelOp.GE);
    }
    if (all.upper != null && all.upper.signum() <= 0) {
      signs &= Shape.allowed(all.upper.signum() < 0 || all.upperOpen ? RelOp.LT : RelOp.LE);
    }
    return signs;
  }

  /** Whether it stays between two numbers wherever it is defined. */
  static boolean isBounded(List<Expr.Rel> known, Expr e) {
    var b = of(known, e);
    return b.lower != null && b.upper != null;
  }

  /** Whether it stays between two positive numbers wherever it is defined. */
  static boolean isPositive(List<Expr.Rel> known, Expr e) {
    var all = new Bounded(Rational.ZERO, false, Rational.ZERO, false);
    for (var term : e instanceof Expr.Add a ? a.args() : List.of(e)) {
      all = all.plus(of(known, term));
    }
    return all.lower != null && all.lower.signum() > 0 && all.upper != null;
  }

  private static Bounded of(List<Expr.Rel> known, Expr e) {
    var all = ofParts(known, e);
    for (var r : known) {
      if (r.lhs().equals(e) && r.rhs() instanceof Expr.Num n) {
        all = all.and(r.op(), n.value());
      } else if (r.rhs().equals(e) && r.lhs() instanceof Expr.Num n) {
        all = all.and(r.op().flip(), n.value());
      }
    }
    return all;
  }

  /** With a bound that is known, where it is the tighter one. */
  private Bounded and(RelOp op, Rational c) {
    boolean above = op == RelOp.GT || op == RelOp.GE || op == RelOp.EQ;
    boolean below = op == RelOp.LT || op == RelOp.LE || op == RelOp.EQ;
    var a = above && (lower == null || lower.compareTo(c) < 0) ? new Bounded(c, op == RelOp.GT, upper, upperOpen) : this;
    return below && (a.upper == null || a.upper.compareTo(c) > 0) ? new Bounded(a.lower, a.lowerOpen, c, op == RelOp.LT) : a;
  }

  private static Bounded ofParts(List<Expr.Rel> known, Expr e) {
    return switch (e) {
      case Expr.Num n -> new Bounded(n.value(), false, n.value(), false);
      case Expr.Mul m when m.args().size() == 2 && m.args().getFirst() instanceof Expr.Num k -> of(known, m.args().getLast()).times(k.value());
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && Shape.even(n.value()) && n.value().signum() > 0
          && n.value().isIntegerWithin(MAX_POWER) -> of(known, p.base()).evenPower(n.value().intValueExact());
      case Expr.Pow p when !(p.exponent() instanceof Expr.Num) && !(p.base() instanceof Expr.Num) -> of(known, p.base()).power(Shape.of(known, p.exponent()))
          .and(bySign(Shape.of(known, e)));
      case Expr.Add a -> a.args().stream().map(t -> of(known, t)).reduce(new Bounded(Rational.ZERO, false, Rational.ZERO, false), Bounded::plus);
      case Expr.Call c when c.function().range() != null -> {
        var r = c.function().range();
        yield new Bounded(r.lower(), !r.lowerClosed(), r.upper(), !r.upperClosed());
      }
      default -> bySign(Shape.of(known, e));
    };
  }

  /** b^k for a k of these signs: 0 ≤ b^k ≤ 1 for 0 ≤ b ≤ 1 and k ≥ 0, b^k ≥ 1 for b ≥ 1; for k ≤ 0 that of 1/b. */
  private Bounded power(int exponent) {
    if (lower == null || lower.signum() < 0) {
      return UNKNOWN;
    }
    boolean small = upper != null && upper.compareTo(Rational.ONE) <= 0;
    boolean large = lower.compareTo(Rational.ONE) >= 0;
    boolean rising = (exponent & Shape.MINUS) == 0;
    boolean falling = (exponent & Shape.PLUS) == 0;
    return rising && small || falling && large ? new Bounded(Rational.ZERO, false, Rational.ONE, false)
        : rising && large || falling && small ? new Bounded(Rational.ONE, false, null, false) : UNKNOWN;
  }

  private Bounded and(Bounded o) {
    var a = o.lower == null ? this : and(o.lowerOpen ? RelOp.GT : RelOp.GE, o.lower);
    return o.upper == null ? a : a.and(o.upperOpen ? RelOp.LT : RelOp.LE, o.upper);
  }

  private static Bounded bySign(int signs) {
    return signs == Shape.NULL ? new Bounded(Rational.ZERO, false, Rational.ZERO, false)
        : (signs & Shape.MINUS) == 0 ? new Bounded(Rational.ZERO, (signs & Shape.NULL) == 0, null, false)
        : (signs & Shape.PLUS) == 0 ? new Bounded(null, false, Rational.ZERO, (signs & Shape.NULL) == 0) : UNKNOWN;
  }

  private Bounded plus(Bounded o) {
    return new Bounded(lower == null || o.lower == null ? null : lower.plus(o.lower), lowerOpen || o.lowerOpen,
        upper == null || o.upper == null ? null : upper.plus(o.upper), upperOpen || o.upperOpen);
  }

  private Bounded times(Rational k) {
    var a = lower == null ? null : lower.times(k);
    var b = upper == null ? null : upper.times(k);
    return k.signum() > 0 ? new Bounded(a, lowerOpen, b, upperOpen) : k.signum() < 0 ? new Bounded(b, upperOpen, a, lowerOpen)
        : new Bounded(Rational.ZERO, false, Rational.ZERO, false);
  }

  private Bounded evenPower(int n) {
    if (lower == null || upper == null) {
      return new Bounded(Rational.ZERO, false, null, false);
    }
    int larger = upper.abs().compareTo(lower.abs());
    boolean open = larger > 0 ? upperOpen : larger < 0 ? lowerOpen : upperOpen && lowerOpen;
    return new Bounded(Rational.ZERO, false, upper.abs().compareTo(lower.abs()) >= 0 ? upper.abs().pow(n) : lower.abs().pow(n), open);
  }
}
