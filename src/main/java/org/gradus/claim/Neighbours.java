package org.gradus.claim;

import java.util.LinkedHashSet;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Members of a sequence that stand on different sides of a relation, at places a number apart: {@code x_{t+1} − 2 = (x_t − 2)/2}.
 * Where nothing tells how the sequence goes on, such a relation may say it; no values of the members refute it.
 */
final class Neighbours {

  private Neighbours() {}

  /** The names of the sequences that the relation may define. */
  static Set<String> of(Expr lhs, Expr rhs) {
    var found = new LinkedHashSet<String>();
    var left = members(lhs);
    var right = members(rhs);
    for (var a : left) {
      for (var b : right) {
        if (a.base().equals(b.base()) && (!left.contains(b) || !right.contains(a)) && areApart(a, b)) {
          found.add(a.base());
        }
      }
    }
    return found;
  }

  private static boolean areApart(Expr.Indexed a, Expr.Indexed b) {
    return !a.equals(b) && withoutNumber(a.sub().getFirst()).equals(withoutNumber(b.sub().getFirst()));
  }

  private static Expr withoutNumber(Expr place) {
    return place instanceof Expr.Add a ? Exprs.add(a.args().stream().filter(t -> !(t instanceof Expr.Num)).toList()) : place;
  }

  /** The members at a place that is free. */
  private static Set<Expr.Indexed> members(Expr side) {
    var free = Trees.freeSymbols(side);
    var found = new LinkedHashSet<Expr.Indexed>();
    Trees.any(side, x -> {
      if (x instanceof Expr.Indexed i && i.sub().size() == 1 && i.sup().isEmpty()) {
        var place = Trees.freeSymbols(i.sub().getFirst());
        if (!place.isEmpty() && free.containsAll(place)) {
          found.add(i);
        }
      }
      return false;
    });
    return found;
  }
}
