package org.gradus.analysis;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Function;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Functions whose definition distinguishes cases. */
final class Kinks {

  private static final Map<Function, Boolean> KNOWN = new ConcurrentHashMap<>();

  private Kinks() {}

  /** Whether the function, or one that defines it, distinguishes cases. */
  static boolean has(Function f) {
    var known = KNOWN.get(f);
    if (known == null) {
      known = switch (f.name()) {
        case "abs", "sign", "floor", "atan2" -> true;
        case "root" -> false;
        default -> f.isDefined() && f.scalar() && in(sample(f));
      };
      KNOWN.put(f, known);
    }
    return known;
  }

  private static Expr sample(Function f) {
    return f.expand(Collections.nCopies(Math.max(f.minArity(), Math.min(f.maxArity(), 2)), Exprs.sym("x")));
  }

  static boolean in(Expr e) {
    return Trees.any(e, n -> n instanceof Expr.Cases || n instanceof Expr.Call c && has(c.function()));
  }

  /** The expression with every such function replaced by its definition, |u| and sign u by cases; floor is left. */
  static Expr opened(Expr e) {
    var inner = Trees.map(e, Kinks::opened);
    if (!(inner instanceof Expr.Call c) || !has(c.function())) {
      return inner;
    }
    return switch (c.function().name()) {
      case "abs" -> Exprs.ite(Exprs.rel(RelOp.GE, c.arg(), Exprs.ZERO), c.arg(), Exprs.neg(c.arg()));
      case "sign" -> Exprs.cases(List.of(Exprs.rel(RelOp.GT, c.arg(), Exprs.ZERO),
          Exprs.rel(RelOp.LT, c.arg(), Exprs.ZERO)), List.of(Exprs.ONE, Exprs.MINUS_ONE), Exprs.ZERO);
      case "floor", "atan2" -> throw new Undecided(c.function().name() + " has too many cases");
      default -> opened(c.function().expand(c.args()));
    };
  }
}
