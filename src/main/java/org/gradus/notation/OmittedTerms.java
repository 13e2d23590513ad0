package org.gradus.notation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.RelOp;
import org.gradus.expr.Trees;

/**
 * Terms of a sum, or factors of a product, with dots at several places: {@code x_1 + … + x_{k-1} + a + x_{k+1} + … + x_n}.
 * All that stands between two dots is one member of the row, or is left out; it may look different from the others.
 */
final class OmittedTerms {

  private final boolean product;

  OmittedTerms(boolean product) {
    this.product = product;
  }

  /**
   * What the row says; null if that is not clear.
   *
   * @param shown the expressions between the dots, in order: at least two lists
   */
  Expr of(List<List<Expr>> shown) {
    var head = shown.getFirst();
    var last = shown.getLast();
    var middles = shown.subList(1, shown.size() - 1);
    if (head.isEmpty() || last.isEmpty() || middles.stream().anyMatch(List::isEmpty)) {
      return null;
    }
    for (int from = 0; from < head.size(); from++) {
      if (from > 0 && Omission.of(head.subList(from - 1, from), last.getFirst()) != null) {
        return null; // the terms shown have the same form, but do not count up
      }
      var taken = new LinkedHashSet<String>();
      shown.forEach(list -> list.forEach(e -> Trees.freeSymbols(e).forEach(s -> taken.add(s.name()))));
      var pattern = Omission.of(head.subList(from, head.size()), last.getFirst(), taken);
      if (pattern == null) {
        continue;
      }
      var row = row(pattern, middles);
      if (row == null) {
        return null;
      }
      var all = new ArrayList<>(head.subList(0, from));
      all.addAll(row);
      all.addAll(last.subList(1, last.size()));
      return product ? Exprs.mul(all) : Exprs.add(all);
    }
    return null;
  }

  /** The sum over the pattern without what the middles replace, and what they put there; null if that is not clear. */
  private List<Expr> row(Omission.Pattern p, List<List<Expr>> middles) {
    Expr body = p.body();
    var more = new ArrayList<Expr>();
    for (var middle : middles) {
      if (middle.size() == 1 && at(p, middle.getFirst()) != null) {
        continue; // one of the row, shown for its index
      }
      if (!more.isEmpty() || !body.equals(p.body())) {
        return null;
      }
      var before = at(p, middle.getFirst());
      var after = at(p, middle.getLast());
      boolean around = middle.size() > 1 && before != null && after != null && Exprs.add(before, Exprs.TWO).equals(after);
      var index = around ? Exprs.add(before, Exprs.ONE) : own(p, middle);
      if (index == null) {
        return null;
      }
      body = Exprs.ite(Exprs.rel(RelOp.NE, p.index(), index), p.body(), product ? Exprs.ONE : Exprs.ZERO);
      more.addAll(around ? middle.subList(1, middle.size() - 1) : middle);
    }
    more.addFirst(product ? Exprs.product(body, p.index(), p.lower(), p.upper()) : Exprs.sum(body, p.index(), p.lower(), p.upper()));
    return more;
  }

  /** The value of the index with which the pattern is the expression; null if it is not of the pattern. */
  private static Expr at(Omission.Pattern p, Expr e) {
    for (var candidate : indices(p, List.of(e))) {
      if (Trees.substitute(p.body(), p.index(), candidate).equals(e)) {
        return candidate;
      }
    }
    return null;
  }

  /** The one index, not a number, that stands in the terms where the pattern counts; null if there is none or several. */
  private static Expr own(Omission.Pattern p, List<Expr> terms) {
    var found = indices(p, terms);
    found.removeIf(i -> i instanceof Expr.Num);
    return found.size() == 1 && found.iterator().next() instanceof Expr.Sym s ? s : null;
  }

  /** What stands in the terms at the places at which the index of the pattern stands. */
  private static Set<Expr> indices(Omission.Pattern p, List<Expr> terms) {
    var places = new HashSet<String>();
    Trees.any(p.body(), x -> {
      var all = x instanceof Expr.Indexed ? Trees.children(x) : List.<Expr>of();
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).equals(p.index())) {
          places.add(((Expr.Indexed) x).base() + " " + i);
        }
      }
      return false;
    });
    var found = new LinkedHashSet<Expr>();
    terms.forEach(t -> Trees.any(t, x -> {
      var all = x instanceof Expr.Indexed ? Trees.children(x) : List.<Expr>of();
      for (int i = 0; i < all.size(); i++) {
        if (places.contains(((Expr.Indexed) x).base() + " " + i)) {
          found.add(all.get(i));
        }
      }
      return false;
    }));
    return found;
  }
}
