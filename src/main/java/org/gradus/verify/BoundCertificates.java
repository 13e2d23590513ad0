package org.gradus.verify;

import static org.gradus.certificate.Fields.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.certificate.SumAssumptions;
import org.gradus.certificate.TermBounds;
import org.gradus.certificate.UnitVectors;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.proof.Certifier;
import org.gradus.tensor.Outcome;

/** Writes the certificates of bounds of sums: by the structure of the difference of the sides, or by its terms. */
final class BoundCertificates {

  private static final long UNITS = 200_000;

  private BoundCertificates() {}

  /**
   * The subject of a bound that rests on what is assumed; null if there is none.
   *
   * @param labels names of vectors with one 1 and otherwise 0
   */
  static Certificates.Subject subject(RelOp op, Outcome.Statement s, Set<String> labels) {
    if (s == null) {
      return null;
    }
    var indices = new LinkedHashMap<Expr.Sym, List<Expr>>(s.indices());
    var given = new ArrayList<>(s.assumptions());
    for (var y : labels) {
      var shape = s.shapes().get(y);
      if (shape == null || !shape.isColumn() || s.members().containsKey(y)) {
        return null;
      }
      var one = Exprs.sym("one@" + y);
      indices.put(one, List.of(Exprs.ONE, shape.rows()));
      given.add(Exprs.rel(RelOp.EQ, Exprs.sym(y), Exprs.call("unitvector", shape.rows(), one)));
    }
    return new Certificates.Subject(new Claim.Bound(op, new Claim.Sums(s.lhs(), s.rhs(), s.shapes(), s.members(), indices, given)), Map.of());
  }

  /** Throws {@link Rejected} where none was found. */
  static Map<String, Object> write(Claim.Bound b) {
    var as = SumCertificates.difference(b.of());
    try {
      var plain = (Claim.Bound) b.given(List.of());
      return checked(plain, node("rule", "signs", "as", Sexpr.write(as)));
    } catch (Rejected _) {
      return terms(b, as);
    }
  }

  private static Map<String, Object> terms(Claim.Bound b, Expr as) {
    var used = (Claim.Bound) b.given(b.of().assumptions().stream().filter(a -> isUsable(a, b.of())).toList());
    var cases = new ArrayList<Object>();
    for (var goal : TermBounds.goals(used, as)) {
      var proof = new Certifier(Requests.ORACLE, UNITS).prove(goal);
      if (proof == null) {
        throw new Rejected("no proof of the terms");
      }
      cases.add(proof);
    }
    var proof = node("rule", "terms", "as", Sexpr.write(as), "cases", cases);
    var least = checked(used, proof);
    var given = new ArrayList<>(used.assumptions());
    for (var a : used.assumptions()) {
      given.remove(a);
      try {
        least = checked(withoutUnused((Claim.Bound) used.given(List.copyOf(given))), proof);
      } catch (Rejected _) {
        given.add(a);
      }
    }
    return least;
  }

  private static boolean isUsable(Expr a, Claim.Sums s) {
    return UnitVectors.is(a, s) || SumAssumptions.isAboutNumbers(a, s) || TermBounds.isOfEntries(a, s);
  }

  /** Without indices that nothing speaks of. */
  private static Claim.Bound withoutUnused(Claim.Bound b) {
    var s = b.of();
    var names = new LinkedHashSet<>(Trees.freeSymbols(Exprs.rel(RelOp.EQ, s.lhs(), s.rhs())));
    s.assumptions().forEach(a -> names.addAll(Trees.freeSymbols(a)));
    var indices = new LinkedHashMap<>(s.indices());
    indices.keySet().retainAll(names);
    return new Claim.Bound(b.op(), new Claim.Sums(s.lhs(), s.rhs(), s.shapes(), s.members(), indices, s.assumptions()));
  }

  private static Map<String, Object> checked(Claim.Bound b, Map<String, Object> proof) {
    return Certificates.checked(new Certificates.Subject(b, SumCertificates.point(b.of())), b, List.of(), List.of(), List.of(), proof);
  }
}
