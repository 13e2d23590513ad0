package org.gradus.claim;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/** Vectors and matrices that are written out, entry by entry. */
final class Literals {

  private Literals() {}

  /** The array that is written out, also where it is written lying, with a T; null if it is something else. */
  static Expr.Matrix of(Expr e) {
    return e instanceof Expr.Matrix m ? m : e instanceof Expr.Call t && t.is("transpose") && of(t.arg()) instanceof Expr.Matrix m ? transposed(m) : null;
  }

  static Expr.Matrix transposed(Expr.Matrix m) {
    return (Expr.Matrix) Exprs.matrix(IntStream.range(0, m.rows().getFirst().size()).mapToObj(j -> m.rows().stream().map(r -> r.get(j)).toList()).toList());
  }

  /** Whether it is a row or a column of w_1, w_2, … */
  static boolean isOfOwnEntries(String name, Expr e) {
    return of(e) instanceof Expr.Matrix m && m.rows().stream().flatMap(List::stream).allMatch(x -> x instanceof Expr.Sym v && v.name().startsWith(name + "_")
        || x instanceof Expr.Indexed i && i.base().equals(name));
  }

  /** The name of the vector whose entries w_1, …, w_d the column shows, all of them in their order; null if it is another column. */
  static String shownVector(Expr e) {
    if (!(e instanceof Expr.Matrix m) || m.rows().size() < 2 || m.rows().getFirst().size() != 1 || !(m.rows().getFirst().getFirst() instanceof Expr.Sym first)
        || !first.name().endsWith("_1")) {
      return null;
    }
    var base = first.name().substring(0, first.name().length() - 2);
    return IntStream.range(0, m.rows().size()).allMatch(i -> m.rows().get(i).getFirst().equals(Exprs.sym(base + "_" + (i + 1)))) ? base : null;
  }

  /** The number that a row times a column is, both of as many numbers; null for other products. */
  static Expr product(Expr left, Expr right, Predicate<Expr> isNumber) {
    var row = of(left);
    var column = of(right);
    if (row == null || column == null || row.rows().size() != 1 || column.rows().getFirst().size() != 1 || row.rows().getFirst().size() != column.rows().size()) {
      return null;
    }
    var a = row.rows().getFirst();
    var b = column.rows().stream().map(List::getFirst).toList();
    return Stream.concat(a.stream(), b.stream()).allMatch(isNumber) ? Exprs.add(IntStream.range(0, a.size()).mapToObj(i -> Exprs.mul(a.get(i), b.get(i))).toList()) : null;
  }

  /** The rows of a matrix, each as a column. */
  static List<Expr> rows(Expr.Matrix m) {
    return m.rows().stream().map(r -> Exprs.matrix(r.stream().map(List::of).toList())).toList();
  }

  /** The columns of a matrix. */
  static List<Expr> columns(Expr.Matrix m) {
    return rows(transposed(m));
  }
}
