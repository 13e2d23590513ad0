package org.gradus.grade;

import java.util.List;
import org.gradus.expr.Rational;

/**
 * Marks numbers against the right gradient. How far a number may be off follows from the arithmetic it came from: a
 * gradient computed in doubles (or, recognised by their short mantissas, in floats) carries a few thousand roundings of
 * its scale, which holds its condition ({@link Points.Sample#scale}).
 */
final class NumberGrader {

  /** Roundings that a calculation may add up, as a factor of the unit roundoff. */
  private static final double ROUNDINGS = 4096;

  private static final double DOUBLE_UNIT = 0x1p-53;
  private static final double FLOAT_UNIT = 0x1p-24;

  private NumberGrader() {}

  static Mark mark(Item item, List<List<Double>> rows, List<Points.Sample> points, Feedback level) {
    var target = (Item.Gradient) item.target();
    int n = target.parameters().size();
    if (rows.size() != points.size() || rows.stream().anyMatch(r -> r.size() != n)) {
      return new Mark(item.id(), Rational.ZERO, item.points(), Mark.Verdict.WRONG, level.tells(Feedback.LINE)
          ? "expected " + points.size() + " rows of " + n + " numbers" : "", "shape");
    }
    double unit = rows.stream().flatMap(List::stream).allMatch(x -> x == x.floatValue() || x.isNaN()) ? FLOAT_UNIT : DOUBLE_UNIT;
    boolean negative = true;
    Double factor = null;
    boolean proportional = true;
    int worstRow = -1;
    int worstColumn = -1;
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < n; j++) {
        double got = rows.get(i).get(j);
        double want = points.get(i).gradient()[j];
        double allowed = ROUNDINGS * unit * points.get(i).scale()[j] + Double.MIN_NORMAL;
        if (!(Math.abs(got - want) <= allowed) && worstRow < 0) {
          worstRow = i;
          worstColumn = j;
        }
        negative &= Math.abs(got + want) <= allowed;
        if (factor == null && Math.abs(want) > allowed && Double.isFinite(got)) {
          factor = got / want;
        }
        proportional &= factor == null ? Math.abs(got) <= allowed : Math.abs(got - factor * want) <= allowed * Math.max(1, Math.abs(factor)) * 4;
      }
    }
    if (worstRow < 0) {
      return new Mark(item.id(), item.points(), item.points(), Mark.Verdict.RIGHT, "", null);
    }
    var slip = negative ? "sign" : proportional && factor != null && Math.abs(factor) > 1e-9 ? "factor" : null;
    var credit = slip == null ? Rational.ZERO : item.credit(slip);
    var words = new StringBuilder();
    if (level.tells(Feedback.SLIP) && slip != null) {
      words.append(slip.equals("sign") ? "the sign is wrong" : "off by the factor " + "%.6g".formatted(java.util.Locale.ROOT, factor));
    }
    if (level.tells(Feedback.COUNTEREXAMPLE)) {
      words.append(words.isEmpty() ? "" : "; ").append("point ").append(worstRow + 1).append(", by ").append(target.parameters().get(worstColumn))
          .append(": ").append(rows.get(worstRow).get(worstColumn)).append(" instead of ").append((float) points.get(worstRow).gradient()[worstColumn]);
    } else if (level.tells(Feedback.LINE) && words.isEmpty()) {
      words.append("the derivative by ").append(target.parameters().get(worstColumn)).append(" is wrong");
    }
    return new Mark(item.id(), credit, item.points(), credit.signum() > 0 ? Mark.Verdict.PARTIAL : Mark.Verdict.WRONG, words.toString(),
        slip == null ? "numbers" : slip);
  }
}
