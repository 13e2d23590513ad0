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
 * The borders between the cases of a claimed derivative. A derivative that exists there is the limit of those beside it (mean
 * value theorem), so the claim must have the value of both one-sided limits. Where the border is crossed, that is, where the guard
 * changes its sign, one of them is enough, and if they differ there is no derivative. Besides, the claim or the function may be
 * undefined there, or the border may lie outside the domain. Where the domain may have single points ({@link Interior}) the borders
 * of the function count, too, for a claim that holds there has no neighbours.
 */
public final class Borders {

  private Borders() {}

  /** No derivative of a guard of a higher order is looked at. */
  public static final int ORDERS = 3;

  /**
   * A border of a derivative: where {@code guard} is 0.
   *
   * @param also what else is known there, from cases of the guard's derivatives
   */
  public record Border(Claim.Derivative of, Expr guard, List<Expr.Rel> also) {

    public Border {
      also = List.copyOf(also);
    }

    public Border with(RelOp op, Expr e) {
      var more = new ArrayList<>(also);
      more.add((Expr.Rel) Exprs.rel(op, e, Exprs.ZERO));
      return new Border(of, guard, more);
    }
  }

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
        if (neighbours(d) == Interior.Kind.UNKNOWN) {
          require(!Trees.any(function, x -> x instanceof Expr.Call c && c.is("floor") && Tame.mentions(c, d.by())), "the function jumps");
          guards(function, d.by(), guards);
        }
        guards.forEach(g -> all.add(new Border(d, g, List.of())));
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
      case Claim.NoLimit l -> inside(l.body(), l.assumptions(), all);
      case Claim.Equations e -> {
        inside(e.before(), e.assumptions(), all);
        inside(e.after(), e.assumptions(), all);
      }
      case Claim.Sums s -> {
        inside(s.lhs(), s.assumptions(), all);
        inside(s.rhs(), s.assumptions(), all);
      }
      case Claim.Bound _, Claim.ArrayEquations _, Claim.ArrayLimit _, Claim.Limits _, Claim.Implication _, Claim.Chain _, Claim.Shape _, Claim.Inflection _, Claim.All _ -> { } // derivatives are rejected, or have kinks looked after
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
    if (e instanceof Expr.At a && a.var() instanceof Expr.Sym u && a.value() instanceof Expr.Sym v && !Trees.freeSymbols(a.body()).contains(v)) {
      inside(Trees.substitute(a.body(), u, v), assumptions, all); // f'(u) at u = v is f'(v)
      return;
    }
    var bound = bound(e);
    var own = bound == null ? assumptions : assumptions.stream().filter(r -> !Tame.mentions(r, bound)).toList();
    Trees.children(e).forEach(x -> inside(x, own, all));
  }

  /** The variable that is bound: an assumption about its name speaks of another one. */
  private static Expr bound(Expr e) {
    return switch (e) {
      case Expr.At a -> a.var();
      case Expr.Big b -> b.index();
      case Expr.Limit l -> l.var();
      case Expr.Integral i -> i.var();
      default -> null;
    };
  }

  private static void guards(Expr e, Expr by, Set<Expr> found) {
    if (e instanceof Expr.Rel r && Tame.mentions(r, by)) {
      variants(Exprs.sub(r.lhs(), r.rhs())).stream().filter(v -> Tame.mentions(v, by)).forEach(found::add);
    }
    Trees.children(e).forEach(x -> guards(x, by, found));
  }

  static List<Expr> variants(Expr guard) {
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

  /** A goal on the border. */
  private static Goal goal(Border b, RelOp op, Expr l, Expr r) {
    var g = Goal.of(op, l, r, b.of().assumptions(), null).with((Expr.Rel) Exprs.rel(RelOp.EQ, b.guard(), Exprs.ZERO));
    for (var fact : b.also()) {
      g = g.with(fact);
    }
    return g;
  }

  private static Expr claimed(Border b) {
    return Expand.of(Slope.carryOut(b.of().claimed()));
  }

  /** The assumptions that hold near a point at which they hold: no ends of the domain. */
  private static List<Expr> open(Border b) {
    return b.of().assumptions().stream().filter(a -> !Tame.mentions(a, b.of().by())
        || a instanceof Expr.Rel r && (r.op() == RelOp.GT || r.op() == RelOp.LT || r.op() == RelOp.NE)).toList();
  }

  /** What is known of the points at which the claim says something. */
  private static Interior.Kind neighbours(Claim.Derivative d) {
    return Interior.of(d.assumptions(), List.of(Slope.carryOut(d.claimed())), d.by());
  }

  /**
   * The claim on one side of a border, cases decided in the order in which they come. Where the domain may end on the border, nothing
   * is known of the claim beyond it, and the formula of the derivative takes its place.
   */
  public static Goal side(Border b, RelOp op) {
    var inside = neighbours(b.of()) == Interior.Kind.OPEN;
    var shape = inside ? claimed(b) : Expand.of(Slope.of(Slope.carryOut(b.of().function()), b.of().by(), b.of().order()));
    return Goal.of(RelOp.EQ, shape, Exprs.ZERO, open(b), null).with((Expr.Rel) Exprs.rel(op, b.guard(), Exprs.ZERO));
  }

  /** The goal that a one-sided limit is the claimed value on the border. */
  public static Goal value(Border b, Expr limit) {
    return goal(b, RelOp.EQ, limit, claimed(b));
  }

  /** The goal that the claim, or the function, has no value on the border: no number is its own successor. */
  public static Goal undefined(Border b, boolean function) {
    var e = function ? Expand.of(Slope.carryOut(b.of().function())) : claimed(b);
    return goal(b, RelOp.EQ, e, Exprs.add(e, Exprs.ONE));
  }

  /** The goal that the one-sided limits differ. */
  public static Goal differ(Border b, Expr above, Expr below) {
    return goal(b, RelOp.NE, above, below);
  }

  /** What is known on the border. */
  public static List<Expr.Rel> known(Border b) {
    return goal(b, RelOp.EQ, Exprs.ZERO, Exprs.ZERO).known();
  }

  /** What is known near the border. */
  public static List<Expr.Rel> around(Border b) {
    return Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, open(b), null).known();
  }

  /** That the other side of the border than this one is nowhere. */
  public static Expr.Rel only(Border b, RelOp side) {
    return (Expr.Rel) Exprs.rel(side == RelOp.GT ? RelOp.GE : RelOp.LE, b.guard(), Exprs.ZERO);
  }

  /** A derivative of the guard. */
  public static Expr slope(Border b, int order) {
    return Expand.of(Slope.of(b.guard(), b.of().by(), order));
  }

  static void check(Claim claim, List<Node> nodes) {
    var borders = of(claim);
    require(borders.size() == nodes.size(), "there are " + borders.size() + " borders");
    for (int i = 0; i < borders.size(); i++) {
      check(borders.get(i), nodes.get(i), 1, false);
    }
  }

  /**
   * @param order of the guard's next derivative; those before are 0
   * @param crossed whether the guard certainly changes its sign
   */
  private static void check(Border b, Node n, int order, boolean crossed) {
    switch (n.text("rule")) {
      case "outside" -> {
        n.only("rule", "by");
        Evidence.check(Goal.of(RelOp.EQ, Exprs.ZERO, Exprs.ZERO, b.of().assumptions(), null).known(),
            (Expr.Rel) Exprs.rel(RelOp.NE, b.guard(), Exprs.ZERO), n.node("by"));
      }
      case "never" -> {
        n.only("rule", "by");
        Evidence.absurd(known(b), n.node("by"));
      }
      case "undefined" -> {
        n.only("rule", "of", "proof");
        require(n.text("of").equals("claim") || n.text("of").equals("function"), "what is undefined is the claim or the function");
        Steps.prove(undefined(b, n.text("of").equals("function")), n.node("proof"));
      }
      case "both" -> {
        n.only("rule", "above", "below", "value above", "value below");
        Steps.prove(value(b, limit(b, RelOp.GT, n.node("above"))), n.node("value above"));
        Steps.prove(value(b, limit(b, RelOp.LT, n.node("below"))), n.node("value below"));
      }
      case "one-sided" -> {
        n.only("rule", "side", "limit", "proof");
        require(crossed, "the border need not have two sides");
        Steps.prove(value(b, limit(b, side(n), n.node("limit"))), n.node("proof"));
      }
      case "kink" -> {
        n.only("rule", "above", "below", "proof");
        require(crossed, "the border need not have two sides");
        Steps.prove(differ(b, limit(b, RelOp.GT, n.node("above")), limit(b, RelOp.LT, n.node("below"))), n.node("proof"));
      }
      case "touched" -> {
        n.only("rule", "side", "by", "limit", "proof");
        Evidence.check(around(b), only(b, side(n)), n.node("by"));
        Steps.prove(value(b, limit(b, side(n), n.node("limit"))), n.node("proof"));
      }
      case "slope" -> {
        n.only("rule", "defined", "apart", "flat");
        require(order <= ORDERS, "no derivatives of the guard of an order above " + ORDERS);
        var slope = slope(b, order);
        continuous(known(b), slope, n.nodes("defined"));
        check(b.with(RelOp.NE, slope), n.node("apart"), order, order % 2 == 1);
        check(b.with(RelOp.EQ, slope), n.node("flat"), order + 1, false);
      }
      default -> throw new Rejected("there is no rule '" + n.text("rule") + "' for borders");
    }
  }

  private static RelOp side(Node n) {
    var op = Sexpr.relation(n.text("side"));
    require(op == RelOp.GT || op == RelOp.LT, "a side is > or <");
    return op;
  }

  /** The claim beside the border, shown to be continuous up to it. */
  private static Expr limit(Border b, RelOp op, Node n) {
    n.only("cases", "defined");
    var g = side(b, op);
    for (var decision : n.nodes("cases")) {
      var c = g.cases();
      require(c != null, "there are no more cases");
      require(hasValues(g.known(), c.conditions().get(0)), "a condition may be undefined near the border");
      g = g.chosen(c, decision.has("on") ? onBorder(b, c.conditions().get(0), decision) : Steps.truth(g.known(), c.conditions().get(0), decision));
      require(g != null, "the claim is undefined near the border");
    }
    require(g.cases() == null, "a case near the border is not decided");
    continuous(known(b), g.lhs(), n.nodes("defined"));
    return g.lhs();
  }

  /** Whether a condition holds near the border: its sides are continuous, and on the border they differ as it says, or as its negation does. */
  private static boolean onBorder(Border b, Expr condition, Node n) {
    n.only("on", "is", "by");
    require(n.text("on").equals("border") && condition instanceof Expr.Rel, "only a relation is decided on the border");
    require(hasValues(known(b), condition), "a condition may be undefined on the border");
    boolean holds = n.text("is").equals("true");
    require(holds || n.text("is").equals("false"), "a condition is true or false");
    Evidence.check(known(b), apart((Expr.Rel) condition, holds), n.node("by"));
    return holds;
  }

  /** The relation that holds near a point at which it holds, and from which a condition follows, or its negation. Throws {@link Rejected} for none. */
  public static Expr.Rel apart(Expr.Rel r, boolean holds) {
    var op = switch (holds ? r.op() : r.op().negate()) {
      case GT, GE -> RelOp.GT;
      case LT, LE -> RelOp.LT;
      case NE -> RelOp.NE;
      case EQ, APPROX -> throw new Rejected("an equation need not hold near a point at which it holds");
    };
    return (Expr.Rel) Exprs.rel(op, r.lhs(), r.rhs());
  }

  /** Whether the sides of a condition certainly have values, so that it is true or false. */
  private static boolean hasValues(List<Expr.Rel> known, Expr condition) {
    return !Trees.any(condition, x -> x instanceof Expr.Rel r && !(Tame.continuousWhereDefined(known, r.lhs()) && Tame.continuousWhereDefined(known, r.rhs())
        && Defined.of(r.lhs(), r.rhs()).stream().allMatch(d -> known.contains(d) || Shape.implies(known, Exprs.sub(d.lhs(), d.rhs()), d.op()))));
  }

  /** Throws {@link Rejected} unless the expression is shown to be defined, and so continuous, where the relations hold. */
  static void continuous(List<Expr.Rel> known, Expr e, List<Node> evidence) {
    require(Tame.continuousWhereDefined(known, e), e + " may jump");
    var needed = Defined.of(e);
    require(needed.size() == evidence.size(), e + " is defined under " + needed.size() + " conditions");
    for (int i = 0; i < needed.size(); i++) {
      Evidence.check(known, needed.get(i), evidence.get(i));
    }
  }
}
