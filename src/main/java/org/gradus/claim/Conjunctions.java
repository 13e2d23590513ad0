package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import org.gradus.notation.Member;
import org.gradus.notation.Relation;
import org.gradus.notation.Statement;
import org.gradus.notation.Term;

/** Relations joined by words within one formula. */
final class Conjunctions {

  private Conjunctions() {}

  /** {@code f(1) = 2 and f(-1) = 3} says two things; what gives several values to one name stays whole. */
  static List<Statement> apart(List<Statement> statements) {
    var all = new ArrayList<Statement>();
    for (var s : statements) {
      var joined = joined(s);
      if (joined != null && !joined.or() && joined.parts().stream().allMatch(p -> p instanceof Term.Chain c && !c.relations().isEmpty())) {
        joined.parts().forEach(p -> all.add(of((Term.Chain) p, s)));
      } else {
        all.add(s);
      }
    }
    return all;
  }

  /** What the one member of a statement joins, or null. */
  private static Term.Joined joined(Statement s) {
    if (!s.relations().isEmpty() || s.members().size() != 1) {
      return null;
    }
    var term = s.members().getFirst().term();
    return (term instanceof Term.Group g && g.fence() == Term.Fence.BRACE ? g.body() : term) instanceof Term.Joined j ? j : null;
  }

  private static Statement of(Term.Chain c, Statement s) {
    return new Statement(c.members().stream().map(t -> new Member(t, t.span(), null)).toList(), c.relations(), s.words(), s.conditions(), s.tag(), c.span(), false);
  }

  /** {@code y = 1 or y = -1} where words introduce y: {@code y ∈ {1, −1}}; null for what is no choice of values of one name. */
  static Statement asMembership(Statement s) {
    var j = joined(s);
    if (j != null && j.or() && j.parts().stream().allMatch(p -> p instanceof Term.Chain c && c.relations().size() == 1
        && c.relations().getFirst().kind() == Relation.Kind.EQ && name(c) != null && name(c).equals(name(j.parts().getFirst())))) {
      var values = j.parts().stream().map(p -> ((Term.Chain) p).members().getLast()).toList();
      var first = (Term.Chain) j.parts().getFirst();
      var set = new Term.Group(Term.Fence.BRACE, new Term.Sequence(values, j.span()), j.span());
      return new Statement(List.of(new Member(first.members().getFirst(), first.members().getFirst().span(), null), new Member(set, j.span(), null)),
          List.of(new Relation("\\in", Relation.Kind.IN, first.relations().getFirst().span())), s.words(), s.conditions(), s.tag(), s.span(), false);
    }
    return null;
  }

  private static String name(Term side) {
    return side instanceof Term.Chain c && c.members().getFirst() instanceof Term.Name n ? n.text() : null;
  }
}
