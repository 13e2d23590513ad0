package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Follows a proof of a {@link Goal}, rule by rule. */
public final class Steps {

  private Steps() {}

  /** Throws {@link Rejected} unless the node proves the goal. */
  static void prove(Goal g, Node n) {
    Meter.spend(20);
    switch (n.text("rule")) {
      case "expand" -> {
        n.only("rule", "next");
        prove(g.expanded(), n.node("next"));
      }
      case "same" -> {
        n.only("rule");
        require(g.lhs().equals(g.rhs()) && g.op().holdsForSign(0), "the two sides are not the same");
      }
      case "split" -> split(g, n);
      case "border" -> border(g, n);
      case "case" -> chosen(g, n);
      case "absurd" -> {
        n.only("rule", "by");
        Evidence.absurd(g.facts(), n.node("by"));
      }
      case "zero" -> zero(g, n);
      case "rewritten" -> rewritten(g, n);
      case "combination" -> FromEquations.combination(g, n);
      case "injective" -> injective(g, n);
      case "zero product" -> FromEquations.zeroProduct(g, n);
      case "squares" -> FromEquations.squares(g, n);
      case "raised" -> FromEquations.raised(g, n);
      case "increasing" -> increasing(g, n);
      case "least" -> Extremum.prove(g, n);
      case "sign" -> {
        n.only("rule", "by");
        Evidence.check(g.facts(), (Expr.Rel) Exprs.rel(g.op(), g.lhs(), g.rhs()), n.node("by"));
      }
      case "have" -> {
        n.only("rule", "fact", "by", "next");
        var fact = n.relation("fact");
        var there = new Presence(g.facts(), g.lhs(), g.rhs());
        there.require(fact.lhs());
        there.require(fact.rhs());
        Evidence.check(g.facts(), fact, n.node("by"));
        prove(g.with(fact), n.node("next"));
      }
      case "halves" -> {
        n.only("rule", "above", "below");
        var halves = g.halves();
        require(halves != null, "not a bound on an absolute value from above");
        prove(halves.get(0), n.node("above"));
        prove(halves.get(1), n.node("below"));
      }
      case "solve" -> solve(g, n);
      case "apart" -> {
        n.only("rule", "of", "next");
        var facts = apart(Evidence.at(g.known(), n.number("of")));
        require(!facts.isEmpty(), "the relation is not taken apart");
        prove(g.with(facts), n.node("next"));
      }
      case "each" -> each(g, n);
      case "algebraic number" -> {
        n.only("rule");
        require(g.op().holdsForSign(0) && !g.lhs().equals(g.rhs()) && Radicals.isZero(Exprs.sub(g.lhs(), g.rhs())),
            "the difference is not shown to be smaller than its separation bound");
      }
      case "equal derivatives" -> MeanValue.prove(g, n);
      case "boxes" -> Boxes.prove(g, n);
      default -> throw new Rejected("there is no rule '" + n.text("rule") + "'");
    }
  }

  private static void split(Goal g, Node n) {
    n.only("rule", "on", "then", "else");
    var r = n.relation("on");
    require(g.defines(Exprs.sub(r.lhs(), r.rhs())), "where " + r + " is undefined neither branch applies");
    prove(g.with(r), n.node("then"));
    prove(g.with((Expr.Rel) Exprs.rel(r.op().negate(), r.lhs(), r.rhs())), n.node("else"));
  }

  /**
   * Above and below a border that the variable of the derivative crosses; on it the derivative need not exist. A derivative
   * of u that is not 0 where u is shows that the border is no interval.
   */
  private static void border(Goal g, Node n) {
    n.only("rule", "of", "order", "defined", "isolated", "above", "below");
    var u = n.expr("of");
    require(g.open() != null && Trees.any(u, x -> x.equals(g.open())), "only a derivative leaves borders out");
    var c = g.cases();
    require(c != null && Trees.any(c.conditions().get(0), x -> x instanceof Expr.Rel r
        && Exprs.sub(r.lhs(), r.rhs()).equals(u)), u + " is not a border of the cases");
    require(n.number("order") >= 1 && n.number("order") <= 4, "a derivative of order 1 to 4");
    var slope = Expand.of(Slope.of(u, g.open(), n.number("order")));
    var on = g.with((Expr.Rel) Exprs.rel(RelOp.EQ, u, Exprs.ZERO)).known();
    Borders.continuous(on, slope, n.nodes("defined"));
    Evidence.check(on, (Expr.Rel) Exprs.rel(RelOp.NE, slope, Exprs.ZERO), n.node("isolated"));
    prove(g.with((Expr.Rel) Exprs.rel(RelOp.GT, u, Exprs.ZERO)), n.node("above"));
    prove(g.with((Expr.Rel) Exprs.rel(RelOp.LT, u, Exprs.ZERO)), n.node("below"));
  }

  private static void chosen(Goal g, Node n) {
    var c = g.cases();
    require(c != null, "there are no cases");
    boolean first = truth(g.facts(), c.conditions().get(0), n.node("because"));
    var next = g.chosen(c, first);
    if (next == null) {
      n.only("rule", "because");
      return; // a side is undefined here
    }
    n.only("rule", "because", "next");
    prove(next, n.node("next"));
  }

  /** Whether a condition holds. Throws {@link Rejected} if the node does not show it. */
  static boolean truth(List<Expr.Rel> known, Expr condition, Node n) {
    switch (condition) {
      case Expr.Rel r -> {
        n.only("is", "by");
        boolean holds = n.text("is").equals("true");
        require(holds || n.text("is").equals("false"), "a condition is true or false");
        Evidence.check(known, holds ? r : (Expr.Rel) Exprs.rel(r.op().negate(), r.lhs(), r.rhs()), n.node("by"));
        return holds;
      }
      case Expr.Logic l when l.op() == Expr.Logic.Op.NOT -> {
        return !truth(known, l.args().get(0), n);
      }
      case Expr.Logic l -> {
        boolean all = l.op() == Expr.Logic.Op.AND;
        if (n.has("part")) {
          n.only("part", "because");
          int i = n.number("part");
          require(i >= 0 && i < l.args().size() && truth(known, l.args().get(i), n.node("because")) != all,
              "that part decides nothing");
          return !all;
        }
        n.only("parts");
        var parts = n.nodes("parts");
        require(parts.size() == l.args().size(), "not all parts of the condition are decided");
        for (int i = 0; i < parts.size(); i++) {
          require(truth(known, l.args().get(i), parts.get(i)) == all, "the parts decide otherwise");
        }
        return all;
      }
      default -> throw new Rejected("'" + condition + "' is not a condition");
    }
  }

  private static void zero(Goal g, Node n) {
    n.only("rule", "hints");
    require(g.op().holdsForSign(0), "equality of the sides is not what is claimed");
    var facts = g.facts();
    var hints = new Evidence.Recorded(facts, n.nodes("hints"));
    try {
      var normal = new Normal(facts, hints);
      require(normal.of(g.lhs()).minus(normal.of(g.rhs())).isZero(), "the normal forms of the two sides differ");
      hints.end();
    } catch (Normal.Refused | ArithmeticException e) {
      throw new Rejected(e.getMessage());
    }
  }

  /** A part of the sides is replaced by another expression with the same normal form, which is defined where the sides are. */
  private static void rewritten(Goal g, Node n) {
    n.only("rule", "part", "as", "hints", "next");
    var part = n.expr("part");
    require(!Trees.any(Exprs.sub(g.lhs(), g.rhs()), x -> x instanceof Expr.Big || x instanceof Expr.Integral || x instanceof Expr.Diff || x instanceof Expr.At
        || x instanceof Expr.Limit), "names may be bound");
    require(Presence.occurs(g.lhs(), part) || Presence.occurs(g.rhs(), part), part + " is no part of the sides");
    Evidence.same(g.facts(), (Expr.Rel) Exprs.rel(RelOp.EQ, g.lhs(), g.rhs()), part, n.expr("as"), n.nodes("hints"));
    prove(g.rewritten(part, n.expr("as")), n.node("next"));
  }

  /** What |u| < c, or e^u in relation to 1, says of u; empty for another relation. */
  static List<Expr.Rel> apart(Expr.Rel h) {
    if (!(h.lhs() instanceof Expr.Call c)) {
      return List.of();
    }
    if (c.is("abs") && (h.op() == RelOp.LT || h.op() == RelOp.LE)) {
      return List.of((Expr.Rel) Exprs.rel(h.op(), c.arg(), h.rhs()), (Expr.Rel) Exprs.rel(h.op(), Exprs.neg(c.arg()), h.rhs()));
    }
    return c.is("exp") && Exprs.isOne(h.rhs()) && h.op() != RelOp.APPROX ? List.of((Expr.Rel) Exprs.rel(h.op(), c.arg(), Exprs.ZERO)) : List.of();
  }

  /** The squares of two numbers that are not negative compare as they do. */
  private static void squared(Goal g, Node n) {
    n.only("rule", "left", "right", "next");
    Evidence.check(g.facts(), (Expr.Rel) Exprs.rel(RelOp.GE, g.lhs(), Exprs.ZERO), n.node("left"));
    Evidence.check(g.facts(), (Expr.Rel) Exprs.rel(RelOp.GE, g.rhs(), Exprs.ZERO), n.node("right"));
    prove(new Goal(g.op(), Exprs.pow(g.lhs(), 2), Exprs.pow(g.rhs(), 2), g.facts(), g.choices(), g.open()), n.node("next"));
  }

  private static void exponentials(Node n) {
    n.only("rule", "by", "next");
    require(n.text("by").equals("exponentials"), "sides are compared by their exponentials");
  }

  /** l op r where e^l op e^r; or where l² op r² for two numbers that are not negative; or where k·l op k·r for k > 0; e^l op e^r where l op r. */
  private static void increasing(Goal g, Node n) {
    require(g.op() != RelOp.EQ && g.op() != RelOp.NE, "only inequalities");
    if (n.has("factor")) {
      n.only("rule", "factor", "positive", "next");
      var k = n.expr("factor");
      new Presence(g.facts(), g.lhs(), g.rhs()).require(k);
      Evidence.check(g.facts(), (Expr.Rel) Exprs.rel(RelOp.GT, k, Exprs.ZERO), n.node("positive"));
      prove(new Goal(g.op(), Exprs.mul(k, g.lhs()), Exprs.mul(k, g.rhs()), g.facts(), g.choices(), g.open()), n.node("next"));
      return;
    }
    if (n.has("left")) {
      squared(g, n);
      return;
    }
    if (n.has("by") && n.text("by").equals("logarithms")) {
      n.only("rule", "by", "next");
      require(Exponential.exponent(g.lhs()) != null && Exponential.exponent(g.rhs()) != null, "the sides are no exponentials");
      prove(new Goal(g.op(), Exponential.exponent(g.lhs()), Exponential.exponent(g.rhs()), g.facts(), g.choices(), g.open()), n.node("next"));
      return;
    }
    exponentials(n);
    prove(new Goal(g.op(), Exponential.of(g.lhs()), Exponential.of(g.rhs()), g.facts(), g.choices(), g.open()), n.node("next"));
  }

  /** l = r where e^l = e^r, or where k·l = k·r and k is not 0, or where l² = r² and neither is negative. */
  private static void injective(Goal g, Node n) {
    require(g.op() == RelOp.EQ, "only equations");
    if (n.has("left")) {
      squared(g, n);
      return;
    }
    if (n.has("factor")) {
      n.only("rule", "factor", "nonzero", "next");
      var k = n.expr("factor");
      new Presence(g.facts(), g.lhs(), g.rhs()).require(k);
      Evidence.check(g.facts(), (Expr.Rel) Exprs.rel(RelOp.NE, k, Exprs.ZERO), n.node("nonzero"));
      prove(g.sides(Exprs.mul(k, g.lhs()), Exprs.mul(k, g.rhs())), n.node("next"));
      return;
    }
    exponentials(n);
    prove(new Goal(g.op(), Exponential.of(g.lhs()), Exponential.of(g.rhs()), g.facts(), g.choices(), g.open()), n.node("next"));
  }

  /** From h, an equation u = 0 with u = c·(x − value), x is replaced. */
  private static void solve(Goal g, Node n) {
    n.only("rule", "of", "variable", "value", "factor", "next");
    var h = Evidence.at(g.known(), n.number("of"));
    var x = n.expr("variable");
    var value = n.expr("value");
    require(h.op() == RelOp.EQ && isVariable(x) && !Trees.any(value, x::equals)
        && !n.rational("factor").isZero(), h + " is not solved for " + x);
    require(g.open() == null || !Trees.any(h, y -> y.equals(g.open())), "the variable of the derivative is held by " + h);
    var normal = new Normal(List.of(), Hints.NONE);
    var d = Exprs.sub(Exprs.sub(h.lhs(), h.rhs()), Exprs.mul(Exprs.num(n.rational("factor")), Exprs.sub(x, value)));
    require(Evidence.value(normal, d).isZero(), x + " = " + value + " is not what " + h + " says");
    Map<Expr, Expr> map = new HashMap<>();
    map.put(x, value);
    require(withDefined(g).defines(value), "the value need not be defined");
    prove(g.substitute(map), n.node("next"));
  }

  /** A name, or a component with a number, which no index of a sum can be in. */
  public static boolean isVariable(Expr x) {
    return x instanceof Expr.Sym || x instanceof Expr.Indexed i && i.sub().stream().allMatch(k -> k instanceof Expr.Num) && i.sup().stream().allMatch(k -> k instanceof Expr.Num);
  }

  /** What is known to hold is known to be defined. */
  private static Goal withDefined(Goal g) {
    var facts = new ArrayList<>(g.known());
    g.known().forEach(r -> facts.addAll(Defined.of(r)));
    return new Goal(g.op(), g.lhs(), g.rhs(), facts, g.choices(), g.open());
  }

  /** One of finitely many equations holds: each is put in. */
  private static void each(Goal g, Node n) {
    n.only("rule", "of", "cases");
    int i = n.number("of");
    require(i >= 0 && i < g.choices().size(), "there is no choice " + i);
    var choice = g.choices().get(i);
    var cases = n.nodes("cases");
    require(cases.size() == choice.args().size(), "a case is missing");
    for (int k = 0; k < cases.size(); k++) {
      var next = g.put(i, k);
      require(next != null, "the choice " + choice + " does not give values");
      prove(next, cases.get(k));
    }
  }
}
