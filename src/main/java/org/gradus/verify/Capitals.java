package org.gradus.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gradus.claim.Arrays;
import org.gradus.claim.Resolved;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Kinds;
import org.gradus.expr.Trees;
import org.gradus.notation.Rank;

/** A matrix by a capital, and what it is made of by the small letter: A with its entries a_ij, X with its rows or columns x_i. */
final class Capitals {

  private Capitals() {}

  /** The sides with the entries of a matrix that stands in the claim, too, under its own name. */
  static List<Expr> withEntries(List<Expr> sides, Arrays arrays) {
    var result = sides;
    for (var name : matrices(sides, arrays)) {
      var small = name.toLowerCase(Locale.ROOT);
      if (arrays.rank(small, 0) != Rank.MATRIX) {
        result = result.stream().map(e -> renamed(e, small, name)).toList();
      }
    }
    return result;
  }

  /** Readings in which a matrix has the vectors of a family with its small letter for rows, or for columns. */
  static List<Resolved> withMembers(Expr lhs, Expr rhs, Arrays arrays) {
    var found = new ArrayList<Resolved>();
    for (var name : matrices(List.of(lhs, rhs), arrays)) {
      var small = name.toLowerCase(Locale.ROOT);
      var index = Exprs.sym("k@" + small);
      boolean above = isAbove(List.of(lhs, rhs), small);
      var member = above ? Exprs.indexed(small, List.of(), List.of(index)) : Exprs.indexed(small, List.of(index), List.of());
      var count = count(List.of(lhs, rhs), small);
      if (count == null || !isFamily(small, above, arrays)) {
        continue;
      }
      var shape = arrays.shape(name); // tells rows from columns
      if (shape != null && shape.rows().equals(shape.columns()) || shape == null && !above) {
        continue;
      }
      var unit = Exprs.call("unitvector", count, index);
      var row = Exprs.sum(Exprs.call("matmul", unit, Exprs.call("transpose", member)), index, Exprs.ONE, count);
      var column = Exprs.sum(Exprs.call("matmul", member, Exprs.call("transpose", unit)), index, Exprs.ONE, count);
      var matrix = Exprs.sym(name);
      var written = small + (above ? "^(i)" : "_i");
      if (shape == null || shape.rows().equals(count)) {
        found.add(new Resolved(Trees.substitute(lhs, matrix, row), Trees.substitute(rhs, matrix, row),
            "the rows of " + name + " are the vectors " + written));
      }
      if (shape == null || shape.columns().equals(count)) {
        found.add(new Resolved(Trees.substitute(lhs, matrix, column), Trees.substitute(rhs, matrix, column),
            "the columns of " + name + " are the vectors " + written));
      }
    }
    return found;
  }

  /** Whether the letters of the family stand above it: x^(i). */
  private static boolean isAbove(List<Expr> sides, String small) {
    return sides.stream().anyMatch(e -> Trees.any(e, x -> isSample(x, small)));
  }

  private static boolean isSample(Expr x, String small) {
    return x instanceof Expr.Indexed i && i.base().equals(small) && i.sup().size() == 1 && i.sub().size() <= 1;
  }

  private static boolean isFamily(String small, boolean above, Arrays arrays) {
    return above ? arrays.rank(small, 0) == null || arrays.rank(small, 0) == Rank.COLUMN : arrays.members(small) == 1 && arrays.rank(small, 1) == Rank.COLUMN;
  }

  /** Whether a matrix stands beside vectors with its small letter, and no reading says how it is made of them. */
  static boolean areUnrelated(Expr lhs, Expr rhs, Arrays arrays) {
    return matrices(List.of(lhs, rhs), arrays).stream().map(n -> n.toLowerCase(Locale.ROOT))
        .anyMatch(n -> arrays.members(n) == 1 || isAbove(List.of(lhs, rhs), n))
        && (withMembers(lhs, rhs, arrays).isEmpty() || matrices(List.of(lhs, rhs), arrays).stream().anyMatch(n -> arrays.shape(n) == null));
  }

  /** The capitals that stand for whole matrices, where the small letter carries indices. */
  private static Set<String> matrices(List<Expr> sides, Arrays arrays) {
    if (sides.stream().noneMatch(e -> Kinds.occur(e, Kinds.INDEXED))) {
      return Set.of();
    }
    var names = new LinkedHashSet<String>();
    var small = new LinkedHashSet<String>();
    sides.forEach(e -> Trees.any(e, x -> {
      if (x instanceof Expr.Sym s && isCapital(s.name()) && arrays.rank(s.name(), 0) == Rank.MATRIX) {
        names.add(s.name());
      } else if (x instanceof Expr.Indexed i && (i.sup().isEmpty() || isSample(x, i.base()))) {
        small.add(i.base());
      }
      return false;
    }));
    names.removeIf(n -> !small.contains(n.toLowerCase(Locale.ROOT)));
    return names;
  }

  private static boolean isCapital(String name) {
    return name.length() == 1 && name.charAt(0) >= 'A' && name.charAt(0) <= 'Z';
  }

  private static Expr renamed(Expr e, String small, String name) {
    var inner = Trees.children(e).isEmpty() ? e : Trees.map(e, x -> renamed(x, small, name));
    return inner instanceof Expr.Indexed x && x.base().equals(small) && x.sub().size() == 2 && x.sup().isEmpty()
        ? Exprs.indexed(name, x.sub(), List.of()) : inner;
  }

  /** What the sums over the members of a family end at; null if there is none, or they end differently. */
  private static Expr count(List<Expr> sides, String small) {
    var ends = new LinkedHashSet<Expr>();
    sides.forEach(e -> Trees.any(e, x -> {
      if (x instanceof Expr.Big b && b.upper() != null && Exprs.isOne(b.lower()) && Trees.any(b.body(), y -> y instanceof Expr.Indexed i
          && i.base().equals(small) && (i.sub().equals(List.of(b.index())) || i.sup().equals(List.of(b.index()))))) {
        ends.add(b.upper());
      }
      return false;
    }));
    return ends.size() == 1 ? ends.iterator().next() : null;
  }
}
