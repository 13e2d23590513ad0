package org.gradus.analysis;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.numeric.Enclosure;
import org.gradus.numeric.PointEvaluator;

/**
 * The one zero of a function that is monotone on an interval: bracketed by certified signs, brought near by Newton's method,
 * enclosed by two certified signs again, and recognised where it is a rational number, a logarithm, or their like.
 */
final class Roots {

  /** Half the width of an enclosure, against the size of the number. */
  private static final int DIGITS = 42;
  private static final int MAX_WALK = 400;
  private static final MathContext WORKING = new MathContext(60);

  /** A step of Newton's method after which the next one could change nothing that is asked for. */
  private static final BigDecimal NEAR = BigDecimal.ONE.movePointLeft(DIGITS + 4);

  private final Ground ground;

  Roots(Ground ground) {
    this.ground = ground;
  }

  /**
   * The only zero of f on the interval.
   *
   * @param below the sign of f below the zero
   */
  Mark only(Expr f, Span on, int below) {
    var low = towards(f, on, true, below);
    var high = towards(f, on, false, -below);
    for (int i = 0; i < 60 && high.minus(low).compareTo(Rational.of(1, 1L << 30)) > 0; i++) {
      var middle = Span.between(low, high);
      var balanced = low.plus(high).times(Rational.HALF);
      if (i > 4) {
        middle = rounded(balanced, 20);
      }
      if (middle.compareTo(low) <= 0 || middle.compareTo(high) >= 0) {
        middle = balanced;
      }
      var s = ground.signAt(f, middle);
      if (s != null && s == 0) {
        return Mark.of(middle);
      }
      if (s == null) {
        break;
      }
      if (s == below) {
        low = middle;
      } else {
        high = middle;
      }
    }
    var tight = polished(f, low, high, below);
    var exact = recognised(f, tight[0].plus(tight[1]).times(Rational.HALF), on);
    return exact != null ? exact : new Mark(null, tight[0], tight[1]);
  }

  private static Rational rounded(Rational r, int digits) {
    return Rational.of(new BigDecimal(r.num()).divide(new BigDecimal(r.den()), new MathContext(digits)));
  }

  /** A point near an end of the interval at which f certainly has the sign. */
  private Rational towards(Expr f, Span on, boolean low, int sign) {
    var end = low ? on.low() : on.high();
    var inside = on.sample();
    var p = inside;
    for (int i = 0; i < MAX_WALK; i++) {
      var s = ground.signAt(f, p);
      if (s != null && s == sign) {
        return p;
      }
      if (end == null) {
        var step = Rational.of(BigInteger.ONE.shiftLeft(Math.min(i, 60)));
        p = low ? inside.minus(step) : inside.plus(step);
        if (i > 40) {
          break;
        }
      } else {
        var edge = low ? end.upper() : end.lower();
        p = rounded(edge.plus(p.minus(edge).times(Rational.HALF)), 30);
        if (low ? p.compareTo(edge) <= 0 : p.compareTo(edge) >= 0) {
          break;
        }
      }
    }
    throw new Undecided("no point with a certain sign was found near an end of " + on);
  }

  private Rational[] polished(Expr f, Rational low, Rational high, int below) {
    var guess = newton(f, low, high);
    if (guess != null) {
      var size = guess.abs().compareTo(Rational.ONE) > 0 ? guess.abs() : Rational.ONE;
      for (int digits = DIGITS; digits >= 20; digits -= 8) {
        var r = size.times(Rational.of(BigDecimal.ONE.movePointLeft(digits)));
        var a = rounded(guess.minus(r), 60);
        var b = rounded(guess.plus(r), 60);
        if (a.compareTo(low) > 0 && b.compareTo(high) < 0 && is(f, a, below) && is(f, b, -below)) {
          return new Rational[] {a, b};
        }
      }
    }
    for (int i = 0; i < 170; i++) {
      var middle = low.plus(high).times(Rational.HALF);
      var s = ground.signAt(f, middle);
      if (s == null || s == 0) {
        break;
      }
      if (s == below) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new Rational[] {low, high};
  }

  private boolean is(Expr f, Rational p, int sign) {
    var s = ground.signAt(f, p);
    return s != null && s == sign;
  }

  private Rational newton(Expr f, Rational low, Rational high) {
    try {
      var slope = Derivatives.of(f, ground.x, 1);
      var at = new BigDecimal(low.plus(high).num()).divide(new BigDecimal(low.plus(high).den()).multiply(BigDecimal.TWO), WORKING);
      for (int i = 0; i < 7; i++) {
        var p = Map.of(ground.x.name(), Rational.of(at));
        var v = PointEvaluator.enclose(f, p, 60);
        var d = PointEvaluator.enclose(slope, p, 60);
        if (!v.isDefined() || !d.isDefined() || middle(d).signum() == 0) {
          return null;
        }
        var step = middle(v).divide(middle(d), WORKING);
        at = at.subtract(step, WORKING);
        if (step.abs().compareTo(NEAR) < 0) {
          break; // the digits double with each step
        }
      }
      var r = Rational.of(at);
      return r.compareTo(low) > 0 && r.compareTo(high) < 0 ? r : null;
    } catch (Derivatives.NotDifferentiable | ArithmeticException _) {
      return null;
    }
  }

  private static BigDecimal middle(Enclosure e) {
    return e.exact() != null ? new BigDecimal(e.exact().num()).divide(new BigDecimal(e.exact().den()), WORKING) : e.middle();
  }

  /** A simple number close by at which the kernel proves f to be zero, or null. */
  private Mark recognised(Expr f, Rational near, Span on) {
    for (var c : candidates(near)) {
      var m = ground.mark(c);
      if (ground.inside(m, on) && ground.zero(Trees.substitute(f, ground.x, c), null)
          && PointEvaluator.enclose(Trees.substitute(f, ground.x, c), Map.of(), 25).isDefined()) {
        return m;
      }
    }
    return null;
  }

  private static List<Expr> candidates(Rational near) {
    var all = new ArrayList<Expr>();
    var surd = Surd.near(near, 1000);
    if (surd != null) {
      all.add(surd);
    }
    if (near.abs().compareTo(Rational.of(20)) < 0) {
      var power = PointEvaluator.enclose(Exprs.exp(Exprs.num(near)), Map.of(), 45);
      var inside = power.isDefined() ? Surd.simplest(Rational.of(power.middle()), 200) : null;
      if (inside != null && inside.signum() > 0) {
        all.add(inside.compareTo(Rational.ONE) < 0 ? Exprs.neg(Exprs.log(Exprs.num(inside.reciprocal()))) : Exprs.log(Exprs.num(inside)));
      }
    }
    if (near.signum() > 0) {
      var logarithm = PointEvaluator.enclose(Exprs.log(Exprs.num(near)), Map.of(), 45);
      var exponent = logarithm.isDefined() ? Surd.simplest(Rational.of(logarithm.middle()), 24) : null;
      if (exponent != null && !exponent.isZero()) {
        all.add(Exprs.exp(Exprs.num(exponent)));
      }
    }
    var pi = PointEvaluator.enclose(Exprs.PI, Map.of(), 45).middle();
    var turns = Surd.simplest(near.dividedBy(Rational.of(pi)), 24);
    if (turns != null && !turns.isZero()) {
      all.add(Exprs.mul(Exprs.num(turns), Exprs.PI));
    }
    return all;
  }
}
