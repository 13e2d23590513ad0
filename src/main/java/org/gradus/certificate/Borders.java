package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * The borders between the cases of a claimed derivative. On each the value must be a one-sided derivative of the
 * function, or these must differ, or the border must lie outside the domain.
 */
public final class Borders {

  private Borders() {}

  /** The expressions that vanish on the borders, each to be dealt with. */
  public static List<Expr> of(Claim.Derivative d) {
    var found = new LinkedHashSet<Expr>();
    guards(Expand.of(Slope.carryOut(d.claimed())), d.by(), found);
    return new ArrayList<>(found);
  }

  private static void guards(Expr e, Expr by, Set<Expr> found) {
    if (e instanceof Expr.Cases c) {
      c.conditions().forEach(k -> relations(k, by, found));
    }
    Trees.children(e).forEach(x -> guards(x, by, found));
  }

  private static void relations(Expr condition, Expr by, Set<Expr> found) {
    if (condition instanceof Expr.Rel r && Trees.any(r, x -> x.equals(by))) {
      found.addAll(variants(Exprs.sub(r.lhs(), r.rhs())));
    }
    Trees.children(condition).forEach(x -> relations(x, by, found));
  }

  private static List<Expr> variants(Expr guard) {
    var c = Goal.of(RelOp.EQ, guard, guard, List.of(), null).cases();
    if (c == null) {
      return List.of(guard);
    }
    var all = new ArrayList<Expr>();
    for (var v : c.values()) {
      all.addAll(variants(Trees.substitute(guard, c, v)));
    }
    if (c.otherwise() != null) {
      all.addAll(variants(Trees.substitute(guard, c, c.otherwise())));
    }
    return all;
  }

  /** The function on one side of a border, cases decided in the order in which they come; null where that is undefined. */
  public static Goal side(Claim.Derivative d, Expr guard, RelOp op) {
    var f = Expand.of(Slope.carryOut(d.function()));
    return Goal.of(RelOp.EQ, f, Exprs.ZERO, d.assumptions(), null).with((Expr.Rel) Exprs.rel(op, guard, Exprs.ZERO));
  }

  /** The goal that a one-sided derivative has the claimed value on the border. */
  public static Goal value(Claim.Derivative d, Expr guard, Expr branch) {
    return Goal.of(RelOp.EQ, Expand.of(Slope.of(branch, d.by(), d.order())), Expand.of(Slope.carryOut(d.claimed())),
        d.assumptions(), null).with((Expr.Rel) Exprs.rel(RelOp.EQ, guard, Exprs.ZERO));
  }

  /** The goal that the one-sided derivatives differ on the border. */
  public static Goal differ(Claim.Derivative d, Expr guard, Expr above, Expr below) {
    return Goal.of(RelOp.NE, Expand.of(Slope.of(above, d.by(), d.order())), Expand.of(Slope.of(below, d.by(), d.order())),
        d.assumptions(), null).with((Expr.Rel) Exprs.rel(RelOp.EQ, guard, Exprs.ZERO));
  }

  static void check(Claim.Derivative d, List<Node> borders) {
    var guards = of(d);
    require(guards.size() == borders.size(), "there are " + guards.size() + " borders");
    for (int i = 0; i < guards.size(); i++) {
      var guard = guards.get(i);
      var n = borders.get(i);
      switch (n.text("rule")) {
        case "outside" -> {
          n.only("rule", "by");
          var g = Goal.of(RelOp.EQ, Expand.of(d.claimed()), Exprs.ZERO, d.assumptions(), null);
          Evidence.check(g.known(), (Expr.Rel) Exprs.rel(RelOp.NE, guard, Exprs.ZERO), n.node("by"));
        }
        case "one-sided" -> {
          n.only("rule", "side", "cases", "proof");
          var op = Sexpr.relation(n.text("side"));
          require(op == RelOp.GT || op == RelOp.LT, "a side is > or <");
          Steps.prove(value(d, guard, branch(side(d, guard, op), n.nodes("cases"))), n.node("proof"));
        }
        case "kink" -> {
          n.only("rule", "above", "below", "proof");
          Steps.prove(differ(d, guard, branch(side(d, guard, RelOp.GT), n.nodes("above")),
              branch(side(d, guard, RelOp.LT), n.nodes("below"))), n.node("proof"));
        }
        default -> throw new Rejected("there is no rule '" + n.text("rule") + "' for borders");
      }
    }
  }

  private static Expr branch(Goal side, List<Node> decisions) {
    var g = side;
    for (var n : decisions) {
      var c = g.cases();
      require(c != null, "there are no more cases");
      g = g.chosen(c, Steps.truth(g.known(), c.conditions().get(0), n));
      require(g != null, "the function is undefined near the border");
    }
    require(g.cases() == null, "a case near the border is not decided");
    return g.lhs();
  }
}
