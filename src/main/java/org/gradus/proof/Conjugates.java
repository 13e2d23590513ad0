package org.gradus.proof;

import java.util.ArrayList;
import java.util.List;
import org.gradus.certificate.Hints;
import org.gradus.certificate.Normal;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/** Roots as limits at ∞ need them: √u − v as (u − v²)/(√u + v), and √(x² + x) as x·√(1 + 1/x). */
final class Conjugates {

  private Conjugates() {}

  /** The expression in this form, or null where it has no such difference. */
  static Expr of(Expr e) {
    var factors = new ArrayList<>(e instanceof Expr.Mul m ? m.args() : List.of(e));
    for (int i = 0; i < factors.size(); i++) {
      if (factors.get(i) instanceof Expr.Add a && a.args().size() == 2 && a.args().stream().anyMatch(Conjugates::isRoot)) {
        var first = a.args().get(0);
        var second = Exprs.neg(a.args().get(1));
        try {
          var above = new Normal(List.of(), Hints.NONE).of(Exprs.sub(square(first), square(second))).cancelled();
          if (!above.den().isEmpty()) {
            return null;
          }
          factors.set(i, Exprs.div(Normal.expr(above.num()), Exprs.add(first, second)));
          return Exprs.mul(factors);
        } catch (Normal.Refused | ArithmeticException _) {
          return null;
        }
      }
    }
    return null;
  }

  /** A factor and a power of x. */
  private record Leading(Expr factor, Rational power) {
    Expr times(Expr.Sym x) {
      return power.isZero() ? factor : Exprs.mul(factor, Exprs.pow(x, Exprs.num(power)));
    }
  }

  /** With the highest power of x taken out of each sum, under roots too; null where there is none to take out. */
  static Expr scaled(Expr e, Expr.Sym x) {
    var all = e == null ? null : leading(e, x).times(x);
    return all == null || all.equals(e) ? null : all;
  }

  private static Leading leading(Expr e, Expr.Sym x) {
    return switch (e) {
      case Expr.Sym s when s.equals(x) -> new Leading(Exprs.ONE, Rational.ONE);
      case Expr.Pow p when p.exponent() instanceof Expr.Num k -> {
        var base = leading(p.base(), x);
        yield new Leading(Exprs.isOne(base.factor()) ? Exprs.ONE : Exprs.pow(base.factor(), k), base.power().times(k.value()));
      }
      case Expr.Mul m -> {
        var factors = new ArrayList<Expr>();
        var power = Rational.ZERO;
        for (var f : m.args()) {
          var own = leading(f, x);
          factors.add(own.factor());
          power = power.plus(own.power());
        }
        yield new Leading(Exprs.mul(factors), power);
      }
      case Expr.Add a -> {
        var terms = a.args().stream().map(t -> leading(t, x)).toList();
        var most = terms.stream().map(Leading::power).max(Rational::compareTo).orElseThrow();
        yield new Leading(Exprs.add(terms.stream().map(t -> new Leading(t.factor(), t.power().minus(most)).times(x)).toList()), most);
      }
      default -> new Leading(Trees.children(e).isEmpty() ? e : Trees.map(e, child -> leading(child, x).times(x)), Rational.ZERO);
    };
  }

  private static Expr square(Expr e) {
    return e instanceof Expr.Pow p && isRoot(p) ? p.base() : e instanceof Expr.Mul m && isRoot(m)
        ? Exprs.mul(Exprs.pow(m.args().getFirst(), 2), square(m.args().getLast())) : Exprs.pow(e, 2);
  }

  private static boolean isRoot(Expr e) {
    return e instanceof Expr.Pow p && p.exponent().equals(Exprs.HALF) || e instanceof Expr.Mul m && m.args().size() == 2
        && m.args().getFirst() instanceof Expr.Num && isRoot(m.args().getLast());
  }
}
