package org.gradus.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.analysis.Analyzer;
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
 * The graph of a function with its first two derivatives, told apart by their strokes so that it reads in black and white:
 * where the function is concave the axis is shaded, asymptotes are dotted, critical points and inflections are marked.
 */
public final class FunctionPlot {

  private static final int POINTS = 801;
  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;

  private final Analyzer a;
  private final Shape shape;
  private double left = -6;
  private double right = 6;

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
    return all;
  }

  private XYChart chart() {
    var x = a.variable().name();
    var chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(a.function().toString()).xAxisTitle(x).build();
    style(chart);
    var f = a.function();
    shade(chart, f);
    line(chart, "f", f, Color.BLACK, new BasicStroke(2.4f), 1, 0);
    try {
      var slope = Derivatives.of(f, a.variable(), 1);
      line(chart, "f '", slope, new Color(0x1f5f99), new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {9, 4}, 0), 14, 7);
      line(chart, "f ''", Derivatives.of(slope, a.variable(), 1), new Color(0xa03020),
          new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {2, 3}, 0), 3, 4);
    } catch (Derivatives.NotDifferentiable _) {
      // the function alone is drawn
    }
    asymptotes(chart);
    points(chart, "turns", shape.turns().known() ? shape.turns().value() : List.of(), SeriesMarkers.CIRCLE);
    points(chart, "inflections", shape.inflections().known() ? shape.inflections().value() : List.of(), SeriesMarkers.DIAMOND);
    return chart;
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

  private void line(XYChart chart, String name, Expr f, Color colour, BasicStroke stroke, int on, int off) {
    var xs = new ArrayList<Double>();
    var ys = new ArrayList<Double>();
    double step = (right - left) / (POINTS - 1);
    double last = Double.NaN;
    for (int i = 0; i < POINTS; i++) {
      double t = left + i * step;
      double y = value(f, t);
      if (!Double.isFinite(y) || Math.abs(y) > limit()) {
        y = Double.NaN;
      }
      if (Math.abs(y - last) > 0.4 && Math.abs(y - last) > 40 * step) {
        xs.add(t);
        ys.add(Double.NaN); // a jump is no line
      }
      xs.add(t);
      // The library starts each dash anew at each point, so the gaps are left out of the line itself.
      ys.add(i % (on + off) < on ? y : Double.NaN);
      last = y;
    }
    if (ys.stream().allMatch(y -> Double.isNaN(y))) {
      return;
    }
    var series = chart.addSeries(name, xs, ys);
    series.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineStyle(stroke);
  }

  private double limit() {
    return Math.max(4, right - left);
  }

  /** A grey bar along the axis wherever the function is concave. */
  private void shade(XYChart chart, Expr f) {
    var runs = a.joined(2);
    if (!runs.known()) {
      return;
    }
    int n = 0;
    for (var r : runs.value()) {
      double from = r.span().low() == null ? left : Math.max(left, r.span().low().middle().doubleValue());
      double to = r.span().high() == null ? right : Math.min(right, r.span().high().middle().doubleValue());
      if (r.sign() < 0 && from < to) {
        var series = chart.addSeries(n == 0 ? "concave" : " ".repeat(n), List.of(from, to), List.of(0.0, 0.0));
        series.setMarker(SeriesMarkers.NONE).setLineColor(new Color(0xc8c8c8)).setLineStyle(new BasicStroke(9f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL));
        series.setShowInLegend(n == 0);
        n++;
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
      double from = up ? Math.max(left, 0) : left;
      double to = up ? right : Math.min(right, 0);
      if (from >= to || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
        continue;
      }
      var series = chart.addSeries(n == 0 ? "asymptote" : "asymptote at the other end", List.of(from, to),
          List.of(intercept + slope * from, intercept + slope * to));
      series.setMarker(SeriesMarkers.NONE).setLineColor(new Color(0x707070))
          .setLineStyle(new BasicStroke(1.1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {1, 5}, 0));
      series.setShowInLegend(n == 0);
      n++;
    }
  }

  private void points(XYChart chart, String name, List<Mark> marks, org.knowm.xchart.style.markers.Marker marker) {
    var xs = new ArrayList<Double>();
    var ys = new ArrayList<Double>();
    for (var m : marks) {
      double t = m.middle().doubleValue();
      double y = value(a.function(), t);
      if (t >= left && t <= right && Double.isFinite(y)) {
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
