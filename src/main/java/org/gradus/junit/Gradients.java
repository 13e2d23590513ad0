package org.gradus.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradus.gradient.Comparison;
import org.gradus.gradient.Sample;

/** Words about gradients. */
final class Gradients {

  private Gradients() {}

  /** What is wrong, in words, or null. */
  static String wrong(List<double[]> rows, List<Sample> samples, List<String> parameters, List<String> inputs) {
    var c = Comparison.of(rows, samples);
    if (c.agrees()) {
      return null;
    }
    var s = samples.get(c.row());
    return "the gradient is wrong at " + point(s, parameters, inputs) + ": by " + parameters.get(c.column()) + " it is "
        + (s.isSmooth() ? number(s.gradient(c.column())) : "between " + number(s.low()[c.column()]) + " and " + number(s.high()[c.column()]))
        + ", not " + number(rows.get(c.row())[c.column()]) + (c.words() == null ? "" : "; " + c.words());
  }

  static String point(Sample s, List<String> parameters, List<String> inputs) {
    var names = new ArrayList<>(parameters);
    names.addAll(inputs);
    return point(names, IntStream.range(0, names.size())
        .mapToDouble(i -> i < parameters.size() ? s.parameters()[i] : s.inputs()[i - parameters.size()]).toArray());
  }

  static String point(List<String> names, double[] values) {
    return IntStream.range(0, names.size()).mapToObj(i -> names.get(i) + " = " + number(values[i])).collect(Collectors.joining(", "));
  }

  static String number(double x) {
    return x == Math.rint(x) && Math.abs(x) < 1e15 ? String.valueOf((long) x) : String.format(Locale.ROOT, "%.10g", x).replaceAll("0+$", "");
  }
}
