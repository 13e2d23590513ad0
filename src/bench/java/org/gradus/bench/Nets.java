package org.gradus.bench;

import java.util.Map;
import java.util.SplittableRandom;
import org.gradus.engine.CompiledNetwork;
import org.gradus.engine.Initial;
import org.gradus.engine.NetworkSpec;

/** The networks of bench/peers/torch_side.py and bench/peers/numpy_side.py, with data of the same shape. */
final class Nets {

  private static final Map<String, String> TEXTS = Map.of(
      "1-10-1", "1-10-1 tanh identity mse",
      "2-30-1", "2-30-1 sigmoid sigmoid cross-entropy",
      "784-30-10", "784-30-10 sigmoid softmax cross-entropy",
      "784-128-10", "784-128-10 sigmoid softmax cross-entropy");

  private Nets() {}

  record Net(CompiledNetwork network, double[] theta, double[][] x, double[][] y) {}

  static Net of(String name, int batch) {
    var spec = NetworkSpec.parse(TEXTS.get(name));
    var network = CompiledNetwork.of(spec, 0);
    var random = new SplittableRandom(1);
    var x = new double[batch][spec.size(1)];
    var y = new double[batch][spec.size(spec.layers())];
    for (int n = 0; n < batch; n++) {
      for (int k = 0; k < x[n].length; k++) {
        x[n][k] = random.nextGaussian();
      }
      switch (spec.loss().labels()) {
        case ONE_HOT -> y[n][random.nextInt(y[n].length)] = 1;
        case ZERO_OR_ONE -> y[n][0] = random.nextInt(2);
        default -> y[n][0] = random.nextGaussian();
      }
    }
    return new Net(network, Initial.XAVIER.draw(network, 1), x, y);
  }
}
