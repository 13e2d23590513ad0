package org.gradus.analysis;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.proof.Product;

/**
 * Periods of functions in which the variable stands only inside sines and cosines of linear arguments whose slopes have
 * rational ratios.
 */
final class Period {

  private Period() {}

  /** A positive period of f, not always the smallest; null where none is seen. */
  static Expr of(Expr f, Ground ground) {
    var slopes = new ArrayList<Expr>();
    if (!collect(f, ground.x, slopes) || slopes.isEmpty()) {
      return null;
    }
    if (slopes.stream().anyMatch(s -> ground.sign(s) == 0)) {
      return null;
    }
    var first = slopes.getFirst();
    var common = Rational.ZERO;
    for (var s : slopes) {
      var ratio = Product.of(Exprs.div(s, first), List.of(), null).flatMap(Product::rational).orElse(null);
      if (ratio == null || ratio.isZero()) {
        return null;
      }
      common = gcd(common, ratio.abs());
    }
    var turn = Exprs.mul(Exprs.TWO, Exprs.PI);
    return ground.simple(Exprs.div(turn, Exprs.mul(Exprs.num(common), Exprs.num(ground.sign(first)), first)));
  }

  private static Rational gcd(Rational a, Rational b) {
    while (!b.isZero()) {
      var rest = a.minus(b.times(Rational.of(a.dividedBy(b).floor())));
      a = b;
      b = rest;
    }
    return a;
  }

  private static boolean collect(Expr e, Expr.Sym x, List<Expr> slopes) {
    if (e.equals(x)) {
      return false;
    }
    if (e instanceof Expr.Call c && c.args().size() == 1) {
      switch (c.function().name()) {
        case "sin", "cos", "tan", "cot", "sec", "csc" -> {
          if (!Trees.freeSymbols(c).contains(x)) {
            return true;
          }
          var slope = slope(c.arg(), x);
          return slope != null && slopes.add(slope);
        }
        default -> { }
      }
    }
    for (var child : Trees.children(e)) {
      if (!collect(child, x, slopes)) {
        return false;
      }
    }
    return true;
  }

  /** The slope of a linear function; null for others. */
  private static Expr slope(Expr u, Expr.Sym x) {
    var terms = new ArrayList<Expr>();
    for (var t : u instanceof Expr.Add a ? a.args().stream().toList() : List.of(u)) {
      if (!Trees.freeSymbols(t).contains(x)) {
        continue;
      }
      if (t.equals(x)) {
        terms.add(Exprs.ONE);
      } else if (t instanceof Expr.Mul m && m.args().stream().anyMatch(x::equals)) {
        var rest = new ArrayList<>(m.args().stream().toList());
        rest.remove(x);
        if (rest.stream().anyMatch(r -> Trees.freeSymbols(r).contains(x))) {
          return null;
        }
        terms.add(Exprs.mul(rest));
      } else {
        return null;
      }
    }
    return Exprs.add(terms);
  }
}
