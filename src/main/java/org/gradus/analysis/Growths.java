package org.gradus.analysis;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * The leading term of a function at ±∞, found by limits: the rate a = −lim log|r|/x^m, then the power
 * k = lim log(|r|e^(a·x^m))/log x, then the coefficient c = lim r·e^(a·x^m)/x^k. That c is finite and not zero is the proof.
 */
final class Growths {

  private final Ground ground;

  Growths(Ground ground) {
    this.ground = ground;
  }

  /** The leading term, or null where it is of another form, or not found. The function must keep one sign from some point on. */
  Growth of(Expr r, boolean up) {
    var t = ground.x;
    var f = up ? r : Trees.substitute(r, t, Exprs.neg(t));
    try {
      var size = size(f);
      for (int m = 1; m <= 2; m++) {
        var order = Exprs.pow(t, m);
        var rate = limit(Exprs.div(Exprs.log(size), order));
        if (rate == null) {
          continue;
        }
        var a = ground.simple(Exprs.neg(rate));
        var level = Exprs.mul(f, Exprs.exp(Exprs.mul(a, order)));
        var power = limit(Exprs.div(Exprs.add(Exprs.log(size), Exprs.mul(a, order)), Exprs.log(t)));
        if (power == null) {
          return null;
        }
        var k = ground.simple(power);
        var c = limit(Exprs.mul(level, Exprs.pow(t, Exprs.neg(k))));
        if (c == null || ground.sign(c) == 0) {
          return null;
        }
        c = ground.simple(c);
        return new Growth(term(c, k, a, m, up), c, k, a, m);
      }
      return null;
    } catch (Undecided | IllegalArgumentException _) {
      return null;
    }
  }

  private Expr term(Expr c, Expr k, Expr a, int m, boolean up) {
    var x = ground.x;
    boolean whole = k instanceof Expr.Num n && n.value().isInteger();
    boolean odd = whole && ((Expr.Num) k).value().num().testBit(0);
    var front = up || whole && !odd ? c : odd ? Exprs.neg(c) : c;
    var power = Exprs.isZero(k) ? Exprs.ONE : Exprs.pow(up || whole ? x : Exprs.neg(x), k);
    if (Exprs.isZero(a)) {
      return Exprs.mul(front, power);
    }
    var exponent = Exprs.mul(up || m == 2 ? Exprs.neg(a) : a, Exprs.pow(x, m));
    return Exprs.mul(front, power, Exprs.exp(exponent));
  }

  private Expr size(Expr f) {
    return Exprs.call("abs", f);
  }

  /** The finite limit at +∞, or null. */
  private Expr limit(Expr e) {
    var v = LimitFinder.of(e, ground.x, Exprs.INFINITY, 0, ground.kernel, List.of());
    return v == null || v.infinite() != 0 ? null : v.finite();
  }
}
