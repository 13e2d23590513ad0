package org.gradus.notation;

import java.util.List;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;

/**
 * {@code ⟨x, y⟩}: the inner product xᵀy of two vectors, tr(XᵀY) of two matrices. Where the factors are not known to be either, it may as
 * well be a list of components, as in books on calculus; three things and more, and two numbers, are one.
 */
final class AngleBrackets {

  private AngleBrackets() {}

  static Expr of(Term.Group g, Term.Sequence items, Elaborator elaborator) {
    var parts = items.items().stream().map(elaborator::expr).toList();
    var ranks = parts.stream().map(elaborator.ranks::of).toList();
    if (parts.size() == 2 && ranks.stream().noneMatch(Rank::isScalar)) {
      boolean matrices = ranks.contains(Rank.MATRIX);
      if (matrices && ranks.getFirst() != ranks.getLast()) {
        throw Elaborator.error("an inner product of a vector and a matrix", g, "both factors have the same size");
      }
      elaborator.note("⟨…, …⟩ is read as the inner product");
      return Exprs.call("dot", parts.getFirst(), parts.getLast());
    }
    boolean numbers = parts.stream().allMatch(p -> p instanceof Expr.Num);
    if (ranks.stream().allMatch(Rank::isScalar) && (parts.size() > 2 || numbers)) {
      return Exprs.matrix(List.of(parts));
    }
    throw Elaborator.error("⟨…, …⟩ may be an inner product or a list of components here", g,
        "declare what stands in it as vectors or matrices, or write (a, b) for a list");
  }
}
