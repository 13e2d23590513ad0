package org.gradus.cli;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gradus.engine.CompiledNetwork;
import org.gradus.engine.Dataset;
import org.gradus.engine.GradientCheck;
import org.gradus.engine.Training;
import org.gradus.engine.Training.Measure;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The pictures of a network, each in a file of its own. */
final class NetworkPictures {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 480;
  private static final int CELLS = 160;
  private static final int FEWEST_BINS = 9;
  private static final int MOST_BINS = 41;
  /** Larger layers are drawn by the worst of neighbouring parameters. */
  private static final int MOST_CELLS = 80;
  // told apart by the colour-blind too (M. Okabe and K. Ito, 2008)
  private static final Color[] COLOURS = {new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73),
    new Color(0xCC79A7), new Color(0xE69F00), new Color(0x56B4E9), new Color(0x000000), new Color(0x999999),
    new Color(0xF0E442), new Color(0x882255)};

  private final Path folder;
  private final boolean png;

  NetworkPictures(Path folder) {
    this(folder, false);
  }

  NetworkPictures(Path folder, boolean png) {
    this.folder = folder;
    this.png = png;
  }

  /** Error, and accuracy where there are classes, over the epochs. */
  void curves(Training.Result result) throws IOException {
    curve("error", "mean cost", result, Measure::error);
    if (!Double.isNaN(result.train().getFirst().accuracy())) {
      curve("accuracy", "share classified right", result, Measure::accuracy);
    }
  }

  private void curve(String name, String axis, Training.Result result, ToDoubleFunction<Measure> of) throws IOException {
    var chart = xy(name, "epoch", axis);
    line(chart, "training", epochs(result.train().size()), result.train().stream().mapToDouble(of).toArray());
    if (!result.validation().isEmpty()) {
      line(chart, "validation", epochs(result.validation().size()),
          result.validation().stream().mapToDouble(of).toArray());
    }
    save(chart, name);
  }

  /** The error over the epochs for several learning rates. */
  void sweep(List<Double> rates, List<Training.Result> results) throws IOException {
    var chart = xy("learning rates", "epoch", "mean cost, training");
    chart.getStyler().setYAxisLogarithmic(true);
    for (int i = 0; i < results.size(); i++) {
      // what diverged leaves the picture
      var errors = results.get(i).train().stream().mapToDouble(Measure::error).filter(e -> e > 0 && e < 1e6).toArray();
      if (errors.length > 0) {
        line(chart, "rate " + rates.get(i), epochs(errors.length), errors);
      }
    }
    save(chart, "rates");
  }

  /** How the weights are distributed, before and after. */
  void weights(CompiledNetwork net, double[] before, double[] after) throws IOException {
    var all = List.of(weightsOf(net, before), weightsOf(net, after));
    double least = all.stream().flatMap(List::stream).mapToDouble(w -> w).min().orElse(-1);
    double most = all.stream().flatMap(List::stream).mapToDouble(w -> w).max().orElse(1);
    int bins = Math.clamp((int) (3 * Math.sqrt(all.getFirst().size())), FEWEST_BINS, MOST_BINS);
    double width = roundWidth(Math.max(most - least, 1e-9) / bins);
    var chart = xy("weights", "weight", "how many");
    for (int i = 0; i < 2; i++) {
      var colour = COLOURS[i == 0 ? 7 : 0];
      histogram(chart, i == 0 ? "before" : "after", all.get(i), (long) Math.floor(least / width),
          (long) Math.floor(most / width), width,
          new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 150));
    }
    save(chart, "weights");
  }

  /** The next of 1, 2 and 5 times a power of ten. */
  private static double roundWidth(double width) {
    double ten = Math.pow(10, Math.floor(Math.log10(width)));
    return ten * (width <= ten ? 1 : width <= 2 * ten ? 2 : width <= 5 * ten ? 5 : 10);
  }

  /** Steps over the bins {@code [k·width, (k+1)·width)}, {@code k} from the first to the last. */
  private static void histogram(XYChart chart, String name, List<Double> values, long first, long last, double width,
      Color colour) {
    int n = (int) (last - first + 1);
    var counts = new double[n + 1];
    values.forEach(v -> counts[(int) ((long) Math.floor(v / width) - first)]++);
    var edges = IntStream.rangeClosed(0, n).mapToDouble(i -> (first + i) * width).toArray();
    var series = chart.addSeries(name, edges, counts);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.StepArea).setMarker(SeriesMarkers.NONE);
    series.setLineColor(colour);
    series.setFillColor(colour);
  }

  private static List<Double> weightsOf(CompiledNetwork net, double[] theta) {
    var weights = new ArrayList<Double>();
    for (int l = 2; l <= net.spec().layers(); l++) {
      for (int i = net.weightsAt(l); i < net.biasesAt(l); i++) {
        weights.add(theta[i]);
      }
    }
    return weights;
  }

  /** The data in the plane with the line of every hidden unit (z = 0), and with the border that the network draws. */
  void boundaries(CompiledNetwork net, double[] theta, Dataset data) throws IOException {
    var box = box(data);
    var spec = net.spec();
    if (spec.layers() > 2) {
      var chart = plane("hidden units of the first layer: z = 0", data);
      for (int j = 0; j < spec.size(2) && j < 60; j++) {
        int w = net.weightsAt(2) + 2 * j;
        double b = theta[net.biasesAt(2) + j];
        var values = new double[CELLS + 1][CELLS + 1];
        for (int i = 0; i <= CELLS; i++) {
          for (int k = 0; k <= CELLS; k++) {
            values[i][k] = theta[w] * x(box, i) + theta[w + 1] * y(box, k) + b;
          }
        }
        contour(chart, "unit " + (j + 1), values, box, COLOURS[(j + 2) % COLOURS.length]);
      }
      limits(chart, box);
      save(chart, "hidden-units");
    }
    var chart = plane("decision boundary", data);
    var outputs = grid(net, theta, data, box);
    int classes = outputs[0].length;
    double level = Training.threshold(spec);
    for (int c = 0; c < (classes == 2 ? 1 : classes); c++) {
      var values = new double[CELLS + 1][CELLS + 1];
      for (int i = 0; i <= CELLS; i++) {
        for (int k = 0; k <= CELLS; k++) {
          values[i][k] = margin(outputs[i * (CELLS + 1) + k], c, level);
        }
      }
      contour(chart, c == 0 ? "boundary" : "boundary " + c, values, box, Color.BLACK);
      if (c > 0 && chart.getSeriesMap().containsKey("boundary " + c)) {
        chart.getSeriesMap().get("boundary " + c).setShowInLegend(false);
      }
    }
    limits(chart, box);
    save(chart, "boundary");
  }

  private static double margin(double[] output, int c, double level) {
    if (output.length == 1) {
      return output[0] - level;
    }
    double others = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < output.length; k++) {
      others = k == c ? others : Math.max(others, output[k]);
    }
    return output[c] - others;
  }

  private static double[][] grid(CompiledNetwork net, double[] theta, Dataset data, double[] box) {
    var points = new double[(CELLS + 1) * (CELLS + 1)][];
    for (int i = 0; i <= CELLS; i++) {
      for (int k = 0; k <= CELLS; k++) {
        points[i * (CELLS + 1) + k] = new double[] {x(box, i), y(box, k)};
      }
    }
    var any = data.labels(net.spec())[0];
    var labels = new double[points.length][];
    Arrays.fill(labels, any);
    return net.outputs(theta, net.batch(points, labels));
  }

  private static double x(double[] box, int i) {
    return box[0] + (box[1] - box[0]) * i / CELLS;
  }

  private static double y(double[] box, int k) {
    return box[2] + (box[3] - box[2]) * k / CELLS;
  }

  private static double[] box(Dataset data) {
    var box = new double[4];
    for (int k = 0; k < 2; k++) {
      int axis = k;
      var range = Arrays.stream(data.x()).mapToDouble(p -> p[axis]).summaryStatistics();
      double margin = 0.15 * (range.getMax() - range.getMin()) + 1e-9;
      box[2 * k] = range.getMin() - margin;
      box[2 * k + 1] = range.getMax() + margin;
    }
    return box;
  }

  private XYChart plane(String title, Dataset data) {
    var chart = xy(title, "x₁", "x₂");
    for (int c = 0; c < data.classes(); c++) {
      int which = c;
      var points = IntStream.range(0, data.size()).filter(n -> data.y()[n][0] == which).mapToObj(n -> data.x()[n])
          .toArray(double[][]::new);
      if (points.length == 0) {
        continue;
      }
      var series = chart.addSeries("class " + c, Arrays.stream(points).mapToDouble(p -> p[0]).toArray(),
          Arrays.stream(points).mapToDouble(p -> p[1]).toArray());
      series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
      series.setMarker(c % 2 == 0 ? SeriesMarkers.CIRCLE : SeriesMarkers.DIAMOND).setMarkerColor(COLOURS[c % COLOURS.length]);
    }
    return chart;
  }

  /** Where the values change their sign, cell by cell, on straight pieces (marching squares). */
  private static void contour(XYChart chart, String name, double[][] v, double[] box, Color colour) {
    var xs = new ArrayList<Double>();
    var ys = new ArrayList<Double>();
    for (int i = 0; i < CELLS; i++) {
      for (int k = 0; k < CELLS; k++) {
        var found = new ArrayList<double[]>();
        crossing(v[i][k], v[i + 1][k], i, k, 1, 0, found);
        crossing(v[i + 1][k], v[i + 1][k + 1], i + 1, k, 0, 1, found);
        crossing(v[i + 1][k + 1], v[i][k + 1], i + 1, k + 1, -1, 0, found);
        crossing(v[i][k + 1], v[i][k], i, k + 1, 0, -1, found);
        for (int p = 0; p + 1 < found.size(); p += 2) {
          for (var end : List.of(found.get(p), found.get(p + 1))) {
            xs.add(box[0] + (box[1] - box[0]) * end[0] / CELLS);
            ys.add(box[2] + (box[3] - box[2]) * end[1] / CELLS);
          }
          // the pieces are not joined
          xs.add(xs.getLast());
          ys.add(Double.NaN);
        }
      }
    }
    if (xs.isEmpty()) {
      return;
    }
    var series = chart.addSeries(name, xs, ys);
    series.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineWidth(2);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setShowInLegend(chart.getSeriesMap().size() < 14);
  }

  private static void crossing(double a, double b, int i, int k, int di, int dk, List<double[]> found) {
    if (a > 0 != b > 0) {
      double t = a / (a - b);
      found.add(new double[] {i + t * di, k + t * dk});
    }
  }

  private static void limits(XYChart chart, double[] box) {
    chart.getStyler().setXAxisMin(box[0]).setXAxisMax(box[1]).setYAxisMin(box[2]).setYAxisMax(box[3]);
  }

  /** The data on a line with the function that the network is. */
  void fit(CompiledNetwork net, double[] theta, Dataset data) throws IOException {
    var chart = xy("fit", "x", "y");
    var labels = data.labels(net.spec());
    var points = chart.addSeries("data", Arrays.stream(data.x()).mapToDouble(p -> p[0]).toArray(),
        Arrays.stream(labels).mapToDouble(p -> p[0]).toArray());
    points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter).setMarker(SeriesMarkers.CIRCLE)
        .setMarkerColor(COLOURS[7]);
    var range = Arrays.stream(data.x()).mapToDouble(p -> p[0]).summaryStatistics();
    var xs = IntStream.rangeClosed(0, 400)
        .mapToDouble(i -> range.getMin() + (range.getMax() - range.getMin()) * i / 400).toArray();
    var rows = Arrays.stream(xs).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
    var any = new double[rows.length][];
    Arrays.fill(any, labels[0]);
    var out = net.outputs(theta, net.batch(rows, any));
    line(chart, "network", xs, Arrays.stream(out).mapToDouble(o -> o[0]).toArray());
    save(chart, "fit");
  }

  /** A heat map of the relative errors of a gradient check for every layer, as powers of ten. */
  void errors(GradientCheck.Report report) throws IOException {
    var net = report.network();
    for (int l = 2; l <= net.spec().layers(); l++) {
      int rows = net.spec().size(l);
      int columns = net.spec().size(l - 1) + 1;
      int height = Math.min(rows, MOST_CELLS);
      int width = Math.min(columns, MOST_CELLS);
      var worst = new double[width][height];
      for (int j = 0; j < rows; j++) {
        for (int k = 0; k < columns; k++) {
          int p = k == columns - 1 ? net.biasesAt(l) + j : net.weightsAt(l) + j * (columns - 1) + k;
          double e = report.status()[p] == GradientCheck.Status.KINK ? 0 : report.relativeError(p);
          int x = (int) ((long) k * width / columns);
          int y = (int) ((long) j * height / rows);
          worst[x][y] = Math.max(worst[x][y], e);
        }
      }
      heatMap(l, worst, rows, columns);
    }
  }

  private void heatMap(int l, double[][] worst, int rows, int columns) throws IOException {
    int width = worst.length;
    int height = worst[0].length;
    var chart = new HeatMapChartBuilder().width(WIDTH).height(HEIGHT)
        .title("layer " + l + ": relative error of the gradient, powers of ten")
        .xAxisTitle("from neuron k of layer " + (l - 1) + "; the last column is the bias")
        .yAxisTitle("to neuron j of layer " + l).build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
    chart.getStyler().setMin(-16).setMax(0);
    chart.getStyler().setRangeColors(new Color[] {new Color(0xF7FBFF), new Color(0x6BAED6), new Color(0xFDAE61),
      new Color(0xD7191C)});
    chart.getStyler().setXAxisMaxLabelCount(12);
    var xs = IntStream.range(0, width).map(i -> (int) ((long) i * columns / width) + 1).boxed().toList();
    var ys = IntStream.range(0, height).map(i -> (int) ((long) i * rows / height) + 1).boxed().toList();
    var cells = new ArrayList<Number[]>();
    for (int i = 0; i < width; i++) {
      for (int k = 0; k < height; k++) {
        cells.add(new Number[] {i, k, Math.max(-16, Math.log10(Math.max(1e-16, worst[i][k])))});
      }
    }
    chart.addSeries("log10 of the relative error", xs, ys, cells);
    save(chart, "errors-layer-" + l);
  }

  /** 0, 1, 2, …; the last a hair off, for the axis of equally spaced values marks every so-manieth: 0, 11, 22, … */
  private static double[] epochs(int n) {
    var epochs = IntStream.range(0, n).asDoubleStream().toArray();
    epochs[n - 1] += 1e-3;
    return epochs;
  }

  private static XYChart xy(String title, String x, String y) {
    var chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y).build();
    style(chart.getStyler());
    chart.getStyler().setMarkerSize(6);
    chart.getStyler().setXAxisTickMarkSpacingHint(100);
    chart.getStyler().setPlotGridLinesColor(new Color(0xE6E6E6));
    return chart;
  }

  private static void style(Styler styler) {
    styler.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
    styler.setSeriesColors(COLOURS).setLegendBorderColor(Color.WHITE).setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setChartTitleBoxVisible(false).setChartTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
  }

  private static void line(XYChart chart, String name, double[] x, double[] y) {
    chart.addSeries(name, x, y).setXYSeriesRenderStyle(XYSeriesRenderStyle.Line).setMarker(SeriesMarkers.NONE)
        .setLineWidth(2);
  }

  private void save(Chart<?, ?> chart, String name) throws IOException {
    var path = folder.resolve(name).toString();
    if (png) {
      BitmapEncoder.saveBitmapWithDPI(chart, path, BitmapFormat.PNG, 144);
    } else {
      VectorGraphicsEncoder.saveVectorGraphic(chart, path, VectorGraphicsFormat.SVG);
    }
  }
}
