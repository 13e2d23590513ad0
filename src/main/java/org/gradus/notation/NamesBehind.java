package org.gradus.notation;

import java.util.ArrayList;
import java.util.List;

/** {@code A = B =: δ} gives δ its meaning: it says {@code A = B}, and {@code δ := B}. */
final class NamesBehind {

  /** The sign with the name on its right. */
  static final String SIGN = "=:";

  private NamesBehind() {}

  static List<Statement> apart(List<Statement> statements) {
    if (statements.stream().noneMatch(NamesBehind::names)) {
      return statements;
    }
    var all = new ArrayList<Statement>();
    Member last = null;
    for (var s : statements) {
      int n = s.members().size();
      var body = !names(s) ? null : s.members().get(n - 2).isEmpty() ? last : s.members().get(n - 2);
      if (body == null || body.term() == null || s.members().getLast().term() == null) {
        all.add(s);
      } else {
        if (n > 2) {
          all.add(new Statement(s.members().subList(0, n - 1), s.relations().subList(0, n - 2), s.words(), s.conditions(), null, s.span(), false));
        }
        all.add(new Statement(List.of(s.members().getLast(), body), List.of(s.relations().getLast()), List.of(), s.conditions(), s.tag(), s.span(), s.open()));
      }
      last = all.getLast().members().getLast().isEmpty() ? last : all.getLast().members().getLast();
    }
    return List.copyOf(all);
  }

  /** Whether the last sign of the statement has a name on its right. */
  private static boolean names(Statement s) {
    return !s.relations().isEmpty() && s.members().size() == s.relations().size() + 1 && s.relations().getLast().latex().strip().matches("=:|\\\\eqq?colon|≕")
        && s.relations().stream().filter(r -> r.kind() == Relation.Kind.DEFINE).count() == 1;
  }
}
