package org.gradus.certificate;

import static org.gradus.certificate.Evidence.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Equations between vectors or matrices of which one is the other times a number that is not 0, or times a matrix from the left whose
 * inverse stands in one of them, so that it has one wherever both are defined.
 */
public final class ArrayMultiples {

  private ArrayMultiples() {}

  static void check(Claim.ArrayEquations claim, Node n) {
    var proof = n.node("proof").only("rule", "factor", "matrix", "of");
    require(proof.text("rule").equals("multiple") && claim.assumptions().isEmpty(), "equations of arrays have no proof but the rule 'multiple', no assumptions");
    var number = proof.expr("factor");
    var identity = identity(claim, number, proof.texts("matrix").isEmpty() ? null : Sexpr.read(proof.texts("matrix").getFirst()));
    var sizes = new ArrayList<Expr.Rel>();
    SumPoints.sizes(claim.before(), Sums.sides(identity)).forEach(k -> sizes.add((Expr.Rel) Exprs.rel(RelOp.GT, k, Exprs.ZERO)));
    require(isPlain(number) && Shape.implies(sizes, number, RelOp.NE), "the factor may be 0");
    require(n.texts("conditions").isEmpty() && n.nodes("implied").isEmpty() && n.nodes("borders").isEmpty(), "equations of arrays have no conditions");
    Sums.check(identity, n, proof.node("of"));
  }

  /** What the proof shows: the difference of the sides of the first is the factor times that of the second. */
  public static Claim.Sums identity(Claim.ArrayEquations claim, Expr number, Expr matrix) {
    var b = claim.before();
    if (matrix != null) {
      require(List.of(b.lhs(), b.rhs(), claim.lhs(), claim.rhs()).stream().anyMatch(e -> needsInverse(e, matrix)), "no inverse of the factor");
    }
    var second = difference(claim.lhs(), claim.rhs());
    var times = matrix == null ? Exprs.mul(number, second) : Exprs.call("matmul", Exprs.mul(number, matrix), second);
    return new Claim.Sums(difference(b.lhs(), b.rhs()), times, b.shapes(), b.members(), b.indices(), List.of());
  }

  /** Products and whole powers of numbers and names. */
  private static boolean isPlain(Expr e) {
    return switch (e) {
      case Expr.Num _, Expr.Sym _ -> true;
      case Expr.Mul m -> m.args().stream().allMatch(ArrayMultiples::isPlain);
      case Expr.Pow p -> isPlain(p.base()) && p.exponent() instanceof Expr.Num k && k.value().isInteger();
      default -> false;
    };
  }

  /** Whether e has a value only where the matrix has an inverse: not below a sum, which may be empty, or in a case. */
  static boolean needsInverse(Expr e, Expr matrix) {
    return e instanceof Expr.Call c && c.is("inverse") && c.arg().equals(matrix)
        || (e instanceof Expr.Add || e instanceof Expr.Mul || e instanceof Expr.Pow || e instanceof Expr.Call)
        && Trees.children(e).stream().anyMatch(x -> needsInverse(x, matrix));
  }

  private static Expr difference(Expr l, Expr r) {
    return Exprs.isZero(r) ? l : Exprs.isZero(l) ? Exprs.neg(r) : Exprs.sub(l, r);
  }

  /** The proof in the form that is checked. */
  public static Map<String, Object> proof(Expr number, Expr matrix, Map<String, Object> of) {
    return Fields.node("rule", "multiple", "factor", Sexpr.write(number), "matrix", matrix == null ? List.of() : List.of(Sexpr.write(matrix)), "of", of);
  }
}
