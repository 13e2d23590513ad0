package org.gradus.tensor;

import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/** Relations between numbers as values 0 and 1, by the two generators [u > 0] and [u ≥ 0]. */
final class Conditions {

  private final Normalizer normalizer;

  Conditions(Normalizer normalizer) {
    this.normalizer = normalizer;
  }

  Sop of(Expr.Rel r) {
    var u = normalizer.of(Exprs.sub(r.lhs(), r.rhs()));
    return switch (r.op()) {
      case GT -> positive(u, true);
      case GE -> positive(u, false);
      case LT -> Sop.ONE.minus(positive(u, false));
      case LE -> Sop.ONE.minus(positive(u, true));
      case EQ, APPROX -> positive(u, false).minus(positive(u, true));
      case NE -> Sop.ONE.minus(positive(u, false)).plus(positive(u, true));
    };
  }

  private Sop positive(Sop u, boolean strict) {
    var value = u.rational();
    if (value != null) {
      return value.signum() > 0 || !strict && value.isZero() ? Sop.ONE : Sop.ZERO;
    }
    var sign = normalizer.signs().of(u);
    if (sign == Signs.Known.POSITIVE || !strict && sign == Signs.Known.NONNEGATIVE) {
      return Sop.ONE;
    }
    var lead = u.terms().get(u.ordered().getFirst());
    var scaled = u.scale(lead.abs().reciprocal());
    if (lead.signum() < 0) {
      return Sop.ONE.minus(generator(scaled.negate(), !strict)); // [−u > 0] = 1 − [u ≥ 0]
    }
    return generator(scaled, strict);
  }

  private static Sop generator(Sop u, boolean strict) {
    return Sop.of(Exprs.call("indicator", Exprs.rel(strict ? RelOp.GT : RelOp.GE, u.toExpr(), Exprs.num(Rational.ZERO))));
  }
}
