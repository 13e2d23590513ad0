package org.gradus.verify;

import static org.gradus.certificate.Fields.node;

import java.util.List;
import java.util.Map;
import org.gradus.certificate.ArrayLimits;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.SumPoints;
import org.gradus.expr.Expr;
import org.gradus.tensor.Outcome;

/** Writes the certificates of limits of vectors and matrices. */
final class ArrayLimitCertificates {

  private static final List<Map<String, Object>> PROOFS = List.of(node("rule", "same"), node("rule", "normal form of sums"),
      node("rule", "matrix algebra", "by", "words"));

  private ArrayLimitCertificates() {}

  /** What a certificate is about: the left side of the statement tends to the right one; null if there is none. */
  static Certificates.Subject subject(Outcome.Statement s, Expr.Limit limit) {
    return s == null || !(limit.var() instanceof Expr.Sym x) ? null : new Certificates.Subject(new Claim.ArrayLimit(
        new Claim.Sums(s.lhs(), s.rhs(), s.shapes(), s.members(), s.indices(), List.of()), x, limit.to(), limit.side()), Map.of());
  }

  /** Throws {@link Rejected} where none was found. */
  static Map<String, Object> write(Claim.ArrayLimit l) {
    var rest = ArrayLimits.identity(l);
    var point = SumPoints.isOfNumbers(rest) ? SumCertificates.numbers(rest) : SumCertificates.point(rest);
    Rejected why = null;
    for (var proof : PROOFS) {
      try {
        return Certificates.checked(new Certificates.Subject(l, point), l, List.of(), List.of(), List.of(), node("rule", "continuity", "equal", proof));
      } catch (Rejected e) {
        why = why == null ? e : why;
      }
    }
    throw why;
  }
}
