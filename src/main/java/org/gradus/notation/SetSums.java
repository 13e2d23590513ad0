package org.gradus.notation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.gradus.expr.Expr;
import org.gradus.expr.Exprs;
import org.gradus.expr.Trees;

/**
 * Sums over a set of points that the document writes out: with X = {(0,0), (0,1)} the sum Σ_{x ∈ X} f(x) is f at each of them. A sum
 * with nothing below the sign runs over such a set, too, where one letter in it names its points.
 */
final class SetSums {

  private static final int MAX_POINTS = 24;

  private SetSums() {}

  /** The terms of the sum or product; null if it does not run over a set of known points. */
  static Expr expanded(Term.Big b, Elaborator elaborator, Names names) {
    if (b.over() != null) {
      return null;
    }
    var letter = b.under() == null ? onlyLetter(b.body(), names) : null;
    var points = letter == null ? null : names.points(letter, null);
    if (b.under() != null && unwrapped(b.under()) instanceof Term.Chain c && c.members().size() == 2 && c.relations().getFirst().kind() == Relation.Kind.IN
        && c.members().getFirst() instanceof Term.Name x && elaborator.expr(c.members().getLast()) instanceof Expr.Sym set) {
      letter = x.text();
      points = names.points(letter, set.name());
    }
    if (points == null || points.size() > MAX_POINTS) {
      return null;
    }
    var body = elaborator.expr(b.body());
    if (!isOfWhole(body, letter, b.under() == null)) {
      return null;
    }
    var terms = new ArrayList<Expr>();
    for (var point : points) {
      terms.add(Trees.substitute(body, Exprs.sym(letter), point));
    }
    elaborator.note("the sum runs over the " + points.size() + " points that are given for " + letter);
    return b.product() ? Exprs.mul(terms) : Exprs.add(terms);
  }

  /** Whether a point stands in the body as a whole: x, and not x_i, which would be another sum. */
  private static boolean isOfWhole(Expr body, String letter, boolean silent) {
    return !Trees.any(body, e -> e instanceof Expr.Indexed i && i.base().equals(letter)) && (!silent || Trees.freeSymbols(body).contains(Exprs.sym(letter)));
  }

  private static String onlyLetter(Term body, Names names) {
    var found = new LinkedHashSet<String>();
    letters(body, found);
    var known = found.stream().filter(x -> names.points(x, null) != null).toList();
    return known.size() == 1 ? known.getFirst() : null;
  }

  private static void letters(Term t, Set<String> found) {
    if (t instanceof Term.Name n && n.text().length() == 1) {
      found.add(n.text());
    }
    Terms.children(t).forEach(c -> letters(c, found));
  }

  private static Term unwrapped(Term t) {
    return t instanceof Term.Group g ? unwrapped(g.body()) : t;
  }
}
