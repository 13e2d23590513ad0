package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/** Follows the rules that begin with an equation that is known to hold. */
final class FromEquations {

  private static final int MAX_POWER = 100;

  private FromEquations() {}

  /** The difference of the sides is a sum of known equations u = 0, each times an expression. */
  static void combination(Goal g, Node n) {
    n.only("rule", "sum", "hints");
    require(g.op().holdsForSign(0), "equality of the sides is not what is claimed");
    var facts = g.facts();
    var there = new Presence(facts, g.lhs(), g.rhs());
    var sum = new ArrayList<Expr>(List.of(g.lhs(), Exprs.neg(g.rhs())));
    for (var term : n.nodes("sum")) {
      term.only("of", "times");
      var h = equation(facts, term);
      var q = term.expr("times");
      there.require(q);
      sum.add(Exprs.neg(Exprs.mul(q, Exprs.sub(h.lhs(), h.rhs()))));
    }
    zero(facts, Exprs.add(sum), n, "it is another combination");
  }

  /** What is 0 is a product, so that a factor is 0: the goal is proved for each. */
  static void zeroProduct(Goal g, Node n) {
    n.only("rule", "of", "times", "factors", "hints", "cases");
    require(g.open() == null, "a derivative may be held by a factor");
    var facts = g.facts();
    var h = equation(facts, n);
    require(!n.rational("times").isZero(), "0 times a product");
    var there = new Presence(facts, g.lhs(), g.rhs());
    var product = new ArrayList<Expr>(List.of(Exprs.num(n.rational("times"))));
    var factors = n.nodes("factors");
    for (var f : factors) {
      f.only("of", "power");
      require(f.number("power") >= 1 && f.number("power") <= MAX_POWER, "no factor");
      there.require(f.expr("of"));
      product.add(Exprs.pow(f.expr("of"), f.number("power")));
    }
    zero(facts, Exprs.sub(Exprs.sub(h.lhs(), h.rhs()), Exprs.mul(product)), n, "it is another product");
    var cases = n.nodes("cases");
    require(cases.size() == factors.size(), "there are " + factors.size() + " factors");
    for (int i = 0; i < cases.size(); i++) {
      Steps.prove(g.with(isZero(factors.get(i).expr("of"))), cases.get(i));
    }
  }

  /** What is 0 is a sum of squares, each times a positive number: each of them is 0. */
  static void squares(Goal g, Node n) {
    n.only("rule", "of", "times", "squares", "hints", "next");
    require(g.open() == null, "a derivative may be held by a square");
    var facts = g.facts();
    var h = equation(facts, n);
    var there = new Presence(facts, g.lhs(), g.rhs());
    var sum = new ArrayList<Expr>(List.of(Exprs.mul(Exprs.num(n.rational("times")), Exprs.sub(h.lhs(), h.rhs()))));
    var roots = new ArrayList<Expr.Rel>();
    for (var s : n.nodes("squares")) {
      s.only("of", "times");
      require(s.rational("times").signum() > 0, "a square times what is not positive");
      there.require(s.expr("of"));
      sum.add(Exprs.mul(Exprs.num(s.rational("times").negate()), Exprs.pow(s.expr("of"), 2)));
      roots.add(isZero(s.expr("of")));
    }
    zero(facts, Exprs.add(sum), n, "it is another sum of squares");
    Steps.prove(g.with(roots), n.node("next"));
  }

  /** Where l = r, the exponentials of k·l and k·r are equal. */
  static void raised(Goal g, Node n) {
    n.only("rule", "of", "factor", "next");
    require(g.open() == null, "a derivative may be held by an equation");
    var h = equation(g.facts(), n);
    var k = n.expr("factor");
    new Presence(g.facts(), g.lhs(), g.rhs()).require(k);
    Steps.prove(g.with((Expr.Rel) Exprs.rel(RelOp.EQ, Exponential.of(k, Expand.of(h.lhs())), Exponential.of(k, Expand.of(h.rhs())))),
        n.node("next"));
  }

  private static Expr.Rel equation(List<Expr.Rel> facts, Node n) {
    var h = Evidence.at(facts, n.number("of"));
    require(h.op() == RelOp.EQ, h + " is no equation");
    return h;
  }

  private static Expr.Rel isZero(Expr e) {
    return (Expr.Rel) Exprs.rel(RelOp.EQ, e, Exprs.ZERO);
  }

  private static void zero(List<Expr.Rel> facts, Expr e, Node n, String otherwise) {
    var hints = new Evidence.Recorded(facts, n.nodes("hints"));
    try {
      require(new Normal(facts, hints).of(Expand.of(e)).isZero(), otherwise);
      hints.end();
    } catch (Normal.Refused | ArithmeticException x) {
      throw new Rejected(x.getMessage());
    }
  }
}
