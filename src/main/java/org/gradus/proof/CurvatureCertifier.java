package org.gradus.proof;

import static org.gradus.certificate.Fields.node;
import static org.gradus.proof.Grounds.rel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Curvature;
import org.gradus.certificate.Sexpr;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/** Writes down by which rules of composition a function is convex or concave. */
final class CurvatureCertifier {

  private static final int MAX_DEPTH = 30;

  private final Curvature curvature;
  private final Oracle oracle;
  private final Work work;

  CurvatureCertifier(Claim.Shape claim, Oracle oracle, Work work) {
    this.curvature = new Curvature(claim);
    this.oracle = oracle;
    this.work = work;
  }

  /** The proof, or null. */
  Map<String, Object> write(Expr e, boolean convex) {
    var by = of(e, convex, Set.of(), 0);
    return by == null ? null : node("rule", "composition", "by", by);
  }

  private Map<String, Object> of(Expr e, boolean convex, Set<Expr.Sym> bound, int depth) {
    if (depth > MAX_DEPTH) {
      return null;
    }
    if (curvature.isAffine(e)) {
      return node("rule", "affine");
    }
    if (convex && e instanceof Expr.Call c && c.is("log") && curvature.isLogConvex(c.arg(), bound)) {
      return node("rule", "log of exponentials");
    }
    var one = ofOne(e, convex, bound);
    return one != null ? one : switch (e) {
      case Expr.Add a -> all("terms", "terms", a.args(), convex, bound, depth);
      case Expr.Call c when c.is(convex ? "max" : "min") -> all("largest", "parts", c.args(), convex, bound, depth);
      case Expr.Mul _ -> multiple(e, convex, bound, depth);
      case Expr.Big b -> {
        var each = of(b.body(), convex, Curvature.with(bound, b.index()), depth + 1);
        yield each == null ? null : node("rule", "sum", "each", each);
      }
      default -> null;
    };
  }

  private Map<String, Object> all(String rule, String name, List<Expr> parts, boolean convex, Set<Expr.Sym> bound, int depth) {
    var list = new ArrayList<Object>();
    for (var part : parts) {
      var one = of(part, convex, bound, depth + 1);
      if (one == null) {
        return null;
      }
      list.add(one);
    }
    return node("rule", rule, name, list);
  }

  private Map<String, Object> multiple(Expr e, boolean convex, Set<Expr.Sym> bound, int depth) {
    var m = Curvature.Multiple.of(curvature, e);
    if (m == null) {
      return null;
    }
    var grounds = new Grounds(curvature.known(bound), oracle, work);
    for (var op : List.of(RelOp.GE, RelOp.LE)) {
      var by = grounds.decide(rel(op, m.factor(), Exprs.ZERO));
      if (by != null) {
        var next = of(m.function(), convex == (op == RelOp.GE), bound, depth + 1);
        return next == null ? null : node("rule", "multiple", "is", Sexpr.relation(op), "by", by, "next", next);
      }
    }
    return null;
  }

  /** By the second derivative, as a function of the only affine part. */
  private Map<String, Object> ofOne(Expr e, boolean convex, Set<Expr.Sym> bound) {
    var parts = new LinkedHashSet<Expr>();
    affine(e, parts);
    if (parts.size() != 1) {
      return null;
    }
    var claim = curvature.ofOne(e, parts.getFirst(), convex, bound);
    var proof = claim == null ? null : ShapeCertifier.slope(claim, oracle, work);
    return proof == null ? null : node("rule", "one number", "of", Sexpr.write(parts.getFirst()), "inside", proof.get("inside"), "defined", proof.get("defined"),
        "sign", proof.get("sign"));
  }

  private void affine(Expr e, Set<Expr> found) {
    if (curvature.moves(e)) {
      if (curvature.isAffine(e)) {
        found.add(e);
      } else {
        Trees.children(e).forEach(x -> affine(x, found));
      }
    }
  }
}
