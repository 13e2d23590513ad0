package org.gradus.gradient;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.expr.Expr;
import org.gradus.expr.Rational;
import org.gradus.numeric.PointEvaluator;

/** Values of formulas at points that were drawn before, in the quantities of the points and in numbers that are given there. */
public final class ValueSamples {

  private static final int DIGITS = 30;
  private static final Rational NUDGE = Rational.of(1, 1_000_000);

  /**
   * Numbers that are given at each point.
   *
   * @param name   in the formulas
   * @param values one for each point
   * @param scales how large each is, in the sense of {@link Sample#scale}
   */
  public record Given(String name, double[] values, double[] scales) {}

  private ValueSamples() {}

  /** The quantities of a point, by name. Points are drawn with few decimals, so that a number tells its decimals. */
  static Map<String, Rational> values(Sample point, List<String> parameters, List<String> inputs) {
    var all = new LinkedHashMap<String, Rational>();
    for (int i = 0; i < parameters.size(); i++) {
      all.put(parameters.get(i), Rational.of(new BigDecimal(Double.toString(point.parameters()[i]))));
    }
    for (int i = 0; i < inputs.size(); i++) {
      all.put(inputs.get(i), Rational.of(new BigDecimal(Double.toString(point.inputs()[i]))));
    }
    return all;
  }

  /**
   * The values, with the scale of each: its size, and how much it changes with the scales of what it is made of. Empty
   * where one of them has no value, or a given number is none.
   */
  public static Optional<List<Sample>> of(List<Expr> formulas, List<String> parameters, List<String> inputs, List<Sample> points, List<Given> given) {
    var evaluator = new PointEvaluator(DIGITS);
    var all = new ArrayList<Sample>();
    for (int i = 0; i < points.size(); i++) {
      var point = values(points.get(i), parameters, inputs);
      var scales = new LinkedHashMap<String, Rational>();
      point.forEach((name, x) -> scales.put(name, x.abs()));
      for (var g : given) {
        if (!Double.isFinite(g.values()[i]) || !Double.isFinite(g.scales()[i])) {
          return Optional.empty();
        }
        point.put(g.name(), Rational.of(new BigDecimal(g.values()[i])));
        scales.put(g.name(), Rational.of(new BigDecimal(g.scales()[i])));
      }
      var value = new double[formulas.size()];
      var scale = new double[formulas.size()];
      for (int j = 0; j < value.length; j++) {
        var v = evaluator.enclose(formulas.get(j), point);
        if (!v.isKnown()) {
          return Optional.empty();
        }
        value[j] = v.middle().doubleValue();
        scale[j] = Math.abs(value[j]);
        for (var s : scales.entrySet()) {
          var there = new LinkedHashMap<>(point);
          there.merge(s.getKey(), s.getValue().times(NUDGE), Rational::plus);
          var nudged = evaluator.enclose(formulas.get(j), there);
          scale[j] += nudged.isDefined() ? Math.abs(nudged.middle().doubleValue() - value[j]) * 1e6 : 0;
        }
      }
      all.add(new Sample(points.get(i).parameters(), points.get(i).inputs(), value, value.clone(), scale));
    }
    return Optional.of(all);
  }
}
