package org.gradus.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * Samples and what a network is to make of them.
 *
 * @param x one sample a row
 * @param y one target a row; a single class number where there are classes
 * @param classes how many classes there are; 0 where the targets are values
 */
public record Dataset(String name, double[][] x, double[][] y, int classes) {

  /** The names of the sets that are built in. */
  public static final List<String> NAMES = List.of("xor", "noisy-sine", "two-moons", "blobs", "digits");

  private static final int DIGIT_PIXELS = 64;
  private static final double BRIGHTEST = 16;

  /**
   * A set that is built in; the same for the same seed.
   *
   * @param examples how many, for the sets that are drawn
   * @param noise the standard deviation that is added to the samples, or to the values of the sine
   * @throws IllegalArgumentException for an unknown name
   */
  public static Dataset builtIn(String name, int examples, double noise, long seed) {
    var random = new SplittableRandom(seed);
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "xor" -> classified(name, 4, 2, i -> i % 2 ^ i / 2, i -> new double[] {i % 2, i / 2}, noise, random);
      case "noisy-sine" -> sine(examples, noise, random);
      case "two-moons" -> classified(name, examples, 2, i -> i % 2, i -> moon(i % 2, Math.PI * random.nextDouble()), noise,
          random);
      case "blobs" -> classified(name, examples, 3, i -> i % 3,
          i -> new double[] {2 * Math.cos(2 * Math.PI * (i % 3) / 3), 2 * Math.sin(2 * Math.PI * (i % 3) / 3)}, noise, random);
      case "digits" -> digits();
      default -> throw new IllegalArgumentException("no data set '" + name + "': " + String.join(", ", NAMES));
    };
  }

  private static double[] moon(int which, double angle) {
    return which == 0 ? new double[] {Math.cos(angle), Math.sin(angle)}
        : new double[] {1 - Math.cos(angle), 0.5 - Math.sin(angle)};
  }

  private interface Class {
    int of(int i);
  }

  private interface Centre {
    double[] of(int i);
  }

  private static Dataset classified(String name, int n, int classes, Class label, Centre centre, double noise,
      SplittableRandom random) {
    var x = new double[n][];
    var y = new double[n][];
    for (int i = 0; i < n; i++) {
      x[i] = centre.of(i);
      for (int k = 0; k < x[i].length; k++) {
        x[i][k] += noise * random.nextGaussian();
      }
      y[i] = new double[] {label.of(i)};
    }
    return new Dataset(name, x, y, classes);
  }

  private static Dataset sine(int n, double noise, SplittableRandom random) {
    var x = new double[n][];
    var y = new double[n][];
    for (int i = 0; i < n; i++) {
      x[i] = new double[] {-Math.PI + 2 * Math.PI * i / Math.max(1, n - 1)};
      y[i] = new double[] {Math.sin(x[i][0]) + noise * random.nextGaussian()};
    }
    return new Dataset("noisy-sine", x, y, 0);
  }

  /** Handwritten digits of 8 by 8 pixels (E. Alpaydin and C. Kaynak, 1998; UCI repository, CC BY 4.0). */
  private static Dataset digits() {
    var x = new ArrayList<double[]>();
    var y = new ArrayList<double[]>();
    try (var in = Dataset.class.getResourceAsStream("digits.csv.gz");
        var reader = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.US_ASCII))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        var row = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
        var pixels = Arrays.copyOf(row, DIGIT_PIXELS);
        for (int k = 0; k < pixels.length; k++) {
          pixels[k] /= BRIGHTEST;
        }
        x.add(pixels);
        y.add(new double[] {row[DIGIT_PIXELS]});
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Dataset("digits", x.toArray(double[][]::new), y.toArray(double[][]::new), 10);
  }

  public int size() {
    return x.length;
  }

  /**
   * The targets as the labels of a network: values as they are; classes as 0 and 1 (or ±1) for one output, or one-hot.
   *
   * @throws IllegalArgumentException where the network does not fit the data
   */
  public double[][] labels(NetworkSpec spec) {
    int outputs = spec.size(spec.layers());
    if (spec.size(1) != x[0].length) {
      throw new IllegalArgumentException("the data has " + x[0].length + " inputs, the network " + spec.size(1));
    }
    if (classes == 0) {
      if (outputs != y[0].length) {
        throw new IllegalArgumentException("the data has " + y[0].length + " targets, the network " + outputs + " outputs");
      }
      return y;
    }
    boolean one = outputs == 1 && classes == 2;
    if (!one && outputs != classes) {
      throw new IllegalArgumentException("the data has " + classes + " classes, the network " + outputs + " outputs");
    }
    double low = spec.loss().labels() == Loss.Labels.PLUS_MINUS_ONE ? -1 : 0;
    var labels = new double[y.length][outputs];
    for (int n = 0; n < labels.length; n++) {
      Arrays.fill(labels[n], low);
      if (!one) {
        labels[n][(int) y[n][0]] = 1;
      } else if (y[n][0] == 1) {
        labels[n][0] = 1;
      }
    }
    return labels;
  }

  /** The examples in a random order of the seed, parted: those to train with, and a share to validate. */
  public Dataset[] part(double validation, long seed) {
    var order = order(size(), new SplittableRandom(seed));
    int held = (int) Math.round(validation * size());
    return new Dataset[] {pick(order, held, size()), pick(order, 0, held)};
  }

  private Dataset pick(int[] order, int from, int to) {
    var xs = new double[to - from][];
    var ys = new double[to - from][];
    for (int i = from; i < to; i++) {
      xs[i - from] = x[order[i]];
      ys[i - from] = y[order[i]];
    }
    return new Dataset(name, xs, ys, classes);
  }

  /** A random order (R. A. Fisher and F. Yates, 1938). */
  static int[] order(int n, SplittableRandom random) {
    var order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
