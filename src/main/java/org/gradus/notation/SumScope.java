package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How far a sum sign reaches. It takes the product behind it, unless a later term carries its index, which would mean
 * nothing outside: {@code \sum_i y_i \log p_i + (1-y_i) \log(1-p_i)} is one sum.
 */
final class SumScope {

  private SumScope() {}

  /**
   * The sum of terms with the later ones that carry the index below the sign taken under it; null if there are none.
   *
   * @param bound the letters that have a meaning here anyway
   */
  static Term.Sum extended(Term.Sum s, Set<String> bound) {
    for (int i = 0; i < s.terms().size() - 1; i++) {
      var big = last(s.terms().get(i));
      if (big == null || big.under() == null) {
        continue;
      }
      var letters = Subscripts.boundBy(big.under()).stream().filter(l -> !bound.contains(l)).toList();
      for (int j = s.terms().size() - 1; j > i; j--) {
        var term = s.terms().get(j);
        if (letters.stream().anyMatch(l -> carries(term, l))) {
          return taken(s, i, j, big);
        }
      }
    }
    return null;
  }

  private static Term.Sum taken(Term.Sum s, int i, int j, Term.Big big) {
    var inside = new ArrayList<Term>();
    var signs = new ArrayList<Boolean>();
    inside.add(big.body());
    signs.add(false);
    inside.addAll(s.terms().subList(i + 1, j + 1));
    signs.addAll(s.minus().subList(i + 1, j + 1));
    var body = new Term.Sum(inside, signs, big.body().span().to(s.terms().get(j).span()));
    var terms = new ArrayList<>(s.terms().subList(0, i));
    var minus = new ArrayList<>(s.minus().subList(0, i + 1));
    terms.add(with(s.terms().get(i), new Term.Big(big.product(), big.under(), big.over(), body, big.span().to(body.span()))));
    terms.addAll(s.terms().subList(j + 1, s.terms().size()));
    minus.addAll(s.minus().subList(j + 1, s.terms().size()));
    return new Term.Sum(terms, minus, s.span());
  }

  /** The sum that ends a term, or null. */
  private static Term.Big last(Term t) {
    return switch (t) {
      case Term.Big b -> !b.product() ? last(b.body()) == null ? b : null : null;
      case Term.Product p -> p.signs().getLast() == Term.Sign.SLASH ? null : last(p.factors().getLast());
      case Term.Negative n -> last(n.body());
      default -> null;
    };
  }

  private static Term with(Term t, Term.Big big) {
    return switch (t) {
      case Term.Product p -> {
        var factors = new ArrayList<>(p.factors());
        factors.set(factors.size() - 1, with(factors.getLast(), big));
        yield new Term.Product(List.copyOf(factors), p.signs(), p.span());
      }
      case Term.Negative n -> new Term.Negative(with(n.body(), big), n.span());
      default -> big;
    };
  }

  /** Whether the letter stands as a script in the term, and no sum in it binds it. */
  private static boolean carries(Term t, String letter) {
    if (t instanceof Term.Big b && Subscripts.boundBy(b.under()).contains(letter)) {
      return false;
    }
    if (t instanceof Term.Scripted s && (isPiece(s.sub(), letter) || isPiece(s.sup(), letter))) {
      return true;
    }
    return Terms.children(t).stream().anyMatch(c -> carries(c, letter));
  }

  private static boolean isPiece(Term script, String letter) {
    return script != null && Subscripts.pieces(script).stream().anyMatch(p -> Subscripts.indexName(p).equals(letter));
  }
}
