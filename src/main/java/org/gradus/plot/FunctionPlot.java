package org.gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.analysis.Analyzer;
import org.gradus.analysis.Fact;
import org.gradus.analysis.Mark;
import org.gradus.analysis.Shape;
import org.gradus.expr.Derivatives;
import org.gradus.expr.Expr;
import org.gradus.numeric.Evaluator;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The graph of a function with its first two derivatives, told apart by their strokes so that it reads in black and white. The
 * ground is grey where the function is concave and hatched where it is saturated; asymptotes are broken lines; critical
 * points, inflections and the largest slopes are marked.
 */
public final class FunctionPlot {

  private static final int POINTS = 801;
  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;

  private final Analyzer a;
  private final Shape shape;
  private static final Color GREY = new Color(0xe6e6e6);
  /** The share of the largest slope below which a function counts as saturated here. */
  private static final double SATURATED = 0.05;

  private double left = -6;
  private double right = 6;
  private double low;
  private double high;

  public FunctionPlot(Analyzer analyzer) {
    this.a = analyzer;
    this.shape = new Shape(analyzer);
    window();
  }

  /** The same between two values. */
  public FunctionPlot(Analyzer analyzer, double left, double right) {
    this.a = analyzer;
    this.shape = new Shape(analyzer);
    this.left = left;
    this.right = right;
  }

  /** The picture as SVG, in UTF-8. */
  public byte[] svg() throws IOException {
    var out = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(chart(), out, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    return out.toByteArray();
  }

  /** The picture as PNG. */
  public byte[] png() throws IOException {
    return BitmapEncoder.getBitmapBytes(chart(), BitmapEncoder.BitmapFormat.PNG);
  }

  private void window() {
    var marks = marks();
    double far = marks.stream().mapToDouble(m -> Math.abs(m.middle().doubleValue())).max().orElse(0);
    right = Math.max(6, 1.6 * far);
    left = -right;
    var span = a.domain() == null ? null : a.domain().span();
    if (span != null && span.low() != null) {
      left = span.low().middle().doubleValue();
    }
    if (span != null && span.high() != null) {
      right = span.high().middle().doubleValue();
    }
  }

  private List<Mark> marks() {
    var all = new ArrayList<Mark>();
    for (var f : List.of(shape.turns(), shape.inflections())) {
      if (f.known()) {
        all.addAll(f.value());
      }
    }
    if (a.pieces().known()) {
      a.pieces().value().nodes().forEach(n -> all.add(n.at()));
    }
    return all;
  }

  XYChart chart() {
    var x = a.variable().name();
    var chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(a.function().toString()).xAxisTitle(x).build();
    style(chart);
    var f = a.function();
    var curves = new ArrayList<Curve>();
    curves.add(new Curve("f", f, Color.BLACK, new BasicStroke(2.4f), 1, 0));
    try {
      var slope = Derivatives.of(f, a.variable(), 1);
      curves.add(new Curve("f '", slope, new Color(0x1f5f99), new BasicStroke(1.7f), 14, 7));
      curves.add(new Curve("f ''", Derivatives.of(slope, a.variable(), 1), new Color(0xa03020), new BasicStroke(1.7f), 3, 4));
    } catch (Derivatives.NotDifferentiable _) {
      // the function alone is drawn
    }
    frame(chart, curves);
    concave(chart);
    saturated(chart);
    curves.forEach(c -> line(chart, c));
    asymptotes(chart);
    points(chart, "turns", f, known(shape.turns()), SeriesMarkers.CIRCLE);
    points(chart, "inflections", f, known(shape.inflections()), SeriesMarkers.DIAMOND);
    var steepest = a.largest(1);
    if (curves.size() > 1) {
      points(chart, "largest slope", curves.get(1).function(), steepest.known() ? steepest.value().at() : List.of(), SeriesMarkers.TRIANGLE_UP);
    }
    return chart;
  }

  /** What is drawn, and how: so many sample points on, so many off. */
  private record Curve(String name, Expr function, Color colour, BasicStroke stroke, int on, int off) {}

  private static List<Mark> known(Fact<List<Mark>> marks) {
    return marks.known() ? marks.value() : List.of();
  }

  /** The part of the plane that holds the curves. */
  private void frame(XYChart chart, List<Curve> curves) {
    double most = Math.max(4, right - left);
    low = Double.POSITIVE_INFINITY;
    high = Double.NEGATIVE_INFINITY;
    for (var c : curves) {
      for (int i = 0; i < POINTS; i++) {
        double y = value(c.function(), left + i * (right - left) / (POINTS - 1));
        if (Double.isFinite(y) && Math.abs(y) <= most) {
          low = Math.min(low, y);
          high = Math.max(high, y);
        }
      }
    }
    if (!(low < high)) {
      low = Double.isFinite(low) ? low - 1 : -1;
      high = low + 2;
    }
    double margin = 0.06 * (high - low);
    low -= margin;
    high += margin;
    chart.getStyler().setYAxisMin(low);
    chart.getStyler().setYAxisMax(high);
    chart.getStyler().setXAxisMin(left);
    chart.getStyler().setXAxisMax(right);
  }

  private static void style(XYChart chart) {
    var s = chart.getStyler();
    s.setChartBackgroundColor(Color.WHITE);
    s.setPlotBackgroundColor(Color.WHITE);
    s.setPlotGridLinesColor(new Color(0xe4e4e4));
    s.setLegendPosition(Styler.LegendPosition.OutsideE);
    s.setLegendBorderColor(Color.WHITE);
    s.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    s.setChartTitleBoxVisible(false);
    s.setMarkerSize(9);
  }

  private double value(Expr f, double at) {
    try {
      return Evaluator.real(f, Map.of(a.variable().name(), at));
    } catch (RuntimeException _) {
      return Double.NaN;
    }
  }

  private void line(XYChart chart, Curve c) {
    var xs = new ArrayList<Double>();
    var ys = new ArrayList<Double>();
    double step = (right - left) / (POINTS - 1);
    double last = Double.NaN;
    for (int i = 0; i < POINTS; i++) {
      double t = left + i * step;
      double y = value(c.function(), t);
      if (!Double.isFinite(y) || y < low || y > high) {
        y = Double.NaN;
      }
      if (Math.abs(y - last) > 0.1 * (high - low) && Math.abs(y - last) > 40 * step) {
        xs.add(t);
        ys.add(Double.NaN); // a jump is no line
      }
      xs.add(t);
      // The library starts each dash anew at each point, so the gaps are left out of the line itself.
      ys.add(i % (c.on() + c.off()) < c.on() ? y : Double.NaN);
      last = y;
    }
    if (ys.stream().allMatch(y -> Double.isNaN(y))) {
      return;
    }
    var series = chart.addSeries(c.name(), xs, ys);
    // In the legend the stroke is a dashed one, on the chart the line itself has the gaps.
    series.setMarker(SeriesMarkers.NONE).setLineColor(c.colour()).setLineStyle(c.off() == 0 ? c.stroke()
        : new BasicStroke(c.stroke().getLineWidth(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {c.on() * 0.65f, c.off() * 0.6f}, 0));
  }

  /** A grey ground wherever the function is concave. */
  private void concave(XYChart chart) {
    var runs = a.joined(2);
    if (!runs.known()) {
      return;
    }
    int n = 0;
    for (var r : runs.value()) {
      double from = r.span().low() == null ? left : Math.max(left, r.span().low().middle().doubleValue());
      double to = r.span().high() == null ? right : Math.min(right, r.span().high().middle().doubleValue());
      if (r.sign() < 0 && from < to) {
        // The library fills from a line to zero, so that the ground takes two fillings.
        for (double edge : new double[] {high, low}) {
          var series = chart.addSeries(n == 0 ? "concave" : " ".repeat(n), List.of(from, to), List.of(edge, edge));
          series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
          series.setMarker(SeriesMarkers.NONE).setLineColor(GREY).setLineStyle(new BasicStroke(n == 0 ? 9f : 0f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL))
              .setFillColor(GREY);
          series.setShowInLegend(n == 0);
          n++;
        }
      }
    }
  }

  /** A hatched ground towards the ends at which the derivative dies out, where it is less than a twentieth of its largest size. */
  private void saturated(XYChart chart) {
    var largest = a.largest(1);
    Expr slope;
    try {
      slope = Derivatives.of(a.function(), a.variable(), 1);
    } catch (Derivatives.NotDifferentiable _) {
      return;
    }
    double most = largest.known() && largest.value().value().infinite() == 0 ? largest.value().value().upper().doubleValue() : 1;
    var xs = new ArrayList<Double>();
    var ys = new ArrayList<Double>();
    for (boolean up : new boolean[] {false, true}) {
      var s = a.saturation(up);
      if (s.known() && switch (s.value().kind()) {
        case DEAD, SATURATES, SATURATES_EXPONENTIALLY, SATURATES_POLYNOMIALLY -> true;
        case PASSES, EXPLODES -> false;
      }) {
        double edge = up ? right : left;
        double step = (right - left) / (POINTS - 1);
        double inside = edge;
        while (inside >= left && inside <= right && Math.abs(value(slope, inside)) < SATURATED * most) {
          inside += up ? -step : step;
        }
        hatch(Math.min(edge, inside), Math.max(edge, inside), xs, ys);
      }
    }
    if (!xs.isEmpty()) {
      var series = chart.addSeries("saturated", xs, ys);
      series.setMarker(SeriesMarkers.NONE).setLineColor(new Color(0x8a8a8a)).setLineStyle(new BasicStroke(0.8f));
    }
  }

  private void hatch(double from, double to, List<Double> xs, List<Double> ys) {
    double run = (right - left) / 8; // a line from the bottom to the top goes so far to the right
    double gap = (right - left) / 60;
    for (double start = from - run; start < to; start += gap) {
      double a0 = Math.max(start, from);
      double a1 = Math.min(start + run, to);
      if (a0 < a1) {
        xs.addAll(List.of(a0, a1, a1));
        ys.addAll(List.of(low + (a0 - start) / run * (high - low), low + (a1 - start) / run * (high - low), Double.NaN));
      }
    }
  }

  private void asymptotes(XYChart chart) {
    int n = 0;
    for (boolean up : new boolean[] {true, false}) {
      var s = a.asymptote(up);
      if (!s.known() || !s.value().linear()) {
        continue;
      }
      double slope = value(s.value().slope(), 0);
      double intercept = value(s.value().intercept(), 0);
      // Only as far as the line stays in the picture.
      double from = up ? Math.max(left, 0) : left;
      double to = up ? right : Math.min(right, 0);
      if (slope != 0) {
        double one = (low - intercept) / slope;
        double two = (high - intercept) / slope;
        from = Math.max(from, Math.min(one, two));
        to = Math.min(to, Math.max(one, two));
      } else if (intercept < low || intercept > high) {
        continue;
      }
      if (from >= to || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
        continue;
      }
      var series = chart.addSeries(n == 0 ? "asymptote" : "asymptote at the other end", List.of(from, to),
          List.of(intercept + slope * from, intercept + slope * to));
      series.setMarker(SeriesMarkers.NONE).setLineColor(new Color(0x303030))
          .setLineStyle(new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {10, 4, 2, 4}, 0));
      series.setShowInLegend(n == 0);
      n++;
    }
  }

  private void points(XYChart chart, String name, Expr curve, List<Mark> marks, org.knowm.xchart.style.markers.Marker marker) {
    var xs = new ArrayList<Double>();
    var ys = new ArrayList<Double>();
    for (var m : marks) {
      double t = m.middle().doubleValue();
      double y = value(curve, t);
      if (t >= left && t <= right && y >= low && y <= high) {
        xs.add(t);
        ys.add(y);
      }
    }
    if (!xs.isEmpty()) {
      var series = chart.addSeries(name, xs, ys);
      series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
      series.setMarker(marker).setMarkerColor(Color.BLACK);
    }
  }
}
