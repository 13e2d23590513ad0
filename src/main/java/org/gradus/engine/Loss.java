package org.gradus.engine;

import java.util.Locale;

/** The costs of the engine, for one sample. */
public enum Loss {
  /** {@code C = ½ Σ_j (a_j − y_j)²}. */
  MSE {
    @Override double value(double[] a, double[] y) {
      var sum = 0.0;
      for (int j = 0; j < a.length; j++) {
        sum += (a[j] - y[j]) * (a[j] - y[j]);
      }
      return sum / 2;
    }

    @Override double[] slope(double[] a, double[] y) {
      var d = new double[a.length];
      for (int j = 0; j < a.length; j++) {
        d[j] = a[j] - y[j];
      }
      return d;
    }
  },
  /** {@code C = −Σ_j y_j log a_j}, the negative log-likelihood of a class. */
  CATEGORICAL {
    @Override double value(double[] a, double[] y) {
      var sum = 0.0;
      for (int j = 0; j < a.length; j++) {
        sum -= y[j] == 0 ? 0 : y[j] * Math.log(a[j]);
      }
      return sum;
    }

    @Override double[] slope(double[] a, double[] y) {
      var d = new double[a.length];
      for (int j = 0; j < a.length; j++) {
        d[j] = y[j] == 0 ? 0 : -y[j] / a[j];
      }
      return d;
    }
  },
  /** {@code C = −Σ_j [y_j log a_j + (1 − y_j) log(1 − a_j)]}, a label of its own for every output. */
  BINARY {
    @Override double value(double[] a, double[] y) {
      var sum = 0.0;
      for (int j = 0; j < a.length; j++) {
        sum -= (y[j] == 0 ? 0 : y[j] * Math.log(a[j])) + (y[j] == 1 ? 0 : (1 - y[j]) * Math.log1p(-a[j]));
      }
      return sum;
    }

    @Override double[] slope(double[] a, double[] y) {
      var d = new double[a.length];
      for (int j = 0; j < a.length; j++) {
        d[j] = (a[j] - y[j]) / (a[j] * (1 - a[j]));
      }
      return d;
    }
  };

  /** Whether exactly one label is 1, the others 0. */
  public boolean isOneHot() {
    return this == CATEGORICAL;
  }

  abstract double value(double[] a, double[] y);

  /** {@code ∂C/∂a}. */
  abstract double[] slope(double[] a, double[] y);

  /**
   * The loss of that name for that output, or null for an unknown name. {@code cross-entropy} is the categorical one
   * after softmax and the binary one after sigmoid, as textbooks use the word.
   */
  static Loss byName(String name, Activation output) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "mse", "quadratic" -> MSE;
      case "cross-entropy", "crossentropy" -> output == Activation.SOFTMAX ? CATEGORICAL : BINARY;
      case "log-likelihood", "nll" -> output == Activation.SIGMOID ? BINARY : CATEGORICAL;
      case "binary-cross-entropy", "bce" -> BINARY;
      default -> null;
    };
  }

  /** Whether the loss is finite for every value of the activation. */
  boolean accepts(Activation output) {
    return switch (this) {
      case MSE -> true;
      case CATEGORICAL -> output == Activation.SOFTMAX || output == Activation.SIGMOID;
      case BINARY -> output == Activation.SIGMOID || output == Activation.SOFTMAX;
    };
  }
}
