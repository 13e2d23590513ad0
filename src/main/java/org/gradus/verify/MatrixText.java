package org.gradus.verify;

import java.util.stream.Collectors;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/** Plain text of vectors and matrices with products and transposes as signs: {@code 2*X^T*(X*w-y)}. */
final class MatrixText {

  private MatrixText() {}

  static String of(Expr e) {
    return signs(e).toString();
  }

  private static Expr signs(Expr e) {
    return switch (e) {
      case Expr.Call c when c.is("matmul") -> Exprs.sym(c.args().stream().map(f -> factor(f, false)).collect(Collectors.joining("*")));
      case Expr.Call c when c.is("transpose") -> Exprs.sym(factor(c.arg(), true) + "^T");
      case Expr.Call c when c.is("inverse") -> Exprs.sym(factor(c.arg(), true) + "^(-1)");
      case Expr.Pow p when isSign(p.base()) -> Exprs.pow(Exprs.sym("(" + signs(p.base()) + ")"), signs(p.exponent()));
      default -> Trees.children(e).isEmpty() ? e : Trees.map(e, MatrixText::signs);
    };
  }

  private static boolean isSign(Expr e) {
    return e instanceof Expr.Call c && (c.is("matmul") || c.is("transpose") || c.is("inverse"));
  }

  /** In brackets, unless it holds together by itself. */
  private static String factor(Expr e, boolean exponent) {
    boolean alone = e instanceof Expr.Sym || e instanceof Expr.Indexed || e instanceof Expr.Call && !(exponent && isSign(e));
    return alone ? signs(e).toString() : "(" + signs(e) + ")";
  }
}
