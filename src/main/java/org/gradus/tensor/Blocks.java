package org.gradus.tensor;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;

/** Matrices that are written out, cell by cell or block by block. */
final class Blocks {

  interface Entry {
    Expr of(Expr e, Expr row, Expr column);
  }

  private final Shapes shapes;

  Blocks(Shapes shapes) {
    this.shapes = shapes;
  }

  /**
   * The entry at a row and a column, by cases where they are not numbers. A size of 1 does not look at its index: a product of a
   * written row and a written column is a number, whichever entry of a larger expression it is a factor of.
   */
  Expr entry(Expr.Matrix m, Expr askedRow, Expr askedColumn, Entry entry) {
    var size = shapes.of(m);
    var row = Exprs.isOne(size.rows()) ? Exprs.ONE : askedRow;
    var column = Exprs.isOne(size.columns()) ? Exprs.ONE : askedColumn;
    Expr above = Exprs.ZERO;
    var conditions = new ArrayList<Expr>();
    var values = new ArrayList<Expr>();
    for (var cells : m.rows()) {
      Expr left = Exprs.ZERO;
      var height = shapes.of(cells.getFirst()).rows();
      for (var cell : cells) {
        var width = shapes.of(cell).columns();
        conditions.add(Exprs.and(List.of(within(row, above, height), within(column, left, width))));
        values.add(entry.of(cell, Exprs.sub(row, above), Exprs.sub(column, left)));
        left = Exprs.add(left, width);
      }
      above = Exprs.add(above, height);
    }
    if (values.size() == 1) {
      return values.getFirst();
    }
    var last = values.removeLast();
    conditions.removeLast();
    return Exprs.cases(conditions, values, last);
  }

  private static Expr within(Expr i, Expr before, Expr size) {
    if (Exprs.isOne(size)) {
      return Exprs.rel(RelOp.EQ, i, Exprs.add(before, Exprs.ONE));
    }
    var upper = Exprs.rel(RelOp.LE, i, Exprs.add(before, size));
    return Exprs.isZero(before) ? upper : Exprs.and(List.of(Exprs.rel(RelOp.GT, i, before), upper));
  }

  /** The product of two matrices that are written out, block by block: [A B]·[C; D] = A·C + B·D. */
  Expr.Matrix product(Expr.Matrix a, Expr.Matrix b) {
    if (a.rows().getFirst().size() != b.rows().size()) {
      throw new Unsupported("a product of matrices that are cut into different blocks is not supported");
    }
    var rows = new ArrayList<List<Expr>>();
    for (var left : a.rows()) {
      var row = new ArrayList<Expr>();
      for (int column = 0; column < b.rows().getFirst().size(); column++) {
        var terms = new ArrayList<Expr>();
        for (int k = 0; k < left.size(); k++) {
          terms.add(product(left.get(k), b.rows().get(k).get(column)));
        }
        row.add(Exprs.add(terms));
      }
      rows.add(row);
    }
    return (Expr.Matrix) Exprs.matrix(rows);
  }

  private Expr product(Expr x, Expr y) {
    var s = shapes.of(x);
    var t = shapes.of(y);
    if (!s.columns().equals(t.rows())) {
      throw Shapes.clash(x, s, y, t);
    }
    return s.isScalar() || t.isScalar() ? Exprs.mul(x, y) : Exprs.call("matmul", x, y);
  }
}
