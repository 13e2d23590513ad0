package org.gradus.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.cli.Inputs.Unreadable;
import org.gradus.engine.Activation;
import org.gradus.engine.CompiledNetwork;
import org.gradus.engine.Dataset;
import org.gradus.engine.Initial;
import org.gradus.engine.Loss;
import org.gradus.engine.NetworkSpec;
import org.gradus.expr.Expr;
import org.gradus.notation.NotationException;
import org.gradus.verify.Requests;

/**
 * A network with its data and how to train it, from a YAML file (docs/engine.md tells what may stand there).
 *
 * @param rates one learning rate, or several to compare
 * @param parameters given ones, or null
 */
record NetworkFile(CompiledNetwork network, Dataset data, long seed, Initial initial, double[] parameters, int epochs,
    int batch, List<Double> rates, double validation) {

  private static final int MOST_EXAMPLES = 100_000;
  /** So much is computed in a few seconds; larger networks are for other tools. */
  private static final int MOST_PARAMETERS = 5_000_000;

  static NetworkFile read(Path path) throws Unreadable {
    var document = Inputs.read(path);
    var file = Setup.read(document.name(), document.text());
    file.only("layers", "activation", "output", "cost", "labels", "l2", "seed", "initial", "parameters", "data", "train");
    try {
      return read(file, path);
    } catch (IllegalArgumentException e) {
      throw new Unreadable(document.name() + ": " + e.getMessage());
    }
  }

  private static NetworkFile read(Setup file, Path path) throws Unreadable {
    int seed = file.integer("seed", 1, 0, Integer.MAX_VALUE);
    var data = data(file.part("data"), seed, path);
    var spec = spec(file, data);
    long parameters = 0;
    for (int l = 2; l <= spec.layers(); l++) {
      parameters += (long) spec.size(l) * (spec.size(l - 1) + 1);
    }
    if (parameters > MOST_PARAMETERS) {
      throw file.error("layers", parameters + " parameters; the limit is " + MOST_PARAMETERS);
    }
    var network = CompiledNetwork.of(spec, file.number("l2", 0));
    data.labels(spec);
    var initial = Initial.byName(file.text("initial", "xavier"));
    if (initial == null) {
      throw file.error("initial", "xavier, he or normal is expected");
    }
    var train = file.part("train");
    train.only("epochs", "batch", "rate", "validation");
    var rates = new ArrayList<Double>();
    for (var rate : train.has("rate") ? train.numbers("rate") : List.of("0.1")) {
      rates.add(Double.valueOf(rate));
      if (!(rates.getLast() > 0)) {
        throw train.error("rate", "a learning rate is positive");
      }
    }
    double validation = train.number("validation", 0);
    if (validation < 0 || validation > 0.9) {
      throw train.error("validation", "a share from 0 to 0.9 is expected");
    }
    return new NetworkFile(network, data, seed, initial, parameters(file, network),
        train.integer("epochs", 100, 1, 1_000_000), train.integer("batch", 10, 1, MOST_EXAMPLES), rates, validation);
  }

  private static NetworkSpec spec(Setup file, Dataset data) throws Unreadable {
    if (!file.has("layers")) {
      throw file.error("layers", "is missing; write the neurons of every layer, such as 'layers: 2-3-1'");
    }
    var sizes = new ArrayList<Integer>();
    var text = file.text("layers", "");
    if (!text.matches("\\d{1,5}(-\\d{1,5})+")) {
      throw file.error("layers", "'" + text + "' is not of the form 2-3-1");
    }
    for (var size : text.split("-")) {
      sizes.add(Integer.valueOf(size));
    }
    var hidden = activation(file, "activation", "sigmoid");
    var output = activation(file, "output", data.classes() == 0 ? "identity" : sizes.getLast() == 1 ? "sigmoid" : "softmax");
    return new NetworkSpec(sizes, hidden, output, loss(file, output, data));
  }

  private static Activation activation(Setup file, String key, String otherwise) throws Unreadable {
    var text = file.text(key, otherwise);
    var known = text.matches("[A-Za-z0-9]+") ? Activation.byName(text) : null;
    if (known == null && text.matches("[A-Za-z0-9]+") && !text.equals(Activation.Z)) {
      throw file.error(key, "no activation '" + text + "'; write a function of the table, or a formula in z");
    }
    return known != null ? known : Activation.of(text, formula(file, key, text));
  }

  private static Loss loss(Setup file, Activation output, Dataset data) throws Unreadable {
    var text = file.text("cost", data.classes() == 0 ? "mse" : "cross-entropy");
    var known = Loss.byName(text, output);
    if (known != null) {
      return known;
    }
    if (text.matches("[A-Za-z-]+")) {
      throw file.error("cost", "no cost '" + text
          + "': mse, cross-entropy, binary-cross-entropy, nll, signed, huber, hinge, or a formula in a and y");
    }
    var labels = switch (file.text("labels", data.classes() == 0 ? "real" : "0/1")) {
      case "real" -> Loss.Labels.REAL;
      case "0/1" -> Loss.Labels.ZERO_OR_ONE;
      case "+-1", "±1" -> Loss.Labels.PLUS_MINUS_ONE;
      default -> throw file.error("labels", "real, 0/1 or +-1 is expected");
    };
    return Loss.of(text, formula(file, "cost", text), labels);
  }

  private static Expr formula(Setup file, String key, String text) throws Unreadable {
    try {
      return Requests.read(text).expr();
    } catch (NotationException e) {
      throw file.error(key, e.getMessage());
    }
  }

  private static Dataset data(Setup part, int seed, Path path) throws Unreadable {
    part.only("set", "examples", "noise", "csv", "targets", "classes", "x", "y");
    if (part.has("csv")) {
      return Csv.read(path.resolveSibling(part.text("csv", "")), part.integer("targets", 1, 1, 1000),
          part.integer("classes", 0, 0, 1000));
    }
    if (part.has("x")) {
      return given(part);
    }
    var name = part.text("set", "xor");
    double noise = part.number("noise", switch (name) {
      case "xor" -> 0;
      case "blobs" -> 0.6;
      default -> 0.15;
    });
    return Dataset.builtIn(name, part.integer("examples", 200, 1, MOST_EXAMPLES), noise, seed);
  }

  private static Dataset given(Setup part) throws Unreadable {
    var x = part.rows("x").stream().map(Setup::doubles).toArray(double[][]::new);
    var y = part.has("y") ? part.rows("y").stream().map(Setup::doubles).toArray(double[][]::new) : new double[0][];
    if (x.length == 0 || x.length != y.length) {
      throw part.error("y", x.length + " samples and " + y.length + " labels");
    }
    for (var rows : List.of(x, y)) {
      for (var row : rows) {
        if (row.length != rows[0].length || row.length == 0) {
          throw part.error("x", "rows of different lengths");
        }
      }
    }
    return new Dataset("given", x, y, 0);
  }

  private static double[] parameters(Setup file, CompiledNetwork network) throws Unreadable {
    if (!file.has("parameters")) {
      return null;
    }
    return values(file.part("parameters"), network, null);
  }

  /**
   * The entries w2, b2, w3, … as one array of parameters.
   *
   * @param slack if not null, half a unit of the last digit written is put here for every entry
   */
  static double[] values(Setup part, CompiledNetwork network, double[] slack) throws Unreadable {
    var values = new double[network.parameters()];
    var spec = network.spec();
    var known = new ArrayList<String>();
    for (int l = 2; l <= spec.layers(); l++) {
      known.addAll(List.of("w" + l, "b" + l));
    }
    part.only(known.toArray(String[]::new));
    for (int l = 2; l <= spec.layers(); l++) {
      var w = matrix(part, "w" + l, spec.size(l), spec.size(l - 1));
      for (int j = 0; j < w.size(); j++) {
        put(w.get(j), values, slack, network.weightsAt(l) + j * spec.size(l - 1));
      }
      if (!part.has("b" + l) || part.numbers("b" + l).size() != spec.size(l)) {
        throw part.error("b" + l, spec.size(l) + " numbers are expected");
      }
      put(part.numbers("b" + l), values, slack, network.biasesAt(l));
    }
    return values;
  }

  private static List<List<String>> matrix(Setup part, String key, int rows, int columns) throws Unreadable {
    var found = part.has(key) ? part.rows(key) : List.<List<String>>of();
    if (found.size() != rows || found.stream().anyMatch(row -> row.size() != columns)) {
      throw part.error(key, rows + " rows of " + columns + " numbers are expected, one row a neuron");
    }
    return found;
  }

  private static void put(List<String> texts, double[] values, double[] slack, int at) {
    for (int i = 0; i < texts.size(); i++) {
      var exact = new BigDecimal(texts.get(i));
      values[at + i] = exact.doubleValue();
      if (slack != null) {
        slack[at + i] = 0.5000001 * exact.ulp().doubleValue();
      }
    }
  }

  /** The parameters to begin with. */
  double[] start() {
    return parameters != null ? parameters.clone() : initial.draw(network, seed);
  }
}
