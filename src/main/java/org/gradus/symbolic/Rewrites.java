package org.gradus.symbolic;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/** The few tree walks that this layer needs. */
final class Rewrites {

  private Rewrites() {}

  /** {@code e} with every free {@code from} replaced; expressions that bind or carry out something are left as they are. */
  static Expr substitute(Expr e, Expr from, Expr to) {
    if (e.equals(from)) {
      return to;
    }
    return switch (e) {
      case Expr.Num _, Expr.Const _, Expr.Sym _ -> e;
      case Expr.Indexed x -> Exprs.indexed(x.base(), in(x.sub(), from, to), in(x.sup(), from, to));
      case Expr.Add a -> Exprs.add(in(a.args(), from, to));
      case Expr.Mul m -> Exprs.mul(in(m.args(), from, to));
      case Expr.Pow p -> Exprs.pow(substitute(p.base(), from, to), substitute(p.exponent(), from, to));
      case Expr.Call c -> Exprs.call(c.function(), in(c.args(), from, to));
      case Expr.Apply a -> Exprs.apply(a.name(), a.primes(), in(a.args(), from, to));
      case Expr.Cases c -> Exprs.cases(in(c.conditions(), from, to), in(c.values(), from, to),
          c.otherwise() == null ? null : substitute(c.otherwise(), from, to));
      case Expr.Rel r -> Exprs.rel(r.op(), substitute(r.lhs(), from, to), substitute(r.rhs(), from, to));
      case Expr.Logic l -> switch (l.op()) {
        case AND -> Exprs.and(in(l.args(), from, to));
        case OR -> Exprs.or(in(l.args(), from, to));
        case NOT -> Exprs.not(substitute(l.args().get(0), from, to));
      };
      case Expr.Big _, Expr.Diff _, Expr.Limit _, Expr.Integral _, Expr.At _, Expr.Matrix _ ->
          throw new SymjaForm.Unsupported("a sum inside a sum");
    };
  }

  private static List<Expr> in(List<Expr> args, Expr from, Expr to) {
    return args.stream().map(x -> substitute(x, from, to)).toList();
  }
}
