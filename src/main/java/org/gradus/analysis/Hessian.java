package org.gradus.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;
import org.gradus.numeric.BoundProver;
import org.gradus.numeric.Domain;
import org.gradus.proof.Kernel;
import org.gradus.proof.Oracle;
import org.gradus.proof.Product;

/** Whether the matrix of second derivatives is positive semidefinite everywhere. */
final class Hessian {

  /** More variables have too many principal minors. */
  static final int MAX_VARIABLES = 4;
  private static final int MAX_BOXES = 20_000;

  private final Kernel kernel;
  private final Oracle oracle;
  private final List<Expr> assumptions;
  private final Expr[][] h;

  private Hessian(Expr[][] h, Kernel kernel, Oracle oracle, List<Expr> assumptions) {
    this.h = h;
    this.oracle = oracle;
    this.kernel = kernel;
    this.assumptions = assumptions;
  }

  /**
   * How it was proved, or null. For a function without kinks on a convex domain that is the same as convexity.
   */
  static String positive(Expr f, List<? extends Expr> variables, Kernel kernel, Oracle oracle, List<Expr> assumptions) {
    int n = variables.size();
    if (n == 0 || n > MAX_VARIABLES || Moving.byComponents(f, variables) || Kinks.in(f) || !smooth(f, kernel, assumptions)) {
      return null;
    }
    var h = new Expr[n][n];
    try {
      for (int i = 0; i < n; i++) {
        var d = Derivatives.of(f, variables.get(i), 1);
        for (int j = 0; j <= i; j++) {
          h[i][j] = Derivatives.of(d, variables.get(j), 1);
          h[j][i] = h[i][j];
        }
      }
    } catch (Derivatives.NotDifferentiable _) {
      return null;
    }
    var hessian = new Hessian(h, kernel, oracle, assumptions);
    return n == 1 ? hessian.atLeastZero(h[0][0]) ? "the second derivative is never negative" : null
        : hessian.dominant() ? "the Hessian is diagonally dominant"
        : hessian.minors() ? "no principal minor of the Hessian is negative" : null;
  }

  /** Whether it is proved that f is defined and analytic on the whole domain; else that need not be convex. */
  private static boolean smooth(Expr f, Kernel kernel, List<Expr> assumptions) {
    try {
      return Guards.of(f).stream().allMatch(g -> kernel.relation(g.relation().op() == RelOp.GE ? RelOp.GT : g.relation().op(),
          g.lhs(), Exprs.ZERO, assumptions).proved() && g.kind() != Guards.Kind.CUTS);
    } catch (Undecided _) {
      return false;
    }
  }

  /** Gershgorin: every diagonal entry is at least the sum of the sizes of the others in its row. */
  private boolean dominant() {
    for (int i = 0; i < h.length; i++) {
      var rest = new ArrayList<Expr>();
      for (int j = 0; j < h.length; j++) {
        if (j != i) {
          rest.add(Exprs.call("abs", h[i][j]));
        }
      }
      if (!kernel.relation(RelOp.GE, h[i][i], Exprs.add(rest), assumptions).proved()) {
        return false;
      }
    }
    return true;
  }

  /** All principal minors, not only the leading ones: for semidefiniteness these do not suffice. */
  private boolean minors() {
    int n = h.length;
    for (int set = 1; set < 1 << n; set++) {
      var rows = new ArrayList<Integer>();
      for (int i = 0; i < n; i++) {
        if ((set >> i & 1) != 0) {
          rows.add(i);
        }
      }
      if (!atLeastZero(determinant(rows, rows))) {
        return false;
      }
    }
    return true;
  }

  private Expr determinant(List<Integer> rows, List<Integer> columns) {
    if (rows.size() == 1) {
      return h[rows.get(0)][columns.get(0)];
    }
    var terms = new ArrayList<Expr>();
    for (int k = 0; k < columns.size(); k++) {
      var rest = new ArrayList<>(columns);
      rest.remove(k);
      var minor = Exprs.mul(h[rows.get(0)][columns.get(k)], determinant(rows.subList(1, rows.size()), rest));
      terms.add(k % 2 == 0 ? minor : Exprs.neg(minor));
    }
    return Exprs.add(terms);
  }

  private boolean atLeastZero(Expr e) {
    if (kernel.equal(e, Exprs.ZERO, assumptions).proved() || kernel.relation(RelOp.GE, e, Exprs.ZERO, assumptions).proved()) {
      return true;
    }
    var factored = Product.of(e, assumptions, oracle);
    if (factored.isPresent() && kernel.relation(RelOp.GE, factored.get().toExpr(), Exprs.ZERO, assumptions).proved()) {
      return true;
    }
    var names = new LinkedHashSet<String>();
    Trees.freeSymbols(e).forEach(s -> names.add(s.name()));
    assumptions.forEach(a -> Trees.freeSymbols(a).forEach(s -> names.add(s.name())));
    return names.size() <= 2 && BoundProver.prove(RelOp.GE, e, Exprs.ZERO,
        new Domain(List.copyOf(names), assumptions, Set.of()), MAX_BOXES).isProved();
  }
}
