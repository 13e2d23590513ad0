package org.gradus.analysis;

import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;

/** Numbers as people write them: the kernel's log |u| without its bars. */
final class LogForm {

  private LogForm() {}

  /** The same number with |u| replaced by u or −u wherever u is a number of known sign. */
  static Expr of(Expr e) {
    if (e instanceof Expr.Call c && c.is("abs") && Trees.freeSymbols(c.arg()).isEmpty()) {
      var s = Ground.signOf(PointEvaluator.enclose(c.arg(), Map.of(), 25));
      if (s != null) {
        return s < 0 ? negated(of(c.arg())) : of(c.arg());
      }
    }
    return Trees.map(e, LogForm::of);
  }

  private static Expr negated(Expr e) {
    return e instanceof Expr.Add a ? Exprs.add(a.args().stream().map(Exprs::neg).toList()) : Exprs.neg(e);
  }
}
