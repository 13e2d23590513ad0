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
    var families = families(Exprs.and(List.of(Exprs.rel(RelOp.EQ, s.lhs(), s.rhs()))));
    families.addAll(s.shapes().keySet());
    var equations = s.assumptions().stream().filter(a -> a instanceof Expr.Rel r && r.op() == RelOp.EQ
        && (isSymmetry(r) || Trees.any(a, x -> x instanceof Expr.Big)) && families.containsAll(families(a))).toList();
    return new Certificates.Subject(new Claim.Sums(s.lhs(), s.rhs(), s.shapes(), s.members(), s.indices(), equations), Map.of());
  }

  /** The subject of a certificate of a bound that needs no assumption; null if there is none. */
  static Certificates.Subject bound(RelOp op, Outcome.Statement s) {
    return s == null ? null : new Certificates.Subject(new Claim.Bound(op,
        new Claim.Sums(s.lhs(), s.rhs(), s.shapes(), s.members(), s.indices(), List.of())), Map.of());
  }

  /** With uᵀu as a square. */
  static Expr squares(Expr e) {
    var inside = Trees.children(e).isEmpty() ? e : Trees.map(e, SumCertificates::squares);
    return inside instanceof Expr.Call c && c.is("matmul") && c.args().size() == 2 && c.arg() instanceof Expr.Call t && t.is("transpose")
        && t.arg().equals(c.args().get(1)) ? Exprs.call("normsq", c.args().get(1)) : inside;
  }

  private static java.util.Set<String> families(Expr e) {
    var found = new java.util.HashSet<String>();
    Trees.any(e, x -> x instanceof Expr.Indexed i && found.add(i.base()) && false);
    return found;
  }

  private static boolean isSymmetry(Expr.Rel r) {
    return r.rhs() instanceof Expr.Call c && c.is("transpose") && c.arg().equals(r.lhs());
  }

  /** Whether the claim needs the rules of matrices with inverses. */
  static boolean hasInverse(Claim.Sums s) {
    return Trees.any(Exprs.rel(RelOp.EQ, s.lhs(), s.rhs()), x -> x instanceof Expr.Call c && c.is("inverse"));
  }

  /** The assumptions that are tried, none first. */
  static List<List<Expr>> choices(Claim.Sums s) {
    boolean matrices = hasInverse(s);
    var all = s.assumptions().stream().filter(a -> isSymmetry((Expr.Rel) a) == matrices).toList();
    return all.isEmpty() ? List.of(List.of()) : List.of(List.of(), all);
  }

  /** All sizes 1, and values at which a side is hardly undefined. */
  static Map<String, Rational> numbers(Claim.Sums s) {
    var point = new LinkedHashMap<String, Rational>();
    s.shapes().values().forEach(x -> List.of(x.rows(), x.columns()).forEach(size ->
        Trees.freeSymbols(size).forEach(k -> point.put(k.name(), Rational.ONE))));
    Trees.freeSymbols(Exprs.rel(RelOp.EQ, s.lhs(), s.rhs())).forEach(x -> point.putIfAbsent(x.name(), VALUES.get(point.size() % VALUES.size())));
    return point;
  }

  /** A point with sizes 2, indices 1, 2, … and small values that satisfy the assumptions. Throws {@link Rejected}. */
  static Map<String, Rational> point(Claim.Sums s) {
    var sides = new ArrayList<>(Sums.sides(s));
    sides.addAll(Sums.functions(s));
    var point = new LinkedHashMap<String, Rational>();
    Sums.sizes(s, sides).forEach(n -> point.put(n.name(), Rational.TWO));
    var free = List.copyOf(s.indices().keySet());
    for (int i = 0; i < free.size(); i++) {
      point.put(free.get(i).name(), Rational.of(1 + i % 2));
    }
    var all = new ArrayList<>(Sums.written(s, sides, point));
    var known = new ArrayList<Expr>();
    s.assumptions().forEach(a -> known.addAll(Sums.instances(s, (Expr.Rel) a, point)));
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
