package org.gradus.gradient;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers held against the right gradient. A gradient computed in doubles (or, recognised by their short mantissas or few
 * digits, in floats) carries a few thousand roundings of its scale, which holds its condition ({@link Sample#scale}).
 *
 * @param row    the first point at which a number is wrong, counted from 0; −1 where all are right
 * @param column the component there
 * @param slip   {@code sign}, {@code factor}, {@code order} (the components are those of other parameters), or null
 * @param factor the constant by which all is off, for {@code factor}
 * @param floats whether the numbers were judged as floats
 */
public record Comparison(int row, int column, String slip, double factor, boolean floats) {

  /** Roundings that a calculation may add up, as a factor of the unit roundoff. */
  public static final double ROUNDINGS = 4096;

  private static final double DOUBLE_UNIT = 0x1p-53;
  private static final double FLOAT_UNIT = 0x1p-24;

  /** Whether all numbers are right. */
  public boolean agrees() {
    return row < 0;
  }

  /** The slip in words, or null. */
  public String words() {
    return switch (slip) {
      case "sign" -> "the sign is wrong";
      case "factor" -> "off by the factor " + new BigDecimal(factor, new MathContext(6)).stripTrailingZeros().toPlainString();
      case "order" -> "the components are in another order";
      case null, default -> null;
    };
  }

  /** Compares; rows and samples, and the columns with the components, are of one number. */
  public static Comparison of(List<double[]> rows, List<Sample> samples) {
    return of(rows, samples, areFloats(rows));
  }

  /** Whether numbers come from arithmetic in single precision, or are written as if they did. */
  public static boolean areFloats(List<double[]> rows) {
    return Floats.are(rows.stream().flatMapToDouble(Arrays::stream)) || Floats.areWritten(rows.stream().flatMapToDouble(Arrays::stream));
  }

  /** The same for numbers that are known to be floats, or are not. */
  public static Comparison of(List<double[]> rows, List<Sample> samples, boolean floats) {
    double units = ROUNDINGS * (floats ? FLOAT_UNIT : DOUBLE_UNIT);
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < rows.get(i).length; j++) {
        if (!samples.get(i).accepts(j, rows.get(i)[j], units)) {
          var factor = factor(rows, samples, units);
          return new Comparison(i, j, factor == -1 ? "sign" : !Double.isNaN(factor) ? "factor" : swapped(rows, samples, units) ? "order" : null,
              factor, floats);
        }
      }
    }
    return new Comparison(-1, -1, null, Double.NaN, floats);
  }

  /** The constant that all numbers are off by at the points without kinks; NaN where there is none. */
  private static double factor(List<double[]> rows, List<Sample> samples, double units) {
    if (proportional(rows, samples, units, -1)) {
      return -1;
    }
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < rows.get(i).length; j++) {
        var s = samples.get(i);
        double got = rows.get(i)[j];
        if (s.isSmooth() && Double.isFinite(got) && Math.abs(s.gradient(j)) > s.allowed(j, units)) {
          double factor = got / s.gradient(j);
          return Math.abs(factor) > 1e-9 && Math.abs(factor - 1) > 4 * units && proportional(rows, samples, units, factor) ? factor : Double.NaN;
        }
      }
    }
    return Double.NaN;
  }

  private static boolean proportional(List<double[]> rows, List<Sample> samples, double units, double factor) {
    double slack = factor == -1 ? 1 : 4 * Math.max(1, Math.abs(factor));
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < rows.get(i).length; j++) {
        var s = samples.get(i);
        if (s.isSmooth() && !(Math.abs(rows.get(i)[j] - factor * s.gradient(j)) <= s.allowed(j, units) * slack)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether each column is right for some other component, each component once. */
  private static boolean swapped(List<double[]> rows, List<Sample> samples, double units) {
    int n = rows.getFirst().length;
    var taken = new boolean[n];
    for (int j = 0; j < n; j++) {
      int found = -1;
      for (int k = 0; k < n && found < 0; k++) {
        if (!taken[k] && isColumn(rows, samples, units, j, k)) {
          found = k;
        }
      }
      if (found < 0) {
        return false;
      }
      taken[found] = true;
    }
    return true;
  }

  private static boolean isColumn(List<double[]> rows, List<Sample> samples, double units, int column, int component) {
    for (int i = 0; i < rows.size(); i++) {
      if (!samples.get(i).accepts(component, rows.get(i)[column], units)) {
        return false;
      }
    }
    return true;
  }
}
