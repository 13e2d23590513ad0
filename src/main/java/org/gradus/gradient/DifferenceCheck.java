package org.gradus.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.gradus.numeric.FiniteDifferences;

/**
 * A gradient in code against differences of the function in code, at points. The difference comes with an estimate of its
 * error, to which the scatter of the function's own values is added; where the function has a kink, every value between
 * its two one-sided slopes is right.
 */
public final class DifferenceCheck {

  /** How a component came out at a point. */
  public enum Status {
    /** The gradient lies within the error of the difference. */
    AGREES,
    /** It does not. */
    DIFFERS,
    /** The function has a kink there, and the gradient lies between the slopes on its sides. */
    KINK,
    /** No difference is certain enough to say. */
    UNCERTAIN
  }

  /**
   * A component at a point.
   *
   * @param point     index of the point
   * @param component index of the component
   * @param gradient  what was checked
   * @param expected  the difference, or the nearest of the right values at a kink
   * @param error     how far it may be off
   */
  public record Entry(int point, int component, double gradient, double expected, double error, Status status) {}

  /** An estimate of an error is only an estimate. */
  private static final double SAFETY = 4;
  /** A difference whose error is more than this share of its size says nothing. */
  private static final double SHARP = 1e-3;

  private final ToDoubleFunction<double[]> f;
  private final UnaryOperator<double[]> gradient;
  private final boolean floats;

  private DifferenceCheck(ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient, List<double[]> points) {
    this.f = f;
    this.gradient = gradient;
    floats = Floats.are(points.stream().flatMapToDouble(p -> DoubleStream.of(f.applyAsDouble(p.clone()), f.applyAsDouble(shifted(p)))));
  }

  private static double[] shifted(double[] p) {
    return Arrays.stream(p).map(v -> v + Math.PI * 1e-3 * (1 + Math.abs(v))).toArray();
  }

  /**
   * All components at all points, point by point.
   *
   * @param f        is handed copies, and may change them
   * @param gradient the same; gives one number for each argument
   * @throws IllegalArgumentException if it gives another number of them
   */
  public static List<Entry> run(ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient, List<double[]> points) {
    var check = new DifferenceCheck(f, gradient, points);
    var all = new ArrayList<Entry>();
    var given = points.stream().map(p -> check.given(p)).toList();
    boolean single = Floats.are(given.stream().flatMapToDouble(Arrays::stream));
    for (int i = 0; i < points.size(); i++) {
      for (int j = 0; j < points.get(i).length; j++) {
        all.add(check.entry(i, j, points.get(i), given.get(i)[j], single));
      }
    }
    return all;
  }

  private double[] given(double[] point) {
    var given = gradient.apply(point.clone());
    if (given == null || given.length != point.length) {
      throw new IllegalArgumentException("the gradient has " + (given == null ? "no components" : given.length + " components")
          + ", the function " + point.length + " arguments");
    }
    return given.clone();
  }

  private double along(double[] point, int component, double value) {
    var there = point.clone();
    there[component] = value;
    return f.applyAsDouble(there);
  }

  private Entry entry(int index, int j, double[] point, double given, boolean single) {
    double x = point[j];
    double noise = Noise.of(t -> along(point, j, t), x, floats);
    var estimate = FiniteDifferences.derivative(t -> along(point, j, t), x, noise);
    var sides = new Sides(t -> along(point, j, t), x, noise);
    if (sides.isKink()) {
      boolean between = given >= sides.low() - sides.error() && given <= sides.high() + sides.error();
      return new Entry(index, j, given, Math.clamp(given, sides.low(), sides.high()), sides.error(), between ? Status.KINK : Status.DIFFERS);
    }
    double rounding = Comparison.ROUNDINGS * (single ? 0x1p-24 : 0x1p-53) * Math.max(Math.abs(given), Math.abs(estimate.value()));
    double allowed = SAFETY * estimate.error() + rounding + Double.MIN_NORMAL;
    double off = Math.abs(given - estimate.value());
    boolean sharp = estimate.error() <= SHARP * Math.max(Math.abs(estimate.value()), Math.abs(along(point, j, x)) + 1e-3);
    var status = off > allowed || Double.isNaN(given) && !Double.isNaN(estimate.value()) ? Status.DIFFERS
        : off <= allowed && sharp ? Status.AGREES : Status.UNCERTAIN;
    return new Entry(index, j, given, estimate.value(), allowed, status);
  }

  /** The one-sided slopes, by differences that are extrapolated once. */
  private static final class Sides {
    private final double left;
    private final double right;
    private final double error;
    private final boolean kink;

    Sides(DoubleUnaryOperator f, double x, double noise) {
      double h = Math.cbrt(noise + 0x1p-52) * Math.max(1, Math.abs(x));
      double middle = f.applyAsDouble(x);
      right = slope(f, x, middle, h);
      left = slope(f, x, middle, -h);
      double near = Math.abs(slope(f, x, middle, h / 8) - slope(f, x, middle, -h / 8));
      double gap = Math.abs(right - left);
      error = 64 * noise / h + 1e-5 * (Math.abs(left) + Math.abs(right));
      // the gap of a smooth function shrinks with the step
      kink = gap > 4 * error + 512 * noise / h && near > 0.7 * gap && near < 1.4 * gap;
    }

    private static double slope(DoubleUnaryOperator f, double x, double middle, double h) {
      double coarse = (f.applyAsDouble(x + h) - middle) / h;
      double fine = (f.applyAsDouble(x + h / 2) - middle) / (h / 2);
      return 2 * fine - coarse;
    }

    boolean isKink() {
      return kink;
    }

    double low() {
      return Math.min(left, right);
    }

    double high() {
      return Math.max(left, right);
    }

    double error() {
      return error;
    }
  }
}
