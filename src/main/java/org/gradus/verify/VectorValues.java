package org.gradus.verify;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.gradus.claim.Claim;
import org.gradus.claim.DecimalReading;
import org.gradus.claim.EntriesOfArguments;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** 'For x = 2w' where the claim is written with the entries x_i: they are 2w_i there. */
final class VectorValues {

  private VectorValues() {}

  /** The step with the entries of assumed vectors in it; the step itself where there are none; null where they are not clear. */
  static Claim.Step putIn(Claim.Step s) {
    var values = new LinkedHashMap<Expr.Sym, Expr>();
    for (var a : s.setting().assumptions()) {
      if (FixedLater.fixes(a) && a.relation() instanceof Expr.Rel r && r.op() == RelOp.EQ
          && List.of(side(s.lhs()), side(s.rhs())).stream().anyMatch(e -> EntriesOfArguments.stand(e, List.of((Expr.Sym) r.lhs())))) {
        values.put((Expr.Sym) r.lhs(), r.rhs());
      }
    }
    if (values.isEmpty() || s.solution() != null) {
      return s;
    }
    var arrays = s.setting().arrays();
    Predicate<Expr> isVector = e -> e instanceof Expr.Sym n && (arrays.shape(n.name()) != null || arrays.rank(n.name(), 0) != null && !arrays.rank(n.name(), 0).isScalar()
        || EntriesOfArguments.stand(side(s.lhs()), List.of(n)) || EntriesOfArguments.stand(side(s.rhs()), List.of(n)));
    boolean moved = List.of(side(s.lhs()), side(s.rhs())).stream().anyMatch(e -> Trees.any(e, x -> isTakenBy(x, values.keySet())));
    if (moved || !s.alternatives().isEmpty()) {
      return null;
    }
    var d = s.decimals();
    var sides = Arrays.asList(s.lhs(), s.rhs(), d == null ? null : d.lhs(), d == null ? null : d.rhs());
    var at = sides.stream().map(e -> e == null ? null : EntriesOfArguments.at(e, values, isVector)).toList();
    for (int i = 0; i < sides.size(); i++) {
      if ((sides.get(i) == null) != (at.get(i) == null)) {
        return null;
      }
    }
    return new Claim.Step(s.place(), s.written(), s.kind(), s.op(), at.get(0), at.get(1), s.proposition(), List.of(), s.setting(), s.unreadable(),
        d == null ? null : new DecimalReading(at.get(2), at.get(3), d.boxes(), d.claimed(), d.halfUnit()), null, null, s.expectation(), s.implicit(), s.notes());
  }

  private static Expr side(Expr e) {
    return e == null ? Exprs.ZERO : e;
  }

  /** Whether a derivative is taken by the vector or one of its entries: the value comes after it. */
  private static boolean isTakenBy(Expr e, Set<Expr.Sym> vectors) {
    return e instanceof Expr.Diff d && isOf(d.by(), vectors) || e instanceof Expr.Call c && (c.is("grad") || c.is("hessian")) && isOf(c.args().get(1), vectors);
  }

  private static boolean isOf(Expr by, Set<Expr.Sym> vectors) {
    return by instanceof Expr.Sym s && vectors.contains(s) || by instanceof Expr.Indexed x && vectors.contains(Exprs.sym(x.base()));
  }
}
