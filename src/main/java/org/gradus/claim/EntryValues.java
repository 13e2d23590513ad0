package org.gradus.claim;

import java.util.HashSet;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Trees;

/** Entries of a defined vector that were given values later: {@code p_1 = 0.9} after {@code p = softmax(z)}. */
final class EntryValues {

  private EntryValues() {}

  /**
   * What the reading by the vector may decide. Where the claim is about what the vector is made of, too, {@code z_1 − z_k = log p_1/p_k},
   * the values alone, beside any z, are not what is meant.
   */
  static Resolved.Weight weight(Expr byValues, Expr otherByValues, Expr byVector, Expr otherByVector) {
    var made = new HashSet<String>();
    made.addAll(byVector.equals(byValues) ? Set.of() : names(byVector));
    made.addAll(otherByVector.equals(otherByValues) ? Set.of() : names(otherByVector));
    var said = names(byValues);
    said.addAll(names(otherByValues));
    var inside = names(byVector);
    inside.addAll(names(otherByVector));
    return made.stream().anyMatch(said::contains) && inside.equals(made) ? Resolved.Weight.DECIDES : Resolved.Weight.NOTATION;
  }

  /** The names, those of indices left out. */
  private static Set<String> names(Expr e) {
    var found = new HashSet<String>();
    collect(e, found);
    return found;
  }

  private static void collect(Expr e, Set<String> found) {
    switch (e) {
      case Expr.Sym s -> found.add(s.name());
      case Expr.Indexed x -> found.add(x.base());
      case Expr.Call c when c.is("component") -> collect(c.arg(), found);
      default -> Trees.children(e).forEach(x -> collect(x, found));
    }
  }
}
