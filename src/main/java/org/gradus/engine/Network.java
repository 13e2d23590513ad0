package org.gradus.engine;

import java.util.SplittableRandom;

/**
 * A network with its parameters, and its forward and backward pass for one sample.
 *
 * <p>Arrays are indexed by layer as in the notation: {@code w[l]} for l = 2..L; entries 0 and 1 are null.
 */
public final class Network {

  private final NetworkSpec spec;
  private final double[][][] w;
  private final double[][] b;

  private Network(NetworkSpec spec) {
    this.spec = spec;
    w = new double[spec.layers() + 1][][];
    b = new double[spec.layers() + 1][];
    for (int l = 2; l <= spec.layers(); l++) {
      w[l] = new double[spec.size(l)][spec.size(l - 1)];
      b[l] = new double[spec.size(l)];
    }
  }

  /**
   * Parameters drawn from the seed alone, with the variance 2/(n_in + n_out) of X. Glorot and Y. Bengio (2010);
   * biases are drawn too, so that no claim holds by a zero.
   */
  public static Network random(NetworkSpec spec, long seed) {
    var network = new Network(spec);
    var random = new SplittableRandom(seed);
    for (int l = 2; l <= spec.layers(); l++) {
      var scale = Math.sqrt(2.0 / (spec.size(l) + spec.size(l - 1)));
      for (int j = 0; j < spec.size(l); j++) {
        for (int k = 0; k < spec.size(l - 1); k++) {
          network.w[l][j][k] = scale * random.nextGaussian();
        }
        network.b[l][j] = 0.5 * random.nextGaussian();
      }
    }
    return network;
  }

  public NetworkSpec spec() {
    return spec;
  }

  /** The weights of layer l, rows by target neuron; not a copy. */
  double[][] weights(int l) {
    return w[l];
  }

  /** The biases of layer l; not a copy. */
  double[] biases(int l) {
    return b[l];
  }

  /** Weighted inputs and activations by layer; {@code z[1]} is null, {@code a[1]} is the sample. */
  record Forward(double[][] z, double[][] a) {
    double[] output() {
      return a[a.length - 1];
    }
  }

  /** Derivatives of the cost, by layer. */
  record Backward(double[][] delta, double[][] da, double[][][] dw, double[][] db) {}

  Forward forward(double[] x) {
    requireSize("the sample", x, spec.size(1));
    int top = spec.layers();
    var z = new double[top + 1][];
    var a = new double[top + 1][];
    a[1] = x.clone();
    for (int l = 2; l <= top; l++) {
      z[l] = new double[spec.size(l)];
      for (int j = 0; j < z[l].length; j++) {
        var sum = b[l][j];
        for (int k = 0; k < a[l - 1].length; k++) {
          sum += w[l][j][k] * a[l - 1][k];
        }
        z[l][j] = sum;
      }
      a[l] = spec.activation(l).apply(z[l]);
    }
    return new Forward(z, a);
  }

  /** C for one sample. */
  public double cost(double[] x, double[] y) {
    requireSize("the label", y, spec.size(spec.layers()));
    return spec.loss().value(forward(x).output(), y);
  }

  /** Back-propagation (D. Rumelhart, G. Hinton, R. Williams, 1986), layer by layer from the output. */
  Backward backward(Forward pass, double[] y) {
    int top = spec.layers();
    requireSize("the label", y, spec.size(top));
    var delta = new double[top + 1][];
    var da = new double[top + 1][];
    var dw = new double[top + 1][][];
    var db = new double[top + 1][];
    da[top] = spec.loss().slope(pass.output(), y);
    for (int l = top; l >= 2; l--) {
      var below = pass.a[l - 1];
      delta[l] = spec.activation(l).pullBack(pass.z[l], pass.a[l], da[l]);
      db[l] = delta[l].clone();
      dw[l] = new double[delta[l].length][below.length];
      da[l - 1] = new double[below.length];
      for (int j = 0; j < delta[l].length; j++) {
        for (int k = 0; k < below.length; k++) {
          dw[l][j][k] = below[k] * delta[l][j];
          da[l - 1][k] += w[l][j][k] * delta[l][j];
        }
      }
    }
    return new Backward(delta, da, dw, db);
  }

  /** The gradient of C by all parameters: layer by layer, the weights row by row, then the biases. */
  public double[] gradient(double[] x, double[] y) {
    var pass = backward(forward(x), y);
    var flat = new double[parameters()];
    int at = 0;
    for (int l = 2; l <= spec.layers(); l++) {
      for (var row : pass.dw[l]) {
        System.arraycopy(row, 0, flat, at, row.length);
        at += row.length;
      }
      System.arraycopy(pass.db[l], 0, flat, at, pass.db[l].length);
      at += pass.db[l].length;
    }
    return flat;
  }

  /** All parameters, in the order of {@link #gradient}. */
  public double[] flat() {
    var flat = new double[parameters()];
    int at = 0;
    for (int l = 2; l <= spec.layers(); l++) {
      for (var row : w[l]) {
        System.arraycopy(row, 0, flat, at, row.length);
        at += row.length;
      }
      System.arraycopy(b[l], 0, flat, at, b[l].length);
      at += b[l].length;
    }
    return flat;
  }

  /** The number of weights and biases. */
  public int parameters() {
    int n = 0;
    for (int l = 2; l <= spec.layers(); l++) {
      n += spec.size(l) * (spec.size(l - 1) + 1);
    }
    return n;
  }

  private static void requireSize(String what, double[] v, int n) {
    if (v.length != n) {
      throw new IllegalArgumentException(what + " has " + v.length + " components, the network " + n);
    }
  }
}
