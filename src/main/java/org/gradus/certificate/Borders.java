package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * The borders between the cases of a claimed derivative. A derivative that exists there is the limit of those beside it (mean
 * value theorem), so the claim must have the value of one of its own one-sided limits, or these must differ, or the claim must
 * be undefined there, or the border must lie outside the domain.
 */
public final class Borders {

  private Borders() {}

  /** A border of a derivative: where {@code guard} is 0. */
  public record Border(Claim.Derivative of, Expr guard) {}

  /** All borders to be dealt with. Throws {@link Rejected} where they may accumulate, or a claim jumps between them. */
  public static List<Border> of(Claim claim) {
    var all = new ArrayList<Border>();
    for (var d : derivatives(claim)) {
      var function = Expand.of(Slope.carryOut(d.function()));
      var claimed = Expand.of(Slope.carryOut(d.claimed()));
      if (Tame.concerns(function, d.by()) || Tame.concerns(claimed, d.by())) {
        require(Tame.borders(function, d.by()) && Tame.borders(claimed, d.by()), "the borders between the cases may accumulate");
        require(!Trees.any(claimed, x -> x instanceof Expr.Call c && c.is("floor") && Tame.mentions(c, d.by())
            || (x instanceof Expr.Big || x instanceof Expr.Integral) && Tame.concerns(x, d.by())), "the claim jumps");
        var guards = new LinkedHashSet<Expr>();
        guards(claimed, d.by(), guards);
        guards.forEach(g -> all.add(new Border(d, g)));
      }
    }
    return all;
  }

  /** The derivative that is claimed, and those inside the expressions, each said to be its own formula. */
  private static List<Claim.Derivative> derivatives(Claim claim) {
    var all = new ArrayList<Claim.Derivative>();
    switch (claim) {
      case Claim.Derivative d -> {
        all.add(d);
        inside(d.function(), d.assumptions(), all);
        inside(d.claimed(), d.assumptions(), all);
      }
      case Claim.Relation r -> {
        inside(r.lhs(), r.assumptions(), all);
        inside(r.rhs(), r.assumptions(), all);
      }
      case Claim.Limit l -> inside(l.body(), l.assumptions(), all);
      case Claim.Equations e -> {
        inside(e.before(), e.assumptions(), all);
        inside(e.after(), e.assumptions(), all);
      }
      case Claim.Sums s -> {
        inside(s.lhs(), s.assumptions(), all);
        inside(s.rhs(), s.assumptions(), all);
      }
      case Claim.Network _ -> { } // derivatives with kinks are rejected
      case Claim.Value v -> {
        inside(v.lhs(), List.of(), all);
        inside(v.rhs(), List.of(), all);
      }
    }
    return all;
  }

  private static void inside(Expr e, List<Expr> assumptions, List<Claim.Derivative> all) {
    if (e instanceof Expr.Diff d && (d.by() instanceof Expr.Sym || d.by() instanceof Expr.Indexed)) {
      all.add(new Claim.Derivative(d.body(), d.by(), d.order(), Slope.of(Slope.carryOut(d.body()), d.by(), d.order()), assumptions));
    }
    Trees.children(e).forEach(x -> inside(x, assumptions, all));
  }

  private static void guards(Expr e, Expr by, Set<Expr> found) {
    if (e instanceof Expr.Rel r && Tame.mentions(r, by)) {
      variants(Exprs.sub(r.lhs(), r.rhs())).stream().filter(v -> Tame.mentions(v, by)).forEach(found::add);
    }
    Trees.children(e).forEach(x -> guards(x, by, found));
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

  private static Goal goal(Border b, RelOp op, Expr l, Expr r, RelOp where) {
    return Goal.of(op, l, r, b.of().assumptions(), null).with((Expr.Rel) Exprs.rel(where, b.guard(), Exprs.ZERO));
  }

  private static Expr claimed(Border b) {
    return Expand.of(Slope.carryOut(b.of().claimed()));
  }

  /** The claim on one side of a border, cases decided in the order in which they come. */
  public static Goal side(Border b, RelOp op) {
    return goal(b, RelOp.EQ, claimed(b), Exprs.ZERO, op);
  }

  /** The goal that a one-sided limit is the claimed value on the border. */
  public static Goal value(Border b, Expr limit) {
    return goal(b, RelOp.EQ, limit, claimed(b), RelOp.EQ);
  }

  /** The goal that the claim has no value on the border: no number is its own successor. */
  public static Goal undefined(Border b) {
    return goal(b, RelOp.EQ, claimed(b), Exprs.add(claimed(b), Exprs.ONE), RelOp.EQ);
  }

  /** The goal that the one-sided limits differ. */
  public static Goal differ(Border b, Expr above, Expr below) {
    return goal(b, RelOp.NE, above, below, RelOp.EQ);
  }

  /** What is known on the border. */
  public static List<Expr.Rel> known(Border b) {
    return goal(b, RelOp.EQ, Exprs.ZERO, Exprs.ZERO, RelOp.EQ).known();
  }

  static void check(Claim claim, List<Node> nodes) {
    var borders = of(claim);
    require(borders.size() == nodes.size(), "there are " + borders.size() + " borders");
    for (int i = 0; i < borders.size(); i++) {
      var b = borders.get(i);
      var n = nodes.get(i);
      switch (n.text("rule")) {
        case "outside" -> {
          n.only("rule", "by");
          Evidence.check(Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, b.of().assumptions(), null).known(),
              (Expr.Rel) Exprs.rel(RelOp.NE, b.guard(), Exprs.ZERO), n.node("by"));
        }
        case "undefined" -> {
          n.only("rule", "proof");
          Steps.prove(undefined(b), n.node("proof"));
        }
        case "one-sided" -> {
          n.only("rule", "side", "limit", "proof");
          var op = Sexpr.relation(n.text("side"));
          require(op == RelOp.GT || op == RelOp.LT, "a side is > or <");
          Steps.prove(value(b, limit(b, op, n.node("limit"))), n.node("proof"));
        }
        case "kink" -> {
          n.only("rule", "above", "below", "proof");
          Steps.prove(differ(b, limit(b, RelOp.GT, n.node("above")), limit(b, RelOp.LT, n.node("below"))), n.node("proof"));
        }
        default -> throw new Rejected("there is no rule '" + n.text("rule") + "' for borders");
      }
    }
  }

  /** The claim beside the border, shown to be continuous up to it. */
  private static Expr limit(Border b, RelOp op, Node n) {
    n.only("cases", "defined");
    var g = side(b, op);
    for (var decision : n.nodes("cases")) {
      var c = g.cases();
      require(c != null, "there are no more cases");
      g = g.chosen(c, Steps.truth(g.known(), c.conditions().get(0), decision));
      require(g != null, "the claim is undefined near the border");
    }
    require(g.cases() == null, "a case near the border is not decided");
    continuous(known(b), g.lhs(), n.nodes("defined"));
    return g.lhs();
  }

  /** Throws {@link Rejected} unless the expression is shown to be defined, and so continuous, where the relations hold. */
  static void continuous(List<Expr.Rel> known, Expr e, List<Node> evidence) {
    require(Tame.continuousWhereDefined(e), e + " may jump");
    var needed = Defined.of(e);
    require(needed.size() == evidence.size(), e + " is defined under " + needed.size() + " conditions");
    for (int i = 0; i < needed.size(); i++) {
      Evidence.check(known, needed.get(i), evidence.get(i));
    }
  }
}
