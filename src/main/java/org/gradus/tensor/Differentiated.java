package org.gradus.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** What is differentiated in a claim: the formula of a derivative may have values where the function has none ({@code log(−e^x)}). */
final class Differentiated {

  private Differentiated() {}

  /** The functions that may have no values at all, with the first value for each bound index. */
  static List<Expr> of(Expr e) {
    var all = new ArrayList<Expr>();
    collect(e, all);
    return all.stream().filter(Differentiated::mayBeUndefined).distinct().toList();
  }

  private static void collect(Expr e, List<Expr> into) {
    switch (e) {
      case Expr.Diff d -> {
        into.add(d.body());
        collect(d.body(), into);
      }
      case Expr.At a -> {
        collect(a.value(), into);
        of(a.body()).forEach(f -> into.add(Trees.substitute(f, Map.of(a.var(), a.value()))));
      }
      case Expr.Big b -> of(b.body()).forEach(f -> into.add(Trees.substitute(f, b.index(), b.lower() == null ? Exprs.ONE : b.lower())));
      default -> Trees.children(e).forEach(x -> collect(x, into));
    }
  }

  private static boolean mayBeUndefined(Expr f) {
    return Trees.any(f, x -> x instanceof Expr.Call c && c.is("log") || x instanceof Expr.Pow p && p.exponent() instanceof Expr.Num k && !k.value().isInteger());
  }
}
