package org.gradus.tensor;

import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Derivatives by vectors and matrices in one layout, whatever that of the document: those of numbers have the shape of the variable,
 * those of vectors by vectors a row for each component of the function. Where the document means the transpose, it is written.
 */
final class Layouts {

  private Layouts() {}

  static Expr explicit(Expr e, Typing typing) {
    var inside = Trees.children(e).isEmpty() ? e : Trees.map(e, x -> explicit(x, typing));
    if (!(e instanceof Expr.Diff d) || !(inside instanceof Expr.Diff own)) {
      return inside;
    }
    var shapes = new Shapes(typing);
    var by = shapes.of(d.by());
    boolean number = shapes.of(d.body()).isScalar();
    boolean turned = !by.isScalar() && d.order() == 1
        && (number ? typing.layout() == Typing.Layout.NUMERATOR : typing.layout() == Typing.Layout.DENOMINATOR);
    return turned ? Exprs.call("transpose", own) : own;
  }
}
