package org.gradus.certificate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Relations that hold wherever an expression is defined. */
public final class Defined {

  private Defined() {}

  public static List<Expr.Rel> of(Expr... expressions) {
    var found = new LinkedHashSet<Expr.Rel>();
    for (var e : expressions) {
      collect(e, found);
    }
    return new ArrayList<>(found);
  }

  private static void collect(Expr e, Set<Expr.Rel> found) {
    switch (e) {
      case Expr.Pow p -> {
        collect(p.base(), found);
        collect(p.exponent(), found);
        power(p, found);
      }
      case Expr.Call c -> {
        boolean defined = c.function().isDefined() && c.function().scalar();
        if (defined) {
          collect(c.function().expand(c.args()), found); // a value of an argument may never be looked at
        } else {
          c.args().forEach(a -> collect(a, found));
        }
        for (var condition : c.function().domain(c.args())) {
          if (condition instanceof Expr.Rel r) {
            found.add(r);
          }
        }
      }
      case Expr.Cases c -> collect(c.conditions().get(0), found); // the others may never be looked at
      case Expr.Big _, Expr.Diff _, Expr.Limit _, Expr.Integral _, Expr.At _ -> { }
      default -> Trees.children(e).forEach(c -> collect(c, found));
    }
  }

  private static void power(Expr.Pow p, Set<Expr.Rel> found) {
    if (p.base() instanceof Expr.Num b && b.value().signum() > 0 || !(p.exponent() instanceof Expr.Num n)) {
      return;
    }
    if (!n.value().isInteger()) {
      found.add(relation(n.value().signum() < 0 ? RelOp.GT : RelOp.GE, p.base()));
    } else if (n.value().signum() < 0) {
      nonzero(p.base(), found);
    }
  }

  private static void nonzero(Expr e, Set<Expr.Rel> found) {
    switch (e) {
      case Expr.Mul m -> m.args().forEach(a -> nonzero(a, found));
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().signum() > 0 -> nonzero(p.base(), found);
      case Expr.Call c when c.is("exp") -> { }
      case Expr.Const _ -> { }
      case Expr.Num n when !n.value().isZero() -> { }
      default -> found.add(relation(RelOp.NE, e));
    }
  }

  private static Expr.Rel relation(RelOp op, Expr e) {
    return (Expr.Rel) Exprs.rel(op, e, Exprs.ZERO);
  }
}
