package org.gradus.verify;

import java.util.LinkedHashMap;
import org.gradus.claim.Claim;
import org.gradus.expr.Expr;
import org.gradus.expr.RelOp;
import org.gradus.numeric.AutoDiff;
import org.gradus.numeric.FiniteDifferences;

/** Independent witnesses of a derivative step: automatic differentiation and finite differences. They never change a verdict. */
final class Witnesses {

  private final boolean asked;

  Witnesses(boolean asked) {
    this.asked = asked;
  }

  Judgement add(Claim.Step s, Judgement j, Assumed assumed) {
    if (!asked || s.op() != RelOp.EQ || !(s.lhs() instanceof Expr.Diff d) || d.order() != 1
        || !(d.by() instanceof Expr.Sym by)) {
      return j;
    }
    var map = new LinkedHashMap<String, String>();
    try {
      var domain = Judge.domain(java.util.List.of(d.body(), s.rhs()), assumed);
      var function = org.gradus.expr.Derivatives.carryOut(d.body());
      var claimed = org.gradus.expr.Derivatives.carryOut(s.rhs());
      map.put("ad", AutoDiff.witness(function, by.name(), claimed, domain));
      map.put("finite-differences", FiniteDifferences.witness(function, by.name(), claimed, domain));
    } catch (RuntimeException e) {
      map.put("ad", "n/a");
    }
    return j.withWitnesses(map);
  }
}
