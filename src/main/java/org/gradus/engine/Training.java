package org.gradus.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Stochastic gradient descent with minibatches (H. Robbins and S. Monro, 1951). The same settings and seed give the same
 * parameters to the last bit, on one machine.
 *
 * @param epochs passes over the training data
 * @param batch examples of a step
 * @param rate the learning rate
 */
public record Training(int epochs, int batch, double rate, long seed) {

  public Training {
    if (epochs < 1 || batch < 1 || !(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("epochs, batch and rate are positive");
    }
  }

  /**
   * Where an epoch left the network.
   *
   * @param error the mean cost, without the penalty
   * @param accuracy the share that is classified right; NaN where there are no classes
   */
  public record Measure(double error, double accuracy) {}

  /**
   * What came of it.
   *
   * @param theta the parameters after the last epoch that was finished
   * @param train by epoch, the state before the first one at 0
   * @param validation the same; empty without validation data
   * @param diverged whether the cost stopped being a number
   * @param stopped whether it was told to stop before the end
   */
  public record Result(double[] theta, List<Measure> train, List<Measure> validation, boolean diverged,
      boolean stopped) {}

  /**
   * Trains.
   *
   * @param start the parameters to begin with; not changed
   * @param validation may be empty
   * @param epochDone is told the number of each epoch that is done
   * @param stop is asked after every step; the result is then what there is
   */
  public Result run(CompiledNetwork net, double[] start, Dataset train, Dataset validation, IntConsumer epochDone,
      BooleanSupplier stop) {
    var theta = start.clone();
    var finished = theta.clone();
    var labels = train.labels(net.spec());
    var trained = new Judge(net, train);
    var validated = validation.size() == 0 ? null : new Judge(net, validation);
    var trainCurve = new ArrayList<Measure>();
    var validationCurve = new ArrayList<Measure>();
    measure(theta, trained, validated, trainCurve, validationCurve);
    var random = new SplittableRandom(seed);
    var steps = new Steps(net, train, labels, Math.min(batch, train.size()));
    for (int epoch = 1; epoch <= epochs; epoch++) {
      if (!steps.epoch(theta, rate, Dataset.order(train.size(), random), stop)) {
        return new Result(finished, trainCurve, validationCurve, false, true);
      }
      var now = measure(theta, trained, validated, trainCurve, validationCurve);
      if (!Double.isFinite(now.error)) {
        return new Result(finished, trainCurve, validationCurve, true, false);
      }
      System.arraycopy(theta, 0, finished, 0, theta.length);
      epochDone.accept(epoch);
    }
    return new Result(finished, trainCurve, validationCurve, false, false);
  }

  private static Measure measure(double[] theta, Judge train, Judge validation, List<Measure> a, List<Measure> b) {
    var now = train.measure(theta);
    a.add(now);
    if (validation != null) {
      b.add(validation.measure(theta));
    }
    return now;
  }

  /** Minibatches in rows that are used again and again. */
  private static final class Steps {
    private final CompiledNetwork net;
    private final Dataset data;
    private final double[][] labels;
    private final Rows whole;
    private final Rows last;
    private final double[] gradient;

    Steps(CompiledNetwork net, Dataset data, double[][] labels, int batch) {
      this.net = net;
      this.data = data;
      this.labels = labels;
      whole = rows(batch);
      last = data.size() % batch == 0 ? whole : rows(data.size() % batch);
      gradient = new double[net.parameters()];
    }

    private record Rows(double[][] x, double[][] y, Batch batch) {}

    private Rows rows(int n) {
      var x = new double[n][];
      var y = new double[n][];
      for (int i = 0; i < n; i++) {
        x[i] = data.x()[i];
        y[i] = labels[i];
      }
      return new Rows(x, y, net.batch(x, y));
    }

    /** False if it was told to stop. */
    boolean epoch(double[] theta, double rate, int[] order, BooleanSupplier stop) {
      for (int at = 0; at < order.length; ) {
        var rows = order.length - at >= whole.x.length ? whole : last;
        for (int i = 0; i < rows.x.length; i++) {
          rows.x[i] = data.x()[order[at + i]];
          rows.y[i] = labels[order[at + i]];
        }
        net.reload(rows.batch);
        net.gradient(theta, rows.batch, gradient);
        for (int p = 0; p < theta.length; p++) {
          theta[p] -= rate * gradient[p];
        }
        if (stop.getAsBoolean()) {
          return false;
        }
        at += rows.x.length;
      }
      return true;
    }
  }

  /** The output of a network with one output, above which it says 1. */
  public static double threshold(NetworkSpec spec) {
    boolean signs = spec.loss().labels() == Loss.Labels.PLUS_MINUS_ONE && !spec.output().equals(Activation.SIGMOID);
    return signs ? 0 : 0.5;
  }

  /** Cost and accuracy on a data set. */
  public static final class Judge {
    private final CompiledNetwork net;
    private final Dataset data;
    private final Batch batch;
    private final double[][] labels;

    public Judge(CompiledNetwork net, Dataset data) {
      this.net = net;
      this.data = data;
      labels = data.labels(net.spec());
      batch = net.batch(data.x(), labels);
    }

    public Measure measure(double[] theta) {
      var outputs = net.outputs(theta, batch);
      double error = net.outputCost(batch);
      if (data.classes() == 0) {
        return new Measure(error, Double.NaN);
      }
      int right = 0;
      for (int n = 0; n < outputs.length; n++) {
        right += decide(outputs[n], labels) == (int) data.y()[n][0] ? 1 : 0;
      }
      return new Measure(error, (double) right / outputs.length);
    }

    /** The class with the largest output; for one output, whether it is nearer to 1 than to the other label. */
    private int decide(double[] output, double[][] labels) {
      if (output.length == 1) {
        return output[0] > threshold(net.spec()) ? 1 : 0;
      }
      int best = 0;
      for (int j = 1; j < output.length; j++) {
        best = output[j] > output[best] ? j : best;
      }
      return best;
    }
  }
}
