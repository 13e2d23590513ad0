package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.Sums;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.tensor.Outcome;

/** What certificates of claims with sums, vectors and matrices are about. */
final class SumCertificates {

  private static final List<Rational> VALUES = List.of(Rational.HALF, Rational.of(1, 3), Rational.of(1, 4), Rational.of(2, 3),
      Rational.of(3, 4), Rational.of(1, 5), Rational.of(2, 5), Rational.of(3, 5));

  private SumCertificates() {}

  /** The subject of a certificate; null if there is none. */
  static Certificates.Subject subject(Outcome.Statement s) {
    if (s == null) {
      return null;
    }
    var equations = s.assumptions().stream().filter(a -> a instanceof Expr.Rel r && r.op() == RelOp.EQ
        && Trees.any(a, x -> x instanceof Expr.Big)).toList();
    return new Certificates.Subject(new Claim.Sums(s.lhs(), s.rhs(), s.shapes(), s.indices(), equations), Map.of());
  }

  /** The assumptions that are tried, none first. */
  static List<List<Expr>> choices(Claim.Sums s) {
    return s.assumptions().isEmpty() ? List.of(List.of()) : List.of(List.of(), s.assumptions());
  }

  /** A point with sizes 2, indices 1, 2, … and small values that satisfy the assumptions. Throws {@link Rejected}. */
  static Map<String, Rational> point(Claim.Sums s) {
    var sides = Sums.sides(s);
    var point = new LinkedHashMap<String, Rational>();
    Sums.sizes(s, sides).forEach(n -> point.put(n.name(), Rational.TWO));
    var free = List.copyOf(s.indices().keySet());
    for (int i = 0; i < free.size(); i++) {
      point.put(free.get(i).name(), Rational.of(1 + i % 2));
    }
    var all = new ArrayList<>(Sums.written(s, sides, point));
    var equations = s.assumptions().stream().map(a -> Exprs.sub(((Expr.Rel) a).lhs(), ((Expr.Rel) a).rhs())).toList();
    var known = Sums.written(s, equations, point);
    all.addAll(known);
    for (var e : all) {
      Trees.any(e, x -> {
        if (x instanceof Expr.Sym || x instanceof Expr.Indexed) {
          point.putIfAbsent(x.toString(), VALUES.get(point.size() % VALUES.size()));
        }
        return false;
      });
    }
    for (var e : known) {
      satisfy(e, point);
    }
    return point;
  }

  /** Changes one value so that a linear equation holds. */
  private static void satisfy(Expr e, Map<String, Rational> point) {
    for (var name : List.copyOf(point.keySet())) {
      var there = org.gradus.numeric.PointEvaluator.enclose(e, point, 40).exact();
      if (there == null || there.isZero()) {
        return;
      }
      if (!Trees.any(e, x -> x.toString().equals(name))) {
        continue;
      }
      var before = point.get(name);
      point.put(name, before.minus(there));
      var after = org.gradus.numeric.PointEvaluator.enclose(e, point, 40).exact();
      if (after != null && after.isZero()) {
        return;
      }
      point.put(name, before);
    }
  }
}
