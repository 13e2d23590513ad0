package org.gradus.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** A claim with sums over samples, for a data set of one sample: a case in which nothing is left open. */
final class OneSample {

  private final Typing typing;
  private final Map<Expr, Expr> counts = new LinkedHashMap<>();

  private OneSample(Typing typing) {
    this.typing = typing;
  }

  /** The sides without their sums over samples, the number of samples being 1. */
  static List<Expr> of(List<Expr> sides, Typing typing) {
    var one = new OneSample(typing);
    sides.forEach(one::count);
    return sides.stream().map(one::single).map(e -> Trees.substitute(e, one.counts)).toList();
  }

  private boolean isSample(Expr e) {
    return e instanceof Expr.Big b && b.kind() == Expr.Big.Kind.SUM && Ranges.isSample(b, typing);
  }

  /** What a sum over samples is divided by is their number. */
  private void count(Expr e) {
    if (e instanceof Expr.Mul m && m.args().stream().anyMatch(this::isSample)) {
      for (var f : m.args()) {
        if (f instanceof Expr.Pow p && p.exponent().equals(Exprs.MINUS_ONE) && p.base() instanceof Expr.Sym n) {
          counts.put(n, Exprs.ONE);
        }
      }
    }
    Trees.children(e).forEach(this::count);
  }

  private Expr single(Expr e) {
    return isSample(e) ? single(((Expr.Big) e).body()) : Trees.map(e, this::single);
  }
}
