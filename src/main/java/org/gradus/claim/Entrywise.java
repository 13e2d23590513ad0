package org.gradus.claim;

import java.util.ArrayList;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** A function of one number at every entry of a vector or matrix. */
final class Entrywise {

  private static final int MAX_POWER = 6;

  private final Expr.Sym t;
  private final Expr value;

  private Entrywise(Expr.Sym t, Expr value) {
    this.t = t;
    this.value = value;
  }

  /** The expression in {@code t} at every entry of the value: products of what depends on t are taken entry by entry. */
  static Expr at(Expr e, Expr.Sym t, Expr value) {
    return new Entrywise(t, value).of(e);
  }

  private Expr of(Expr e) {
    if (!Trees.freeSymbols(e).contains(t)) {
      return e;
    }
    return switch (e) {
      case Expr.Sym _ -> value;
      case Expr.Mul m -> {
        var numbers = new ArrayList<Expr>();
        Expr product = null;
        for (var f : m.args()) {
          if (!Trees.freeSymbols(f).contains(t)) {
            numbers.add(f);
          } else {
            product = product == null ? of(f) : Exprs.call("hadamard", product, of(f));
          }
        }
        numbers.add(product);
        yield Exprs.mul(numbers);
      }
      case Expr.Pow p when p.exponent() instanceof Expr.Num n && n.value().isIntegerWithin(MAX_POWER) && n.value().signum() > 0 -> {
        var base = of(p.base());
        var power = base;
        for (int i = 1; i < n.value().intValueExact(); i++) {
          power = Exprs.call("hadamard", power, base);
        }
        yield power;
      }
      default -> Trees.map(e, this::of);
    };
  }
}
