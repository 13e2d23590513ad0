package org.gradus.engine;

import java.util.Locale;
import java.util.SplittableRandom;

/** How the weights begin; biases begin at 0. */
public enum Initial {
  /** Variance 2/(n_in + n_out): X. Glorot and Y. Bengio (2010). */
  XAVIER,
  /** Variance 2/n_in, for rectifiers: K. He et al. (2015). */
  HE,
  /** Variance 1. */
  NORMAL;

  /** The parameters of a network, from the seed alone. */
  public double[] draw(CompiledNetwork net, long seed) {
    var random = new SplittableRandom(seed);
    var theta = new double[net.parameters()];
    for (int l = 2; l <= net.spec().layers(); l++) {
      int in = net.spec().size(l - 1);
      double scale = switch (this) {
        case XAVIER -> Math.sqrt(2.0 / (in + net.spec().size(l)));
        case HE -> Math.sqrt(2.0 / in);
        case NORMAL -> 1;
      };
      for (int i = net.weightsAt(l); i < net.biasesAt(l); i++) {
        theta[i] = scale * random.nextGaussian();
      }
    }
    return theta;
  }

  /** The one of that name, or null. */
  public static Initial byName(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "xavier", "glorot" -> XAVIER;
      case "he", "kaiming" -> HE;
      case "normal" -> NORMAL;
      default -> null;
    };
  }
}
