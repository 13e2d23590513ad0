package org.gradus.verify;

import static org.gradus.certificate.Fields.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.certificate.ArrayMultiples;
import org.gradus.certificate.Claim;
import org.gradus.certificate.Rejected;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;
import org.gradus.tensor.Tensors;
import org.gradus.tensor.Typing;

/** Writes down that equations between vectors or matrices are multiples of each other. */
final class ArrayEquationCertificates {

  private ArrayEquationCertificates() {}

  /** What a certificate is about; null where names stand for more than they say. */
  static Certificates.Subject subject(Expr.Rel before, Expr.Rel after, Typing typing) {
    var first = Tensors.statement(before.lhs(), before.rhs(), typing, List.of());
    var second = Tensors.statement(after.lhs(), after.rhs(), typing, List.of());
    if (first == null || second == null) {
      return null;
    }
    var shapes = new LinkedHashMap<String, Shape>(first.shapes());
    shapes.putAll(second.shapes());
    var members = new LinkedHashMap<String, Integer>(first.members());
    members.putAll(second.members());
    var indices = new LinkedHashMap<Expr.Sym, List<Expr>>(first.indices());
    indices.putAll(second.indices());
    return new Certificates.Subject(new Claim.ArrayEquations(new Claim.Sums(first.lhs(), first.rhs(), shapes, members, indices, List.of()),
        second.lhs(), second.rhs()), Map.of());
  }

  /** The certificate. Throws {@link Rejected} where none was found. */
  static Map<String, Object> write(Claim.ArrayEquations e) {
    Rejected why = null;
    for (var matrix : matrices(e)) {
      for (var number : numbers(e)) {
        try {
          var identity = ArrayMultiples.identity(e, number, matrix);
          boolean words = SumCertificates.hasInverse(identity);
          var point = words ? SumCertificates.numbers(identity) : SumCertificates.point(identity);
          var of = words ? node("rule", "matrix algebra", "by", "words") : node("rule", "normal form of sums");
          return Certificates.checked(new Certificates.Subject(e, point), e, List.of(), List.of(), List.of(), ArrayMultiples.proof(number, matrix, of));
        } catch (Rejected r) {
          why = r;
        }
      }
    }
    throw why;
  }

  private static List<Expr> matrices(Claim.ArrayEquations e) {
    var all = new ArrayList<Expr>();
    Trees.any(Exprs.rel(RelOp.EQ, e.lhs(), e.rhs()), x -> x instanceof Expr.Call c && c.is("inverse") && all.add(c.arg()) && false);
    all.add(null);
    return all;
  }

  private static List<Expr> numbers(Claim.ArrayEquations e) {
    var all = new ArrayList<Expr>();
    for (var n : List.of(Exprs.ONE, Exprs.TWO, Exprs.pow(Exprs.TWO, -1))) {
      all.add(n);
      all.add(Exprs.neg(n));
    }
    var sizes = e.before().shapes().values().stream().flatMap(s -> List.of(s.rows(), s.columns()).stream()).filter(s -> s instanceof Expr.Sym).distinct();
    sizes.forEach(size -> List.copyOf(all.subList(0, 6)).forEach(n -> all.add(Exprs.div(n, size))));
    return all;
  }
}
