package org.gradus.verify;

import static org.gradus.certificate.Fields.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.certificate.Claim;
import org.gradus.certificate.LimitRelation;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sexpr;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;
import org.gradus.numeric.Sampler;
import org.gradus.proof.Certifier;
import org.gradus.proof.LimitCertifier;
import org.gradus.proof.NoLimitCertifier;
import org.gradus.proof.Work;

/** Writes the certificates of limits, under as few assumptions as are enough. */
final class LimitCertificates {

  private LimitCertificates() {}

  static Map<String, Object> limit(Certificates.Subject s, Claim.Limit l) {
    var given = new ArrayList<>(l.assumptions().stream().filter(a -> !Trees.freeSymbols(a).contains(l.by())).toList());
    var written = new LimitCertifier((Claim.Limit) l.given(given), Requests.ORACLE, s.limits()).write();
    return written == null ? null : fewest(l, given, written.borders(), written.proof());
  }

  static Map<String, Object> none(Certificates.Subject s, Claim.NoLimit l) {
    var given = l.assumptions().stream().filter(a -> !Trees.freeSymbols(a).contains(l.by())).toList();
    var proof = new NoLimitCertifier((Claim.NoLimit) l.given(given), Requests.ORACLE, s.limits()).write();
    return proof == null ? null : fewest(l, given, List.of(), proof);
  }

  static Map<String, Object> limits(Certificates.Subject s, Claim.Limits l) {
    var values = new LinkedHashMap<Expr, Expr>();
    var parts = new ArrayList<Object>();
    for (var one : LimitRelation.limits(l)) {
      var value = s.limits().apply(one);
      var written = value == null ? null : new LimitCertifier(LimitRelation.claim(l, one, value), Requests.ORACLE, s.limits()).write();
      if (written == null) {
        return null;
      }
      values.put(one, value);
      parts.add(node("value", Sexpr.write(value), "borders", written.borders(), "proof", written.proof()));
    }
    var left = LimitRelation.side(l.lhs(), values);
    var right = LimitRelation.side(l.rhs(), values);
    boolean infinite = Trees.any(Exprs.sub(left, right), x -> x.equals(Exprs.INFINITY));
    var equal = infinite ? Map.<String, Object>of()
        : new Certifier(Requests.ORACLE, Work.DEFAULT_UNITS).prove(LimitRelation.equal(l, left, right));
    var names = Trees.freeSymbols(Exprs.add(l.lhs(), l.rhs()));
    var given = l.assumptions().stream().filter(a -> names.containsAll(Trees.freeSymbols(a))).toList();
    return equal == null ? null : fewest(l, given, List.of(), node("rule", "values", "limits", parts, "equal", equal));
  }

  private static Map<String, Object> fewest(Claim claim, List<Expr> assumptions, List<Object> borders, Map<String, Object> proof) {
    var given = new ArrayList<>(assumptions);
    var at = new Certificates.Subject(claim, point(claim, given));
    var written = Certificates.checked(at, claim.given(given), List.of(), List.of(), borders, proof);
    for (var a : List.copyOf(given)) {
      given.remove(a);
      try {
        written = Certificates.checked(at, claim.given(given), List.of(), List.of(), borders, proof);
      } catch (Rejected _) {
        given.add(a);
      }
    }
    return written;
  }

  /** Values of the parameters that satisfy the assumptions. */
  private static Map<String, Rational> point(Claim claim, List<Expr> given) {
    var sides = claim instanceof Claim.Limits l ? Trees.freeSymbols(Exprs.add(l.lhs(), l.rhs())) : Set.<Expr.Sym>of();
    return given.isEmpty() && sides.isEmpty() ? Map.of()
        : Sampler.definedPoint(List.copyOf(sides), Judge.domain(List.copyOf(sides), new Assumed(given, Set.of()))).map(p -> p.values()).orElse(Map.of());
  }
}
