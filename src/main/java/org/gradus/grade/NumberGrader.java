package org.gradus.grade;

import java.util.List;
import org.gradus.expr.Rational;
import org.gradus.gradient.Comparison;

/** Marks numbers against the right gradient. */
final class NumberGrader {

  private NumberGrader() {}

  /** One row of numbers for each point, one number for each parameter. */
  static Mark mark(Item item, List<List<Double>> rows, Published published, Feedback level) {
    var points = published.samples();
    var c = Comparison.of(rows.stream().map(r -> r.stream().mapToDouble(x -> x).toArray()).toList(), points);
    if (c.agrees()) {
      return new Mark(item.id(), item.points(), item.points(), Mark.Verdict.RIGHT, "", null);
    }
    var credit = c.slip() == null ? Rational.ZERO : item.credit(c.slip());
    var words = new StringBuilder();
    if (level.tells(Feedback.SLIP) && c.slip() != null) {
      words.append(c.words());
    }
    if (level.tells(Feedback.LINE) && !Double.isFinite(rows.get(c.row()).get(c.column()))) {
      words.append(words.isEmpty() ? "" : "; ").append("point ").append(c.row() + 1).append(", ").append(published.component(c.column())).append(": ")
          .append(rows.get(c.row()).get(c.column())).append(" is no number to compare with");
    } else if (level.tells(Feedback.COUNTEREXAMPLE)) {
      words.append(words.isEmpty() ? "" : "; ").append("point ").append(c.row() + 1).append(", ").append(published.component(c.column()))
          .append(": ").append(rows.get(c.row()).get(c.column())).append(" instead of ").append((float) points.get(c.row()).gradient(c.column()));
    } else if (level.tells(Feedback.LINE) && words.isEmpty()) {
      words.append(item.target() instanceof Item.Gradient ? "the derivative " : "").append(published.component(c.column())).append(" is wrong");
    }
    return new Mark(item.id(), credit, item.points(), credit.signum() > 0 ? Mark.Verdict.PARTIAL : Mark.Verdict.WRONG, words.toString(),
        c.slip() == null ? "numbers" : c.slip());
  }
}
