package org.gradus.proof;

import static org.gradus.certificate.Fields.node;
import static org.gradus.proof.Grounds.rel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Multiples;
import org.gradus.certificate.Normal;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;

/** Writes down that the differences of two equations are multiples of each other. */
public final class MultipleCertifier {

  private final Oracle oracle;
  private final Work work = new Work(Work.DEFAULT_UNITS);

  public MultipleCertifier(Oracle oracle) {
    this.oracle = oracle;
  }

  /** The proof, or null if there is none of this kind. */
  public Map<String, Object> write(Claim.Equations e) {
    try {
      var where = Multiples.where(e);
      var q = quotient(Multiples.difference(e.before()), Multiples.difference(e.after()), where);
      var grounds = new Grounds(where, oracle, work);
      var nonzero = grounds.decide(rel(RelOp.NE, q, Exprs.ZERO));
      if (nonzero == null) {
        nonzero = grounds.product(q, RelOp.NE);
      }
      var equal = new Certifier(oracle, Work.DEFAULT_UNITS).prove(Multiples.equal(e, q));
      var defined = BorderCertifier.defined(q, grounds);
      var before = there(e, e.after(), e.before());
      var after = there(e, e.before(), e.after());
      return nonzero == null || equal == null || defined == null || before == null || after == null ? null
          : node("rule", "multiple", "factor", Sexpr.write(q), "nonzero", nonzero, "defined", defined, "before", before,
              "after", after, "equal", equal);
    } catch (Rejected | Normal.Refused | Lowering.Refused | Work.Exhausted | ArithmeticException _) {
      return null;
    }
  }

  private List<Object> there(Claim.Equations e, Expr holds, Expr other) {
    var all = new ArrayList<Object>();
    for (int i = 0; i < Multiples.alternatives(holds).size(); i++) {
      var grounds = new Grounds(Multiples.there(e, holds, i), oracle, work);
      var evidence = new ArrayList<Object>();
      for (var r : Multiples.defined(other)) {
        var by = grounds.decide(r);
        if (by == null) {
          return null;
        }
        evidence.add(by);
      }
      all.add(node("defined", evidence));
    }
    return all;
  }

  /** The quotient, with common factors left out. */
  Expr quotient(Expr u, Expr v, List<Expr.Rel> where) {
    var facts = new Facts(where, work);
    var factors = new LinkedHashMap<Expr, Rational>();
    for (int sign : List.of(1, -1)) {
      var f = new Lowering(facts, work, oracle).of(Expansion.of(sign > 0 ? u : v)).cancelled(work);
      put(f.num(), sign, factors);
      f.den().forEach((p, k) -> put(p, -sign * k, factors));
    }
    factors.values().removeIf(Rational::isZero);
    var list = new ArrayList<Expr>();
    factors.forEach((f, k) -> list.add(Exprs.pow(f, Exprs.num(k))));
    return Exprs.mul(list);
  }

  private void put(Poly p, int k, Map<Expr, Rational> into) {
    if (p.isZero()) {
      throw new Lowering.Refused("every value is a solution");
    }
    var parts = Factors.of(p, oracle, work);
    if (!parts.constant().isReal()) {
      throw new Lowering.Refused("a complex factor");
    }
    into.merge(Exprs.num(parts.constant().re()), Rational.of(k), Rational::plus);
    parts.monomial().exponents().forEach((g, e) -> into.merge(ToExpr.of(Poly.generator(g)), e.times(Rational.of(k)), Rational::plus));
    parts.factors().forEach((f, e) -> into.merge(ToExpr.of(f), Rational.of(e * k), Rational::plus));
  }
}
