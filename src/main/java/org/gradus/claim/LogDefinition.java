package org.gradus.claim;

import org.gradus.expr.Expr;
import org.gradus.expr.Trees;
import org.gradus.notation.Conditional;

/** {@code log p(x | z) = …} of a p without a meaning gives p its meaning. */
final class LogDefinition {

  private LogDefinition() {}

  /** What is defined, by the exponential of the right side; null if nothing is. */
  static Target of(Expr left, Expr right, Context context) {
    if (!(left instanceof Expr.Call log) || !log.is("log") || !(log.arg() instanceof Expr.Apply a) || right == null
        || Trees.any(right, x -> x instanceof Expr.Apply || x instanceof Expr.Diff)) {
      return null;
    }
    var target = Target.of(a, context);
    var known = target == null ? null : context.definition(target.name());
    return target == null || target.isTableFunction() || known != null && !isOfOthers(a, known, target) || context.member(target.name()) != null
        || target.parameters().stream().noneMatch(Trees.freeSymbols(right)::contains) ? null : target;
  }

  /** {@code p(x | μ, σ²) = …} after {@code p(x | λ) = …}: another density. */
  static boolean isOfOthers(Expr left, Definition known, Target target) {
    return left instanceof Expr.Apply a && Conditional.isMarked(a.name()) && known.isFunction()
        && (known.parameters().size() != target.parameters().size() || known.parameters().stream().noneMatch(target.parameters()::contains));
  }
}
