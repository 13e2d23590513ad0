package org.gradus.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.gradus.verify.Curves;
import org.gradus.verify.Curves.Sample;

/** Both sides of a step around its counterexample, as a picture in SVG. */
final class SvgPlot {

  private static final double WIDTH = 480;
  private static final double HEIGHT = 240;
  private static final double LEFT = 52;
  private static final double RIGHT = 14;
  private static final double TOP = 12;
  private static final double BOTTOM = 30;

  private final Curves curves;
  private final double from;
  private final double to;
  private final double low;
  private final double high;

  private SvgPlot(Curves curves) {
    this.curves = curves;
    from = curves.samples().getFirst().x();
    to = curves.samples().getLast().x();
    var here = here();
    var heights = new ArrayList<Double>();
    for (var s : curves.samples()) {
      heights.add(s.lhs());
      heights.add(s.rhs());
    }
    heights.removeIf(y -> !Double.isFinite(y));
    heights.sort(null);
    // poles leave the page; the counterexample does not
    double lowest = heights.isEmpty() ? -1 : heights.get(heights.size() / 20);
    double highest = heights.isEmpty() ? 1 : heights.get(heights.size() - 1 - heights.size() / 20);
    for (double y : new double[] {here.lhs(), here.rhs()}) {
      if (Double.isFinite(y)) {
        lowest = Math.min(lowest, y);
        highest = Math.max(highest, y);
      }
    }
    double margin = highest - lowest < 1e-12 ? 1 : 0.12 * (highest - lowest);
    low = lowest - margin;
    high = highest + margin;
  }

  /**
   * The picture with its caption.
   *
   * @param id a name for the picture, not used elsewhere in the page
   */
  static String of(Curves curves, String id) {
    return curves.samples().size() < 2 ? "" : new SvgPlot(curves).figure(id);
  }

  private Sample here() {
    return curves.samples().stream().filter(s -> s.x() == curves.at()).findFirst()
        .orElse(new Sample(curves.at(), Double.NaN, Double.NaN));
  }

  private String figure(String id) {
    var name = Html.escape(curves.variable());
    var out = new StringBuilder("<figure><svg viewBox=\"0 0 480 240\" role=\"img\" aria-labelledby=\"").append(id).append("-plot\"><title id=\"")
        .append(id).append("-plot\">Both sides against ").append(name).append("; they differ at ").append(name).append(" = ")
        .append(number(curves.at())).append("</title><clipPath id=\"").append(id).append("-clip\"><rect x=\"").append(LEFT).append("\" y=\"")
        .append(TOP).append("\" width=\"").append(WIDTH - LEFT - RIGHT).append("\" height=\"").append(HEIGHT - TOP - BOTTOM)
        .append("\"/></clipPath>");
    axes(out);
    out.append("<g clip-path=\"url(#").append(id).append("-clip)\">");
    line(out, "here", x(curves.at()), TOP, x(curves.at()), HEIGHT - BOTTOM);
    curve(out, "left", Sample::lhs);
    curve(out, "right", Sample::rhs);
    dot(out, "dot-left", here().lhs());
    dot(out, "dot-right", here().rhs());
    out.append("</g></svg><figcaption><span class=\"key-left\"></span> left side, <span class=\"key-right\"></span> right side; the dotted line is ")
        .append(name).append(" = ").append(number(curves.at())).append("</figcaption></figure>\n");
    return out.toString();
  }

  private void axes(StringBuilder out) {
    for (double t : ticks(from, to)) {
      line(out, t == 0 ? "zero" : "axis", x(t), TOP, x(t), HEIGHT - BOTTOM);
      text(out, x(t), HEIGHT - BOTTOM + 15, "middle", number(t));
    }
    for (double t : ticks(low, high)) {
      line(out, t == 0 ? "zero" : "axis", LEFT, y(t), WIDTH - RIGHT, y(t));
      text(out, LEFT - 6, y(t) + 4, "end", number(t));
    }
  }

  /** Round numbers between the ends: 1, 2 or 5 times a power of ten apart. */
  private static List<Double> ticks(double from, double to) {
    double rough = (to - from) / 6;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = rough / power < 1.5 ? power : rough / power < 3.5 ? 2 * power : rough / power < 7.5 ? 5 * power : 10 * power;
    var out = new ArrayList<Double>();
    for (double k = Math.ceil(from / step); k * step <= to && out.size() < 20; k++) {
      out.add(k == 0 ? 0 : k * step);
    }
    return out;
  }

  private double x(double value) {
    return LEFT + (value - from) / (to - from) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM);
  }

  private void curve(StringBuilder out, String side, ToDoubleFunction<Sample> height) {
    out.append("<path class=\"curve ").append(side).append("\" d=\"");
    boolean pen = false;
    double before = 0;
    for (var s : curves.samples()) {
      double value = height.applyAsDouble(s);
      // a jump over the whole page is a pole, not a line
      boolean jump = pen && Math.abs(value - before) > 4 * (high - low);
      if (!Double.isFinite(value)) {
        pen = false;
        continue;
      }
      double clamped = Math.clamp(value, low - 2 * (high - low), high + 2 * (high - low));
      out.append(pen && !jump ? 'L' : 'M').append(coordinate(x(s.x()))).append(' ').append(coordinate(y(clamped)));
      pen = true;
      before = value;
    }
    out.append("\"/>");
  }

  private void dot(StringBuilder out, String side, double value) {
    if (Double.isFinite(value)) {
      out.append("<circle class=\"").append(side).append("\" cx=\"").append(coordinate(x(curves.at()))).append("\" cy=\"")
          .append(coordinate(y(value))).append("\" r=\"4.5\"/>");
    }
  }

  private static void line(StringBuilder out, String side, double x1, double y1, double x2, double y2) {
    out.append("<line class=\"").append(side).append("\" x1=\"").append(coordinate(x1)).append("\" y1=\"").append(coordinate(y1))
        .append("\" x2=\"").append(coordinate(x2)).append("\" y2=\"").append(coordinate(y2)).append("\"/>");
  }

  private static void text(StringBuilder out, double x, double y, String anchor, String text) {
    out.append("<text x=\"").append(coordinate(x)).append("\" y=\"").append(coordinate(y)).append("\" text-anchor=\"").append(anchor)
        .append("\">").append(text).append("</text>");
  }

  private static String coordinate(double x) {
    return String.format(Locale.ROOT, "%.1f", x);
  }

  private static String number(double x) {
    var text = String.format(Locale.ROOT, Math.abs(x) >= 1e5 || x != 0 && Math.abs(x) < 1e-3 ? "%.3g" : "%.4f", x);
    return text.contains("e") ? text : text.replaceFirst("\\.?0+$", "").replace("-", "−");
  }
}
