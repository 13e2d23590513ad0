package org.gradus.grade;

import java.util.List;
import java.util.Map;
import org.gradus.expr.Expr;

/** What a student answered to an item, for the items that build upon it. */
sealed interface Own {

  /** A formula for each component. */
  record Formulas(List<Expr> components) implements Own {}

  /** Numbers: a row for each point. */
  record Numbers(List<List<Double>> rows) implements Own {}

  /**
   * A mark with what it was given for.
   *
   * @param own null where nothing can be built upon it
   */
  record Graded(Mark mark, Own own) {
    static Graded of(Mark mark) {
      return new Graded(mark, null);
    }
  }

  /** The earlier answers of a student, by item. */
  record Earlier(Map<String, Graded> answers) {
    static final Earlier NONE = new Earlier(Map.of());

    Own of(String item) {
      var g = answers.get(item);
      return g == null ? null : g.own();
    }

    /** Whether an answer was given that did not come out right. */
    boolean isWrong(String item) {
      var g = answers.get(item);
      return g != null && g.own() != null && g.mark().verdict() != Mark.Verdict.RIGHT;
    }
  }
}
