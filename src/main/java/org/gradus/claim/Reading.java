package org.gradus.claim;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;
import org.gradus.notation.Conditional;
import org.gradus.notation.Statement;

/**
 * A statement that is read.
 *
 * @param text      the formula that it stands in
 * @param statement what is written
 * @param members   its members by meaning; null where the formula is cut
 * @param scope     the arguments with which functions stand in it
 * @param wording   the words around it
 * @param context   the names of the document
 * @param trail     what stands before it
 * @param builder   of its claims
 * @param solving   whether the words ask for solving an equation
 * @param connected whether it goes on with what stands before it
 */
record Reading(FormulaText text, Statement statement, List<Side> members, Map<String, Set<Expr>> scope, Wording wording,
    Context context, Trail trail, StepBuilder builder, boolean solving, boolean connected) {

  /**
   * The expression with all definitions put in.
   *
   * @throws UnresolvedException if a name in it cannot be replaced by its meaning
   */
  Expr resolve(Expr e) {
    return new Resolver(context, scope, Map.of()).resolve(e);
  }

  /** The resolver that takes names without a meaning for what the document seems to mean by them. */
  Resolver supposing() {
    return new Resolver(context, scope, Map.of()).supposing(0);
  }

  /** The number of the line in which the side stands. */
  int line(Side side) {
    return text.start(side.start()).line();
  }

  static boolean isClosed(Expr e) {
    return Trees.freeSymbols(e).isEmpty() && !Trees.any(e, x -> x instanceof Expr.Indexed || x instanceof Expr.Apply);
  }

  boolean isClosedResolved(Expr e) {
    try {
      return isClosed(resolve(e));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return false;
    }
  }

  boolean isFixed(Expr e) {
    try {
      var value = resolve(e);
      return !Trees.any(value, x -> x instanceof Expr.Indexed) && context.hypotheses().fixes(Trees.freeSymbols(value));
    } catch (UnresolvedException | IllegalArgumentException _) {
      return false;
    }
  }

  /** Whether the body of a definition mentions what is defined. */
  static boolean mentions(Expr body, Target target) {
    return Trees.any(body, x -> x instanceof Expr.Sym s && s.name().equals(target.name())
        || x instanceof Expr.Apply a && Conditional.plain(a.name()).equals(target.name())
        || target.family() && x instanceof Expr.Indexed i && target.name().equals(Target.family(i)));
  }
}
