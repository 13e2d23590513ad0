package org.gradus.claim;

import java.util.ArrayList;
import java.util.List;
import org.gradus.expr.Expr;

/**
 * What one reading of a document takes names without a meaning for; its contexts share it. The first reading takes them for
 * nothing and remembers what it was asked, so that it can tell whether a second one would find anything else.
 */
final class Supposing {

  private Suppositions meanings = Suppositions.NONE;
  private List<Question> asked;

  /** A name that had no meaning in a line of a part, and whether it has a customary one there. */
  private record Question(String name, int scope, int line, boolean customary) {}

  /** From now on it is remembered what is asked. */
  void listen() {
    asked = new ArrayList<>();
  }

  /** Names are taken for this from now on. */
  void take(Suppositions found) {
    meanings = found;
    asked = null;
  }

  /** What a name without a meaning is taken for in this line; null if nothing is clear. */
  Supposition of(String name, int scope, int line, Context context) {
    if (asked == null) {
      return meanings.knows(name) ? meanings.of(name, scope, line) : meanings == Suppositions.NONE ? null : Conventions.of(name, context);
    }
    asked.add(new Question(name, scope, line, Conventions.of(name, context) != null));
    return null;
  }

  /** Which function a name without a meaning is taken for whose gradient by these variables is taken; null if nothing is clear. */
  Supposition function(String name, List<Expr> by, int scope, int line, Context context) {
    var meant = MeantFunctions.of(name, by, context);
    if (asked == null) {
      return meanings == Suppositions.NONE || meanings.knows(name) ? null : meant;
    }
    asked.add(new Question(name, scope, line, meant != null));
    return null;
  }

  /** Whether a reading with these meanings would get the same answers as this one: none. */
  boolean isAnsweredAlikeBy(Suppositions found) {
    return asked.stream().allMatch(q -> found.knows(q.name()) ? found.of(q.name(), q.scope(), q.line()) == null : !q.customary());
  }
}
