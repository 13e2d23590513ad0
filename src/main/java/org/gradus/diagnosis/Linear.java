package org.gradus.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** Expressions in which one function that is not linear was taken of each term, or each factor, by itself. */
final class Linear {

  private Linear() {}

  /** What a wrong rule makes of an expression. */
  record Variant(Expr value, String message) {}

  static List<Variant> of(Expr e) {
    var found = new ArrayList<Variant>();
    at(e, found);
    int i = 0;
    for (var child : Trees.children(e)) {
      int at = i++;
      if (!(e instanceof Expr.Big) && !(e instanceof Expr.Cases)) {
        for (var v : of(child)) {
          found.add(new Variant(withChild(e, at, v.value), v.message));
        }
      }
    }
    return found;
  }

  private static Expr withChild(Expr e, int index, Expr child) {
    int[] k = {0};
    return Trees.map(e, c -> k[0]++ == index ? child : c);
  }

  private static void at(Expr e, List<Variant> found) {
    switch (e) {
      case Expr.Call c when c.args().size() == 1 && c.arg() instanceof Expr.Add a -> {
        found.add(new Variant(Exprs.add(a.args().stream().<Expr>map(t -> Exprs.call(c.function(), List.of(t))).toList()),
            c.function().name() + " of a sum is not the sum of the " + c.function().name() + "s of its terms"));
        if (c.is("log")) {
          found.add(new Variant(Exprs.mul(a.args().stream().map(Exprs::log).toList()), "the logarithm of a sum is not a product of logarithms"));
        }
      }
      case Expr.Call c when c.is("log") && c.arg() instanceof Expr.Mul m ->
          found.add(new Variant(Exprs.mul(m.args().stream().map(Exprs::log).toList()),
              "the logarithm of a product is the sum of the logarithms, not their product"));
      case Expr.Pow p when p.base() instanceof Expr.Add a -> found.add(new Variant(
          Exprs.add(a.args().stream().map(t -> Exprs.pow(t, p.exponent())).toList()), p.exponent().equals(Exprs.MINUS_ONE)
              ? "the reciprocal of a sum is not the sum of the reciprocals"
              : "a power (or root) of a sum is not the sum of the powers (or roots)"));
      default -> { }
    }
  }
}
