package org.gradus.engine;

import java.util.Locale;

/** The activations of the engine, with their derivatives calculated from the stored activation. */
public enum Activation {
  SIGMOID {
    @Override double value(double z) {
      // One side would overflow for large |z|.
      if (z >= 0) {
        return 1 / (1 + Math.exp(-z));
      }
      var e = Math.exp(z);
      return e / (1 + e);
    }

    @Override double slope(double a) {
      return a * (1 - a);
    }
  },
  TANH {
    @Override double value(double z) {
      return Math.tanh(z);
    }

    @Override double slope(double a) {
      return 1 - a * a;
    }
  },
  RELU {
    @Override double value(double z) {
      return Math.max(0, z);
    }

    @Override double slope(double a) {
      return a > 0 ? 1 : 0;
    }
  },
  IDENTITY {
    @Override double value(double z) {
      return z;
    }

    @Override double slope(double a) {
      return 1;
    }
  },
  /** Acts on a whole layer; for the output only. */
  SOFTMAX {
    @Override double value(double z) {
      throw new UnsupportedOperationException("softmax acts on a whole layer");
    }

    @Override double slope(double a) {
      throw new UnsupportedOperationException("softmax has a Jacobian");
    }

    @Override double[] apply(double[] z) {
      var max = Double.NEGATIVE_INFINITY;
      for (var v : z) {
        max = Math.max(max, v);
      }
      var a = new double[z.length];
      var sum = 0.0;
      for (int j = 0; j < z.length; j++) {
        a[j] = Math.exp(z[j] - max); // shifted: no overflow, same quotients
        sum += a[j];
      }
      for (int j = 0; j < z.length; j++) {
        a[j] /= sum;
      }
      return a;
    }

    /** {@code ∂a_k/∂z_j = a_k (δ_jk − a_j)}, contracted with the incoming gradient. */
    @Override double[] pullBack(double[] a, double[] dCda) {
      var mean = 0.0;
      for (int k = 0; k < a.length; k++) {
        mean += dCda[k] * a[k];
      }
      var delta = new double[a.length];
      for (int j = 0; j < a.length; j++) {
        delta[j] = a[j] * (dCda[j] - mean);
      }
      return delta;
    }
  };

  abstract double value(double z);

  /** The derivative at the place where the activation is {@code a}. */
  abstract double slope(double a);

  double[] apply(double[] z) {
    var a = new double[z.length];
    for (int j = 0; j < z.length; j++) {
      a[j] = value(z[j]);
    }
    return a;
  }

  /** {@code ∂C/∂z} from {@code ∂C/∂a}, at the stored activations. */
  double[] pullBack(double[] a, double[] dCda) {
    var delta = new double[a.length];
    for (int j = 0; j < a.length; j++) {
      delta[j] = dCda[j] * slope(a[j]);
    }
    return delta;
  }

  /** Whether its derivative jumps at 0. */
  boolean hasKink() {
    return this == RELU;
  }

  /** The activation of that name, or null. */
  static Activation byName(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "sigmoid", "logistic" -> SIGMOID;
      case "tanh" -> TANH;
      case "relu" -> RELU;
      case "identity", "linear" -> IDENTITY;
      case "softmax" -> SOFTMAX;
      default -> null;
    };
  }
}
