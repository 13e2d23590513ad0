package org.gradus.certificate;

import java.util.function.UnaryOperator;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * The entries of inverses, and determinants, for all sizes: names of their own, of which only the derivatives by the entries of
 * the matrix are known, d(A⁻¹) = −A⁻¹·dA·A⁻¹ and d det A = det A·tr(A⁻¹·dA) (Magnus and Neudecker 1999, chapter 8).
 */
final class Inverse {

  private Inverse() {}

  /** The entry of the inverse of a matrix, where it has one. */
  static Expr entry(Expr a, Expr row, Expr column, Entries entries) {
    return a instanceof Expr.Call c && c.is("transpose") ? entry(c.arg(), column, row, entries)
        : a instanceof Expr.Call c && c.is("inverse") ? entries.of(c.arg(), row, column)
        : Exprs.call("component", Exprs.call("inverse", a), row, column);
  }

  /** Of numbers of rows it is written out. */
  static Expr determinant(Expr a, Entries entries) {
    return entries.shape(a).rows() instanceof Expr.Num ? entries.determinant(a)
        : a instanceof Expr.Call c && c.is("transpose") ? determinant(c.arg(), entries)
        : a instanceof Expr.Call c && c.is("inverse") ? Exprs.pow(determinant(c.arg(), entries), Exprs.MINUS_ONE)
        : Exprs.call("det", a);
  }

  /** With the matrix, and the indices, replaced. */
  static Expr replaced(Expr.Call e, UnaryOperator<Expr> matrix, UnaryOperator<Expr> index, Entries entries) {
    return e.is("det") ? determinant(matrix.apply(e.arg()), entries)
        : entry(matrix.apply(((Expr.Call) e.arg()).arg()), index.apply(e.args().get(1)), index.apply(e.args().get(2)), entries);
  }

  /** Whether it is a determinant, or an entry of an inverse. */
  static boolean is(Expr e) {
    return e instanceof Expr.Call c && (c.is("det") || c.is("component") && c.args().size() == 3 && c.arg() instanceof Expr.Call i && i.is("inverse"));
  }

  /** The derivative by an entry of the matrix itself. Throws {@link Rejected} if it is of another matrix. */
  static Expr slope(Expr.Call c, Expr by) {
    Evidence.require(is(c) && by instanceof Expr.Indexed x && x.sub().size() == 2 && x.sup().isEmpty()
        && (c.is("det") ? c.arg() : ((Expr.Call) c.arg()).arg()).equals(Exprs.sym(x.base())), "no rule for the derivative of " + c);
    var k = ((Expr.Indexed) by).sub().get(0);
    var l = ((Expr.Indexed) by).sub().get(1);
    if (c.is("det")) {
      return Exprs.mul(c, Exprs.call("component", Exprs.call("inverse", c.arg()), l, k));
    }
    return Exprs.neg(Exprs.mul(Exprs.call("component", c.arg(), c.args().get(1), k), Exprs.call("component", c.arg(), l, c.args().get(2))));
  }

  /** Whether the matrix of an inverse or a determinant holds the array of that name. */
  static boolean mentions(Expr e, String name) {
    return is(e) && Trees.any(e, x -> x instanceof Expr.Sym s && s.name().equals(name));
  }
}
