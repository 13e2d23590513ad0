package org.gradus.proof;

import static org.gradus.certificate.Fields.node;
import static org.gradus.proof.Grounds.rel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.gradus.certificate.Defined;
import org.gradus.certificate.Expand;
import org.gradus.certificate.Exponential;
import org.gradus.certificate.Goal;
import org.gradus.certificate.MeanValue;
import org.gradus.certificate.Normal;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.certificate.Slope;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Writes down inequalities by those of the exponentials or squares of the sides, or by the slope beside a least value. */
final class Monotone {

  private static final List<Rational> PLACES = List.of(Rational.ZERO, Rational.ONE, Rational.MINUS_ONE);

  private Monotone() {}

  /** The proof, or null if none was found. */
  static Map<String, Object> of(Goal g, Grounds grounds, Oracle oracle, Work work, Function<Goal, Map<String, Object>> prover) {
    if (g.op() == RelOp.NE || g.op() == RelOp.EQ || g.op() == RelOp.APPROX || g.open() != null) {
      return null;
    }
    if (List.of(g.lhs(), g.rhs()).stream().anyMatch(Monotone::isLogarithmic)) {
      var next = prover.apply(new Goal(g.op(), Exponential.of(g.lhs()), Exponential.of(g.rhs()), g.facts(), g.choices(), null));
      if (next != null) {
        return node("rule", "increasing", "by", "exponentials", "next", next);
      }
    }
    if (List.of(g.lhs(), g.rhs()).stream().anyMatch(x -> x instanceof Expr.Pow p && p.exponent().equals(Exprs.HALF))) {
      var left = grounds.decide(rel(RelOp.GE, g.lhs(), Exprs.ZERO));
      var right = left == null ? null : grounds.decide(rel(RelOp.GE, g.rhs(), Exprs.ZERO));
      var next = right == null ? null
          : prover.apply(new Goal(g.op(), Exprs.pow(g.lhs(), 2), Exprs.pow(g.rhs(), 2), g.facts(), g.choices(), null));
      if (next != null) {
        return node("rule", "increasing", "left", left, "right", right, "next", next);
      }
    }
    return least(g, oracle, work, prover);
  }

  /** A sum of logarithms, numbers times logarithms, and what else there is, with one logarithm at least. */
  private static boolean isLogarithmic(Expr e) {
    return e instanceof Expr.Call c && c.is("log") || e instanceof Expr.Add a && a.args().stream().anyMatch(Monotone::isLogarithmic)
        || e instanceof Expr.Mul m && m.args().size() == 2 && m.args().get(0) instanceof Expr.Num && isLogarithmic(m.args().get(1));
  }

  private static Map<String, Object> least(Goal g, Oracle oracle, Work work, Function<Goal, Map<String, Object>> prover) {
    var d = Exprs.sub(g.lhs(), g.rhs());
    var names = Trees.freeSymbols(d);
    if (names.size() != 1 || !Trees.any(d, x -> x instanceof Expr.Call) || Trees.any(d, x -> x instanceof Expr.Indexed || x instanceof Expr.Cases)) {
      return null;
    }
    try {
      var x = names.iterator().next();
      var needed = Defined.of(g.lhs(), g.rhs());
      var facts = new ArrayList<>(new LinkedHashSet<>(g.facts()));
      facts.removeIf(r -> !Trees.freeSymbols(r).equals(Set.of(x)) && !needed.contains(r));
      var kept = new ArrayList<>(facts);
      var inside = new ArrayList<Object>();
      for (var r : facts) {
        kept.remove(r);
        var by = new Grounds(kept, oracle, work).decide(r);
        if (by == null) {
          kept.add(r);
        } else {
          inside.add(node("fact", Sexpr.write(r), "by", by));
        }
      }
      var slope = Expand.of(Slope.of(d, x, 1));
      boolean least = g.op() == RelOp.GT || g.op() == RelOp.GE;
      for (var p : PLACES) {
        var at = Exprs.num(p);
        boolean within = facts.stream().map(r -> (Expr.Rel) Trees.substitute(r, Map.of(x, at)))
            .allMatch(MeanValue::isTrue);
        var there = within ? prover.apply(new Goal(g.op(), Trees.substitute(d, x, at), Exprs.ZERO, List.of(), List.of(), null)) : null;
        var after = there == null ? null : side(facts, slope, rel(RelOp.GT, x, at), least ? RelOp.GE : RelOp.LE, oracle, work);
        var before = after == null ? null : side(facts, slope, rel(RelOp.LT, x, at), least ? RelOp.LE : RelOp.GE, oracle, work);
        if (before != null) {
          return node("rule", "least", "variable", Sexpr.write(x), "at", p.toString(), "inside", inside, "after", after, "before", before, "there", there);
        }
      }
    } catch (Rejected | Normal.Refused | ArithmeticException _) {
      // not by the slope
    }
    return null;
  }

  private static Map<String, Object> side(List<Expr.Rel> facts, Expr slope, Expr.Rel where, RelOp op, Oracle oracle, Work work) {
    var known = new ArrayList<>(facts);
    known.add(where);
    var grounds = new Grounds(known, oracle, work);
    var defined = BorderCertifier.defined(slope, grounds);
    var by = defined == null ? null : grounds.decide(rel(op, slope, Exprs.ZERO));
    by = by == null && defined != null ? grounds.product(slope, op) : by;
    return by == null ? null : node("defined", defined, "by", by);
  }
}
