package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;

/** Takes subscripts apart. */
final class Subscripts {

  private Subscripts() {}

  /** The indices that a subscript may stand for: {@code jk} is j and k, {@code i+1,2} is i+1 and 2. */
  static List<Term> pieces(Term sub) {
    var out = new ArrayList<Term>();
    collect(sub, out);
    return out;
  }

  /**
   * The indices of a name that carries so many of them; digits that run together are one each where their number is this: 12 is 1 and 2
   * beside jk.
   */
  static List<Term> pieces(Term sub, int count) {
    var pieces = pieces(sub);
    if (count < 2 || pieces.size() != 1 || !(pieces.getFirst() instanceof Term.Number n) || n.text().length() != count || !n.text().chars().allMatch(c -> c >= '1' && c <= '9')) {
      return pieces;
    }
    return n.text().chars().mapToObj(c -> (Term) new Term.Number(String.valueOf((char) c), n.span())).toList();
  }

  private static void collect(Term sub, List<Term> out) {
    switch (sub) {
      case Term.Sequence s -> s.items().forEach(i -> collect(i, out));
      case Term.Group g -> collect(g.body(), out);
      case Term.Product p when Elaborator.isJuxtaposed(p) && p.factors().stream().allMatch(Subscripts::isLetter) ->
          out.addAll(p.factors());
      default -> out.add(sub);
    }
  }

  private static boolean isLetter(Term t) {
    return t instanceof Term.Name || t instanceof Term.Number n && n.text().length() == 1
        || t instanceof Term.Scripted s && s.base() instanceof Term.Name && s.sup() == null;
  }

  /** The name of an index, primes included. */
  static String indexName(Term index) {
    return index instanceof Term.Scripted s && s.sup() == null && s.sub() == null
        ? Labels.nameOf(s.base()) + "_prime".repeat(s.primes())
        : Labels.nameOf(index);
  }

  /** The letters that what stands under a sum sign binds. */
  static List<String> boundBy(Term under) {
    return switch (under) {
      case null -> List.of();
      case Term.Sequence s -> s.items().stream().flatMap(i -> boundBy(i).stream()).distinct().toList();
      case Term.Chain c -> c.members().size() == 3 && c.relations().getFirst().kind() != Relation.Kind.EQ
          ? boundBy(c.members().get(1)) : boundBy(c.members().getFirst());
      case Term.Group g -> boundBy(g.body());
      case Term.Product p when Elaborator.isJuxtaposed(p) && p.factors().stream().allMatch(f -> isLetter(f) && !(f instanceof Term.Number)) ->
          p.factors().stream().map(Subscripts::indexName).distinct().toList(); // \sum_{jk}
      default -> {
        var name = indexName(under);
        yield name.isEmpty() ? List.of() : List.of(name);
      }
    };
  }
}
