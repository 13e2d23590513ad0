package org.gradus.grade;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.gradus.expr.Rational;

/**
 * What one student gets.
 *
 * @param student  the name of the file or folder
 * @param marks    one for each item of the assignment, in its order
 * @param problems what could not be read
 * @param wall     what kept submitted programs apart, or null where none ran
 */
public record Grades(String student, List<Mark> marks, List<String> problems, String wall) {
  public Grades {
    marks = List.copyOf(marks);
    problems = List.copyOf(problems);
  }

  public Rational points() {
    return marks.stream().map(Mark::points).reduce(Rational.ZERO, Rational::plus);
  }

  public Rational max() {
    return marks.stream().map(Mark::max).reduce(Rational.ZERO, Rational::plus);
  }

  /** Points with at most two decimals. */
  static String show(Rational points) {
    return new BigDecimal(points.num()).divide(new BigDecimal(points.den()), 2, RoundingMode.HALF_UP)
        .stripTrailingZeros().toPlainString();
  }
}
