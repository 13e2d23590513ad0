package org.gradus.proof;

import static org.gradus.proof.Grounds.node;
import static org.gradus.proof.Grounds.rel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Defined;
import org.gradus.certificate.Expand;
import org.gradus.certificate.Exponential;
import org.gradus.certificate.Goal;
import org.gradus.certificate.Implications;
import org.gradus.certificate.Normal;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/** Writes down that a statement follows from another one, part by part. */
public final class ImplicationCertifier {

  private static final long UNITS = 300_000;
  private static final int MAX_POWER = 20;

  private final Oracle oracle;

  public ImplicationCertifier(Oracle oracle) {
    this.oracle = oracle;
  }

  /** The proof, or null if none was found. */
  public Map<String, Object> write(Claim.Implication c) {
    var cases = cases(c.assumptions(), c.before(), c.after());
    return cases == null ? null : node("rule", "follows", "cases", cases);
  }

  /** That two statements follow from each other; null if that was not found. */
  public Map<String, Object> write(Claim.Equations e) {
    var forth = cases(e.assumptions(), e.before(), e.after());
    var back = forth == null ? null : cases(e.assumptions(), e.after(), e.before());
    return back == null ? null : node("rule", "both ways", "forth", forth, "back", back);
  }

  private List<Object> cases(List<Expr> assumptions, Expr before, Expr after) {
    try {
      var all = new ArrayList<Object>();
      for (var holds : Implications.cases(before)) {
        var one = one(Implications.known(assumptions, holds), Implications.cases(after));
        if (one == null) {
          return null;
        }
        all.add(one);
      }
      return all;
    } catch (Rejected | Normal.Refused | Work.Exhausted | ArithmeticException | StackOverflowError _) {
      return null;
    }
  }

  private Map<String, Object> one(Goal known, List<List<Expr.Rel>> alternatives) {
    var grounds = new Grounds(known.known(), oracle, new Work(UNITS));
    for (int k = 0; k < alternatives.size(); k++) {
      var parts = new ArrayList<Object>();
      for (var r : alternatives.get(k)) {
        var defined = defined(known, r, grounds);
        var proof = defined == null ? null : proof(Implications.goal(known, r));
        if (proof == null) {
          break;
        }
        parts.add(node("defined", defined, "proof", proof));
      }
      if (parts.size() == alternatives.get(k).size()) {
        return node("alternative", k, "parts", parts);
      }
    }
    var absurd = grounds.absurd();
    return absurd == null ? null : node("absurd", absurd);
  }

  private static List<Object> defined(Goal known, Expr.Rel r, Grounds grounds) {
    var all = new ArrayList<Object>();
    for (var condition : Defined.of(r.lhs(), r.rhs())) {
      var by = grounds.decide(condition);
      if (by == null) {
        by = grounds.product(Exprs.sub(condition.lhs(), condition.rhs()), condition.op());
      }
      if (by == null) {
        return null;
      }
      all.add(by);
    }
    return all;
  }

  private Map<String, Object> proof(Goal g) {
    return proof(g, 0);
  }

  private Map<String, Object> proof(Goal g, int depth) {
    var direct = new Certifier(oracle, UNITS).prove(g);
    if (direct != null || g.op() != RelOp.EQ) {
      return direct;
    }
    var combination = combination(g);
    if (combination != null) {
      return combination;
    }
    var exponentials = combination(new Goal(g.op(), Exponential.of(g.lhs()), Exponential.of(g.rhs()), g.facts(), g.choices(), null));
    if (exponentials != null) {
      return node("rule", "injective", "by", "exponentials", "next", exponentials);
    }
    var factors = depth > 0 ? null : zeroProduct(g);
    if (factors != null) {
      return factors;
    }
    for (var side : List.of(g.lhs(), g.rhs())) { // x = log(y)/k
      for (var f : side instanceof Expr.Mul m ? m.args() : List.<Expr>of()) {
        if (f instanceof Expr.Pow p && p.exponent().equals(Exprs.MINUS_ONE)) {
          var by = new Grounds(g.facts(), oracle, new Work(UNITS)).decide(rel(RelOp.NE, p.base(), Exprs.ZERO));
          var l = Exprs.mul(p.base(), g.lhs());
          var r = Exprs.mul(p.base(), g.rhs());
          var next = by == null ? null : combination(new Goal(g.op(), Exponential.of(l), Exponential.of(r), new Goal(g.op(), l, r, g.known(), g.choices(), null).facts(), g.choices(), null));
          if (next != null) {
            return node("rule", "injective", "factor", Sexpr.write(p.base()), "nonzero", by, "next", node("rule", "injective", "by", "exponentials", "next", next));
          }
        }
      }
    }
    return null;
  }

  /** A known equation says that a product is 0: a proof for each factor. */
  private Map<String, Object> zeroProduct(Goal g) {
    var facts = g.facts();
    for (int i = 0; i < facts.size(); i++) {
      var h = facts.get(i);
      if (h.op() != RelOp.EQ) {
        continue;
      }
      try {
        var work = new Work(UNITS);
        var d = Exprs.sub(h.lhs(), h.rhs());
        var all = new ArrayList<Map.Entry<Expr, Integer>>();
        var constant = factors(d, facts, work, all);
        boolean one = all.size() == 1 && all.getFirst().getValue() == 1;
        if (constant == null || one || all.isEmpty() || all.stream().anyMatch(p -> p.getValue() < 1)) {
          continue;
        }
        var product = new ArrayList<Expr>(List.of(Exprs.num(constant)));
        all.forEach(p -> product.add(Exprs.pow(p.getKey(), p.getValue())));
        var finder = new Grounds(facts, oracle, work).new Finder();
        if (!new Normal(facts, finder).of(Expand.of(Exprs.sub(d, Exprs.mul(product)))).isZero()) {
          continue;
        }
        var cases = new ArrayList<Object>();
        for (var p : all) {
          var more = g.with(rel(RelOp.EQ, p.getKey(), Exprs.ZERO));
          var absurd = new Grounds(more.facts(), oracle, new Work(UNITS)).absurd();
          var next = absurd != null ? node("rule", "absurd", "by", absurd) : proof(more, 1);
          if (next == null) {
            break;
          }
          cases.add(next);
        }
        if (cases.size() == all.size()) {
          return node("rule", "zero product", "of", i, "times", constant.toString(), "factors",
              all.stream().map(p -> (Object) node("of", Sexpr.write(p.getKey()), "power", p.getValue())).toList(), "hints", finder.given(), "cases", cases);
        }
      } catch (Rejected | Normal.Refused | Lowering.Refused | Work.Exhausted | ArithmeticException _) {
        // this one does not do
      }
    }
    return null;
  }

  /** Puts the factors, as they are written or else of the normal form, into the list and returns the constant one; null if there is a denominator. */
  private Rational factors(Expr d, List<Expr.Rel> facts, Work work, List<Map.Entry<Expr, Integer>> into) {
    if (d instanceof Expr.Mul m && m.args().stream().noneMatch(Expr.Pow.class::isInstance)) {
      m.args().stream().filter(f -> !(f instanceof Expr.Num)).forEach(f -> into.add(Map.entry(f, 1)));
      return m.args().getFirst() instanceof Expr.Num k ? k.value() : Rational.ONE;
    }
    var f = new Lowering(new Facts(facts, work), work, oracle).of(Expansion.of(d)).cancelled(work);
    var parts = Factors.of(f.num(), oracle, work);
    parts.monomial().exponents().forEach((x, e) -> into.add(Map.entry(ToExpr.of(Poly.generator(x)), e.isIntegerWithin(MAX_POWER) ? e.intValueExact() : 0)));
    parts.factors().forEach((p, k) -> into.add(Map.entry(ToExpr.of(p), k)));
    return f.den().isEmpty() && parts.constant().isReal() ? parts.constant().re() : null;
  }

  /** A multiple of one of the equations. */
  private Map<String, Object> combination(Goal g) {
    var facts = g.facts();
    for (int i = 0; i < facts.size(); i++) {
      var h = facts.get(i);
      if (h.op() != RelOp.EQ) {
        continue;
      }
      try {
        var d = Exprs.sub(g.lhs(), g.rhs());
        var q = new MultipleCertifier(oracle).quotient(d, Exprs.sub(h.lhs(), h.rhs()), facts);
        if (!Implications.isPresent(g, q)) {
          continue;
        }
        var finder = new Grounds(facts, oracle, new Work(UNITS)).new Finder();
        if (new Normal(facts, finder).of(Expand.of(Exprs.add(List.of(g.lhs(), Exprs.neg(g.rhs()), Exprs.neg(Exprs.mul(q, Exprs.sub(h.lhs(), h.rhs())))))))
            .isZero()) {
          return node("rule", "combination", "sum", List.of(node("of", i, "times", Sexpr.write(q))), "hints", finder.given());
        }
      } catch (Rejected | Normal.Refused | Lowering.Refused | ArithmeticException _) {
        // this one does not do
      }
    }
    return null;
  }
}
