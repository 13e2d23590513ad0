package org.gradus.analysis;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Function;
import org.gradus.expr.Trees;
import org.gradus.proof.Kernel;
import org.gradus.proof.Oracle;

/**
 * Whether a function is defined and continuous on its whole domain, for all values of its parameters. Only then does the sign
 * of its derivative tell whether it rises: −1/(x − a) has a positive derivative, and does not.
 */
public final class Continuity {

  private static final Map<Function, Boolean> KNOWN = new ConcurrentHashMap<>();

  private final Kernel kernel;
  private final Oracle oracle;
  private final List<Expr> assumptions;

  private Continuity(Kernel kernel, Oracle oracle, List<Expr> assumptions) {
    this.kernel = kernel;
    this.oracle = oracle;
    this.assumptions = assumptions;
  }

  /** Whether it is proved that f is defined and continuous wherever the assumptions hold; kinks are allowed. */
  public static boolean everywhere(Expr f, List<Expr> assumptions, Kernel kernel, Oracle oracle) {
    try {
      var c = new Continuity(kernel, oracle, assumptions);
      return c.withoutJumps(f) && c.defined(f);
    } catch (Undecided _) {
      return false;
    }
  }

  /** Whether what is assumed of the variables leaves a convex set: linear relations without ≠. */
  public static boolean onConvexDomain(List<Expr> assumptions, List<? extends Expr> variables) {
    return assumptions.stream().filter(a -> Moving.in(a, variables))
        .allMatch(a -> Convexities.linear(a, variables));
  }

  private boolean withoutJumps(Expr f) {
    return !Trees.any(f, e -> e instanceof Expr.Cases || e instanceof Expr.Big || e instanceof Expr.Apply || e instanceof Expr.Integral
        || e instanceof Expr.Call c && Kinks.has(c.function()) && !isContinuous(c));
  }

  private boolean isContinuous(Expr.Call c) {
    return switch (c.function().name()) {
      case "max", "min", "abs" -> true;
      default -> c.args().size() == 1 && KNOWN.computeIfAbsent(c.function(), this::analysed);
    };
  }

  private boolean analysed(Function f) {
    var t = Exprs.sym("t");
    var a = new Analyzer(Exprs.call(f, List.of(t)), t, List.of(), kernel, oracle);
    var c = a.continuous();
    return c.known() && c.value() && a.pieces().value().pieces().getFirst().span().low() == null
        && a.pieces().value().pieces().getLast().span().high() == null;
  }

  private boolean defined(Expr f) {
    return Guards.of(withoutKinks(f)).stream()
        .allMatch(g -> g.kind() == Guards.Kind.CUTS || kernel.relation(g.relation().op(), g.lhs(), Exprs.ZERO, assumptions).proved());
  }

  /** An expression with the same conditions of definedness: continuous functions with kinks are defined everywhere. */
  private static Expr withoutKinks(Expr e) {
    var inner = Trees.map(e, Continuity::withoutKinks);
    return inner instanceof Expr.Call c && Kinks.has(c.function()) ? Exprs.add(c.args()) : inner;
  }
}
