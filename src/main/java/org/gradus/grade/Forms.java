package org.gradus.grade;

import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.expr.Trees;

/** The form that a right answer was asked for in. */
final class Forms {

  private Forms() {}

  /** What the answer lacks, in words; or null. */
  static String lack(Item.Form form, Expr key, Expr answer) {
    if (!form.names().isEmpty()) {
      for (var s : Trees.freeSymbols(answer)) {
        if (!form.names().contains(s.name())) {
          return "it is to be written in terms of " + String.join(", ", form.names()) + ", without " + s;
        }
      }
    }
    if (form.vectorised() && Trees.any(answer, x -> x instanceof Expr.Big || x instanceof Expr.Indexed)) {
      return "it is to be written with vectors and matrices, without sums and components";
    }
    return form.simplified() && Trees.size(answer, Readings.MAX_LENGTH) > Trees.size(key, Readings.MAX_LENGTH) ? "it is to be simplified" : null;
  }

  /** The points for an answer that is right in another form. */
  static Rational credit(Item item) {
    return item.partial().containsKey("form") ? item.credit("form") : item.points().times(Rational.HALF);
  }
}
