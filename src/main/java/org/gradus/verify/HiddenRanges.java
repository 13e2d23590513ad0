package org.gradus.verify;

import java.util.List;
import java.util.Set;
import org.gradus.claim.Claim;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Sums without a range below the sign of a mean: {@code Var(Σ_i x_i/n)}. Once the x_i are replaced by their means nothing says any more
 * that two such sums have equally many terms; so nothing is refuted with them.
 */
final class HiddenRanges {

  private static final Set<String> COUNTS = Set.of("n", "m", "N", "M");

  private HiddenRanges() {}

  /** Whether there are sums without a range. */
  static boolean areIn(Claim.Step s) {
    return s.lhs() != null && s.rhs() != null && Trees.any(Exprs.add(s.lhs(), s.rhs()), HiddenRanges::isHidden);
  }

  private static boolean isHidden(Expr e) {
    return e instanceof Expr.Big b && b.lower() == null && b.upper() == null;
  }

  /** The number of terms that both sides speak of; null if there is none, or more than one. */
  static Expr.Sym count(Claim.Step s) {
    var found = Trees.freeSymbols(Exprs.add(s.lhs(), s.rhs())).stream().filter(v -> COUNTS.contains(v.name())).toList();
    return found.size() == 1 ? found.getFirst() : null;
  }

  /** The step with all these sums up to the count. */
  static Claim.Step upTo(Expr.Sym count, Claim.Step s) {
    return new Claim.Step(s.place(), s.written(), s.kind(), s.op(), bounded(s.lhs(), count), bounded(s.rhs(), count), s.proposition(), List.of(), s.setting(), s.unreadable(),
        s.decimals(), s.solution(), s.property(), s.expectation(), s.implicit(), s.notes());
  }

  private static Expr bounded(Expr e, Expr.Sym count) {
    var inner = Trees.map(e, x -> bounded(x, count));
    return inner instanceof Expr.Big b && isHidden(b)
        ? b.kind() == Expr.Big.Kind.SUM ? Exprs.sum(b.body(), b.index(), Exprs.ONE, count) : Exprs.product(b.body(), b.index(), Exprs.ONE, count) : inner;
  }
}
