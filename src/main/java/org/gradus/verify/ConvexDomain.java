package org.gradus.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Where a vector may lie, for what is said of convexity. A Hessian that is positive semidefinite on a convex set makes the function
 * convex there; one that is not, at a point with a ball around it in the domain, shows that it is not convex.
 *
 * @param convex what is assumed, of the vector only relations that are affine in it: where they hold is a convex set
 * @param inside what is assumed, with strict inequalities of the vector: where they hold is an open set
 * @param isThin whether an equation, or alternatives, of the vector are assumed, so that the domain may have no inside
 */
record ConvexDomain(Assumed convex, Assumed inside, boolean isThin) {

  private static final Set<String> LINEAR = Set.of("matmul", "transpose", "dot", "hadamard", "trace", "component", "diag", "outer");

  static ConvexDomain of(Expr.Sym x, Assumed assumed) {
    var convex = new ArrayList<Expr>();
    var inside = new ArrayList<Expr>();
    boolean thin = false;
    for (var r : assumed.relations()) {
      if (!mentions(r, x)) {
        convex.add(r);
        inside.add(r);
      } else if (r instanceof Expr.Rel s) {
        if (s.op() != RelOp.NE && isAffine(Exprs.sub(s.lhs(), s.rhs()), x)) {
          convex.add(s);
        }
        inside.add(Exprs.rel(s.op() == RelOp.GE ? RelOp.GT : s.op() == RelOp.LE ? RelOp.LT : s.op(), s.lhs(), s.rhs()));
        thin |= s.op() == RelOp.EQ || s.op() == RelOp.APPROX;
      } else {
        thin = true;
      }
    }
    return new ConvexDomain(new Assumed(convex, assumed.integers()), new Assumed(inside, assumed.integers()), thin);
  }

  static boolean mentions(Expr e, Expr.Sym x) {
    return Trees.any(e, n -> n.equals(x) || n instanceof Expr.Indexed i && i.base().equals(x.name()));
  }

  private static boolean isAffine(Expr e, Expr.Sym x) {
    return isAffine(e, List.of(x));
  }

  /** Whether it is affine in the vectors, in all of them at once, by its form. */
  static boolean isAffine(Expr e, List<Expr.Sym> vectors) {
    if (vectors.stream().noneMatch(x -> mentions(e, x))) {
      return true;
    }
    return switch (e) {
      case Expr.Sym _ -> true;
      case Expr.Indexed i -> vectors.stream().allMatch(x -> i.sub().stream().noneMatch(s -> mentions(s, x)) && i.sup().stream().noneMatch(s -> mentions(s, x)));
      case Expr.Add a -> a.args().stream().allMatch(t -> isAffine(t, vectors));
      case Expr.Mul m -> isLinear(m.args(), vectors);
      case Expr.Call c -> LINEAR.contains(c.function().name()) && isLinear(c.args(), vectors);
      case Expr.Big b -> b.kind() == Expr.Big.Kind.SUM && isAffine(b.body(), vectors) && vectors.stream().noneMatch(x -> b.upper() != null && mentions(b.upper(), x));
      case Expr.Num _, Expr.Const _, Expr.Pow _, Expr.Apply _, Expr.Cases _, Expr.Rel _, Expr.Logic _, Expr.Diff _, Expr.Limit _,
          Expr.Integral _, Expr.At _, Expr.Matrix _ -> false;
    };
  }

  private static boolean isLinear(List<Expr> factors, List<Expr.Sym> vectors) {
    var with = factors.stream().filter(f -> vectors.stream().anyMatch(x -> mentions(f, x))).toList();
    return with.size() == 1 && isAffine(with.getFirst(), vectors);
  }
}
