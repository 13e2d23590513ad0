package org.gradus.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Rejected;
import org.gradus.certificate.SumAssumptions;
import org.gradus.certificate.SumPoints;
import org.gradus.certificate.Sums;
import org.gradus.certificate.UnitVectors;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Rational;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.PointEvaluator;
import org.gradus.tensor.Outcome;
import org.gradus.tensor.Tensors;

/** What certificates of claims with sums, vectors and matrices are about. */
final class SumCertificates {

  private static final List<Rational> VALUES = List.of(Rational.HALF, Rational.of(1, 3), Rational.of(1, 4), Rational.of(2, 3),
      Rational.of(3, 4), Rational.of(1, 5), Rational.of(2, 5), Rational.of(3, 5));

  private static final int MAX_WRITTEN = 10;

  private SumCertificates() {}

  /** The subject of a certificate; null if there is none. */
  static Certificates.Subject subject(Outcome.Proved p) {
    var s = p.statement();
    return s == null ? null : new Certificates.Subject(new Claim.Sums(s.lhs(), s.rhs(), s.shapes(), s.members(), s.indices(), s.assumptions(),
        p.conditions().contains(Tensors.OFF_BORDERS)), Map.of());
  }

  /** The subject of a certificate of a bound that needs no assumption; null if there is none. */
  static Certificates.Subject bound(RelOp op, Outcome.Statement s) {
    return s == null ? null : new Certificates.Subject(new Claim.Bound(op,
        new Claim.Sums(s.lhs(), s.rhs(), s.shapes(), s.members(), s.indices(), List.of())), Map.of());
  }

  /** The difference without terms that both sides have, as squares where it has any. */
  static Expr difference(Claim.Sums s) {
    var left = new ArrayList<>(s.lhs() instanceof Expr.Add a ? a.args() : List.of(s.lhs()));
    var right = new ArrayList<Expr>();
    for (var t : s.rhs() instanceof Expr.Add a ? a.args() : List.of(s.rhs())) {
      if (!left.remove(t)) {
        right.add(t);
      }
    }
    return squares(Exprs.sub(Exprs.add(left), Exprs.add(right)));
  }

  /** With uᵀu as a square. */
  static Expr squares(Expr e) {
    var inside = Trees.children(e).isEmpty() ? e : Trees.map(e, SumCertificates::squares);
    return inside instanceof Expr.Call c && c.is("matmul") && c.args().size() == 2 && c.arg() instanceof Expr.Call t && t.is("transpose")
        && t.arg().equals(c.args().get(1)) ? Exprs.call("normsq", c.args().get(1)) : inside;
  }

  /** Whether the claim needs the rules of matrices with inverses. */
  static boolean hasInverse(Claim.Sums s) {
    return Trees.any(Exprs.rel(RelOp.EQ, s.lhs(), s.rhs()), x -> x instanceof Expr.Call c && c.is("inverse"));
  }

  /** The assumptions that are tried, none first: those of each use alone, then all that the checker has a use for. */
  static List<List<Expr>> choices(Claim.Sums s) {
    var usable = s.assumptions().stream().filter(a -> usable(a, s)).toList();
    var all = new LinkedHashSet<List<Expr>>();
    all.add(List.of());
    usable.forEach(a -> all.add(List.of(a)));
    all.add(usable);
    all.add(usable.stream().filter(a -> !isAboutNumbers(a, s)).toList());
    return List.copyOf(all);
  }

  private static boolean usable(Expr a, Claim.Sums s) {
    try {
      var about = SumAssumptions.of((Claim.Sums) s.given(List.of(a)));
      if (!about.products().isEmpty()) {
        return families(Exprs.rel(RelOp.EQ, s.lhs(), s.rhs())).containsAll(families(((Expr.Rel) a).lhs()));
      }
      var named = families(Exprs.rel(RelOp.EQ, s.lhs(), s.rhs()));
      s.indices().keySet().forEach(i -> named.add(i.name()));
      return UnitVectors.is(a, s) && named.contains(((Expr.Rel) a).lhs().toString()) || named.containsAll(families(a)) || Trees.any(a, x -> x instanceof Expr.Big);
    } catch (Rejected _) {
      return false;
    }
  }

  static boolean isAboutNumbers(Expr a, Claim.Sums s) {
    return !SumAssumptions.of((Claim.Sums) s.given(List.of(a))).numbers().isEmpty();
  }

  private static Set<String> families(Expr e) {
    var found = new HashSet<String>();
    Trees.any(e, x -> x instanceof Expr.Indexed i && found.add(i.base()) && false);
    Trees.any(e, x -> x instanceof Expr.Sym n && found.add(n.name()) && false);
    return found;
  }

  /** All sizes 1, and values at which a side is hardly undefined. */
  static Map<String, Rational> numbers(Claim.Sums s) {
    var point = new LinkedHashMap<String, Rational>();
    for (var p : SumAssumptions.of(s).products()) {
      families(p.lhs()).forEach(w -> point.put(w, Rational.ONE)); // a matrix with orthonormal columns
    }
    for (var e : SumPoints.numbers(s)) {
      Trees.any(e, x -> {
        if (x instanceof Expr.Sym || x instanceof Expr.Indexed) {
          point.putIfAbsent(x.toString(), VALUES.get(point.size() % VALUES.size()));
        }
        return false;
      });
    }
    return point;
  }

  /** A point with sizes 2, indices 1, 2, … and small values that satisfy the assumptions. Throws {@link Rejected}. */
  static Map<String, Rational> point(Claim.Sums s) {
    var sides = new ArrayList<>(Sums.sides(s));
    sides.addAll(SumPoints.functions(s));
    var point = new LinkedHashMap<String, Rational>();
    SumPoints.sizes(s, sides).forEach(n -> point.put(n.name(), Rational.TWO));
    var free = List.copyOf(s.indices().keySet());
    for (int i = 0; i < free.size(); i++) {
      point.put(free.get(i).name(), Rational.of(1 + i % 2));
    }
    for (var a : s.assumptions()) {
      if (a instanceof Expr.Rel r && r.op() == RelOp.NE && r.lhs() instanceof Expr.Sym i && r.rhs() instanceof Expr.Num n && s.indices().containsKey(i)) {
        point.put(i.name(), n.value().isOne() ? Rational.TWO : Rational.ONE);
      }
    }
    var all = new ArrayList<>(SumPoints.written(s, sides, point));
    var known = new ArrayList<Expr>();
    for (var a : s.assumptions()) {
      if (UnitVectors.is(a, s)) {
        unit((Expr.Rel) a, point);
      } else if (a instanceof Expr.Rel r && r.op() == RelOp.EQ) {
        known.addAll(isAboutNumbers(a, s) ? List.of(Exprs.sub(r.lhs(), r.rhs())) : SumPoints.instances(s, r, point));
      }
    }
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
    for (var a : s.assumptions()) {
      if (a instanceof Expr.Logic l && l.op() == Expr.Logic.Op.OR && l.args().getFirst() instanceof Expr.Rel r && r.rhs() instanceof Expr.Num n) {
        point.put(r.lhs().toString(), n.value());
      }
    }
    return point;
  }

  private static void unit(Expr.Rel r, Map<String, Rational> point) {
    var unit = (Expr.Call) r.rhs();
    var n = unit.arg() instanceof Expr.Num size ? size.value() : point.get(unit.arg().toString());
    var one = unit.args().get(1) instanceof Expr.Num c ? c.value() : point.get(unit.args().get(1).toString());
    for (int i = 1; n != null && n.isIntegerWithin(MAX_WRITTEN) && i <= n.intValueExact(); i++) {
      point.put(Exprs.indexed(((Expr.Sym) r.lhs()).name(), List.of(Exprs.num(i)), List.of()).toString(),
          Rational.of(i).equals(one) ? Rational.ONE : Rational.ZERO);
    }
  }

  /** Changes one value so that a linear equation holds. */
  private static void satisfy(Expr e, Map<String, Rational> point) {
    for (var name : List.copyOf(point.keySet())) {
      var there = PointEvaluator.enclose(e, point, 40).exact();
      if (there == null || there.isZero()) {
        return;
      }
      if (!Trees.any(e, x -> x.toString().equals(name))) {
        continue;
      }
      var before = point.get(name);
      point.put(name, before.minus(there));
      var after = PointEvaluator.enclose(e, point, 40).exact();
      if (after != null && after.isZero()) {
        return;
      }
      point.put(name, before);
    }
  }
}
