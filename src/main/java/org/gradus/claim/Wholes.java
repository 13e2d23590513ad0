package org.gradus.claim;

import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Shape;
import org.gradus.expr.Trees;
import org.gradus.notation.Rank;

/**
 * Vectors and matrices of which a document defines the entries: p, where p_i = …, is Σ_i p_i e_i with the unit vectors e_i.
 */
public final class Wholes {

  private static final String LENGTH = "length@";

  private Wholes() {}

  /** Whether the name is a size that nobody has given. */
  public static boolean isOpenLength(String name) {
    return name.startsWith(LENGTH);
  }

  /** The definition of the entries of a name that stands for all of them; null if there is none. */
  static Definition entries(String name, Context context) {
    var d = context.definition(name + Target.FAMILY);
    if (d == null || !d.family() || context.isRecursive(d.name()) || context.definition(name) != null) {
      return null;
    }
    var rank = context.rank(name, 0);
    int indices = d.parameters().size();
    return indices == 1 && rank == Rank.COLUMN || indices == 2 && rank == Rank.MATRIX ? d : null;
  }

  /** The vector or matrix with these entries. */
  static Expr of(String name, Definition d, Context context) {
    var shape = context.arrays().shape(name);
    var row = d.parameters().get(0);
    var rows = shape != null ? length(shape) : size(name, row, 1, context);
    var unit = Exprs.call("unitvector", rows, row);
    if (d.parameters().size() == 1) {
      return Exprs.sum(Exprs.mul(d.body(), unit), row, Exprs.ONE, rows);
    }
    var column = d.parameters().get(1);
    var columns = shape != null ? shape.columns() : size(name, column, 2, context);
    var cell = Exprs.call("matmul", unit, Exprs.call("transpose", Exprs.call("unitvector", columns, column)));
    return Exprs.sum(Exprs.sum(Exprs.mul(d.body(), cell), column, Exprs.ONE, columns), row, Exprs.ONE, rows);
  }

  /** diag(p_i(1−p_i)), of one entry with its index: the vector of them; null if the index is not plain. */
  static Expr ofEntry(Expr entry, java.util.Set<String> held, Context context) {
    var indices = new java.util.LinkedHashSet<Expr.Sym>();
    Trees.any(entry, x -> {
      if (x instanceof Expr.Indexed i) {
        i.sub().stream().filter(n -> n instanceof Expr.Sym).forEach(n -> indices.add((Expr.Sym) n));
      }
      return false;
    });
    var free = Trees.freeSymbols(entry);
    indices.removeIf(i -> !free.contains(i) || held.contains(i.name()) || context.isDefined(i.name()));
    if (indices.size() != 1) {
      return null;
    }
    var i = indices.iterator().next();
    var length = size("diag", i, 1, context);
    return Exprs.sum(Exprs.mul(entry, Exprs.call("unitvector", length, i)), i, Exprs.ONE, length);
  }

  private static Expr length(Shape s) {
    return s.isRow() ? s.columns() : s.rows();
  }

  private static Expr size(String name, Expr.Sym index, int place, Context context) {
    var range = context.arrays().range(index.name());
    return range != null ? range : Exprs.sym(LENGTH + name + (place == 1 ? "" : "'"));
  }

  /** Whether the expression is written with entries of the vector or matrix. */
  static boolean isOfEntries(Expr e, String name) {
    return Trees.any(e, x -> x instanceof Expr.Indexed i && i.base().equals(name) && i.sup().isEmpty() && !i.sub().isEmpty());
  }

  /** The expression with another vector in the place of this one. */
  static Expr renamed(Expr e, String from, Expr.Sym to) {
    return switch (e) {
      case Expr.Sym s when s.name().equals(from) -> to;
      case Expr.Indexed x when x.base().equals(from) -> Exprs.indexed(to.name(), x.sub().stream().map(i -> renamed(i, from, to)).toList(), x.sup());
      default -> Trees.map(e, x -> renamed(x, from, to));
    };
  }
}
