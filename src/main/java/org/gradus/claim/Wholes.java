package org.gradus.claim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

  /** A size of this name that nobody has given. */
  static Expr openLength(String name) {
    return Exprs.sym(LENGTH + name);
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
    return of(name, d.body(), d.parameters(), context);
  }

  private static Expr of(String name, Expr entry, List<Expr.Sym> indices, Context context) {
    var shape = context.arrays().shape(name);
    var row = indices.get(0);
    var rows = shape != null ? length(shape) : size(name, row, 1, context);
    var unit = Exprs.call("unitvector", rows, row);
    if (indices.size() == 1) {
      return Exprs.sum(Exprs.mul(entry, unit), row, Exprs.ONE, rows);
    }
    var column = indices.get(1);
    var columns = shape != null ? shape.columns() : size(name, column, 2, context);
    var cell = Exprs.call("matmul", unit, Exprs.call("transpose", Exprs.call("unitvector", columns, column)));
    return Exprs.sum(Exprs.sum(Exprs.mul(entry, cell), column, Exprs.ONE, columns), row, Exprs.ONE, rows);
  }

  /** ŷ^{(i)} or a^L, where the entries of one sample or of one layer have a meaning; null if it is nothing of the kind. */
  static Expr.Indexed entryOf(Expr.Indexed whole, Context context) {
    if (!whole.sub().isEmpty() || whole.sup().isEmpty()) {
      return null;
    }
    int indices = switch (context.rank(whole.base(), 0)) {
      case COLUMN -> 1;
      case MATRIX -> 2;
      case ROW, SCALAR -> 0;
      case null -> 0;
    };
    var d = definition(whole, context);
    var own = d == null ? List.<Expr.Sym>of() : d.parameters();
    return indices == 0 || own.size() < indices ? null : (Expr.Indexed) Exprs.indexed(whole.base(), List.copyOf(own.subList(0, indices)), whole.sup());
  }

  /** What defines the entries of the members of a family; samples may be left out where an entry is defined. */
  private static Definition definition(Expr.Indexed whole, Context context) {
    if (context.isDefined(whole.base()) || context.definition(whole.toString()) != null) {
      return null;
    }
    var d = context.definition(Target.family(whole));
    if (d != null && d.parameters().size() > whole.sup().size()) {
      return d;
    }
    var ofAny = d == null && whole.sup().size() == 1 && whole.sup().getFirst() instanceof Expr.Sym i && context.isNumbered(whole.base(), i)
        ? context.definition(whole.base() + Target.FAMILY) : null;
    return ofAny != null && ofAny.family() ? ofAny : null;
  }

  /** The vector or matrix with what stands at each place of it. */
  static Expr of(Expr.Indexed entry, Expr value, Context context) {
    return of(entry.base(), value, entry.sub().stream().map(i -> (Expr.Sym) i).toList(), context);
  }

  /** diag(p_i(1−p_i)), of one entry with its index: the vector of them; null if the index is not plain. */
  static Expr ofEntry(Expr entry, Set<String> held, Context context) {
    var indices = new LinkedHashSet<Expr.Sym>();
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

  /** Whether the name stands in the expression, always with the two indices of an entry. */
  static boolean isMatrixOf(Expr e, String name) {
    return isOfEntries(e, name) && !Trees.any(e, x -> x instanceof Expr.Indexed i && i.base().equals(name) && (i.sub().size() != 2 || !i.sup().isEmpty())
        || x instanceof Expr.Sym s && s.name().equals(name));
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
