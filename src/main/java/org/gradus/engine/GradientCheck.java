package org.gradus.engine;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * The gradient of a network against central differences of the running network, for every parameter.
 *
 * <p>A parameter is moved by h, −h, h/2 and −h/2. A weight changes one weighted input, so that only what lies above it is
 * computed again, and the four positions of several parameters go through the network together as the examples of one
 * batch. The two differences are combined (L. F. Richardson, 1911); how far they are apart bounds the truncation error, the
 * size of what was added up bounds the rounding. Where that bound is too wide to say anything the parameter is tried with
 * other steps, and the best is kept (as C. J. F. Ridders, 1982, does), so that there is no tolerance to set.
 */
public final class GradientCheck {

  /** How a parameter came out. */
  public enum Status {
    /** The difference agrees with the gradient within its error bound. */
    AGREES,
    /** It does not. */
    DIFFERS,
    /** The parameter sits on a kink, or so close to one that every step crosses it. */
    KINK,
    /** No step gives a difference that is certain enough. */
    UNCERTAIN
  }

  private static final double[] STEPS = {0x1p-10, 0x1p-13, 0x1p-7, 0x1p-16, 0x1p-19};
  /** Positions of the virtual batch, about: enough to fill the lanes, few enough for the cache. */
  private static final int LANES = 256;
  /** A bound below this share of the derivative (or of the typical one) is certain enough. */
  private static final double SHARP = 1e-6;
  /** The bound is an estimate; only beyond this multiple of it a difference counts. */
  private static final double SAFETY = 4;

  private final CompiledNetwork net;
  private final double[] theta;
  private final Batch batch;
  private final double[] gradient;
  private final double[] slack;
  private final double[] differences;
  private final double[] bounds;
  private final Status[] status;
  private final double typical;
  private final double noise;
  private final Virtual virtual;

  private GradientCheck(CompiledNetwork net, double[] theta, double[][] x, double[][] y, double[] claimed, double[] slack) {
    this.net = net;
    this.theta = theta.clone();
    batch = net.batch(x, y);
    var own = new double[net.parameters()];
    double cost = net.gradient(theta, batch, own);
    // the straight-line code leaves no trace of the layers
    net.cost(theta, batch);
    gradient = claimed == null ? own : claimed.clone();
    this.slack = slack;
    differences = new double[own.length];
    bounds = new double[own.length];
    status = new Status[own.length];
    Arrays.fill(bounds, Double.POSITIVE_INFINITY);
    Arrays.fill(differences, Double.NaN);
    typical = Math.sqrt(Arrays.stream(own).map(g -> g * g).sum() / own.length);
    noise = Math.scalb(Math.abs(cost) + typical * size(batch.z[net.spec().layers()]), -49);
    virtual = new Virtual(net, this.theta, batch, Math.max(1, LANES / (4 * x.length)));
  }

  private static double size(double[] z) {
    double size = 1;
    for (var v : z) {
      size = Math.max(size, Math.abs(v));
    }
    return size;
  }

  /** Checks the engine's own gradient. */
  public static Report run(CompiledNetwork net, double[] theta, double[][] x, double[][] y) {
    return new GradientCheck(net, theta, x, y, null, null).report(_ -> { }, () -> false);
  }

  /**
   * Checks a gradient.
   *
   * @param claimed the gradient to check, or null for the engine's own
   * @param slack how far each entry may be off because it was rounded when written down, or null
   * @param progress is told the share that is done
   * @param stop is asked now and then
   * @throws CancellationException when told to stop
   */
  public static Report run(CompiledNetwork net, double[] theta, double[][] x, double[][] y, double[] claimed,
      double[] slack, DoubleConsumer progress, BooleanSupplier stop) {
    return new GradientCheck(net, theta, x, y, claimed, slack).report(progress, stop);
  }

  private Report report(DoubleConsumer progress, BooleanSupplier stop) {
    var spec = net.spec();
    for (int l = 2; l <= spec.layers(); l++) {
      for (int j = 0; j < spec.size(l); j++) {
        if (stop.getAsBoolean()) {
          throw new CancellationException();
        }
        progress.accept((double) net.weightsAt(l) / net.parameters()
            + (double) j * (spec.size(l - 1) + 1) / net.parameters());
        neuron(l, j);
      }
    }
    progress.accept(1);
    return new Report(net, gradient, differences, bounds, status);
  }

  /** All weights into a neuron, and its bias, which is a weight from a neuron that is always 1. */
  private void neuron(int l, int j) {
    int inputs = net.spec().size(l - 1);
    for (int k = 0; k <= inputs; k += virtual.group) {
      int count = Math.min(virtual.group, inputs + 1 - k);
      virtual.run(l, j, k, count, STEPS[0]);
      for (int i = 0; i < count; i++) {
        take(l, j, k + i, i, STEPS[0]);
      }
    }
    for (int k = 0; k <= inputs; k++) {
      int p = parameter(l, j, k);
      for (int s = 1; s < STEPS.length && !isSharp(p); s++) {
        virtual.run(l, j, k, 1, STEPS[s]);
        take(l, j, k, 0, STEPS[s]);
      }
      status[p] = judge(p);
    }
  }

  private int parameter(int l, int j, int k) {
    int inputs = net.spec().size(l - 1);
    return k == inputs ? net.biasesAt(l) + j : net.weightsAt(l) + j * inputs + k;
  }

  private boolean isSharp(int p) {
    return bounds[p] <= SHARP * Math.max(Math.abs(differences[p]), typical) && judge(p) == Status.AGREES;
  }

  private Status judge(int p) {
    if (Double.isInfinite(bounds[p])) {
      return Status.KINK;
    }
    double off = Math.abs(gradient[p] - differences[p]);
    double allowed = SAFETY * bounds[p] + (slack == null ? 0 : slack[p]) + Math.ulp(gradient[p]) * 4;
    if (off <= allowed && bounds[p] <= 1e-3 * Math.max(Math.abs(differences[p]), typical) + Double.MIN_NORMAL) {
      return Status.AGREES;
    }
    return off <= allowed ? Status.UNCERTAIN : Status.DIFFERS;
  }

  /** Reads the costs of the four positions off the virtual batch, and keeps them if they are the best so far. */
  private void take(int l, int j, int k, int place, double h) {
    if (virtual.crossed[place]) {
      return;
    }
    int p = parameter(l, j, k);
    var c = virtual.costs;
    int at = 4 * place;
    double coarse = (c[at] - c[at + 1]) / (2 * h);
    double fine = (c[at + 2] - c[at + 3]) / h;
    double combined = (4 * fine - coarse) / 3;
    double bound = Math.abs(combined - fine) + noise / h;
    if (net.l2() > 0 && k < net.spec().size(l - 1)) {
      combined += net.l2() * theta[p];
    }
    if (bound < bounds[p]) {
      bounds[p] = bound;
      differences[p] = combined;
    }
  }

  /**
   * What came out, parameter by parameter in the order of {@link CompiledNetwork}. The arrays are not copies.
   *
   * @param gradients what was checked
   * @param differences from the running network; NaN on a kink
   * @param bounds how far the differences may be off
   */
  public record Report(CompiledNetwork network, double[] gradients, double[] differences, double[] bounds,
      Status[] status) {

    public int count(Status which) {
      return (int) Arrays.stream(status).filter(s -> s == which).count();
    }

    /** Whether no parameter differs. */
    public boolean passed() {
      return count(Status.DIFFERS) == 0;
    }

    /** {@code |g − d| / max(|g|, |d|)}; 0 where both are 0, NaN on a kink. */
    public double relativeError(int p) {
      double size = Math.max(Math.abs(gradients[p]), Math.abs(differences[p]));
      return size == 0 ? 0 : Math.abs(gradients[p] - differences[p]) / size;
    }

    /** The name of a parameter in the usual notation: {@code w^2_{1,3}}, {@code b^3_1}. */
    public String name(int p) {
      int l = 2;
      while (l < network.spec().layers() && p >= network.weightsAt(l + 1)) {
        l++;
      }
      int i = p - network.weightsAt(l);
      int below = network.spec().size(l - 1);
      return p < network.biasesAt(l) ? "w^%d_{%d,%d}".formatted(l, i / below + 1, i % below + 1)
          : "b^%d_%d".formatted(l, p - network.biasesAt(l) + 1);
    }

    /** The parameter that is off by most, in multiples of its bound; −1 where there is none. */
    public int worst() {
      int worst = -1;
      double most = -1;
      for (int p = 0; p < status.length; p++) {
        double off = Math.abs(gradients[p] - differences[p]) / (bounds[p] + Double.MIN_NORMAL);
        if (status[p] != Status.KINK && off > most) {
          most = off;
          worst = p;
        }
      }
      return worst;
    }
  }
}
