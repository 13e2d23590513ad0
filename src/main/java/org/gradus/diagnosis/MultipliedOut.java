package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;

/** Products of sums multiplied out, so that equal terms meet. */
final class MultipliedOut {

  /** Terms beyond which nothing is multiplied out. */
  static final int MAX_TERMS = 60;

  private static final int MAX_EXPONENT = 4;

  private MultipliedOut() {}

  static Expr of(Expr e) {
    var collected = new LinkedHashMap<Expr, Rational>();
    for (var t : terms(e)) {
      var numbers = Rational.ONE;
      var others = new ArrayList<Expr>();
      for (var f : t instanceof Expr.Mul m ? m.args() : List.of(t)) {
        if (f instanceof Expr.Num n) {
          numbers = numbers.times(n.value());
        } else {
          others.add(f);
        }
      }
      collected.merge(others.isEmpty() ? Exprs.ONE : Exprs.mul(others), numbers, Rational::plus);
    }
    return Exprs.add(collected.entrySet().stream().filter(t -> !t.getValue().isZero())
        .map(t -> Exprs.mul(Exprs.num(t.getValue()), t.getKey())).toList());
  }

  private static List<Expr> terms(Expr e) {
    return switch (e) {
      case Expr.Add a -> a.args().stream().flatMap(t -> terms(t).stream()).toList();
      case Expr.Mul m -> product(m.args());
      case Expr.Pow p when p.base() instanceof Expr.Add && p.exponent() instanceof Expr.Num n && n.value().isIntegerWithin(MAX_EXPONENT)
          && n.value().signum() > 0 -> product(Collections.nCopies(n.value().intValueExact(), p.base()));
      default -> List.of(e);
    };
  }

  private static List<Expr> product(List<Expr> factors) {
    List<Expr> sum = List.of(Exprs.ONE);
    for (var f : factors) {
      var terms = terms(f);
      if (sum.size() * terms.size() > MAX_TERMS) {
        return List.of(Exprs.mul(factors));
      }
      var next = new ArrayList<Expr>();
      for (var a : sum) {
        for (var b : terms) {
          next.add(Exprs.mul(a, b));
        }
      }
      sum = next;
    }
    return sum;
  }
}
