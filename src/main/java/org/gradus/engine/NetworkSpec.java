package org.gradus.engine;

import java.util.Arrays;
import java.util.List;

/**
 * A fully connected network, as the {@code engine} directive states it.
 *
 * @param sizes neurons of every layer from input to output; at least two layers
 * @param hidden activation of the hidden layers
 * @param output activation of the output layer
 */
public record NetworkSpec(List<Integer> sizes, Activation hidden, Activation output, Loss loss) {

  private static final int MAX_NEURONS = 4096;
  private static final String FORM =
      "write an engine as '2-3-2 sigmoid cross-entropy' or '2-3-2 tanh softmax cross-entropy'";

  public NetworkSpec {
    sizes = List.copyOf(sizes);
    if (sizes.size() < 2) {
      throw new IllegalArgumentException("a network has an input and an output layer: " + FORM);
    }
    if (sizes.stream().anyMatch(n -> n < 1 || n > MAX_NEURONS)) {
      throw new IllegalArgumentException("a layer has 1 to " + MAX_NEURONS + " neurons");
    }
    if (hidden.actsOnLayer()) {
      throw new IllegalArgumentException("softmax is for the output layer only");
    }
    if (!loss.accepts(output)) {
      throw new IllegalArgumentException("the logarithms of this loss need outputs between 0 and 1 (sigmoid or softmax)");
    }
  }

  /**
   * Reads the text of the directive: sizes, one activation for all layers or two (hidden, output), loss. With softmax
   * alone the hidden layers are sigmoid. Throws {@link IllegalArgumentException} with words for the author.
   */
  public static NetworkSpec parse(String text) {
    var words = text.strip().split("\\s+");
    if (words.length < 3 || words.length > 4 || !words[0].matches("\\d{1,5}(-\\d{1,5})+")) {
      throw new IllegalArgumentException(FORM);
    }
    var sizes = Arrays.stream(words[0].split("-")).map(Integer::valueOf).toList();
    var first = activation(words[1]);
    var output = words.length == 4 ? activation(words[2]) : first;
    var hidden = words.length == 3 && first.actsOnLayer() ? Activation.SIGMOID : first;
    var name = words[words.length - 1];
    var loss = Loss.byName(name, output);
    if (loss == null) {
      throw new IllegalArgumentException("no loss '" + name
          + "': mse, cross-entropy, binary-cross-entropy, log-likelihood, signed, huber or hinge");
    }
    return new NetworkSpec(sizes, hidden, output, loss);
  }

  private static Activation activation(String name) {
    var activation = Activation.byName(name);
    if (activation == null) {
      throw new IllegalArgumentException("no activation '" + name
          + "': sigmoid, tanh, relu, identity, softmax, or another function of the table");
    }
    return activation;
  }

  /** L, the number of layers with the input. */
  public int layers() {
    return sizes.size();
  }

  /** The neurons of layer l, counted from 1. */
  public int size(int layer) {
    return sizes.get(layer - 1);
  }

  /** Whether the neurons of layer l act on each other. */
  public boolean isSoftmax(int layer) {
    return activation(layer).actsOnLayer();
  }

  Activation activation(int layer) {
    return layer == layers() ? output : hidden;
  }
}
